"""A scene made ready for paper: theme, title, legend and caption, and the page they need."""

from dataclasses import dataclass
from typing import NamedTuple

from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.heat import BoxColors
from resnet_viz.diagram.scene.legend import Legend, legend_of
from resnet_viz.diagram.scene.marks import NO_MARKS, Badge, Marks
from resnet_viz.diagram.scene.scene import Anchor, Point, Rect, Scene, Text, TextRole
from resnet_viz.diagram.scene.theme import Theme, Tint

MARGIN = 14.0
LEGEND_GAP = 12.0
CAPTION_SIZE = 10.0
CAPTION_HEIGHT = 20.0


@dataclass(frozen=True, slots=True)
class Picture:
    """What is to be written: a scene in a theme, with or without legend and caption.

    `marks` say what differs between two networks. `part` is the part of the scene that is shown,
    all of it where there is none; without `has_ground` what is behind the picture shows through.
    """

    scene: Scene
    theme: Theme
    heat: BoxColors | None = None
    caption: str = ""
    has_legend: bool = True
    part: Rect | None = None
    has_ground: bool = True
    marks: Marks = NO_MARKS


class Page(NamedTuple):
    """The page of a picture in points: its size, and where the parts are on it."""

    width: float
    height: float
    scene_at: Point
    legend: Legend | None
    legend_at: Point
    caption: Text | None


def page_of(picture: Picture) -> Page:
    """The page around a scene: margins, the legend under it and the caption last."""
    part = part_of(picture)
    caption_width = text_width(picture.caption, CAPTION_SIZE)
    inner = max(part.width, caption_width)
    legend = (
        legend_of(
            picture.scene, picture.theme, picture.heat, max(inner, 260.0), picture.marks.kinds
        )
        if picture.has_legend
        else None
    )
    inner = max(inner, legend.width if legend else 0.0)
    below = MARGIN + part.height
    legend_y = below + LEGEND_GAP
    bottom = legend_y + legend.height if legend else below
    caption = _caption(picture.caption, MARGIN, bottom)
    return Page(
        width=inner + 2 * MARGIN,
        height=bottom + (CAPTION_HEIGHT if caption else 0.0) + MARGIN,
        scene_at=Point(MARGIN + (inner - part.width) / 2 - part.x, MARGIN - part.y),
        legend=legend,
        legend_at=Point(MARGIN, legend_y),
        caption=caption,
    )


def part_of(picture: Picture) -> Rect:
    """The part of its scene that a picture shows."""
    return picture.part or Rect(0.0, 0.0, picture.scene.width, picture.scene.height)


def texts_of(picture: Picture, page: Page) -> tuple[Text, ...]:
    """Every text of the picture: of its scene, its legend and its caption."""
    scene = picture.scene
    frames = (text for f in scene.frames for text in (f.title, f.subtitle) if text)
    items = (text for item in scene.all_items for text in item.texts)
    notes = (text for shortcut in scene.shortcuts for text in shortcut.texts)
    legend = page.legend.texts if page.legend else ()
    caption = (page.caption,) if page.caption else ()
    signs = (badge.sign for badge in (*picture.marks.badges, *_legend_badges(page)))
    return (*scene.headings, *frames, *items, *notes, *legend, *caption, *signs)


def _legend_badges(page: Page) -> tuple[Badge, ...]:
    return page.legend.marks.badges if page.legend else ()


def tint_of(op: str, box_id: str, picture: Picture) -> Tint:
    """The colours of a box: its operation's, or those of the figure that colours it."""
    tint, heat = picture.theme.tint_of(op), picture.heat
    if heat is None or box_id not in heat.fills:
        return tint
    return picture.theme.filled(heat.fills[box_id], heat.inks[box_id])


def _caption(text: str, left: float, top: float) -> Text | None:
    if not text:
        return None
    y, start = top + CAPTION_HEIGHT - 4, Anchor.START
    return Text(text, left, y, CAPTION_SIZE, TextRole.CAPTION, anchor=start)
