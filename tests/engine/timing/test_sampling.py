"""The statistics of a timed run, against published ranks, coverage and PyTorch's corrcoef."""

import random
from statistics import median

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.core.timing.turns.interval import is_steady, median_interval
from resnet_viz.engine.timing.sampling import (
    is_warm,
    quartiles_of,
    rank_agreement,
)

# Ranks of the 95 % interval of a median, as tables of order statistics give them (sign test).
PUBLISHED_RANKS = {6: (1, 6), 9: (2, 8), 10: (2, 9), 15: (4, 12), 20: (6, 15), 25: (8, 18)}
SAMPLES = st.lists(st.floats(0.1, 1e3), min_size=2, max_size=60)


@pytest.mark.parametrize(("count", "ranks"), PUBLISHED_RANKS.items())
def test_the_interval_has_the_published_ranks(count: int, ranks: tuple[int, int]) -> None:
    assert median_interval([float(rank) for rank in range(1, count + 1)]) == ranks


@pytest.mark.parametrize("count", [15, 30, 60])
def test_the_interval_holds_the_true_median_as_often_as_it_says(count: int) -> None:
    source = random.Random(count)  # noqa: S311
    draws = 2000
    hits = 0
    for _ in range(draws):
        low, high = median_interval([source.lognormvariate(0, 1) for _ in range(count)])
        hits += low <= 1.0 <= high
    assert 0.94 <= hits / draws <= 0.99


@given(SAMPLES)
def test_the_interval_lies_around_the_median(samples: list[float]) -> None:
    low, high = median_interval(samples)
    assert min(samples) <= low <= median(samples) <= high <= max(samples)


def test_warm_is_three_passes_within_five_percent_of_their_median() -> None:
    assert not is_warm([])
    assert not is_warm([10.0, 10.0])
    assert is_warm([10.0, 10.4, 9.6])
    assert not is_warm([10.0, 10.6, 10.0])
    assert is_warm([90.0, 30.0, 10.0, 10.4, 9.6])


def test_steady_is_a_median_known_to_two_percent_after_fifteen_passes() -> None:
    assert not is_steady([10.0] * 14)
    assert is_steady([10.0] * 15)
    assert is_steady([10.0] * 30 + [100.0] * 5)
    assert not is_steady([10.0, 10.5] * 8)


@given(st.lists(st.floats(0.1, 1e3), min_size=1, max_size=60))
def test_quartiles_are_pytorchs(samples: list[float]) -> None:
    found = quartiles_of(samples)
    places = torch.tensor([0.5, 0.25, 0.75, 0.0], dtype=torch.float64)
    theirs = torch.quantile(torch.tensor(samples, dtype=torch.float64), places)
    ours = torch.tensor([found.median, found.p25, found.p75, found.min], dtype=torch.float64)
    assert torch.allclose(ours, theirs)


@given(st.permutations(list(range(12))))
def test_rank_agreement_is_the_correlation_of_ranks(order: list[int]) -> None:
    one = [float(rank) ** 3 for rank in range(12)]
    other = [10.0 * rank + 1 for rank in order]
    ranks = torch.tensor([list(range(12)), order], dtype=torch.float64)
    assert rank_agreement(one, other) == pytest.approx(torch.corrcoef(ranks)[0, 1].item())


def test_agreement_of_halves_at_its_ends() -> None:
    assert rank_agreement([1, 2, 3], [10, 20, 30]) == 1
    assert rank_agreement([1, 2, 3], [30, 20, 10]) == -1
    assert rank_agreement([1], [5]) == 1


def test_the_90th_percentile_is_told_from_64_samples_on() -> None:
    samples = [float(number) for number in range(64)]
    assert quartiles_of(samples[:63]).p90 is None
    assert quartiles_of(samples).p90 == pytest.approx(np.percentile(samples, 90))
