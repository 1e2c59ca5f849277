"""Bins of pass times: every time is counted once, in bins that one can read."""

from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.core.timing.pass_bins import FEWEST_BINS, bins_of

TIMES = st.lists(st.floats(0.01, 1e5), min_size=1, max_size=80)


@given(TIMES)
def test_every_time_is_counted_once(times: list[float]) -> None:
    bins = bins_of(times)
    assert sum(bins.counts) + bins.beyond == len(times)


@given(TIMES)
def test_the_edges_enclose_all_but_stragglers(times: list[float]) -> None:
    bins = bins_of(times)
    slack = bins.width * 1e-6 + max(times) * 1e-12
    kept = sorted(times)[: len(times) - bins.beyond]
    assert bins.first - slack <= kept[0]
    assert kept[-1] <= bins.last + slack


@given(TIMES)
def test_the_width_is_one_two_or_five_in_its_only_digit(times: list[float]) -> None:
    assert f"{bins_of(times).width:.3e}"[0] in "125"
    assert f"{bins_of(times).width:.3e}"[1:5] == ".000"


@given(TIMES)
def test_there_are_bins_for_few_times_and_not_too_many_for_many(times: list[float]) -> None:
    assert FEWEST_BINS <= len(bins_of(times).counts) <= 26


def test_equal_times_fill_one_bin() -> None:
    bins = bins_of([12.0] * 20)
    assert sorted(bins.counts)[-2:] == [0, 20]


def test_a_straggler_does_not_squeeze_the_others() -> None:
    bins = bins_of([80.0 + n / 10 for n in range(20)] + [400.0])
    assert bins.beyond == 1
    assert bins.last < 83
