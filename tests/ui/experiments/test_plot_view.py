"""Plots of experiments on screen: they grow, stay where a person zoomed to, say their values."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from resnet_viz.core.experiments.plot import Image, Marked, Plot
from resnet_viz.diagram.chart.results.images import image_rows
from resnet_viz.ui.charts.plots.images_panel import ImagesPanel, pixels_of
from resnet_viz.ui.charts.plots.plot_panel import PlotPanel
from resnet_viz.ui.charts.plots.ranges import grown, is_loose, is_out
from resnet_viz.ui.experiments.plot_view import PlotsView
from resnet_viz.ui.look.colors import DARK, LIGHT
from tests.diagram.chart.results.samples import (
    HOSTILE,
    SAMPLES,
    broken,
    degradation,
    hostile,
    landscape,
    lesion,
    pictures,
    zeros,
)

Shown = Callable[..., PlotsView]


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication) -> Shown:
    def show(plots: tuple[Plot, ...], width: int = 1000, height: int = 560) -> PlotsView:
        view = PlotsView()
        qtbot.addWidget(view)
        view.resize(width, height)
        view.show()
        view.show_plots(plots)
        qtbot.waitUntil(lambda: len(view.panels) == len(plots))
        qapp.processEvents()
        return view

    return show


def redraw(view: PlotsView, plots: tuple[Plot, ...]) -> None:
    """As after the pause between two redraws."""
    view.plots = plots
    view._draw()
    QApplication.processEvents()


def panel_of(view: PlotsView, number: int = 0) -> PlotPanel:
    panel = view.panels[number]
    assert isinstance(panel, PlotPanel)
    return panel


def pixel(panel: PlotPanel, x: float, y: float) -> QPoint:
    at: QPointF = panel.surface.box.mapViewToScene(QPointF(x, y))
    return at.toPoint()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_kind_is_drawn_in_light_and_dark_and_named_for_who_does_not_see_it(
    name: str, shown: Shown
) -> None:
    view = shown(SAMPLES[name])
    for colors in (DARK, LIGHT):
        view.set_colors(colors)
        assert not view.grab().isNull()
    assert len(view.panels) == len(SAMPLES[name])
    for panel in view.panels:
        target = panel.surface if isinstance(panel, PlotPanel) else panel
        assert target.accessibleName()


def test_values_are_in_view_and_the_range_moves_only_where_they_leave_it(shown: Shown) -> None:
    view, ranges = shown(degradation(2)), []
    panel = panel_of(view)
    for steps in range(3, 61, 2):
        redraw(view, degradation(steps))
        assert panel_of(view) is panel
        (left, right), (low, high) = panel.surface.shown_range()
        ranges.append((left, right, low, high))
        for series in degradation(steps)[0].series:
            x, y = series.points[-1]
            assert left <= x <= right
            assert low <= np.log10(y) <= high
    assert len(set(ranges)) < len(ranges) / 2


def test_what_a_person_zoomed_to_stays_while_curves_grow_until_0_is_pressed(shown: Shown) -> None:
    view = shown(degradation(20))
    panel = panel_of(view)
    QTest.keyClick(panel, Qt.Key.Key_Plus)
    zoomed = panel.surface.shown_range()
    redraw(view, degradation(60))
    assert panel.is_zoomed
    assert panel.surface.shown_range() == zoomed
    QTest.keyClick(panel, Qt.Key.Key_0)
    assert panel.surface.shown_range()[0][1] >= 59
    assert panel_of(view).is_zoomed is False


def test_another_plot_in_its_place_is_shown_whole(shown: Shown) -> None:
    view = shown(degradation(20))
    QTest.keyClick(panel_of(view), Qt.Key.Key_Plus)
    redraw(view, zeros())
    assert not panel_of(view).is_zoomed
    assert panel_of(view).surface.shown_range()[0][1] >= 27


def test_plots_that_come_quickly_are_drawn_after_a_pause_and_the_newest_is(
    shown: Shown, qtbot: QtBot
) -> None:
    view = shown(degradation(2))
    view._since.restart()
    for steps in range(3, 30):
        view.show_plots(degradation(steps))
    drawn = [len(each.points) for each in panel_of(view).plot.series]
    assert max(drawn) == 2
    qtbot.waitUntil(lambda: len(panel_of(view).plot.series[0].points) == 29)


def test_no_more_than_one_panel_is_made_in_a_turn_of_the_event_loop(
    qtbot: QtBot, qapp: QApplication
) -> None:
    view = PlotsView()
    qtbot.addWidget(view)
    view.show()
    view.show_plots(landscape())
    assert len(view.panels) == 1
    qtbot.waitUntil(lambda: len(view.panels) == 3)
    view.show_plots((*pictures(), *degradation(3)))
    qtbot.waitUntil(lambda: isinstance(view.panels[0], ImagesPanel))
    view.show_plots(())
    qtbot.waitUntil(lambda: not view.panels)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert view.findChildren(PlotPanel) == []


def test_keys_go_from_value_to_value_and_enter_chooses_one(shown: Shown) -> None:
    view = shown(degradation(10))
    picked: list[tuple[str, float]] = []
    view.picked.connect(lambda key, x: picked.append((key, x)))
    panel = panel_of(view)
    for key in ("Right", "Right", "Right", "Down", "Return"):
        QTest.keyClick(panel, getattr(Qt.Key, f"Key_{key}"))
    assert QToolTip.text().startswith("residual-20\nstep: 2\n")
    assert picked == [("loss", 2.0)]
    QToolTip.hideText()


def test_the_pointer_on_a_point_shows_its_value_and_a_click_chooses_it(shown: Shown) -> None:
    view = shown(degradation(30))
    panel = panel_of(view)
    picked: list[float] = []
    panel.picked.connect(picked.append)
    x, y = panel.plot.series[1].points[12]
    at = pixel(panel, x, float(np.log10(y)))
    QTest.mouseMove(panel.surface.viewport(), at)
    assert QToolTip.text() == "residual-20\nstep: 12\nloss, mean of 10: 0.693"
    QTest.mouseClick(panel.surface.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert picked == [12.0]
    QToolTip.hideText()


def test_a_bar_says_its_value_anywhere_in_its_column_and_a_missing_one_why(shown: Shown) -> None:
    panel = panel_of(shown(lesion()))
    residual, plain = panel._placed
    QTest.mouseMove(panel.surface.viewport(), pixel(panel, 1 + residual.shift, 0.9))
    assert QToolTip.text() == "residual-20\nblock: 1.1\naccuracy: 0.81"
    QTest.mouseMove(panel.surface.viewport(), pixel(panel, 3 + plain.shift, 0.5))
    assert QToolTip.text() == "plain-20\nblock: 2.0\ncan't be removed"
    assert residual.shift < 0 < plain.shift
    QToolTip.hideText()


def test_a_place_of_a_landscape_says_its_value(shown: Shown) -> None:
    panel = panel_of(shown(landscape()))
    QTest.mouseMove(panel.surface.viewport(), pixel(panel, 0.01, -0.02))
    assert QToolTip.text() == "direction 1: 0\ndirection 2: 0\nvalue: 0.05"
    QToolTip.hideText()


def test_zeros_are_drawn_at_the_floor_and_say_that_they_are_0(shown: Shown) -> None:
    panel = panel_of(shown(zeros()))
    low = panel.surface.shown_range()[1][0]
    placed = panel._placed[0]
    assert np.isfinite(placed.ys).all()
    assert low < placed.ys[0] < placed.ys[8]
    QTest.mouseMove(panel.surface.viewport(), pixel(panel, 3.0, float(placed.ys[3])))
    assert QToolTip.text().endswith("|dL/dx|: 0")
    QToolTip.hideText()


def test_curves_are_painted_in_the_colours_of_their_networks(shown: Shown) -> None:
    view = shown(degradation(30))
    image = panel_of(view).surface.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    seen = set(np.frombuffer(image.constBits(), np.uint32).tolist())
    assert {0xFF2563EB, 0xFFEA580C} <= seen


def test_where_nothing_is_measured_yet_that_is_written(shown: Shown) -> None:
    panel = panel_of(shown(SAMPLES["empty"]))
    empty = panel.surface.grab().toImage()
    panel.item.show(panel._placed, panel._axes, LIGHT)
    QApplication.processEvents()
    assert panel.surface.grab().toImage() != empty


def test_a_marked_step_moves_without_anything_else_moving(shown: Shown) -> None:
    view = shown(degradation(30))
    panel = panel_of(view)
    before = panel.surface.shown_range()
    (loss, depth) = degradation(30)
    marked = (Marked(7.0, "step 7"), *loss.marked[1:])
    redraw(view, (loss._replace(marked=marked), depth))
    assert panel_of(view) is panel
    assert panel.surface.shown_range() == before


def test_panels_are_next_to_each_other_where_there_is_room(shown: Shown) -> None:
    view = shown(landscape(), width=1100)
    assert len({panel.y() for panel in view.panels}) == 1
    view.resize(500, 700)
    QApplication.processEvents()
    assert view.width() == 500
    assert len({panel.x() for panel in view.panels}) == 1
    places = [panel.geometry() for panel in view.panels]
    assert not any(one.intersects(other) for one, other in pairwise(places))


def test_however_little_room_there_is_no_title_of_an_axis_is_on_values(shown: Shown) -> None:
    view = shown(degradation(60), width=420, height=180)
    for panel in map(panel_of, [view] * len(view.panels), range(len(view.panels))):
        data = panel.surface.box.mapRectToScene(panel.surface.box.rect())
        title = panel.surface.axes["bottom"].label
        assert title.isVisible()
        assert not panel.surface.title.text()
        assert title.sceneBoundingRect().top() >= data.bottom()


def test_pixels_of_pictures_are_those_of_files() -> None:
    for image in pictures()[0].images:
        found = pixels_of(image)
        for row, line in zip(image_rows(image), found, strict=True):
            for color, drawn in zip(row, line, strict=True):
                wanted = QColor(color)
                near = (wanted.red(), wanted.green(), wanted.blue())
                assert np.abs(drawn.astype(int) - near).max() <= 5  # files have fewer shades


def test_arrow_keys_go_from_picture_to_picture(shown: Shown) -> None:
    view = shown(pictures())
    (panel,) = view.panels
    assert isinstance(panel, ImagesPanel)
    QTest.keyClick(panel, Qt.Key.Key_Right)
    QTest.keyClick(panel, Qt.Key.Key_Right)
    assert QToolTip.text() == "input gradient"
    places = panel.places()
    assert len(places) == 9
    assert not any(one.intersects(other) for one, other in pairwise(places))
    QToolTip.hideText()


def test_pictures_without_values_are_no_error(shown: Shown) -> None:
    plot = pictures()[0]._replace(images=(Image("nothing"), Image("one", ((0.5,),), ())))
    assert not shown((plot,)).grab().isNull()


def test_names_of_others_are_plain_text(shown: Shown) -> None:
    view = shown(hostile())
    panel = panel_of(view)
    QTest.keyClick(panel, Qt.Key.Key_Right)
    assert "&lt;script&gt;" in QToolTip.text()
    assert "\u202e" not in panel.surface.accessibleName()
    assert HOSTILE not in panel.surface.accessibleName()
    QToolTip.hideText()


def test_words_of_levels_are_next_to_the_data_apart_and_gone_where_their_line_is(
    shown: Shown,
) -> None:
    panel = panel_of(shown(lesion()))
    words = [each.item for each in panel.levels.words]
    assert [each.text() for each in words] == ["residual-20 whole", "plain-20 whole", "chance"]
    box = panel.surface.box.mapRectToScene(panel.surface.box.rect())
    for one, other in pairwise(words):
        assert one.y() + one.boundingRect().height() <= other.y() + 1
    assert all(each.x() > box.right() for each in words)
    panel.surface.show_range((0, 8), (0.5, 1.0))
    assert [each.isVisible() for each in words] == [True, True, False]


def test_the_legend_has_the_signs_of_lines_and_marks(shown: Shown) -> None:
    view = shown(degradation(20))
    names = [entry.text for entry in view.legend.entries]
    assert names == ["plain-20", "residual-20", "plain-56", "residual-56", "plain", "residual"]
    signs = [entry.sign.look for entry in view.legend.entries if entry.sign]
    assert signs[0].dash != signs[2].dash
    assert signs[0].shape is not signs[1].shape
    redraw(view, broken())
    assert "not finite from here on" in {entry.text for entry in view.legend.entries}


def test_a_range_grows_to_the_side_that_values_leave() -> None:
    assert is_out((0, 11), (0, 10))
    assert not is_out((1, 9), (0, 10))
    low, high = grown((0, 11), (0, 10))
    assert low == 0
    assert 11 < high < 14
    assert is_loose((0, 5), (0, 10))
    assert grown((0, 5), (0, 10)) == (0, 5)
