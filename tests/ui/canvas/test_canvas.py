"""The diagram's widget, driven by real events."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.scene.theme import DARK, LIGHT
from resnet_viz.diagram.view import Level, View
from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.canvas.fitting import Fitting
from resnet_viz.ui.canvas.zoom_box import STEP
from resnet_viz.ui.look.fonts import window_font
from resnet_viz.ui.paint.lit_shortcut import items_next_to
from resnet_viz.ui.paint.text import diagram_font
from tests.diagram.drawn import draw
from tests.ui.shown_canvas import shown_canvas


@pytest.fixture(scope="module")
def scene() -> Scene:
    return draw("resnet50", View()).scene


@pytest.fixture
def canvas(qtbot: QtBot, scene: Scene) -> Canvas:
    return shown_canvas(qtbot, scene)


@pytest.fixture
def told(canvas: Canvas) -> list[str]:
    seen: list[str] = []
    canvas.item_selected.connect(seen.append)
    return seen


def place_of(canvas: Canvas, item_id: str) -> QPoint:
    assert canvas.painter is not None
    rect = next(item.rect for item in canvas.painter.items if item.id == item_id)
    return canvas.placement.to_widget(QRectF(*rect).center()).toPoint()


def turn_wheel(canvas: Canvas, at: QPointF, notches: int) -> None:
    event = QWheelEvent(
        at,
        canvas.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def test_fit_shows_the_whole_scene(canvas: Canvas, scene: Scene) -> None:
    shown = canvas.placement.rect_to_widget(QRectF(0, 0, scene.width, scene.height))
    assert QRectF(canvas.rect()).contains(shown)


def test_it_stays_fitted_while_the_widget_changes_its_size(canvas: Canvas, scene: Scene) -> None:
    canvas.fit(Fitting.WHOLE)
    canvas.resize(500, 400)
    shown = canvas.placement.rect_to_widget(QRectF(0, 0, scene.width, scene.height))
    assert QRectF(canvas.rect()).contains(shown)


def test_a_click_selects_the_box_under_it_and_tells_once(canvas: Canvas, told: list[str]) -> None:
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place_of(canvas, "layer3.2"))
    assert told == ["layer3.2"]
    assert canvas.selected() == "layer3.2"


def test_a_click_beside_everything_selects_nothing(canvas: Canvas, told: list[str]) -> None:
    canvas.select("fc")
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert told == [""]
    assert canvas.selected() == ""


def test_the_wheel_zooms_and_keeps_the_point_under_the_pointer(canvas: Canvas) -> None:
    at = QPointF(300, 200)
    before, scale = canvas.placement.to_scene(at), canvas.placement.scale
    turn_wheel(canvas, at, 3)
    assert canvas.placement.scale == pytest.approx(scale * 1.25**3)
    after = canvas.placement.to_scene(at)
    assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()))


def test_boxes_are_hit_after_zooming_and_panning(canvas: Canvas, told: list[str]) -> None:
    turn_wheel(canvas, QPointF(450, 300), 2)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    QTest.mouseMove(canvas, QPoint(60, 40))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(60, 40))
    assert told == []
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place_of(canvas, "layer3.1"))
    assert told == ["layer3.1"]


def test_zoom_stops_at_both_ends(canvas: Canvas) -> None:
    for _ in range(60):
        canvas.zoom_by(STEP)
    assert canvas.placement.scale == 8
    for _ in range(120):
        canvas.zoom_by(1 / STEP)
    assert canvas.placement.scale == 0.02


def test_selecting_from_outside_tells_nobody_and_finds_a_layer_in_its_block(
    canvas: Canvas, told: list[str]
) -> None:
    canvas.select("layer4.1.conv2")
    assert canvas.selected() == "layer4.1"
    assert told == []


def test_selecting_brings_what_is_out_of_view_into_view(canvas: Canvas) -> None:
    for _ in range(10):
        canvas.zoom_by(STEP)
    canvas.select("fc")
    assert QRectF(canvas.rect()).contains(QPointF(place_of(canvas, "fc")))


def test_the_keyboard_travels_along_the_data_flow(canvas: Canvas, told: list[str]) -> None:
    canvas.setFocus()
    canvas.select("layer1.0")
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert told == ["layer1.0.add", "layer1.1", "layer1.0.add"]


def test_another_network_is_fitted_and_the_same_one_keeps_its_place(
    canvas: Canvas, scene: Scene
) -> None:
    canvas.zoom_by(STEP)
    placement = canvas.placement
    canvas.set_picture(scene, DARK)
    assert canvas.placement == placement
    other = draw("resnet18", View()).scene
    canvas.set_picture(other, DARK)
    shown = canvas.placement.rect_to_widget(QRectF(0, 0, other.width, other.height))
    assert QRectF(canvas.rect()).contains(shown)


def test_the_selection_can_be_seen(canvas: Canvas) -> None:
    before = canvas.grab().toImage()
    canvas.select("layer2.0")
    assert canvas.grab().toImage() != before


def test_a_box_is_painted_in_its_colour(canvas: Canvas) -> None:
    assert canvas.painter is not None
    item = next(each for each in canvas.painter.items if each.id == "fc")
    corner = canvas.placement.to_widget(QPointF(item.rect.x + 6, item.rect.y + 6)).toPoint()
    painted = canvas.grab().toImage().pixelColor(corner).name()
    assert painted == LIGHT.tint_of("linear").fill


def test_every_scale_is_painted_without_a_word(canvas: Canvas) -> None:
    canvas.set_picture(draw("resnet152", View(Level.LAYER)).scene, DARK)
    for _ in range(40):
        canvas.grab()
        canvas.zoom_by(STEP)


def test_the_overview_shows_while_a_part_is_seen_and_moves_the_view(canvas: Canvas) -> None:
    overview = canvas.findChildren(type(canvas._minimap))[0]
    assert not overview.isVisible()
    for _ in range(8):
        canvas.zoom_by(STEP)
    assert overview.isVisible()
    before = canvas.placement.offset
    QTest.mouseClick(overview, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert canvas.placement.offset != before


def test_hovering_asks_for_words_and_shows_them(scene: Scene, qtbot: QtBot) -> None:
    asked: list[str] = []

    def describe(_: Scene, item_id: str) -> str:
        asked.append(item_id)
        return f"<b>{item_id}</b>"

    canvas = shown_canvas(qtbot, scene, describe)
    QTest.mouseMove(canvas, place_of(canvas, "layer1.1"))
    qtbot.waitUntil(lambda: asked == ["layer1.1"])


def test_it_says_what_it_shows_to_those_who_do_not_see(canvas: Canvas) -> None:
    assert canvas.accessibleName() == "Diagram of ResNet-50, 16 shortcuts"
    canvas.select("fc")
    assert "fc" in canvas.accessibleDescription()


def test_before_the_first_scene_it_says_that_it_is_drawing(qtbot: QtBot) -> None:
    empty = Canvas()
    qtbot.addWidget(empty)
    empty.resize(QSize(300, 200))
    image = empty.grab().toImage()
    colors = {image.pixelColor(x, 100).name() for x in range(300)}
    assert len(colors) > 1


def test_labels_are_as_wide_as_they_were_measured(qtbot: QtBot, qapp: QApplication) -> None:
    """The window's font has figures of equal width; the diagram's must not take that over."""
    usual = qapp.font()
    qapp.setFont(window_font())
    label = "111·111·1111"
    image = QImage(200, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(diagram_font(20.0, is_bold=True))
    painter.drawText(QPointF(5, 30), label)
    painter.end()
    qapp.setFont(usual)
    dark = [x for x in range(200) for y in range(40) if image.pixelColor(x, y).lightness() < 128]
    assert max(dark) - min(dark) == pytest.approx(text_width(label, 20.0, True), abs=4.0)


def test_a_pan_moves_the_last_frame_and_paints_the_rest_as_a_whole_frame_would(
    canvas: Canvas,
) -> None:
    canvas.zoom_to(1.0)
    canvas.grab()
    for moved in (QPoint(37, -21), QPoint(-90, 55), QPoint(0, 3)):
        event = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), moved, QPoint(), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.ScrollUpdate, False,
        )  # fmt: skip
        QApplication.sendEvent(canvas, event)
        by_moving = bytes(canvas.grab().toImage().constBits())
        canvas._kept.forget()
        anew = bytes(canvas.grab().toImage().constBits())
        # Edges round otherwise by a step where the frame is cut, and Qt counts the dashes of a
        # line from where it comes into the frame; a part in the wrong place would be far more.
        different = sum(abs(one - other) > 3 for one, other in zip(by_moving, anew, strict=True))
        assert different < 0.001 * len(anew)


def test_both_paths_are_lit_while_the_pointer_is_on_a_shortcut(
    canvas: Canvas, scene: Scene, qtbot: QtBot
) -> None:
    shortcut = next(each for each in scene.shortcuts if each.id == "layer2.1.shortcut")
    lane = canvas.placement.to_widget(QPointF(*max(shortcut.strokes[0].points[::3])))
    before = canvas.grab().toImage()
    QTest.mouseMove(canvas, lane.toPoint())
    qtbot.waitUntil(lambda: canvas.grab().toImage() != before)
    lit = canvas.grab().toImage()
    rect = next(item.rect for item in scene.items if item.id == "layer2.1")
    beside = canvas.placement.to_widget(QPointF(rect.x + rect.width / 2, rect.y)).toPoint()
    for place in (lane.toPoint() + QPoint(3, 0), beside - QPoint(0, 3)):
        assert lit.pixel(place) != before.pixel(place)
    assert {item.id for item in items_next_to(scene, shortcut)} == {"layer2.1", "layer2.1.add"}


def test_page_keys_go_from_stage_to_stage(canvas: Canvas, told: list[str]) -> None:
    canvas.choose("layer2.3")
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp):
        QTest.keyClick(canvas, key)
    assert told[1:] == ["layer3.0", "layer2.0", "layer1.0"]


@pytest.mark.parametrize("size", [QSize(300, 220), QSize(900, 160), QSize(560, 300)])
def test_a_small_canvas_keeps_most_of_its_height_for_the_scene(canvas: Canvas, size: QSize) -> None:
    canvas.resize(size)
    assert canvas.room().height() >= 0.5 * size.height()


def test_a_legend_comes_back_with_the_room_for_it(canvas: Canvas) -> None:
    def foot() -> list[int]:
        """The colours of a line through the legend, right of the zoom box."""
        seen = canvas.grab().toImage()
        y = canvas.height() - 24
        return [seen.pixel(x, y) for x in range(canvas.zoom_box.geometry().right() + 2, 900)]

    whole = foot()
    canvas.resize(300, 220)
    canvas.resize(900, 600)
    assert foot() == whole
    assert len(set(whole)) > 5
