"""The statistics of a timed run: when it is warm, when it is enough, how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from resnet_viz.core.timing.measurement import Quartiles
from resnet_viz.core.timing.turns.interval import LEAST_STEADY, is_steady

WARM_RUN = 3  # passes in a row
WARM_WITHIN = 0.05  # of their median
LEAST_WARMUP = 3  # passes
MOST_WARMUP = 10  # passes
WARMUP_S = 3.0
FEWEST_PAIRS = 3  # a median of fewer says nothing, however slow the network is
P90_FROM = 64


@dataclass(frozen=True, slots=True)
class Limits:
    """How many pairs a run takes at least and at most, and how long it goes on looking."""

    least_pairs: int
    most_pairs: int
    sampling_s: float


USUAL = Limits(LEAST_STEADY, 60, 8.0)
LONG = Limits(P90_FROM, 120, 60.0)


def is_warm(durations: Sequence[float]) -> bool:
    """Whether the last three passes are within 5 % of their median."""
    last = durations[-WARM_RUN:]
    if len(durations) < LEAST_WARMUP:
        return False
    middle = median(last)
    return all(abs(each - middle) <= WARM_WITHIN * middle for each in last)


def is_enough(samples: Sequence[float], elapsed_s: float, limits: Limits) -> bool:
    """Whether the median is sure, or there is no more time to make it so."""
    count = len(samples)
    if count < FEWEST_PAIRS:
        return False
    if count >= limits.most_pairs or elapsed_s > limits.sampling_s:
        return True
    return count >= limits.least_pairs and is_steady(samples)


def rest_s(count: int, elapsed_s: float, limits: Limits) -> float | None:
    """The seconds that are left at most after so many pairs; None before the first."""
    if not count:
        return None
    pairs_s = (limits.most_pairs - count) * elapsed_s / count
    return max(0.0, min(pairs_s, limits.sampling_s - elapsed_s))


def quartiles_of(samples: Sequence[float]) -> Quartiles:
    """Median, quartiles and least of one or more samples, the 90th percentile from 64 on."""
    if len(samples) == 1:
        return Quartiles(*(samples[0],) * 4)
    p25, middle, p75 = quantiles(samples, n=4, method="inclusive")
    is_many = len(samples) >= P90_FROM
    p90 = quantiles(samples, n=10, method="inclusive")[-1] if is_many else None
    return Quartiles(middle, p25, p75, min(samples), p90)


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
