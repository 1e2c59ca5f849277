"""Which cells are in which column: long stages wrap so that the picture keeps its shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, inf, log, sqrt
from typing import NamedTuple, TypeVar

from resnet_viz.diagram.layout.extent import Extent
from resnet_viz.diagram.layout.frames import FRAME_PAD

ASPECT = 1.6  # width over height that suits a screen and a page
WRAP_COST = 0.15  # what a stage in more than one column costs against the aspect
LONE_HEAD_COST = 0.16  # what a head in a column of its own costs
MOST_ROOTS = 4
GUTTER = 28.0
INNER_GUTTER = 22.0
JOINT_ROOM = 6.0  # clear next to a joint
HEADER = 44.0  # title and the joint's way in
FOOTER = 24.0


@dataclass(frozen=True, slots=True)
class Stack:
    """What the columns need of a section: its cells' room, its frame, and what is above its boxes.

    `heading` is how far the frame's title reaches in from the left, and `heading_width` how wide a
    frame is at least; `can_hang` says whether it may come below the section before.
    """

    extents: tuple[Extent, ...]
    is_framed: bool
    heading: float = 0.0
    heading_width: float = 0.0
    can_hang: bool = False


_Part = TypeVar("_Part")
Split = tuple[int, ...]  # cells in each column


@dataclass(frozen=True, slots=True)
class Plan:
    """Cells in each column of each section, and which sections hang below the one before."""

    splits: tuple[Split, ...]
    below: tuple[bool, ...]


def plan_columns(stacks: Sequence[Stack], aspect: float = ASPECT) -> Plan:
    """The plan whose picture comes nearest to an aspect, width over height."""
    tables = [splits_of(stack) for stack in stacks]
    limits = sorted({height for table in tables for _, height, _ in table})
    can_hang = len(stacks) > 1 and hangs_clear(*stacks[-2:])
    beside = (False,) * (len(stacks) - 1)
    best, best_cost = Plan(tuple(table[0][0] for table in tables), (*beside, False)), inf
    for limit in limits:
        rows = [row_within(table, limit) for table in tables]
        for is_below in (True, False) if can_hang else (False,):
            cost = _cost(stacks, rows, is_below, aspect)
            if cost < best_cost:
                best, best_cost = Plan(tuple(row[0] for row in rows), (*beside, is_below)), cost
    return best


def hangs_clear(above: Stack, last: Stack) -> bool:
    """Whether a head below a frame keeps clear of the joint in the gutter left of it."""
    if last.is_framed or not above.is_framed:
        return False
    reach = max(extent.left for extent in last.extents)
    to_gutter = max(extent.left for extent in above.extents) + FRAME_PAD + GUTTER / 2
    return reach <= to_gutter - JOINT_ROOM


Row = tuple[Split, float, float]  # split, height of its tallest column, width


def splits_of(stack: Stack) -> list[Row]:
    """Even splits of a stack, with their heights and widths; without a frame it is one column.

    A square of cells has the root of their number as columns; far more are never the best.
    """
    cells = len(stack.extents)
    most = min(cells, MOST_ROOTS * ceil(sqrt(cells))) if stack.is_framed else 1
    room = _room_of(stack.extents)
    pad = 2 * FRAME_PAD if stack.is_framed else 0.0
    rows = (_row(room, _even_split(cells, count)) for count in range(1, most + 1))
    return [(split, height, width + pad) for split, height, width in rows]


class _Room(NamedTuple):
    """The room of each cell left and right of the spine, and where each begins below the first."""

    lefts: list[float]
    rights: list[float]
    tops: list[float]


def _room_of(extents: Sequence[Extent]) -> _Room:
    return _Room(
        [extent.left for extent in extents],
        [extent.right for extent in extents],
        [0.0, *accumulate(extent.height for extent in extents)],
    )


def _even_split(cells: int, columns: int) -> Split:
    each, more = divmod(cells, columns)
    return tuple(each + (place < more) for place in range(columns))


def _row(room: _Room, split: Split) -> Row:
    lefts, rights, tops = room
    ends = list(accumulate(split))
    columns = list(zip([0, *ends], ends, strict=False))
    height = max(tops[end] - tops[start] for start, end in columns)
    width = sum(max(lefts[start:end]) + max(rights[start:end]) for start, end in columns)
    return split, height, width + INNER_GUTTER * (len(split) - 1)


def cut(parts: Sequence[_Part], split: Split) -> tuple[tuple[_Part, ...], ...]:
    """The parts of each column in turn."""
    ends = accumulate(split)
    return tuple(tuple(parts[end - size : end]) for end, size in zip(ends, split, strict=True))


def row_within(table: list[Row], limit: float) -> Row:
    """The split into the fewest columns that are no higher than a limit, else into the most."""
    return next((row for row in table if row[1] <= limit), table[-1])


def _cost(stacks: Sequence[Stack], rows: Sequence[Row], is_below: bool, aspect: float) -> float:
    beside = rows[:-1] if is_below else rows
    width = sum(row[2] for row in beside) + GUTTER * (len(beside) + 1)
    height = max(row[1] for row in beside)
    if is_below:
        last = cut(stacks[-2].extents, rows[-2][0])[-1]
        height = max(height, sum(cell.height for cell in last) + FOOTER + rows[-1][1])
    wrapped = sum(len(row[0]) > 1 for row in beside)
    cost = abs(log(width / (height + HEADER + FOOTER) / aspect)) + WRAP_COST * wrapped
    return cost if is_below else cost + LONE_HEAD_COST
