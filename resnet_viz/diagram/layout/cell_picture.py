"""A cell at its place in the picture: items with their texts, links and the shortcut."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from resnet_viz.diagram.cells.cell import DETAIL_SIZE, LABEL_SIZE, Cell
from resnet_viz.diagram.cells.labels import count_text
from resnet_viz.diagram.layout.box_picture import item_at
from resnet_viz.diagram.layout.bypass import shortcut_picture
from resnet_viz.diagram.layout.extent import RUN_GAP, RUN_PAD, extent_of
from resnet_viz.diagram.layout.layout import CellLayout
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.scene import (
    Anchor,
    Frame,
    FrameKind,
    Item,
    Point,
    Rect,
    ShortcutPicture,
    Stroke,
    Text,
    TextRole,
)

ARROW_GAP = 12  # links at least this long bear a head


@dataclass(frozen=True, slots=True)
class CellPicture:
    """The finished geometry of one cell; the main path enters `first` and leaves `last`.

    With `has_head` it comes from above, where there is something over the first box. One that is
    apart has nothing coming in. `ins` and `outs` are where lines enter and leave one with ports.
    """

    items: tuple[Item, ...]
    links: tuple[Stroke, ...]
    shortcuts: tuple[ShortcutPicture, ...]
    frames: tuple[Frame, ...]
    first: Item
    last: Item
    has_head: bool
    is_apart: bool = False
    ins: Mapping[str, Point] = field(default_factory=dict)
    outs: Mapping[str, Point] = field(default_factory=dict)


def cell_at(cell: Cell, layout: CellLayout, origin: Point) -> CellPicture:
    """The cell with its entry on the spine at `origin`."""
    spine = tuple(
        item_at(box, Point(origin.x, origin.y + layout.spine_y(place)))
        for place, box in enumerate(cell.spine)
    )
    links = tuple(
        link_between(upper, lower, cell.gap >= ARROW_GAP) for upper, lower in pairwise(spine)
    )
    shortcuts = (shortcut_picture(cell, layout, origin),) if cell.bypass else ()
    frame = _run_frame(cell, layout, origin)
    frames = (frame,) if frame else ()
    first, last, has_head = spine[0], spine[-1], bool(shortcuts)
    return CellPicture(spine, links, shortcuts, frames, first, last, has_head, cell.is_apart)


def link_between(upper: Item, lower: Item, has_arrow: bool) -> Stroke:
    """The piece of the main path from one item down to the next, straight where it can be."""
    left, high, width, height = upper.rect
    start, end = Point(left + width / 2, high + height), Point(_middle_x(lower), lower.rect.y)
    if start.x == end.x:
        return Stroke((start, end), has_arrow=has_arrow)
    middle = (start.y + end.y) / 2
    way = (start, Point(start.x, middle), Point(end.x, middle), end)
    return Stroke(way, has_arrow=has_arrow)


def _middle_x(item: Item) -> float:
    return item.rect.x + item.rect.width / 2


def _run_frame(cell: Cell, layout: CellLayout, origin: Point) -> Frame | None:
    """What holds the layers of a block or run together and says which, or how many blocks."""
    if not cell.is_framed:
        return None
    left, right, height, _ = extent_of(cell, layout)
    rect = Rect(origin.x - left, origin.y + RUN_GAP, left + right, height - RUN_GAP)
    start, low = RUN_PAD, LABEL_SIZE + 4
    title = Text(
        count_text(cell.count) or cell.title,
        rect.x + (low if cell.is_lying else start),
        rect.y + (start if cell.is_lying else low),
        LABEL_SIZE,
        TextRole.COUNT,
        is_bold=True,
        anchor=Anchor.START,
    )
    value = corner_text(title, cell.value, rect, is_lying=cell.is_lying, pad=start)
    return Frame(cell.id, rect, title, value, cell.count, FrameKind.BLOCK)


def corner_text(title: Text, text: str, rect: Rect, *, is_lying: bool, pad: float) -> Text | None:
    """A text at the other end of a frame's title, or None where only one of them fits."""
    widths = text_width(title.text, title.size, title.is_bold) + text_width(text, DETAIL_SIZE)
    along = rect.height if is_lying else rect.width
    if not text or widths + 3 * pad > along:
        return None
    end = title._replace(
        text=text, size=DETAIL_SIZE, role=TextRole.SUBTITLE, is_bold=False, anchor=Anchor.END
    )
    if is_lying:
        return end._replace(y=rect.y + rect.height - pad)
    return end._replace(x=rect.x + rect.width - pad)
