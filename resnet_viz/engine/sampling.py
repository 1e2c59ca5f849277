"""The statistics of a timed run: when it is warm, when it is enough, how sure it is."""

from collections.abc import Sequence
from math import comb
from statistics import median, quantiles

from resnet_viz.core.measurement import Quartiles

WARM_RUN, WARM_WITHIN = 3, 0.05
LEAST_WARMUP, MOST_WARMUP, WARMUP_S = 3, 10, 3.0
LEAST_PAIRS, MOST_PAIRS, SAMPLING_S = 15, 60, 8.0
STEADY_WITHIN = 0.02
CONFIDENCE = 0.95


def is_warm(durations: Sequence[float]) -> bool:
    """Whether the last three passes lie within 5 % of their median."""
    last = durations[-WARM_RUN:]
    if len(durations) < LEAST_WARMUP:
        return False
    middle = median(last)
    return all(abs(each - middle) <= WARM_WITHIN * middle for each in last)


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
    """Whether the median's interval lies within 2 % of it, from 15 samples on."""
    if len(samples) < LEAST_PAIRS:
        return False
    middle = median(samples)
    low, high = median_interval(samples)
    return middle - low <= STEADY_WITHIN * middle and high - middle <= STEADY_WITHIN * middle


def quartiles_of(samples: Sequence[float]) -> Quartiles:
    """Median, quartiles and least of one or more samples."""
    if len(samples) == 1:
        return Quartiles(*(samples[0],) * 4)
    p25, middle, p75 = quantiles(samples, n=4, method="inclusive")
    return Quartiles(middle, p25, p75, min(samples))


def rank_agreement(one: Sequence[float], other: Sequence[float]) -> float:
    """Spearman's correlation of two lists' ranks: 1 when both order alike."""
    count = len(one)
    if count < 2:
        return 1.0
    pairs = zip(_ranks(one), _ranks(other), strict=True)
    squares = sum((first - second) ** 2 for first, second in pairs)
    return 1 - 6 * squares / (count * (count**2 - 1))


def _ranks(values: Sequence[float]) -> list[int]:
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0] * len(values)
    for rank, place in enumerate(order):
        ranks[place] = rank
    return ranks
