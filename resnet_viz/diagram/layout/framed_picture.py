"""The frame of a group around the cells that are in it, with its title."""

from collections.abc import Sequence

from resnet_viz.diagram.cells.cell import FramedCell
from resnet_viz.diagram.layout.cell_picture import corner_text
from resnet_viz.diagram.layout.extent import Extent
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.scene import Anchor, Frame, FrameKind, Point, Rect, Text, TextRole

FRAME_GAP = 6.0  # from the cell above to the frame
TITLE_ROOM = 20.0  # from the frame's top to what is in it
PAD = 8.0  # left, right and below
TITLE_SIZE = 9.0
TITLE_DROP = 13.0  # of the title's baseline from the frame's top
TITLE_CLEAR = 6.0  # between the title and the line that comes in


def framed_extent(
    cell: FramedCell, inner: Sequence[Extent], ways: Sequence[float] = (0.0,)
) -> Extent:
    """The room of a frame around cells, wide enough for its title left of a line that comes in.

    `ways` are where lines do, in order from the left.
    """
    title = text_width(cell.heading, TITLE_SIZE, is_bold=True)
    left = max(each.left for each in inner) + PAD
    right = max(each.right for each in inner) + PAD
    height = FRAME_GAP + TITLE_ROOM + sum(each.height for each in inner) + PAD
    if cell.is_lying:
        left += TITLE_ROOM - PAD
        height = max(height, FRAME_GAP + title + 2 * PAD)
    else:
        left = max(left, _room_left(title, left, ways))
    return Extent(left, right, height, FRAME_GAP + TITLE_ROOM + inner[0].lead)


def _room_left(title: float, left: float, ways: Sequence[float]) -> float:
    """How far left a frame has to reach for its title to fit before a line, or between two."""
    if not ways or _title_shift(title, left, ways) >= 0:
        return left
    return title + PAD + TITLE_CLEAR - ways[0]


def _title_shift(title: float, left: float, ways: Sequence[float]) -> float:
    """How far from a frame's left side its title can begin; -1 where it fits nowhere."""
    start = PAD
    for way in ways:
        if start + title + TITLE_CLEAR <= left + way:
            return start
        start = left + way + TITLE_CLEAR
    return -1.0


def framed_origin(origin: Point) -> Point:
    """Where the first cell in a frame has its entry."""
    return Point(origin.x, origin.y + FRAME_GAP + TITLE_ROOM)


def group_frame(
    cell: FramedCell, extent: Extent, origin: Point, ways: Sequence[float] = (0.0,)
) -> Frame:
    """The frame with its title, and the figure of all that is in it at the other corner."""
    left, right, height, _ = extent
    width = text_width(cell.heading, TITLE_SIZE, is_bold=True)
    start = PAD if cell.is_lying else max(PAD, _title_shift(width, left, ways))
    rect = Rect(origin.x - left, origin.y + FRAME_GAP, left + right, height - FRAME_GAP)
    title = Text(
        cell.heading,
        rect.x + (TITLE_DROP if cell.is_lying else start),
        rect.y + (PAD if cell.is_lying else TITLE_DROP),
        TITLE_SIZE,
        TextRole.COUNT if cell.count > 1 else TextRole.TITLE,
        is_bold=True,
        anchor=Anchor.START,
    )
    value = corner_text(title, cell.value, rect, is_lying=cell.is_lying, pad=PAD)
    return Frame(cell.id, rect, title, value, cell.count, FrameKind.BLOCK)
