"""Where columns and frames are on the page: aligned tops, one gutter between neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from resnet_viz.diagram.cells.cell import AnyCell, Section, WholeCell
from resnet_viz.diagram.layout.columns import GUTTER, INNER_GUTTER
from resnet_viz.diagram.layout.extent import Extent
from resnet_viz.diagram.layout.frames import FRAME_PAD, heading_width, stage_frame, title_room
from resnet_viz.diagram.layout.joints import EXIT_DROP
from resnet_viz.diagram.layout.layout import CellLayout
from resnet_viz.diagram.layout.whole_layout import WholeLayout
from resnet_viz.diagram.scene.scene import Frame, Rect

MARGIN = 8.0
HANG_GAP = 20.0  # from a frame down to the head below it


class Laid(NamedTuple):
    """A cell, its layout and its room."""

    cell: AnyCell
    layout: CellLayout | WholeLayout
    extent: Extent


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
        last = self.cells[-1].cell
        leaves_below = isinstance(last, WholeCell) or last.spine[-1].is_round
        return self.bottom_y + (EXIT_DROP if leaves_below else 0.0)


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """All columns in order of the data flow; joints come in at `entry_y`."""

    columns: tuple[PlacedColumn, ...]
    frames: tuple[Frame, ...]
    entry_y: float
    width: float
    height: float


def place_columns(sections: Sequence[LaidSection], is_last_below: bool) -> PlacedPage:
    """The page of all sections side by side, the last below the one before if asked."""
    entry_y = MARGIN + title_room([laid.section for laid in sections])
    box_y = entry_y + _lead_of(sections)
    columns: list[PlacedColumn] = []
    frames: list[Frame] = []
    left = MARGIN
    beside = sections[:-1] if is_last_below else sections
    for laid in beside:
        own = _columns_from(laid, left, box_y)
        is_end = laid is beside[-1]
        pad = FRAME_PAD if laid.section.is_framed else 0.0
        right = max(own[-1].right_x + pad, left + heading_width(laid.section))
        if laid.section.is_framed:
            rect = Rect(left, MARGIN, right - left, stage_bottom(own, is_end=is_end) - MARGIN)
            frames.append(stage_frame(laid.section, rect))
        columns.extend(own)
        left = right + GUTTER
    if is_last_below:
        columns.append(_hung(sections[-1], columns[-1], frames[-1]))
    return _page(columns, frames, entry_y)


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


def has_head(cell: AnyCell) -> bool:
    """Whether something is above its first box: a fork, or the top of a run's frame."""
    if isinstance(cell, WholeCell):
        return cell.has_entry
    return cell.bypass is not None or cell.is_framed


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


def _hung(laid: LaidSection, above: PlacedColumn, frame: Frame) -> PlacedColumn:
    cells = laid.columns[0]
    top = frame.rect.y + frame.rect.height + HANG_GAP - cells[0].extent.lead
    return PlacedColumn(cells, above.spine_x, above.gutter_x, top, is_hanging=True)
