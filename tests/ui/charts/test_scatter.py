"""The scatter on screen against brute force: what it tells, what it selects, where it stays."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from resnet_viz.ui.charts.points import nearest, next_towards, within
from resnet_viz.ui.charts.scale import Scale
from resnet_viz.ui.charts.scatter import REACH_PX, ScatterChart
from resnet_viz.ui.look.colors import DARK, LIGHT

RANDOM = np.random.default_rng(4)
COUNT = 400
XS = 10 ** RANDOM.uniform(6, 8, COUNT)
YS = 10 ** RANDOM.uniform(5, 8, COUNT)
GROUPS = RANDOM.integers(0, 2, COUNT)
FIRST = 7_000  # index of the first point: indices are not places
X, Y = Scale("Parameters", is_log=True), Scale("Activations", is_log=True)


def tip_of(index: int) -> str:
    return f"network {index}"


def add(chart: ScatterChart, begin: int = 0, end: int = COUNT) -> None:
    part = slice(begin, end)
    chart.add_points(range(FIRST + begin, FIRST + end), XS[part], YS[part], GROUPS[part])


@pytest.fixture
def chart(qtbot: QtBot, qapp: QApplication) -> Iterator[ScatterChart]:
    made = ScatterChart(tip_of)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.show_axes(X, Y)
    add(made)
    made.fit()
    qapp.processEvents()
    yield made
    QToolTip.hideText()


def pixels_of(chart: ScatterChart, x: float, y: float) -> QPointF:
    """Where values are in pixels of the surface, by pyqtgraph's own transformation."""
    box = chart.surface.box
    at: QPointF = box.mapViewToScene(QPointF(float(np.log10(x)), float(np.log10(y))))
    return at


def nearest_by_hand(chart: ScatterChart, at: QPoint) -> int:
    """The index of the nearest point within reach, by going through all of them."""
    best, found = REACH_PX, -1
    for place in range(COUNT):
        point = pixels_of(chart, XS[place], YS[place])
        far = float(np.hypot(point.x() - at.x(), point.y() - at.y()))
        if far <= best:
            best, found = far, FIRST + place
    return found


def place_of(part: QWidget, chart: ScatterChart) -> QRect:
    """Where a part is in the chart."""
    return QRect(part.mapTo(chart, QPoint(0, 0)), part.size())


def drawn(item: Any) -> set[tuple[float, float]]:
    """The points of an item, in places on the axes."""
    xs, ys = item.getData()
    return {(round(x, 9), round(y, 9)) for x, y in zip(xs, ys, strict=True)}


def drag(chart: ScatterChart, begin: QPoint, end: QPoint, keys: Qt.KeyboardModifier) -> None:
    """A drag with the left button in five steps."""
    view, kind = chart.surface.viewport(), QEvent.Type
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    points = [QPointF(begin) + QPointF(end - begin) * (step / 5) for step in range(6)]
    steps = [(kind.MouseButtonPress, left, left, points[0])]
    steps += [(kind.MouseMove, none, left, point) for point in points[1:]]
    steps += [(kind.MouseButtonRelease, left, none, points[-1])]
    for what, button, buttons, point in steps:
        at = QPointF(view.mapToGlobal(point))
        QApplication.sendEvent(view, QMouseEvent(what, point, at, button, buttons, keys))


def test_the_pointer_is_told_the_nearest_point_that_going_through_all_finds(
    chart: ScatterChart,
) -> None:
    hovered: list[int] = []
    chart.hovered.connect(hovered.append)
    found = set()
    for x, y in RANDOM.integers((80, 60), (660, 420), (120, 2)):
        at = QPoint(int(x), int(y))
        QTest.mouseMove(chart.surface.viewport(), at)
        index = nearest_by_hand(chart, at)
        assert (hovered[-1] if hovered else -1) == index
        assert QToolTip.text() == tip_of(index) or index < 0
        found.add(index)
    assert len(found) > 30
    assert -1 in found


