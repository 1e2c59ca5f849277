"""Contours against pyqtgraph's own, against brute force, and against areas known by hand."""

from itertools import pairwise
from math import cos, hypot, sin

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyqtgraph import functions

from resnet_viz.diagram.chart.results.contours import Path, contour_lines, regions

VALUES = st.lists(st.lists(st.floats(-1, 1), min_size=5, max_size=5), min_size=5, max_size=5)
AT = tuple(float(place) for place in range(5))


def area(path: Path) -> float:
    around = zip(path, (*path[1:], path[0]), strict=True)
    return sum(x * b - a * y for (x, y), (a, b) in around) / 2


def grid(count: int, reach: float) -> tuple[float, ...]:
    return tuple(reach * (2 * place / (count - 1) - 1) for place in range(count))


def smooth(x: float, y: float) -> float:
    return 3 * x * x + y * y + 0.4 * sin(5 * x) * cos(4 * y)


def test_lines_pass_where_those_of_pyqtgraph_do() -> None:
    at = grid(21, 1.0)
    rows = [[smooth(x, y) for x in at] for y in at]
    for level in (0.1, 0.5, 1.5, 3.0):
        others = functions.isocurve(np.array(rows).T, level)
        step = at[1] - at[0]
        wanted = {
            (round(at[0] + (x - 0.5) * step, 6) + 0.0, round(at[0] + (y - 0.5) * step, 6) + 0.0)
            for line in others
            for x, y in line
        }
        lines = contour_lines(at, rows, level)
        assert {(round(x, 6) + 0.0, round(y, 6) + 0.0) for path in lines for x, y in path} == wanted


@given(rows=VALUES, level=st.floats(-0.9, 0.9))
@settings(max_examples=50, deadline=None)
def test_every_point_is_on_an_edge_where_the_value_between_its_ends_is_the_level(
    rows: list[list[float]], level: float
) -> None:
    values = np.array(rows)
    for path in contour_lines(AT, rows, level):
        assert len(path) >= 2
        for x, y in path:
            assert x == int(x) or y == int(y)
            low = values[int(y), int(x)]
            high = values[min(int(np.ceil(y)), 4), min(int(np.ceil(x)), 4)]
            share = x - int(x) + y - int(y)
            assert low + share * (high - low) == pytest.approx(level, abs=1e-6)


@given(rows=VALUES, level=st.floats(-0.9, 0.9))
@settings(max_examples=50, deadline=None)
def test_the_region_above_and_the_region_below_are_the_whole(
    rows: list[list[float]], level: float
) -> None:
    values = np.array(rows)
    means = (values[1:, 1:] + values[1:, :-1] + values[:-1, 1:] + values[:-1, :-1]) / 4
    assume(np.abs(values - level).min() > 1e-9)  # what is at the level is on both sides
    assume(np.abs(means - level).min() > 1e-9)
    above = sum(map(area, regions(AT, rows, level)))
    below = sum(map(area, regions(AT, [[-value for value in row] for row in rows], -level)))
    assert above + below == pytest.approx(16.0, abs=1e-6)
    for path in regions(AT, rows, level):
        assert area(path) >= -1e-12


def test_a_plane_is_cut_where_arithmetic_says() -> None:
    at = grid(11, 0.5)
    rows = [[x + y for x in at] for y in at]
    for level in (-0.5, 0.0, 0.25):
        side = 1 - abs(level)
        half = side * side / 2
        wanted = half if level >= 0 else 1 - half
        assert sum(map(area, regions(at, rows, level))) == pytest.approx(wanted)
        (line,) = contour_lines(at, rows, level)
        assert all(x + y == pytest.approx(level) for x, y in line)
        length = sum(hypot(a - x, b - y) for (x, y), (a, b) in pairwise(line))
        assert length == pytest.approx(side * 2**0.5)


def test_round_hills_have_one_closed_line_each() -> None:
    at = grid(41, 2.0)
    hills = [[min(hypot(x - 1, y), hypot(x + 1, y)) for x in at] for y in at]
    lines = contour_lines(at, hills, 0.5)
    assert len(lines) == 2
    for path in lines:
        assert path[0] == path[-1]
        assert abs(area(path[:-1])) == pytest.approx(np.pi * 0.25, rel=0.02)


def test_a_saddle_is_joined_by_the_mean_of_its_corners() -> None:
    for middle, joined in ((0.2, 1), (-0.2, 2)):
        rows = [[1.0 + middle, -1.0], [-1.0, 1.0 + middle]]
        assert len(regions((0.0, 1.0), rows, 0.0)) == joined
        assert len(contour_lines((0.0, 1.0), rows, 0.0)) == 2


def test_a_level_that_nothing_reaches_has_neither_line_nor_region() -> None:
    rows = [[0.0, 1.0], [2.0, 3.0]]
    assert contour_lines((0.0, 1.0), rows, 5.0) == ()
    assert regions((0.0, 1.0), rows, 5.0) == ()
    assert sum(map(area, regions((0.0, 1.0), rows, -1.0))) == 1.0
