"""Networks timed in turn: what their paired times say, against a bootstrap of its own."""

from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.core.timing.turns.turns import PairedRatio, TurnsReport, paired_ratio, ratio_text
from tests.samples.runs import made_up_timing

TIMES = st.lists(st.tuples(st.floats(1.0, 50.0), st.floats(1.0, 50.0)), min_size=3, max_size=60)


def bootstrapped(ratios: list[float]) -> tuple[float, float]:
    """The 95 % percentile interval of the median over 4000 resamples."""
    source = np.random.default_rng(1)
    drawn = source.choice(ratios, (4000, len(ratios)))
    low, high = np.quantile(np.median(drawn, axis=1), (0.025, 0.975))
    return float(low), float(high)


@pytest.mark.parametrize("slower", [1.0, 1.02, 1.5, 0.7])
@pytest.mark.parametrize("noise", [0.01, 0.05])
def test_the_verdict_is_that_of_a_bootstrap(slower: float, noise: float) -> None:
    source = np.random.default_rng(7)
    drift = source.uniform(0.8, 1.6, 31)  # of the machine, which both share
    own = slower * drift * np.exp(source.normal(0, noise, 31)) * 40
    others = drift * np.exp(source.normal(0, noise, 31)) * 40
    found = paired_ratio(list(own), list(others))
    low, high = bootstrapped(list(own / others))
    assert found.ratio == pytest.approx(float(np.median(own / others)))
    assert found.low == pytest.approx(low, rel=2 * noise / 5)
    assert found.high == pytest.approx(high, rel=2 * noise / 5)
    assert found.is_known == (not low <= 1 <= high)


def test_a_difference_that_is_not_there_is_found_in_few_of_many_comparisons() -> None:
    source = np.random.default_rng(3)
    found = [
        paired_ratio(list(source.lognormal(3, 0.1, 21)), list(source.lognormal(3, 0.1, 21)))
        for _ in range(400)
    ]
    assert sum(each.is_known for each in found) <= 400 * 0.08


@given(TIMES)
def test_the_other_way_round_it_is_one_over_the_ratio(pairs: list[tuple[float, float]]) -> None:
    own, others = ([pair[side] for pair in pairs] for side in (0, 1))
    there, back = paired_ratio(own, others), paired_ratio(others, own)
    assert back.low == pytest.approx(1 / there.high)
    assert back.high == pytest.approx(1 / there.low)
    assert there.is_known == back.is_known


def test_a_slow_spell_that_all_share_does_not_touch_the_ratio() -> None:
    spell = [1.0] * 8 + [5.0] * 8
    found = paired_ratio([15 * slow for slow in spell], [10 * slow for slow in spell])
    assert (found.ratio, found.low, found.high, found.is_steady) == (1.5, 1.5, 1.5, True)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (
            PairedRatio(1.5, 1.46, 1.55, 31, True),
            "B is 1.50 × slower than A [1.46 – 1.55], 31 pairs",
        ),
        (
            PairedRatio(0.8, 0.78, 0.82, 15, True),
            "B is 1.25 × faster than A [1.22 – 1.28], 15 pairs",
        ),
        (
            PairedRatio(1.01, 0.98, 1.03, 60, True),
            "No difference measured between B and A [0.98 – 1.03], 60 pairs",
        ),
        (PairedRatio(1.5, 1.2, 1.9, 60, False), "B is 1.5 × slower than A [1.20 – 1.90], 60 pairs"),
    ],
)  # fmt: skip
def test_the_sentence_says_slower_faster_or_nothing(found: PairedRatio, text: str) -> None:
    assert ratio_text(found, "B", "A") == text


def test_any_network_can_be_the_base() -> None:
    runs = tuple(map(made_up_timing, ("resnet18", "resnet34", "resnet50")))
    rounds = ((10.0,) * 15, (20.0,) * 15, (30.0,) * 15)
    report = TurnsReport(runs, rounds)
    assert report.ratio(2).ratio == 3
    assert report.ratio(2, base=1).ratio == 1.5
    assert report.ratio(0, base=2).ratio == pytest.approx(1 / 3)
    said = report.to_dict(base=1)
    assert said["base"] == "resnet34"
    assert [each["ratio"] for each in said["networks"]] == [0.5, 1.0, 1.5]
    assert report.rounds == 15
    assert median(report.rounds_ms[1]) == 20
