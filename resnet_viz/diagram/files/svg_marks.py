"""The smallest parts of SVG files: numbers, places, texts."""

from html import escape

from resnet_viz.diagram.scene.scene import Anchor, Point, Rect, Text
from resnet_viz.diagram.scene.theme import FONT_FAMILY

FALLBACK_FONTS = "Helvetica, Arial, sans-serif"
FONTS = f"{FONT_FAMILY}, {FALLBACK_FONTS}"
TEXT_STYLE = "text{font-kerning:none;white-space:pre}"


def text_element(text: Text, fill: str = "") -> str:
    """A text in a colour, or in that of the group it is in."""
    anchor = f' text-anchor="{text.anchor}"' if text.anchor is not Anchor.START else ""
    weight = ' font-weight="600"' if text.is_bold else ""
    color = f' fill="{fill}"' if fill else ""
    return (
        f'<text x="{number(text.x)}" y="{number(text.y)}" font-size="{number(text.size)}"'
        f"{weight}{anchor}{color}>{escape(text.text)}</text>"
    )


def rect_sides(rect: Rect) -> str:
    """The attributes of a rectangle's place and size."""
    x, y, width, height = map(number, rect)
    return f'x="{x}" y="{y}" width="{width}" height="{height}"'


def xy(point: Point) -> str:
    """A place as paths and polygons write it."""
    return f"{number(point.x)},{number(point.y)}"


def number(value: float) -> str:
    """Two decimals at most, no trailing zeros, no minus zero."""
    return f"{round(value, 2) + 0.0:g}" if abs(value) < 10_000 else f"{round(value, 2) + 0.0:.10g}"
