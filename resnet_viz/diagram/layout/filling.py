"""Which cells are in which column where a picture is to fill a room on the screen.

The largest picture wins; where none can be read, the one that is scrolled in one direction alone.
Sections may hang below each other, so that many short ones fill the height too.
"""

from collections.abc import Sequence
from heapq import nsmallest
from math import log
from typing import NamedTuple

from resnet_viz.diagram.layout.columns import (
    FOOTER,
    GUTTER,
    HEADER,
    JOINT_ROOM,
    Plan,
    Row,
    Stack,
    hangs_clear,
    row_within,
    splits_of,
)
from resnet_viz.diagram.layout.frames import FRAME_PAD
from resnet_viz.diagram.scene.room import Room

MARGIN = 8.0  # points around everything
HANG_GAP = 20.0  # from one section down to what hangs below it
WRAP_COST = 0.06  # what a stage in more than one column costs, against the scale's logarithm
HANG_COST = 0.03  # what a framed stage below another costs
UNLIKE_COST = 0.5  # what other sections below each other cost than in the picture next to it
LONE_HEAD_COST = 0.05  # what a head in a column of its own costs
OVERFLOW_COST = 100.0  # keeps what is not legible behind everything that is
LEAST_STRIP = 0.25  # of a strip that is in view; a longer one is wrapped
MOST_PLACED = 4  # plans that are placed and measured
MOST_LIMITS = 80  # heights tried


class Trial(NamedTuple):
    """A plan, about how large its picture is, and what speaks against it."""

    plan: Plan
    width: float
    height: float
    penalty: float


def trials_for_room(stacks: Sequence[Stack], room: Room) -> list[Trial]:
    """The few plans whose pictures promise to be largest in a room, the best first.

    Their sizes are estimates: whoever places them knows better.
    """
    tables = [splits_of(stack) for stack in stacks]
    found: dict[Plan, Trial] = {}
    for limit in _limits_of(stacks, tables):
        rows = [row_within(table, limit) for table in tables]
        for below in _belows(stacks, rows, limit, room.below):
            tried = _try(stacks, rows, below)
            if room.below not in ((), below):
                tried = tried._replace(penalty=tried.penalty + UNLIKE_COST)
            found.setdefault(tried.plan, tried)

    def cost(tried: Trial) -> float:
        return cost_in(room, tried.width, tried.height, tried.penalty)

    return nsmallest(MOST_PLACED, found.values(), key=cost)


