"""The smallest parts of TikZ documents: texts, places, colours, and the document around them."""

from collections.abc import Iterable, Sequence
from re import findall

from resnet_viz.core.text.tex import tex_text
from resnet_viz.diagram.files.tikz_letters import TexLetters
from resnet_viz.diagram.scene.scene import Anchor, Point, Rect, Text
from resnet_viz.diagram.scene.theme import Pen

ANCHORS = {Anchor.START: "base west", Anchor.MIDDLE: "base", Anchor.END: "base east"}
CLASS = r"\documentclass[tikz,border=0pt]{standalone}"


def document(body: Sequence[str], letters: TexLetters) -> str:
    """A stand-alone document of drawing commands; lengths in PostScript points (bp)."""
    colors = sorted({color for line in body for color in _colors_in(line)})
    definitions = [f"\\definecolor{{c{color}}}{{HTML}}{{{color}}}" for color in colors]
    lines = [
        CLASS,
        letters.preamble,
        *definitions,
        r"\begin{document}",
        r"\begin{tikzpicture}[x=1bp,y=-1bp,inner sep=0pt,outer sep=0pt]",
        *map(letters.marked, body),
        r"\end{tikzpicture}",
        r"\end{document}",
    ]
    return "\n".join(lines) + "\n"


def text_node(text: Text, color: str) -> str:
    """A text on its baseline, in a colour such as `#2563eb`."""
    size = f"\\fontsize{{{number(text.size)}bp}}{{{number(text.size * 1.2)}bp}}\\selectfont"
    weight = r"\bfseries" if text.is_bold else ""
    return (
        f"\\node[anchor={ANCHORS[text.anchor]},text={color_name(color)}] "
        f"at ({xy(Point(text.x, text.y))}) {{{size}{weight} {tex_text(text.text)}}};"
    )


def rectangle(rect: Rect) -> str:
    """The path of a rectangle."""
    end = Point(rect.x + rect.width, rect.y + rect.height)
    return f"({xy(Point(rect.x, rect.y))}) rectangle ({xy(end)})"


def pen_options(pen: Pen) -> str:
    """The options of a line: its colour, its width, its dashes."""
    lengths = zip(("on", "off") * 9, pen.dash, strict=False)
    words = " ".join(f"{word} {number(each)}bp" for word, each in lengths)
    dash = f",dash pattern={words}" if words else ""
    return f"{color_name(pen.color)},line width={number(pen.width)}bp{dash}"


def color_name(color: str) -> str:
    """The name that a document gives a colour such as `#2563eb`."""
    return "c" + color.lstrip("#").upper()


def xy(point: Point) -> str:
    """A place."""
    return f"{number(point.x)},{number(point.y)}"


def number(value: float) -> str:
    """Two decimals at most."""
    return f"{round(value, 2) + 0.0:.10g}"


def _colors_in(line: str) -> Iterable[str]:
    return findall(r"\bc([0-9A-F]{6})\b", line)
