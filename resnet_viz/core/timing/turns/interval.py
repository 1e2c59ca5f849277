"""How sure the median of some samples is, by order statistics alone."""

from collections.abc import Sequence
from math import comb
from statistics import median

CONFIDENCE = 0.95
STEADY_WITHIN = 0.02  # of the median
LEAST_STEADY = 15  # samples


def median_interval(samples: Sequence[float]) -> tuple[float, float]:
    """The order-statistic 95 % interval of the median; the whole range for few samples.

    The r-th smallest and r-th largest of n, with the largest r for which
    2 · P(Binomial(n, 1/2) < r) stays within 5 %.
    """
    ordered = sorted(samples)
    count = len(ordered)
    tail, rank = 0.0, 0
    while rank < count // 2:
        tail += comb(count, rank) / 2**count
        if 2 * tail > 1 - CONFIDENCE:
            break
        rank += 1
    place = max(rank - 1, 0)
    return ordered[place], ordered[count - 1 - place]


def is_steady(samples: Sequence[float]) -> bool:
    """Whether the median's interval is within 2 % of it, from 15 samples on."""
    if len(samples) < LEAST_STEADY:
        return False
    middle = median(samples)
    low, high = median_interval(samples)
    return middle - low <= STEADY_WITHIN * middle and high - middle <= STEADY_WITHIN * middle
