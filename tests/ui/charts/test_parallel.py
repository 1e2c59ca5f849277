"""Parallel coordinates against brute force: what is brushed, what the pointer is on."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from resnet_viz.ui.charts.parallel import REACH_PX, ParallelChart
from resnet_viz.ui.charts.parallel_axes import Dimension, words_of
from resnet_viz.ui.charts.scale import Scale
from resnet_viz.ui.look.colors import DARK

RANDOM = np.random.default_rng(5)
COUNT, FIRST = 900, 40
BLOCKS = RANDOM.integers(0, 2, COUNT)
DEPTHS = RANDOM.integers(10, 200, COUNT).astype(float)
MACS = 10 ** RANDOM.uniform(7, 10, COUNT)
AXES = (
    Dimension(Scale("Block"), ("basic", "bottleneck")),
    Dimension(Scale("Depth")),
    Dimension(Scale("MACs", is_log=True)),
)
COLUMNS = (BLOCKS, DEPTHS, MACS)


@pytest.fixture
def chart(qtbot: QtBot, qapp: QApplication) -> Iterator[ParallelChart]:
    made = ParallelChart(lambda index: f"network {index}")
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    made.show_lines(AXES, range(FIRST, FIRST + COUNT), COLUMNS, BLOCKS)
    qapp.processEvents()
    yield made
    QToolTip.hideText()


def height_of(chart: ParallelChart, axis: int, value: float) -> float:
    """Pixels from the top of a value on an axis, worked out from its range."""
    low, high = chart._axes.ranges[axis]
    place = float(np.log10(value)) if AXES[axis].scale.is_log else value
    top, room = 28.0, chart.height() - 40.0
    return top + room * (1 - (place - low) / (high - low))


def brush(chart: ParallelChart, axis: int, one: float, other: float) -> tuple[int, int]:
    """Drags along an axis from a value to another; gives the pixels of both ends."""
    x = round(float(chart._axes.xs[axis]))
    begin, end = (round(height_of(chart, axis, value)) for value in (one, other))
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=QPoint(x, begin))
    QTest.mouseMove(chart, QPoint(x, (begin + end) // 2))
    QTest.mouseMove(chart, QPoint(x, end))
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=QPoint(x, end))
    return min(begin, end), max(begin, end)


def test_a_drag_along_axes_selects_what_going_through_all_finds(chart: ParallelChart) -> None:
    brushed: list[list[int] | None] = []
    chart.brushed.connect(lambda found: brushed.append(None if found is None else found.tolist()))
    ends = {1: brush(chart, 1, 40, 120), 2: brush(chart, 2, 1e8, 2e9)}
    inside = [
        FIRST + place
        for place in range(COUNT)
        if ends[1][0] <= height_of(chart, 1, DEPTHS[place]) <= ends[1][1]
        and ends[2][0] <= height_of(chart, 2, MACS[place]) <= ends[2][1]
    ]
    assert 50 < len(inside) < COUNT / 2
    assert brushed[-1] == inside
    assert f"{len(inside)} selected" in chart.accessibleName()
    x = round(float(chart._axes.xs[1]))
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(x, 60))
    assert len(brushed[-1] or []) > len(inside)
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert brushed[-1] is None


def test_the_pointer_is_told_the_line_that_going_through_all_finds(chart: ParallelChart) -> None:
    chart.show_lines(AXES, range(FIRST, FIRST + 60), [c[:60] for c in COLUMNS], BLOCKS[:60])
    hovered: list[int] = []
    chart.hovered.connect(hovered.append)
    xs = chart._axes.xs
    found = set()
    for x, y in RANDOM.integers((int(xs[1]) + 20, 40), (int(xs[2]) - 20, 380), (60, 2)):
        along = (x - xs[1]) / (xs[2] - xs[1])
        best, expected = REACH_PX, -1
        for place in range(60):
            one, other = height_of(chart, 1, DEPTHS[place]), height_of(chart, 2, MACS[place])
            far = abs(one + (other - one) * along - y)
            if far <= best:
                best, expected = far, FIRST + place
        QTest.mouseMove(chart, QPoint(int(x), int(y)))
        assert (hovered[-1] if hovered else -1) == expected
        found.add(expected)
    assert len(found) > 15


def test_keys_choose_an_axis_and_move_its_brush(chart: ParallelChart) -> None:
    for key in ("Right", "Up"):
        QTest.keyClick(chart, getattr(Qt.Key, f"Key_{key}"))
    assert chart.brushes == {1: (0.5, 1.0)}
    assert "Depth" in chart.accessibleName()
    upper = chart._axes.ranges[1][0] + 0.5 * (chart._axes.ranges[1][1] - chart._axes.ranges[1][0])
    assert len(chart.chosen()) == np.count_nonzero(upper <= DEPTHS)
    for key in ("Down", "Minus"):
        QTest.keyClick(chart, getattr(Qt.Key, f"Key_{key}"))
    assert chart.brushes[1] == pytest.approx((0.475, 0.925))
    QTest.keyClick(chart, Qt.Key.Key_Delete)
    assert chart.brushes == {}


def test_all_lines_are_drawn_in_parts_and_then_again_in_other_colours(
    chart: ParallelChart, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: chart.all_lines.is_whole)
    light = chart.all_lines.picture.toImage()
    used = {light.pixelColor(x, 200).name() for x in range(100, 600)}
    assert len(used) >= 2
    chart.set_colors(DARK)
    assert not chart.all_lines.is_whole
    qtbot.waitUntil(lambda: chart.all_lines.is_whole)
    assert chart.grab().toImage().pixelColor(5, 5).name() == DARK.card


def test_axes_have_words_for_names_decades_and_numbers(chart: ParallelChart) -> None:
    assert [text for _, text in words_of(chart._axes, 0)] == ["basic", "bottleneck"]
    assert {"10 M", "100 M", "1 G", "10 G"} <= {text for _, text in words_of(chart._axes, 2)}
    shares = [share for share, _ in words_of(chart._axes, 1)]
    assert all(0 <= share <= 1 for share in shares)
    assert len(shares) > 3


def test_a_line_without_a_value_is_broken_and_passes_no_brush_there(
    chart: ParallelChart,
) -> None:
    columns = ([0, 1], [50.0, np.nan], [1e8, 1e9])
    chart.show_lines(AXES, (1, 2), columns, (0, 1))
    QTest.keyClick(chart, Qt.Key.Key_Right)
    for key in ("Plus", "Right"):
        QTest.keyClick(chart, getattr(Qt.Key, f"Key_{key}"))
    assert chart.chosen().tolist() == [1]
