"""Round values along scales: they hold the figures, are few, and are read at a glance."""

from fractions import Fraction
from itertools import pairwise
from math import log2, log10

import pytest

from resnet_viz.core.wording import bytes_text, number_text, without_zeros
from resnet_viz.diagram.scene.ticks import even_ticks, log_ticks

MOSTS = [10 ** (power / 7) for power in range(-28, 85)] + [0.07, 1.0, 401.0, 1001.0, 372.51e6]


@pytest.mark.parametrize("is_binary", [False, True])
@pytest.mark.parametrize("most", MOSTS)
def test_even_ticks_end_at_most_half_beyond_the_largest_value(most: float, is_binary: bool) -> None:
    ticks = even_ticks(most, is_binary=is_binary)
    assert ticks[0] == 0
    assert most <= ticks[-1] * (1 + 1e-12)
    assert ticks[-1] < 1.5 * most
    assert 3 <= len(ticks) <= (5 if is_binary else 6)
    assert len({round(later - earlier, 12) for earlier, later in pairwise(ticks)}) <= len(ticks)
    step = ticks[1]
    if is_binary:
        assert log2(step) == round(log2(step))
    else:
        mantissa = step / 10 ** round(log10(step) - 0.3)
        assert any(
            mantissa == pytest.approx(round_one)
            for round_one in (0.5, 1.0, 2.0, 2.5, 5.0, 10.0, 20.0)
        )


@pytest.mark.parametrize(("least", "most"), [(0.5, 50), (1, 100), (64, 1.5e6), (3, 4), (1e-6, 1e9)])
def test_logarithmic_ticks_are_powers_of_ten_around_the_values(least: float, most: float) -> None:
    ticks = log_ticks(least, most)
    assert ticks[0] <= least < 10 * ticks[0]
    assert most <= ticks[-1]
    assert len(ticks) <= 6
    ratios = {round(log10(later / earlier), 9) for earlier, later in pairwise(ticks)}
    assert len(ratios) == 1


def test_bytes_have_ticks_that_are_round_in_their_own_prefixes() -> None:
    words = [without_zeros(bytes_text(t)) for t in even_ticks(97.5 * 2**20, is_binary=True)]
    assert words == ["0 B", "32 MiB", "64 MiB", "96 MiB", "128 MiB"]
    for power in range(1, 40):
        for tick in even_ticks(1.1 * 2**power, is_binary=True):
            number, unit = bytes_text(tick).split()
            size = {"B": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40}[unit]
            assert Fraction(number) * size == tick


@pytest.mark.parametrize(
    ("text", "short"),
    [("100.00 M", "100 M"), ("2.50 G", "2.5 G"), ("0.05 ms", "0.05 ms"), ("40.0 MiB", "40 MiB"),
     ("100 ms", "100 ms"), ("1.05 k", "1.05 k"), ("50%", "50%")],
)  # fmt: skip
def test_zeros_that_say_nothing_go(text: str, short: str) -> None:
    assert without_zeros(text) == short


def test_numbers_of_a_linear_scale_read_as_one_writes_them() -> None:
    words = [without_zeros(number_text(tick)) for tick in even_ticks(372.51e6)]
    assert words == ["0", "100 M", "200 M", "300 M", "400 M"]