def test_a_click_opens_the_point_under_it_and_none_where_there_is_none(
    chart: ScatterChart,
) -> None:
    clicked: list[int] = []
    chart.clicked.connect(clicked.append)
    at = pixels_of(chart, XS[3], YS[3]).toPoint()
    QTest.mouseClick(chart.surface.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert clicked == [nearest_by_hand(chart, at)]
    QTest.mouseClick(chart.surface.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert len(clicked) == 1


def test_a_rectangle_drawn_with_shift_selects_what_is_in_it(chart: ScatterChart) -> None:
    brushed: list[Any] = []
    chart.brushed.connect(brushed.append)
    before = chart.shown_range()
    drag(chart, QPoint(200, 120), QPoint(430, 330), Qt.KeyboardModifier.ShiftModifier)
    inside = [
        FIRST + place
        for place in range(COUNT)
        if 200 <= pixels_of(chart, XS[place], YS[place]).x() <= 430
        and 120 <= pixels_of(chart, XS[place], YS[place]).y() <= 330
    ]
    assert len(inside) > 20
    assert brushed[-1].tolist() == inside
    assert chart.shown_range() == before
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert brushed[-1].tolist() == []


def test_arrays_are_searched_as_going_through_them_does() -> None:
    xs, ys = RANDOM.random(300), RANDOM.random(300)
    xs[7] = np.nan
    for at in RANDOM.random((50, 2)):
        far = [float(np.hypot(x - at[0], y - at[1])) for x, y in zip(xs, ys, strict=True)]
        best = min((each, place) for place, each in enumerate(far) if each == each)
        expected = best[1] if best[0] <= 0.03 else -1
        assert nearest(xs, ys, (at[0], at[1]), 0.03) == expected
    inside = within(xs, ys, (0.2, 0.3), (0.5, 0.9))
    by_hand = [0.2 <= x <= 0.5 and 0.3 <= y <= 0.9 for x, y in zip(xs, ys, strict=True)]
    assert inside.tolist() == by_hand
    right = next_towards(xs, ys, 0, (1, 0))
    assert xs[right] > xs[0]
    assert abs(ys[right] - ys[0]) <= xs[right] - xs[0]


def test_points_that_stream_in_leave_the_range_until_one_is_outside(chart: ScatterChart) -> None:
    chart.show_axes(X, Y)
    add(chart, 0, 100)
    before = chart.shown_range()
    (left, right), (low, high) = before
    inside = [
        place for place in range(100, COUNT) if left < XS[place] < right and low < YS[place] < high
    ]
    for place in inside:
        add(chart, place, place + 1)
    assert chart.shown_range() == before
    chart.add_points([1], [right * 3], [high / 2], [0])
    wider = chart.shown_range()
    assert wider[0][1] > right * 3
    chart.add_points([2], [right * 3.1], [high / 2], [0])
    assert chart.shown_range() == wider


def test_where_a_person_zoomed_to_stays_while_points_stream_in(chart: ScatterChart) -> None:
    QTest.keyClick(chart, Qt.Key.Key_Plus)
    before = chart.shown_range()
    chart.add_points([1], [1e12], [1e12], [0])
    assert chart.shown_range() == before
    QTest.keyClick(chart, Qt.Key.Key_0)
    assert chart.shown_range()[0][1] > 1e12


def test_what_is_beyond_a_limit_is_grey_and_comes_back(chart: ScatterChart) -> None:
    coloured = set.union(*map(drawn, chart.items.kinds))
    assert len(coloured) == COUNT
    assert not drawn(chart.items.grey)
    chart.show_limit("x", 2e7)
    beyond = {
        (round(float(np.log10(x)), 9), round(float(np.log10(y)), 9))
        for x, y in zip(XS, YS, strict=True)
        if x > 2e7
    }
    assert drawn(chart.items.grey) == beyond
    assert set.union(*map(drawn, chart.items.kinds)) == coloured - beyond
    chart.show_limit("x", None)
    assert set.union(*map(drawn, chart.items.kinds)) == coloured


def test_those_that_break_a_limit_of_no_axis_are_grey_next_to_those_beyond_one(
    chart: ScatterChart,
) -> None:
    chart.show_limit("y", 1e6, is_most=False)
    under = int((YS < 1e6).sum())
    above = [place for place in range(COUNT) if YS[place] >= 1e6]
    chart.show_greyed([FIRST + place for place in above[:5]])
    assert len(drawn(chart.items.grey)) == under + 5
    chart.show_greyed([])
    assert len(drawn(chart.items.grey)) == under


def test_places_in_pixels_are_those_of_the_picture(chart: ScatterChart) -> None:
    xs, ys = chart.surface.pixels(np.log10(XS), np.log10(YS))
    for place in range(COUNT):
        at = pixels_of(chart, XS[place], YS[place])
        assert (xs[place], ys[place]) == pytest.approx((at.x(), at.y()), abs=0.01)


def test_each_point_is_drawn_in_the_colour_of_its_kind(chart: ScatterChart) -> None:
    for kind, item in enumerate(chart.items.kinds):
        assert len(drawn(item)) == np.count_nonzero(kind == GROUPS)
    light = [item.opts["brush"].color().name() for item in chart.items.kinds]
    chart.set_colors(DARK)
    dark = [item.opts["brush"].color().name() for item in chart.items.kinds]
    assert len({*light, *dark}) == 4
    assert chart.surface.backgroundBrush().color().name() == DARK.card
    chart.set_colors(LIGHT)
    assert [item.opts["brush"].color().name() for item in chart.items.kinds] == light


def test_a_front_is_stairs_whose_corners_no_point_of_it_is_worse_than(chart: ScatterChart) -> None:
    chart.show_front([(4e6, 1e6), (1e6, 4e6), (2e6, 2e6)])
    xs, ys = chart.items.stairs.getData()
    places = list(zip(10**xs, 10**ys, strict=True))
    assert places == [
        pytest.approx(each) for each in ((1e6, 4e6), (2e6, 4e6), (2e6, 2e6), (4e6, 2e6), (4e6, 1e6))
    ]
    chart.show_front([])
    assert len(chart.items.stairs.getData()[0] if chart.items.stairs.xData is not None else []) == 0


def test_what_has_no_place_on_a_logarithmic_axis_is_neither_drawn_nor_told(
    chart: ScatterChart,
) -> None:
    chart.show_axes(X, Y)
    chart.add_points([1, 2], [0, 1e6], [1e6, 1e6], [0, 0])
    assert sum(len(drawn(item)) for item in chart.items.kinds) == 1


def test_the_keyboard_goes_from_point_to_point_and_opens(chart: ScatterChart) -> None:
    hovered: list[int] = []
    clicked: list[int] = []
    chart.hovered.connect(hovered.append)
    chart.clicked.connect(clicked.append)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    first = hovered[-1] - FIRST
    QTest.keyClick(chart, Qt.Key.Key_Right)
    second = hovered[-1] - FIRST
    assert XS[second] > XS[first]
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert clicked == [FIRST + second]


def test_selected_points_and_members_are_marked(chart: ScatterChart) -> None:
    chart.mark([FIRST + 3, FIRST + 9, 1])
    assert drawn(chart.items.rings) == {
        (round(float(np.log10(XS[place])), 9), round(float(np.log10(YS[place])), 9))
        for place in (3, 9)
    }
    chart.show_members([("A", "#2563eb", 2e7, 3e6), ("B", "#ea580c", 0, 3e6)])
    letters = [
        item.toPlainText() for item in chart.items._member_items if hasattr(item, "textItem")
    ]
    assert letters == ["A"]
    QTest.mouseMove(chart.surface.viewport(), pixels_of(chart, 2e7, 3e6).toPoint())
    assert QToolTip.text() == "A\nParameters: 20 M\nActivations: 3 M"


def test_the_legend_is_above_the_chart_and_at_its_right_in_a_low_place(
    chart: ScatterChart, qapp: QApplication
) -> None:
    assert [entry.text for entry in chart.legend.entries] == ["basic", "bottleneck"]
    assert place_of(chart.legend, chart).bottom() < place_of(chart.surface, chart).top()
    chart.resize(700, 210)
    qapp.processEvents()
    assert place_of(chart.legend, chart).left() > place_of(chart.surface, chart).right()


def test_the_keyboard_is_seen_and_said(chart: ScatterChart, qtbot: QtBot) -> None:
    def border() -> Qt.PenStyle:
        style: Qt.PenStyle = chart.surface.box.border.style()
        return style

    chart.activateWindow()
    chart.surface.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: border() == Qt.PenStyle.SolidLine)
    chart.surface.clearFocus()
    assert border() == Qt.PenStyle.NoPen
    assert "Arrow keys" in chart.surface.accessibleDescription()
    assert chart.surface.accessibleName() == "Activations against Parameters, 400 networks"


def test_axes_that_become_logarithmic_are_painted_before_their_points_are_there(
    chart: ScatterChart,
) -> None:
    chart.show_axes(Scale("Parameters"), Scale("Activations"))
    add(chart)
    chart.fit()
    chart.grab()
    chart.show_axes(X, Y)
    assert not chart.grab().isNull()


@pytest.mark.parametrize("scale", [X, Scale("Parameters")])
@pytest.mark.parametrize(
    "ends", [(-1e9, 1e9), (0.0, 1e300), (-1e300, 0.0), (1e8, 1e8 + 1e-6), (-1e-300, 1e-300)]
)
def test_however_far_a_person_zooms_the_axes_are_painted(
    chart: ScatterChart, scale: Scale, ends: tuple[float, float]
) -> None:
    chart.show_axes(scale, scale)
    chart.surface.show_range(ends, ends)
    assert not chart.grab().isNull()
