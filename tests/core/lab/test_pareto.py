"""The front of any measures is what brute force finds, ties and unknown values included."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from resnet_viz.core.cost.measure import Better
from resnet_viz.core.lab.pareto import Number, front_of

Rows = list[tuple[Number | None, ...]]


@st.composite
def tables(draw: DrawFn) -> tuple[Rows, list[Better]]:
    """Rows of two to five columns with many ties, and what is better of each column."""
    wanted = draw(st.lists(st.sampled_from(Better), min_size=2, max_size=5))
    value = st.integers(0, 5) | st.sampled_from([0.5, 2.5, 1e30]) | st.none()
    return draw(st.lists(st.tuples(*[value] * len(wanted)), max_size=30)), wanted


def is_beaten(row: tuple[Number, ...], other: tuple[Number, ...], wanted: list[Better]) -> bool:
    as_good = [
        theirs <= ours if better is Better.FEWER else theirs >= ours
        for ours, theirs, better in zip(row, other, wanted, strict=True)
    ]
    return all(as_good) and row != other


@settings(max_examples=250, deadline=None)
@given(tables())
def test_a_row_is_on_the_front_unless_another_beats_it(table: tuple[Rows, list[Better]]) -> None:
    rows, wanted = table
    known = {i: row for i, row in enumerate(rows) if None not in row}
    brute = [
        place
        for place, row in known.items()
        if not any(is_beaten(row, other, wanted) for other in known.values())  # type: ignore[arg-type]
    ]
    assert front_of(rows, wanted) == brute


def test_equal_rows_are_on_the_front_together() -> None:
    rows = [(1, 5), (1, 5), (2, 5), (0, 9)]
    assert front_of(rows, [Better.FEWER, Better.FEWER]) == [0, 1, 3]
    assert front_of(rows, [Better.FEWER, Better.MORE]) == [3]
