"""Even bins for the times of passes: widths that one reads easily, stragglers counted apart."""

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import NamedTuple

from resnet_viz.core.clock_kind import ClockKind

FEWEST_BINS = 5
MOST_BINS = 24
STEPS = (1, 2, 5, 10)
FEWEST_FOR_STRAGGLERS = 8
STRAGGLERS_FROM = 3.0  # interquartile ranges above the upper quartile: Tukey's far outliers


class Passes(NamedTuple):
    """What the plain passes of a run took, in milliseconds, all by one clock."""

    ms: tuple[float, ...] = ()
    clock: ClockKind = ClockKind.WALL


class Bins(NamedTuple):
    """`counts` of even bins from `first` on, each `width` wide; `beyond` are above the last."""

    first: float
    width: float
    counts: tuple[int, ...]
    beyond: int

    @property
    def last(self) -> float:
        return self.first + self.width * len(self.counts)

    @property
    def digits(self) -> int:
        """As many decimals as make the edges differ."""
        return max(0, -floor(log10(self.width) + 1e-9))


def bins_of(times: Sequence[float]) -> Bins:
    """Bins of at least one time, about twice the square root of their number.

    Edges are whole multiples of a width of 1, 2 or 5 in its only digit.
    """
    limit = _straggler_limit(sorted(times))
    kept = [time for time in times if time <= limit]
    least, most = min(kept), max(kept)
    wanted = min(max(ceil(2 * len(kept) ** 0.5), FEWEST_BINS), MOST_BINS)
    width = _round_width(max(most - least, most * 1e-3, 1e-6) / wanted)
    first = floor(least / width)
    places = [floor(time / width) - first for time in kept]
    counts = [0] * max(max(places) + 1, FEWEST_BINS)
    for place in places:
        counts[place] += 1
    return Bins(first * width, width, tuple(counts), len(times) - len(kept))


def _straggler_limit(ordered: Sequence[float]) -> float:
    count = len(ordered)
    if count < FEWEST_FOR_STRAGGLERS:
        return ordered[-1]
    lower, upper = ordered[count // 4], ordered[count * 3 // 4]
    return upper + STRAGGLERS_FROM * max(upper - lower, upper * 1e-3)


def _round_width(width: float) -> float:
    """The next larger width of 1, 2 or 5 in its only digit."""
    size = 10.0 ** floor(log10(width))
    return next(step * size for step in STEPS if step * size >= width * (1 - 1e-9))
