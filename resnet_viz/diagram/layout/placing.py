"""Where columns and frames are on the page: aligned tops, one gutter between neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from resnet_viz.diagram.cells.cell import AnyCell, Cell, FramedCell, Section, WholeCell
from resnet_viz.diagram.layout.columns import GUTTER, INNER_GUTTER, Stack
from resnet_viz.diagram.layout.extent import Extent
from resnet_viz.diagram.layout.filling import HANG_GAP, MARGIN, piles_of, right_of, spine_of
from resnet_viz.diagram.layout.frames import (
    FRAME_PAD,
    heading_reach,
    heading_width,
    stage_frame,
    title_room,
)
from resnet_viz.diagram.layout.joints import EXIT_DROP
from resnet_viz.diagram.layout.layout import CellLayout
from resnet_viz.diagram.layout.whole_layout import WholeLayout
from resnet_viz.diagram.scene.room import LEAST_SCALE
from resnet_viz.diagram.scene.scene import Frame, Rect


class Laid(NamedTuple):
    """A cell, its layout and its room."""

    cell: AnyCell
    layout: "CellLayout | WholeLayout | DividedLayout | tuple[Laid, ...]"
    extent: Extent


class DividedLayout(NamedTuple):
    """A cell with boxes as large as the groups in it, its layout, and those groups."""

    outer: WholeCell
    whole: WholeLayout
    parts: tuple[Laid, ...]


class LaidSection(NamedTuple):
    """A section and its cells as they are split into columns."""

    section: Section
    columns: tuple[tuple[Laid, ...], ...]


@dataclass(frozen=True, slots=True)
class PlacedColumn:
    """Cells on one spine from `top_y` down; the joint into it comes up at `gutter_x`."""

    cells: tuple[Laid, ...]
    spine_x: float
    gutter_x: float
    top_y: float
    is_hanging: bool = False

    @property
    def right_x(self) -> float:
        return self.spine_x + max(laid.extent.right for laid in self.cells)

    @property
    def bottom_y(self) -> float:
        return self.top_y + sum(laid.extent.height for laid in self.cells)

    @property
    def exit_y(self) -> float:
        """How far down a joint out of it reaches."""
        leaves_below = leaves_at_bottom(self.cells[-1].cell)
        return self.bottom_y + (EXIT_DROP if leaves_below else 0.0)


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """All columns in order of the data flow; joints come in at `entry_y`."""

    columns: tuple[PlacedColumn, ...]
    frames: tuple[Frame, ...]
    entry_y: float
    width: float
    height: float
    least: float = LEAST_SCALE  # at which its words can be read
    below: tuple[bool, ...] = ()  # sections that are below the one before


class _Pile(NamedTuple):
    """Sections below each other as they are placed; `right` is the edge of what is first."""

    columns: list[PlacedColumn]
    frames: list[Frame]
    right: float


def stack_of(section: Section, cells: Sequence[Laid]) -> Stack:
    """What the columns need to know of a section."""
    return Stack(
        tuple(each.extent for each in cells),
        section.is_framed,
        heading_reach(section),
        heading_width(section),
        can_hang=not (section.is_framed and section.cells[0].is_lying),
    )


def place_columns(sections: Sequence[LaidSection], below: Sequence[bool]) -> PlacedPage:
    """The page of all sections side by side, some of them below the one before."""
    room = title_room([laid.section for laid in sections])
    lead = _lead_of(sections)
    columns: list[PlacedColumn] = []
    frames: list[Frame] = []
    left = MARGIN
    for places in piles_of(below):
        is_end = places[-1] == len(sections) - 1
        pile = _piled([sections[place] for place in places], left, room, lead, is_end)
        columns += pile.columns
        frames += pile.frames
        left = pile.right + GUTTER
    return _page(columns, frames, MARGIN + room)


def _piled(
    sections: Sequence[LaidSection], left: float, room: float, lead: float, is_end: bool
) -> _Pile:
    first, *hung = sections
    box_y = MARGIN + room + lead
    if len(first.columns) > 1:
        return _wide(first, hung, left, box_y, is_end)
    stacks = [stack_of(laid.section, laid.columns[0]) for laid in sections]
    spine_x = left + spine_of(stacks)
    rights = [spine_x + _right_of(laid) for laid in sections if laid is first or _is_wide(laid)]
    right = max(rights)
    columns = [
        PlacedColumn(
            first.columns[0], spine_x, left - GUTTER / 2, box_y - first.columns[0][0].extent.lead
        )
    ]
    frames = _framed(first, [columns[0]], left, right, MARGIN, is_end or bool(hung))
    for laid in hung:
        top = _bottom(columns[-1], frames) + HANG_GAP
        down = room + _own_lead(laid) if laid.section.is_framed else 0.0
        column = _hanging(laid, columns[-1], top + down)
        columns.append(column)
        frames += _framed(laid, [column], left, right, top, is_end or laid is not hung[-1])
    return _Pile(columns, frames, right)


def _wide(
    first: LaidSection, hung: Sequence[LaidSection], left: float, box_y: float, is_end: bool
) -> _Pile:
    """A section of several columns, and a head below the last of them."""
    columns = _columns_from(first, left, box_y)
    right = max(columns[-1].right_x + FRAME_PAD, left + heading_width(first.section))
    frames = _framed(first, columns, left, right, MARGIN, is_end)
    top = _bottom(columns[-1], frames) + HANG_GAP
    return _Pile([*columns, *(_hanging(laid, columns[-1], top) for laid in hung)], frames, right)


def _framed(
    laid: LaidSection,
    columns: Sequence[PlacedColumn],
    left: float,
    right: float,
    top: float,
    is_end: bool,
) -> list[Frame]:
    """The frame around a section's columns; none around a stem or head."""
    if not laid.section.is_framed:
        return []
    rect = Rect(left, top, right - left, stage_bottom(columns, is_end=is_end) - top)
    return [stage_frame(laid.section, rect)]


