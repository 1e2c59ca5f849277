"""The stage list near a proportion whose cost is nearest to what is wanted: only whole numbers."""

from collections.abc import Iterator
from math import ceil, floor, fsum
from operator import mul
from typing import NamedTuple

from resnet_viz.core.resnet.rules import MAX_BLOCKS

Stages = tuple[int, ...]
Shares = tuple[float, ...]

# How far from its share a stage is tried at most, by the number of stages: some 2000 lists each.
REACH = {1: MAX_BLOCKS, 2: MAX_BLOCKS, 3: 24, 4: 6, 5: 3, 6: 2, 7: 1, 8: 1}
HALVINGS = 60  # from 1000 blocks to less than a double can tell apart


class StageCosts(NamedTuple):
    """A cost as the stage list decides it: `rest`, and `each` block of a stage so often.

    What the first block of a stage costs more or less than those after it is in `rest`.
    """

    rest: int
    each: tuple[int, ...]

    def of(self, stages: Stages) -> int:
        """The cost with these stages, exactly."""
        pairs = zip(stages, self.each, strict=True)
        return self.rest + sum(blocks * cost for blocks, cost in pairs)


def nearest_stages(costs: StageCosts, wanted: int, proportion: Stages) -> Stages:
    """The legal list of least distance to the wanted cost, of equals the one most in proportion.

    Each stage is around its share of the proportion, in `range_about` it. Among all lists there
    are nearer ones, but such as 9-1-1-2, which nobody would build.
    """
    return near_lists(costs, wanted, proportion, 1)[0]


def near_lists(
    costs: StageCosts, wanted: int, proportion: Stages, count: int
) -> tuple[Stages, ...]:
    """So many of such lists, the nearest first."""
    shares = shares_of(costs, wanted, proportion)
    tried = sorted(set(_tried(costs, wanted, shares, count)))
    last = tried[min(count, len(tried)) - 1][0]
    near = [pair for pair in tried if pair[0] <= last]
    near.sort(key=lambda pair: (pair[0], unevenness(pair[1], shares), pair[1]))
    return tuple(stages for _, stages in near[:count])


def shares_of(costs: StageCosts, wanted: int, proportion: Stages) -> Shares:
    """The largest multiple of the proportion, in parts of blocks, that costs no more than wanted.

    No stage has less than one block, all together no more than are legal.
    """
    low, high = 0.0, float(MAX_BLOCKS)
    for _ in range(HALVINGS):
        scale = (low + high) / 2
        shares = _scaled(proportion, scale)
        cost = costs.rest + fsum(map(mul, shares, costs.each))
        if cost <= wanted and fsum(shares) <= MAX_BLOCKS:
            low = scale
        else:
            high = scale
    return _scaled(proportion, low)


def range_about(share: float, reach: int) -> range:
    """The blocks tried for a stage: off its share by a half, at least by 1, at most by `reach`."""
    away = min(max(share / 2, 1), reach)
    return range(max(1, ceil(share - away)), floor(share + away) + 1)


def unevenness(stages: Stages, shares: Shares) -> float:
    """How far a list is from its shares: the sum of squares."""
    return fsum((blocks - share) ** 2 for blocks, share in zip(stages, shares, strict=True))


def _scaled(proportion: Stages, scale: float) -> Shares:
    return tuple(max(1.0, scale * blocks) for blocks in proportion)


def _tried(
    costs: StageCosts, wanted: int, shares: Shares, count: int
) -> Iterator[tuple[int, Stages]]:
    """Lists with their distance from the wanted cost; the largest stage follows from the others.

    The so many nearest of all are among them.
    """
    solved = shares.index(max(shares))
    ranges = [range_about(share, REACH[len(shares)]) for share in shares]
    partial: list[tuple[Stages, int]] = [((), wanted - costs.rest)]
    for place, (tried, each) in enumerate(zip(ranges, costs.each, strict=True)):
        if place != solved:
            partial = [
                ((*stages, blocks), left - blocks * each)
                for stages, left in partial
                for blocks in tried
            ]
    fitting, each = ranges[solved], costs.each[solved]
    for stages, left in partial:
        most = min(fitting[-1], MAX_BLOCKS - sum(stages))
        for blocks in _next_to(left // each, fitting[0], most, count):
            yield abs(left - blocks * each), (*stages[:solved], blocks, *stages[solved:])


def _next_to(quotient: int, least: int, most: int, count: int) -> range:
    """So many on each side of what a quotient was rounded down from, within limits."""
    if most < least:
        return range(0)
    middle = min(max(quotient, least), most)
    return range(max(least, middle - count + 1), min(most, middle + count) + 1)
