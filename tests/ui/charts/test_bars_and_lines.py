"""Bars and lines on screen: where each is, what the pointer shows, what a click opens."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from resnet_viz.ui.charts.bars import BarChart, BarSeries
from resnet_viz.ui.charts.lines import LineChart, LineSeries
from resnet_viz.ui.charts.scale import Scale
from resnet_viz.ui.charts.surface import ChartSurface
from resnet_viz.ui.look.colors import DARK

STAGES = ("conv1", "conv2_x", "fc")
FIRST = BarSeries("A", "#2563eb", (2e6, 8e6, 4e6), ("A 0", "A 1", "A 2"))
SECOND = BarSeries("B", "#ea580c", (3e6, None, 1e6), ("B 0", "B 1", "B 2"))
MACS = Scale("MACs")


def pixel(surface: ChartSurface, x: float, y: float) -> QPoint:
    at: QPointF = surface.box.mapViewToScene(QPointF(x, y))
    return at.toPoint()


@pytest.fixture
def bars(qtbot: QtBot, qapp: QApplication) -> BarChart:
    made = BarChart()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    made.show_bars(STAGES, (FIRST, SECOND), MACS)
    qapp.processEvents()
    return made


@pytest.mark.parametrize("is_stacked", [False, True])
def test_a_click_into_each_bar_opens_its_group_and_series(bars: BarChart, is_stacked: bool) -> None:
    bars.show_bars(STAGES, (FIRST, SECOND), MACS, is_stacked=is_stacked)
    clicked: list[tuple[int, int]] = []
    bars.clicked.connect(lambda group, series: clicked.append((group, series)))
    slots = [bar.slot for bar in bars.bars]
    assert sorted(slots) == [(0, 0), (0, 1), (1, 0), (2, 0), (2, 1)]
    for bar in bars.bars:
        at = pixel(bars.surface, bar.middle, (bar.bottom + bar.top) / 2)
        QTest.mouseClick(bars.surface.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseMove(bars.surface.viewport(), at)
        assert QToolTip.text() == f"{'AB'[bar.slot[1]]} {bar.slot[0]}"
    assert clicked == slots
    QToolTip.hideText()


def test_bars_of_a_group_do_not_meet_and_stacked_ones_add_up(bars: BarChart) -> None:
    edges = sorted((bar.middle - bar.width / 2, bar.middle + bar.width / 2) for bar in bars.bars)
    assert all(one[1] < other[0] for one, other in pairwise(edges))
    bars.show_bars(STAGES, (FIRST, SECOND), MACS, is_stacked=True)
    tops = [max(bar.top for bar in bars.bars if bar.slot[0] == group) for group in range(3)]
    assert tops == [5e6, 8e6, 5e6]
    assert bars.surface.shown_range()[1][1] > 8e6


def test_keys_go_from_bar_to_bar_and_enter_opens(bars: BarChart) -> None:
    clicked: list[tuple[int, int]] = []
    bars.clicked.connect(lambda group, series: clicked.append((group, series)))
    for key in ("Right", "Right", "Left", "Return"):
        QTest.keyClick(bars, getattr(Qt.Key, f"Key_{key}"))
    assert clicked == [bars.bars[0].slot]
    QToolTip.hideText()


def test_an_axis_of_bars_begins_with_zero_and_has_round_words(bars: BarChart) -> None:
    axis = bars.surface.axes["left"]
    levels = axis.tickValues(*bars.surface.shown_range()[1], 350.0)
    assert axis.tickStrings(levels[0][1], 1.0, None)[:3] == ["0", "1 M", "2 M"]


@pytest.fixture
def lines(qtbot: QtBot, qapp: QApplication) -> LineChart:
    made = LineChart(lambda line, point: f"line {line}, point {point}")
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    first = LineSeries("A", "#2563eb", (10, 20, 30), (1e6, 2e6, 3e6))
    second = LineSeries("B", "#ea580c", (10, 20, 30), (3e6, 9e6, 4e6), (4, 2))
    made.show_lines((first, second), Scale("Depth"), MACS)
    qapp.processEvents()
    return made


def test_the_pointer_near_a_point_of_a_line_is_told_which(lines: LineChart) -> None:
    clicked: list[tuple[int, int]] = []
    hovered: list[tuple[int, int]] = []
    lines.clicked.connect(lambda line, point: clicked.append((line, point)))
    lines.hovered.connect(lambda line, point: hovered.append((line, point)))
    for slot, (x, y) in {(0, 1): (20, 2e6), (1, 1): (20, 9e6), (1, 2): (30, 4e6)}.items():
        at = pixel(lines.surface, x, y) + QPoint(3, -3)
        QTest.mouseMove(lines.surface.viewport(), at)
        assert QToolTip.text() == f"line {slot[0]}, point {slot[1]}"
        QTest.mouseClick(lines.surface.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert clicked[-1] == slot
    QTest.mouseMove(lines.surface.viewport(), pixel(lines.surface, 15, 6e6))
    assert hovered[-1] == (-1, -1)
    QToolTip.hideText()


def test_a_plain_axis_shows_zero_and_a_logarithmic_one_every_point(lines: LineChart) -> None:
    (left, right), (low, high) = lines.surface.shown_range()
    assert low == 0 < high
    assert left < 10 < 30 < right
    series = LineSeries("A", "#2563eb", (8, 64), (1e5, 1e9))
    lines.show_lines((series,), Scale("Width", is_log=True), Scale("MACs", is_log=True))
    (left, right), (low, high) = lines.surface.shown_range()
    assert low < 5 < 9 < high
    lines.set_colors(DARK)
    assert lines.surface.backgroundBrush().color().name() == DARK.card


def test_keys_go_along_a_line_and_to_the_next(lines: LineChart) -> None:
    hovered: list[tuple[int, int]] = []
    lines.hovered.connect(lambda line, point: hovered.append((line, point)))
    for key in ("Right", "Right", "Down"):
        QTest.keyClick(lines, getattr(Qt.Key, f"Key_{key}"))
    assert hovered == [(0, 0), (0, 1), (1, 1)]
    QToolTip.hideText()
