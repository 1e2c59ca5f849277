"""What is lit on the diagram: both paths of a shortcut, what a search found, far frames' names."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_viz.diagram.scene.scene import Rect, Scene, ShortcutPicture
from resnet_viz.diagram.scene.theme import LIGHT
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.canvas.fitting import Fitting
from resnet_viz.ui.paint.lit_shortcut import items_next_to
from tests.diagram.drawn import draw


def canvas_of(qtbot: QtBot, scene: Scene) -> Canvas:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(900, 600)
    canvas.show()
    canvas.set_picture(scene, LIGHT)
    return canvas


def shortcut_of(scene: Scene, block: str) -> ShortcutPicture:
    return next(each for each in scene.shortcuts if each.id == f"{block}.shortcut")


def middle_of(shortcut: ShortcutPicture) -> QPointF:
    """Halfway along its lane."""
    points = [point for stroke in shortcut.strokes for point in stroke.points]
    return QPointF(max(x for x, _ in points), (points[0].y + points[-1].y) / 2)


def rect_of(scene: Scene, item_id: str) -> Rect:
    return next(item.rect for item in scene.all_items if item.id == item_id)


def color_at(image: QImage, canvas: Canvas, x: float, y: float) -> QColor:
    return image.pixelColor(canvas.placement.to_widget(QPointF(x, y)).toPoint())


@pytest.mark.parametrize("direction", list(Direction))
def test_beside_a_shortcut_are_the_boxes_from_its_fork_to_its_sum(direction: Direction) -> None:
    post = draw("resnet18", View(Level.LAYER, direction=direction)).scene
    assert [item.id for item in items_next_to(post, shortcut_of(post, "layer2.0"))] == [
        f"layer2.0.{name}" for name in ("conv1", "bn1", "relu1", "conv2", "bn2", "add")
    ]
    pre = draw("preact18", View(Level.LAYER, direction=direction)).scene
    beside = [item.id for item in items_next_to(pre, shortcut_of(pre, "layer2.0"))]
    assert beside[0] == "layer2.0.conv1"
    assert beside[-1] == "layer2.0.add"


def test_under_the_pointer_a_shortcut_glows_in_its_colour_and_the_main_path_in_another(
    qtbot: QtBot,
) -> None:
    scene = draw("resnet18", View(Level.LAYER)).scene
    canvas = canvas_of(qtbot, scene)
    canvas.zoom_to(1.5)
    shortcut = shortcut_of(scene, "layer2.1")
    at = middle_of(shortcut)
    canvas.center_on(at + QPointF(-60, 0))
    before = canvas.grab().toImage()
    QTest.mouseMove(canvas, canvas.placement.to_widget(at).toPoint())
    lit = canvas.grab().toImage()
    glow = color_at(lit, canvas, at.x() + 3, at.y())
    assert abs(glow.hue() - QColor(LIGHT.shortcuts[shortcut.kind].color).hue()) < 12
    assert glow != color_at(before, canvas, at.x() + 3, at.y())
    upper, lower = (rect_of(scene, f"layer2.1.{name}") for name in ("conv1", "bn1"))
    gap = upper.x + upper.width / 2 + 3, (upper.y + upper.height + lower.y) / 2
    accent = canvas.palette().highlight().color()
    assert abs(color_at(lit, canvas, *gap).hue() - accent.hue()) < 12
    words = upper.x + upper.width / 2, upper.y + 3
    assert color_at(lit, canvas, *words) == color_at(before, canvas, *words)


def test_leaving_a_shortcut_puts_the_light_out(qtbot: QtBot) -> None:
    canvas = canvas_of(qtbot, draw("resnet18", View()).scene)
    assert canvas.painter
    before = canvas.grab().toImage()
    at = middle_of(shortcut_of(canvas.painter.scene, "layer2.1"))
    QTest.mouseMove(canvas, canvas.placement.to_widget(at).toPoint())
    assert canvas.grab().toImage() != before
    QTest.mouseMove(canvas, QPoint(3, 3))
    assert canvas.grab().toImage() == before


@pytest.mark.parametrize("scale", [0.2, 1.0])
def test_every_box_that_a_search_found_is_lit_and_no_other(qtbot: QtBot, scale: float) -> None:
    scene = draw("resnet101", View(Level.LAYER)).scene
    canvas = canvas_of(qtbot, scene)
    canvas.fit(Fitting.WHOLE)
    canvas.zoom_to(scale)
    before = canvas.grab().toImage()
    found = frozenset(item.id for item in scene.items if item.id.endswith("conv2"))
    canvas.show_found(found)
    lit = canvas.grab().toImage()
    seen = QRectF(canvas.rect()).adjusted(20, 20, -230, -180)
    looked_at = 0
    for item in scene.all_items:
        middle = QPointF(item.rect.x + 8, item.rect.y + item.rect.height / 2)
        if item.op in ("conv2d", "batch_norm") and seen.contains(
            canvas.placement.to_widget(middle)
        ):
            spot = middle.x(), middle.y()
            is_lit = color_at(lit, canvas, *spot) != color_at(before, canvas, *spot)
            assert is_lit == (item.id in found), item.id
            looked_at += 1
    assert looked_at > 20
    canvas.show_found(frozenset())
    assert canvas.grab().toImage() == before


def test_frames_that_are_far_away_keep_a_name_that_can_be_read(qtbot: QtBot) -> None:
    scene = draw("resnet50", View(Level.LAYER)).scene
    canvas = canvas_of(qtbot, scene)
    canvas.fit(Fitting.WHOLE)
    frame = next(frame for frame in scene.frames if frame.id == "layer3")
    assert frame.title.size * canvas.placement.scale < 6
    corner = canvas.placement.to_widget(QPointF(frame.rect.x, frame.rect.y)).toPoint()
    image = canvas.grab(canvas.rect()).toImage()
    places = [(corner.x() + x, corner.y() - y) for x in range(40) for y in range(3, 14)]
    dark = [place for place in places if image.pixelColor(*place).lightness() < 110]
    assert max(x for x, _ in dark) - min(x for x, _ in dark) > 25


@pytest.mark.parametrize("level", [Level.BLOCK, Level.LAYER])
def test_the_nearest_shortcut_is_hit_however_small_the_picture(qtbot: QtBot, level: Level) -> None:
    scene = draw("resnet101", View(level)).scene
    canvas = canvas_of(qtbot, scene)
    for scale in (0.1, 0.3, 1.0):
        canvas.zoom_to(scale)
        for shortcut in scene.shortcuts:
            if not shortcut.items:
                hit = canvas.under(canvas.placement.to_widget(middle_of(shortcut))).shortcut
                assert hit is shortcut, (scale, shortcut.id)


def test_a_shortcut_is_hit_five_pixels_away_and_not_at_seven(qtbot: QtBot) -> None:
    scene = draw("resnet18", View(Level.LAYER)).scene
    canvas = canvas_of(qtbot, scene)
    canvas.zoom_to(1.3)
    shortcut = shortcut_of(scene, "layer2.1")
    lane = canvas.placement.to_widget(middle_of(shortcut))
    for away, is_hit in ((-4.9, True), (4.9, True), (-7.0, False), (7.0, False)):
        assert (canvas.under(lane + QPointF(away, 0)).shortcut is shortcut) == is_hit
