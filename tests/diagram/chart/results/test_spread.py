"""Words moved apart: never over each other, never far from what they are about."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.diagram.chart.results.spread import spread_apart


@given(st.lists(st.floats(0, 100), max_size=8).map(sorted))
def test_no_two_are_nearer_than_a_line_and_all_are_within_the_room(wanted: list[float]) -> None:
    found = spread_apart(wanted, 100.0, 9.0)
    assert all(after - before >= 9.0 - 1e-9 for before, after in pairwise(found))
    assert all(y <= 100.0 for y in found)


def test_those_that_are_far_apart_stay_where_they_are() -> None:
    assert spread_apart([10.0, 50.0, 90.0], 100.0, 9.0) == [10.0, 50.0, 90.0]
    assert spread_apart([10.0, 12.0], 100.0, 9.0) == [10.0, 19.0]
    assert spread_apart([97.0, 99.0], 100.0, 9.0) == [91.0, 100.0]
