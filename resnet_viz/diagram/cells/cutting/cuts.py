"""Where a network can be cut: cells are what is between two cuts of its boxes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from resnet_viz.diagram.cells.cell import Box, Ground

LARGE = 60  # boxes
Line = tuple[int, int]  # the places of the boxes that a line leads between


class Fitting(NamedTuple):
    """The frames around whole cells, those within one, and the cuts that are left."""

    around: tuple[Ground, ...]
    within: tuple[Ground, ...]
    cuts: tuple[bool, ...]


def cuts_of(count: int, lines: Iterable[Line], tags: Collection[int] = ()) -> list[bool]:
    """For each place whether a cut is in front of it, the end among them.

    There is one where just the box before is read from then on: only lines from it lead on, one of
    them to the next box that isn't a tag. There is one too where no line leads on at all.
    """
    reach = [0] * (count + 1)
    entered = set()
    for tail, head in lines:
        reach[tail] = max(reach[tail], head)
        entered.add(head)
    starts = entered | set(tags)
    cuts = [True] * (count + 1)
    before = 0  # how far anything before the last box reaches
    for place in range(1, count):
        is_alone = reach[place - 1] < place
        cuts[place] = before < place and (is_alone or place in starts)
        before = max(before, reach[place - 1])
    return cuts


def fitted(grounds: Sequence[Ground], boxes: Sequence[Box], cuts: Sequence[bool]) -> Fitting:
    """The frames that begin and end at cuts, and those in one cell; others are not drawn.

    A frame lets go of the joins that it begins with where it fits then. Where it still does not,
    the cells that it is a part of become one, unless that would be a large one.
    """
    around: list[Ground] = []
    within: list[Ground] = []
    left = list(cuts)
    for ground in grounds:
        for each in _trimmed(ground, boxes):
            if left[each.first] and left[each.end]:
                around.append(each)
                break
            if not any(left[each.first + 1 : each.end]):
                within.append(each)
                break
        else:
            if _joined_size(ground, left) <= LARGE:
                left[ground.first + 1 : ground.end] = [False] * (ground.end - ground.first - 1)
                within.append(ground)
    around, late = _parted(around, left)
    return Fitting(tuple(around), tuple(sorted((*within, *late), key=_outwards)), tuple(left))


def _parted(grounds: Sequence[Ground], cuts: Sequence[bool]) -> tuple[list[Ground], list[Ground]]:
    """Those that still are around whole cells, and those that are in one by now."""
    fits = [cuts[each.first] and cuts[each.end] for each in grounds]
    return (
        [each for each, is_around in zip(grounds, fits, strict=True) if is_around],
        [each for each, is_around in zip(grounds, fits, strict=True) if not is_around],
    )


def _outwards(ground: Ground) -> tuple[int, int]:
    return ground.first, -ground.end


def _joined_size(ground: Ground, cuts: Sequence[bool]) -> int:
    """The boxes in the cells that a frame is a part of."""
    first = max(place for place in range(ground.first + 1) if cuts[place])
    return next(place for place in range(ground.end, len(cuts)) if cuts[place]) - first


def _trimmed(ground: Ground, boxes: Sequence[Box]) -> Iterable[Ground]:
    yield ground
    first = ground.first
    while first < ground.end - 1 and boxes[first].is_round:
        first += 1
        yield replace(ground, first=first)