def _limits_of(stacks: Sequence[Stack], tables: Sequence[list[Row]]) -> list[float]:
    """The heights of columns worth a try: of each split, and of sections below each other."""
    limits = {row[1] for table in tables for row in table}
    whole = [table[0][1] for table in tables]
    for start in range(len(stacks)):
        height = whole[start]
        for place in range(start + 1, len(stacks)):
            if not stacks[place].can_hang:
                break
            height += _over(stacks[place]) + HANG_GAP + whole[place]
            limits.add(height)
    ordered = sorted(limits)
    return [*ordered[:: max(1, len(ordered) // MOST_LIMITS)], ordered[-1]]


def _belows(
    stacks: Sequence[Stack], rows: Sequence[Row], limit: float, wanted: tuple[bool, ...]
) -> list[tuple[bool, ...]]:
    """Which sections may be below the one before: some ways, and the wanted one if it can be."""
    ways = [_none(stacks), _last(stacks), _greedy(stacks, rows, limit)]
    if len(wanted) == len(stacks) and all(
        _may_hang(stacks, rows, place) for place, is_below in enumerate(wanted) if is_below
    ):
        ways.append(wanted)
    return ways


def _none(stacks: Sequence[Stack]) -> tuple[bool, ...]:
    return (False,) * len(stacks)


def _last(stacks: Sequence[Stack]) -> tuple[bool, ...]:
    """The head below the last stage, where it keeps clear."""
    return (*_none(stacks)[1:], len(stacks) > 1 and hangs_clear(*stacks[-2:]))


def _greedy(stacks: Sequence[Stack], rows: Sequence[Row], limit: float) -> tuple[bool, ...]:
    """Each section below the one before as long as the column stays within a height."""
    below = [False]
    height = rows[0][1]
    for place in range(1, len(stacks)):
        more = _over(stacks[place]) + HANG_GAP + rows[place][1]
        is_below = _may_hang(stacks, rows, place) and height + more <= limit
        height = height + more if is_below else rows[place][1]
        below.append(is_below)
    return tuple(below)


def _may_hang(stacks: Sequence[Stack], rows: Sequence[Row], place: int) -> bool:
    """Single columns hang below single ones, a head below the last of several too."""
    upper, lower = stacks[place - 1], stacks[place]
    if len(rows[place - 1][0]) > 1:
        return place == len(stacks) - 1 and hangs_clear(upper, lower)
    if len(rows[place][0]) > 1 or not lower.can_hang:
        return False
    return lower.is_framed or not upper.is_framed or hangs_clear(upper, lower)


def _over(stack: Stack) -> float:
    """What a frame takes above and below its cells."""
    return HEADER + FOOTER if stack.is_framed else 0.0


def _try(stacks: Sequence[Stack], rows: Sequence[Row], below: tuple[bool, ...]) -> Trial:
    width, height = 2 * MARGIN - GUTTER, 0.0
    for pile in piles_of(below):
        width += GUTTER + _pile_width(stacks, rows, pile)
        height = max(height, _pile_height(stacks, rows, pile))
    wrapped = sum(len(row[0]) > 1 for row in rows)
    hung = sum(is_below and stack.is_framed for is_below, stack in zip(below, stacks, strict=True))
    penalty = WRAP_COST * wrapped + HANG_COST * hung + (0 if below[-1] else LONE_HEAD_COST)
    framed = HEADER if any(stack.is_framed for stack in stacks) else 0.0
    plan = Plan(tuple(row[0] for row in rows), below)
    return Trial(plan, width, height + framed + 2 * MARGIN, penalty)


def piles_of(below: Sequence[bool]) -> list[list[int]]:
    """The places of the sections that are below each other, pile for pile."""
    piles: list[list[int]] = []
    for place, is_below in enumerate(below):
        if is_below:
            piles[-1].append(place)
        else:
            piles.append([place])
    return piles


def _pile_width(stacks: Sequence[Stack], rows: Sequence[Row], pile: Sequence[int]) -> float:
    first = pile[0]
    if len(pile) == 1 or len(rows[first][0]) > 1:
        return max(rows[first][2], stacks[first].heading_width)
    piled = [stacks[place] for place in pile]
    return spine_of(piled) + max(map(right_of, piled))


def _pile_height(stacks: Sequence[Stack], rows: Sequence[Row], pile: Sequence[int]) -> float:
    first, *hung = pile
    height = rows[first][1] + (FOOTER if stacks[first].is_framed else 0.0)
    return height + sum(HANG_GAP + rows[place][1] + _over(stacks[place]) for place in hung)


def spine_of(pile: Sequence[Stack]) -> float:
    """From the left edge of sections below each other to the line that all their boxes are on."""
    return max(_left(stack, above) for above, stack in zip((None, *pile), pile, strict=False))


def _left(stack: Stack, above: Stack | None) -> float:
    """A line from above passes right of a title; a head under a frame may reach beyond it."""
    left = max(extent.left for extent in stack.extents)
    if not stack.is_framed:
        return 0.0 if above and above.is_framed else left
    return max(FRAME_PAD + left, stack.heading + JOINT_ROOM if above else 0.0)


def right_of(stack: Stack) -> float:
    """From that line to the right edge."""
    pad = FRAME_PAD if stack.is_framed else 0.0
    return max(extent.right for extent in stack.extents) + pad


def cost_in(room: Room, width: float, height: float, penalty: float) -> float:
    """The less, the better a picture of a size suits a room, as it is laid out."""
    scale = room.scale_of(width, height)
    if scale >= room.least:
        return penalty - log(scale)
    share = room.share_of(width, height)
    is_strip = room.least * height <= room.height and share >= LEAST_STRIP
    return OVERFLOW_COST + penalty - (log(share) / 2 if is_strip else log(scale))
