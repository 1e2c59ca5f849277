"""What is over the diagram: zoom box, legend and overview keep clear of each other."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from resnet_viz.diagram.scene.theme import LIGHT
from resnet_viz.diagram.view import Level, View
from resnet_viz.session import edits
from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.canvas.fitting import Fitting
from resnet_viz.ui.canvas.minimap import Minimap
from resnet_viz.ui.paint.far_counts import far_counts_of
from resnet_viz.ui.paint.fold_signs import middle_of
from resnet_viz.ui.window.window import MainWindow
from tests.diagram.drawn import draw


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    made = Canvas()
    qtbot.addWidget(made)
    made.resize(560, 320)
    made.set_picture(draw("resnet50", View(Level.LAYER)).scene, LIGHT)
    made.show()
    return made


def test_the_box_says_the_scale_and_changes_it(canvas: Canvas) -> None:
    canvas.zoom_box.actual.click()
    assert (canvas.placement.scale, canvas.zoom_box.actual.text()) == (1.0, "100 %")
    canvas.zoom_box.larger.click()
    assert canvas.zoom_box.actual.text() == "125 %"
    canvas.zoom_box.smaller.click()
    assert canvas.placement.scale == pytest.approx(1.0)
    canvas.zoom_box.fitting.click()
    assert canvas.fitting is Fitting.TO_READ


def test_box_legend_and_overview_keep_clear_of_each_other_in_a_narrow_canvas(
    canvas: Canvas,
) -> None:
    overview = canvas.findChild(Minimap)
    assert overview is not None
    assert overview.isVisible()
    box = canvas.zoom_box.geometry()
    assert not overview.geometry().intersects(box)
    assert overview.geometry().bottom() <= canvas.height() - canvas._foot.height
    assert canvas.rect().contains(box)
    legend = canvas._foot._legend
    right = max(text.x for text in legend.texts) + box.right()
    assert right < canvas.width()


def test_every_sign_can_be_hit_within_sixteen_pixels_and_is_inside_its_corner(
    canvas: Canvas,
) -> None:
    asked: list[str] = []
    canvas.item_activated.connect(asked.append)
    canvas.set_picture(draw("resnet50", View()).scene, LIGHT)
    assert canvas.painter
    part = canvas.painter.scene.frames[0]
    assert QRectF(*part.rect).adjusted(4, 4, -4, -4).contains(middle_of(part))
    for scale in (0.75, 1.0, 2.0):
        canvas.zoom_to(scale)
        canvas.center_on(middle_of(part))
        middle = canvas.placement.to_widget(middle_of(part))
        for away in (QPointF(0, 0), QPointF(-7.5, -7.5), QPointF(7.5, 7.5)):
            place = (middle + away).toPoint()
            QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)
    assert asked == [part.id] * 9


def test_ctrl_click_adds_a_box_and_takes_it_out(canvas: Canvas) -> None:
    canvas.set_picture(draw("resnet18", View()).scene, LIGHT)
    seen: list[tuple[str, ...]] = []
    canvas.items_selected.connect(seen.append)
    for path, modifier in (
        ("layer1.0", Qt.KeyboardModifier.NoModifier),
        ("layer1.1", Qt.KeyboardModifier.ControlModifier),
        ("layer1.0", Qt.KeyboardModifier.ControlModifier),
    ):
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, modifier, middle(canvas, path))
    assert seen == [("layer1.0", "layer1.1"), ("layer1.1",)]
    assert canvas.all_selected() == ("layer1.1",)


def test_no_card_opens_over_what_is_selected(
    canvas: Canvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, widget: shown.append(text))
    canvas.describe = lambda scene, item_id: f"card of {item_id}"
    canvas.set_picture(draw("resnet18", View()).scene, LIGHT)
    canvas.choose("layer1.0")
    with qtbot.waitSignal(canvas._card._timer.timeout):
        canvas._card.point_at(canvas.under(QPointF(middle(canvas, "layer1.0"))).item, QPointF())
    assert shown == []
    with qtbot.waitSignal(canvas._card._timer.timeout):
        canvas._card.point_at(canvas.under(QPointF(middle(canvas, "layer1.1"))).item, QPointF())
    assert shown == ["card of layer1.1"]


def middle(canvas: Canvas, path: str) -> QPoint:
    assert canvas.painter
    item = next(item for item in canvas.painter.items if item.id == path)
    canvas.center_on(QRectF(*item.rect).center())
    return canvas.placement.to_widget(QRectF(*item.rect).center()).toPoint()


@pytest.mark.parametrize("level", [Level.BLOCK, Level.LAYER])
def test_from_afar_each_merged_run_says_how_many_it_is_within_itself(level: Level) -> None:
    scene = draw("resnet50", View(level, is_folded=True)).scene
    counts = far_counts_of(scene)
    assert [each.words for each in counts] == ["× 2", "× 3", "× 5", "× 2"]
    for one, other in pairwise(counts):
        assert not one.rect.intersects(other.rect)


def test_merging_to_fit_is_no_step_to_undo_and_not_in_a_file(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1000, 700)
    window.networks.open_text("resnet152")
    steps = window.session.timeline
    qtbot.waitUntil(lambda: window.diagram.shown_view.is_folded)
    assert window.session.timeline.undo_text == steps.undo_text
    assert not window.session.document.view.is_folded
    assert window.panels.canvas.merged.isVisible()
    files: list[int] = []
    window.diagram.with_own_scene(lambda scene: files.append(len(scene.shortcuts)))
    assert files == [50]
    window.panels.canvas.merged.click()
    qtbot.waitUntil(lambda: not window.diagram.shown_view.is_folded)
    assert not window.panels.canvas.merged.isVisible()
    window.session.edit(edits.set_folded, is_folded=True)
    assert not window.panels.canvas.merged.isVisible()


def test_expand_all_draws_each_layer_where_they_are_merged_only_to_fit(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1000, 700)
    window.networks.open_text("resnet152")
    window.session.edit(edits.set_level, Level.LAYER)
    qtbot.waitUntil(lambda: window.diagram.shown_view == View(Level.LAYER, is_folded=True))
    assert window.actions_by_name["unfold_all"].isEnabled()
    window.diagram.unfold_all()
    assert window.diagram.shown_view == View(Level.LAYER)
    assert not window.actions_by_name["unfold_all"].isEnabled()
