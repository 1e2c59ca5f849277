"""The stairs by arrays are the front by definition."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_viz.core.cost.measure import Better
from resnet_viz.core.lab.pareto import front_of
from resnet_viz.ui.lab.sweeps.front import stairs_of

VALUES = st.sampled_from([0.0, 1.0, 2.0, 3.0, 4.5, float("nan")])
ROWS = st.lists(st.tuples(VALUES, VALUES, st.booleans()), max_size=30)


@settings(max_examples=200, deadline=None)
@given(ROWS, st.sampled_from(Better), st.sampled_from(Better))
def test_each_step_is_a_row_of_the_front_and_no_step_is_missing(
    rows: list[tuple[float, float, bool]], across: Better, up: Better
) -> None:
    xs, ys = (np.array([row[i] for row in rows], np.float64) for i in (0, 1))
    chosen = np.array([row[2] for row in rows], np.bool_)
    known = [
        (x, y) if is_chosen and x == x and y == y else (None, None) for x, y, is_chosen in rows
    ]
    wanted = front_of(known, (across, up))
    found = stairs_of(xs, ys, (across, up), chosen)
    assert {known[place] for place in found} == {known[place] for place in wanted}
    assert len(found) == len({known[place] for place in wanted})
