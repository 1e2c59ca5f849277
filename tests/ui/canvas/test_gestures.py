"""Wheel, touchpad, pinch, drag and overview: what is under the pointer stays under it."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QNativeGestureEvent, QPixmap, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.scene.theme import LIGHT
from resnet_viz.diagram.view import Level, View
from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.canvas.fitting import Fitting
from resnet_viz.ui.canvas.frame_cache import KeptFrame
from resnet_viz.ui.canvas.minimap import PAD, Minimap
from tests.diagram.drawn import draw
from tests.ui.shown_canvas import shown_canvas

AT = QPointF(320, 210)
MOST_UNLIKE = 0.001  # of a frame: letters and dashes round another way on a pixel or two
NO_PHASE, SCROLLING = Qt.ScrollPhase.NoScrollPhase, Qt.ScrollPhase.ScrollUpdate
MOMENTUM = Qt.ScrollPhase.ScrollMomentum
NO_KEY, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def scene() -> Scene:
    return draw("resnet101", View(Level.LAYER)).scene


@pytest.fixture
def canvas(qtbot: QtBot, scene: Scene) -> Canvas:
    made = shown_canvas(qtbot, scene)
    made.zoom_to(1.0)
    return made


def scroll(
    canvas: Canvas, pixels: QPoint, phase: Qt.ScrollPhase, key: Qt.KeyboardModifier = NO_KEY
) -> None:
    event = QWheelEvent(
        AT, canvas.mapToGlobal(AT), pixels, pixels * 8, Qt.MouseButton.NoButton, key, phase, False
    )
    QApplication.sendEvent(canvas, event)


def pinch(canvas: Canvas, value: float) -> None:
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        AT,
        AT,
        canvas.mapToGlobal(AT),
        value,
        QPointF(),
    )
    QApplication.sendEvent(canvas, event)


def coordinates(point: QPointF) -> tuple[float, float]:
    return point.x(), point.y()


@pytest.mark.parametrize("phase", [SCROLLING, MOMENTUM])
def test_fingers_and_their_momentum_pan_by_pixels(canvas: Canvas, phase: Qt.ScrollPhase) -> None:
    before = canvas.placement
    scroll(canvas, QPoint(-13, 27), phase)
    assert canvas.placement.scale == before.scale
    assert canvas.placement.offset == before.offset + QPointF(-13, 27)


def test_a_wheel_zooms_even_where_the_system_gives_it_pixels(canvas: Canvas) -> None:
    scroll(canvas, QPoint(0, 15), NO_PHASE)
    assert canvas.placement.scale == pytest.approx(1.25)


@pytest.mark.parametrize("how", ["wheel", "control", "pinch"])
def test_every_zoom_keeps_the_point_under_the_pointer(canvas: Canvas, how: str) -> None:
    before = canvas.placement.to_scene(AT)
    if how == "pinch":
        pinch(canvas, 0.3)
    else:
        scroll(canvas, QPoint(0, 9), NO_PHASE if how == "wheel" else SCROLLING, CONTROL)
    assert canvas.placement.scale > 1.05
    assert coordinates(canvas.placement.to_scene(AT)) == pytest.approx(coordinates(before))


def test_what_is_dragged_stays_under_the_pointer(canvas: Canvas) -> None:
    grabbed = canvas.placement.to_scene(QPointF(400, 300))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    for place in (QPoint(380, 310), QPoint(250, 380), QPoint(131, 402)):
        QTest.mouseMove(canvas, place)
        assert coordinates(canvas.placement.to_scene(QPointF(place))) == pytest.approx(
            coordinates(grabbed)
        )
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(131, 402))


def test_click_and_drag_in_the_overview_center_the_view_there(canvas: Canvas, scene: Scene) -> None:
    (overview,) = canvas.findChildren(Minimap)
    scale = (overview.width() - 2 * PAD) / scene.width
    for place, send in ((QPoint(60, 40), QTest.mousePress), (QPoint(90, 70), None)):
        if send:
            send(overview, Qt.MouseButton.LeftButton, pos=place)
        else:
            QTest.mouseMove(overview, place)
        middle = canvas.placement.to_scene(QRectF(canvas.rect()).center())
        pointed = (QPointF(place) - QPointF(PAD, PAD)) * (1 / scale)
        assert coordinates(middle) == pytest.approx(coordinates(pointed), abs=1 / scale)
    QTest.mouseRelease(overview, Qt.MouseButton.LeftButton, pos=QPoint(90, 70))


def test_the_overview_shows_the_whole_scene_in_small(canvas: Canvas) -> None:
    (overview,) = canvas.findChildren(Minimap)
    picture = overview.grab().toImage()
    blue = QColor(LIGHT.tint_of("conv2d").line)
    found = {
        (x // 30, y // 30)
        for x in range(picture.width())
        for y in range(picture.height())
        if abs(picture.pixelColor(x, y).hue() - blue.hue()) < 12
    }
    assert len(found) > 6


def test_every_part_of_a_view_is_as_fine_as_the_rest(canvas: Canvas) -> None:
    """A pan uncovers strips with few boxes in them, of a view with many."""
    canvas.fit(Fitting.WHOLE)
    for scale in (0.25, 0.45, 0.7):
        canvas.zoom_to(scale)
        canvas.grab()
        scroll(canvas, QPoint(-40, 30), SCROLLING)
        moved = canvas.grab().toImage()
        canvas._kept.forget()
        unlike = unlike_bytes(moved, canvas.grab().toImage())
        assert unlike < MOST_UNLIKE * moved.sizeInBytes(), scale


def unlike_bytes(one: QImage, other: QImage) -> int:
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return sum(left != right for left, right in pairs)


def sharpness(frame: QPixmap) -> int:
    """How often neighbouring pixels differ much."""
    image = frame.toImage()
    return sum(
        abs(image.pixelColor(x, y).lightness() - image.pixelColor(x + 1, y).lightness()) > 90
        for y in range(0, image.height(), 2)
        for x in range(image.width() - 1)
    )


def test_at_two_pixels_for_one_everything_is_drawn_anew_not_stretched(canvas: Canvas) -> None:
    canvas.grab()
    one = KeptFrame().at(canvas.placement, QSize(300, 200), 1.0, canvas._draw)
    two = KeptFrame().at(canvas.placement, QSize(300, 200), 2.0, canvas._draw)
    assert two.size() == one.size() * 2
    stretched = one.scaled(two.size(), mode=Qt.TransformationMode.SmoothTransformation)
    assert sharpness(two) > 2 * sharpness(stretched)


def test_nothing_is_prepared_twice(canvas: Canvas, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not canvas.ahead.timer.isActive())
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.UpdateRequest))
    assert next(canvas.ahead.steps, None) is None
