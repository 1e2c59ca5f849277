"""A cell at its place in the picture: items with their texts, links and the shortcut."""

from dataclasses import dataclass
from itertools import pairwise

from resnet_viz.diagram.cells.cell import LABEL_SIZE, Cell
from resnet_viz.diagram.cells.labels import count_text
from resnet_viz.diagram.layout.box_picture import item_at
from resnet_viz.diagram.layout.bypass import shortcut_picture
from resnet_viz.diagram.layout.extent import RUN_GAP, RUN_PAD, extent_of
from resnet_viz.diagram.layout.layout import CellLayout
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
    """The finished geometry of one cell; `spine` are its items on the main path, in order."""

    spine: tuple[Item, ...]
    links: tuple[Stroke, ...]
    shortcut: ShortcutPicture | None
    frame: Frame | None


def cell_at(cell: Cell, layout: CellLayout, origin: Point) -> CellPicture:
    """The cell with its entry on the spine at `origin`."""
    spine = tuple(
        item_at(box, Point(origin.x, origin.y + layout.spine_y(place)))
        for place, box in enumerate(cell.spine)
    )
    links = tuple(
        link_between(upper, lower, cell.gap >= ARROW_GAP) for upper, lower in pairwise(spine)
    )
    shortcut = shortcut_picture(cell, layout, origin) if cell.bypass else None
    return CellPicture(spine, links, shortcut, _run_frame(cell, layout, origin))


def link_between(upper: Item, lower: Item, has_arrow: bool) -> Stroke:
    """The straight piece of the main path from one item down to the next."""
    x = upper.rect.x + upper.rect.width / 2
    return Stroke(
        (Point(x, upper.rect.y + upper.rect.height), Point(x, lower.rect.y)), has_arrow=has_arrow
    )


def _run_frame(cell: Cell, layout: CellLayout, origin: Point) -> Frame | None:
    """What holds the layers of a block or run together and says which, or how many blocks."""
    if not cell.is_framed:
        return None
    left, right, height, _ = extent_of(cell, layout)
    rect = Rect(origin.x - left, origin.y + RUN_GAP, left + right, height - RUN_GAP)
    start, low = RUN_PAD, LABEL_SIZE + 4
    title = Text(
        count_text(cell.count) or cell.id,
        rect.x + (low if cell.is_lying else start),
        rect.y + (start if cell.is_lying else low),
        LABEL_SIZE,
        TextRole.COUNT,
        is_bold=True,
        anchor=Anchor.START,
    )
    return Frame(cell.id, rect, title, count=cell.count, kind=FrameKind.BLOCK)