def _bottom(column: PlacedColumn, frames: Sequence[Frame]) -> float:
    """The lower edge of what was placed last."""
    ends = [frame.rect.y + frame.rect.height for frame in frames]
    return max([column.bottom_y, *ends])


def _right_of(laid: LaidSection) -> float:
    """From the spine to the right edge of a section in one column."""
    stack = stack_of(laid.section, laid.columns[0])
    return max(right_of(stack), stack.heading_width - spine_of([stack]))


def _is_wide(laid: LaidSection) -> bool:
    """Whether a section below another counts for the width: a head under a frame does not."""
    return laid.section.is_framed


def _page(columns: list[PlacedColumn], frames: list[Frame], entry_y: float) -> PlacedPage:
    rights = [column.right_x for column in columns]
    rights += [frame.rect.x + frame.rect.width for frame in frames]
    bottoms = [column.bottom_y for column in columns]
    bottoms += [frame.rect.y + frame.rect.height for frame in frames]
    return PlacedPage(
        tuple(columns), tuple(frames), entry_y, max(rights) + MARGIN, max(bottoms) + MARGIN
    )


def _lead_of(sections: Sequence[LaidSection]) -> float:
    """From a joint's way in down to the first boxes, which are all at one height."""
    firsts = (column[0] for laid in sections for column in laid.columns)
    return max((laid.extent.lead for laid in firsts if has_head(laid.cell)), default=0.0)


def _own_lead(laid: LaidSection) -> float:
    """The same for a section that hangs below another; its boxes need no common height."""
    return _lead_of([laid])


def has_head(cell: AnyCell) -> bool:
    """Whether something is above its first box: a fork, or the top of a run's frame."""
    if isinstance(cell, FramedCell):
        return True
    if isinstance(cell, WholeCell):
        return cell.has_entry
    return cell.bypass is not None or cell.is_framed


def leaves_at_bottom(cell: AnyCell) -> bool:
    """Whether a joint out of a cell begins below it, not at the side of its last box."""
    return not isinstance(cell, Cell) or cell.spine[-1].is_round


def _columns_from(laid: LaidSection, left: float, box_y: float) -> list[PlacedColumn]:
    x = left + (FRAME_PAD if laid.section.is_framed else 0.0)
    gutter_x = left - GUTTER / 2
    columns = []
    for cells in laid.columns:
        spine_x = x + max(each.extent.left for each in cells)
        columns.append(PlacedColumn(cells, spine_x, gutter_x, box_y - cells[0].extent.lead))
        x = columns[-1].right_x + INNER_GUTTER
        gutter_x = x - INNER_GUTTER / 2
    return columns


def stage_bottom(columns: Sequence[PlacedColumn], *, is_end: bool) -> float:
    """The lower edge of the frame around columns, with room for the joints out of them."""
    leaving = columns[:-1] if is_end else columns
    lowest = [column.bottom_y for column in columns] + [column.exit_y for column in leaving]
    return max(lowest) + FRAME_PAD


def _hanging(laid: LaidSection, above: PlacedColumn, box_y: float) -> PlacedColumn:
    """A section on the spine of the column above it, its first box at a height."""
    cells = laid.columns[0]
    top = box_y - cells[0].extent.lead
    return PlacedColumn(cells, above.spine_x, above.gutter_x, top, is_hanging=True)
