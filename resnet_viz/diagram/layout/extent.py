"""How much room a laid-out cell takes around its spine."""

from typing import NamedTuple

from resnet_viz.diagram.cells.cell import NOTE_SIZE, Cell
from resnet_viz.diagram.layout.layout import CellLayout
from resnet_viz.diagram.scene.font import text_width

LINE_ROOM = 1.0  # half of a shortcut's line, rounded up
RUN_GAP = 6.0  # between that frame and the cell above
RUN_PAD = 8.0  # between a folded run's layers and the frame around them
RUN_HEADING = 12.0  # for `× n` above a run's layers where they are in a row
NOTE_GAP = 5.0  # between the spine and a note next to it


class Extent(NamedTuple):
    """Lengths in points: left and right of the spine, the whole height, and down to the box."""

    left: float
    right: float
    height: float
    lead: float


def extent_of(cell: Cell, layout: CellLayout) -> Extent:
    """The room of a cell with its shortcut, its note and its run's frame."""
    widest = max(box.width for box in cell.spine) / 2
    right = max(widest, _bypass_right(cell, layout))
    last = len(cell.spine) - 1
    height = layout.spine_y(last) + cell.spine[last].height / 2
    lead = layout.spine_y(0) - cell.spine[0].height / 2
    pad = RUN_PAD if cell.is_framed else 0.0
    heading = RUN_HEADING if cell.is_framed and cell.is_lying else 0.0
    return Extent(widest + pad + heading, right + pad, height + pad, lead)


def _bypass_right(cell: Cell, layout: CellLayout) -> float:
    bypass = cell.bypass
    if not bypass:
        return 0.0
    has_note = bypass.note and not cell.is_lying  # there it is between box and shortcut
    note = NOTE_GAP + text_width(bypass.note, NOTE_SIZE) if has_note else 0.0
    half = max((box.width / 2 for box in bypass.aside), default=LINE_ROOM)
    return max(note, layout.lane_x + half)
