"""Colours of the diagram pass over briefly, at once where no motion is wanted or a hand comes."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtDBus import QDBusPendingCall
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_viz.core.lab.figures import FIGURES
from resnet_viz.diagram.scene.heat import BoxColors, heat_of
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.scene.theme import DARK, LIGHT
from resnet_viz.diagram.view import Level, View
from resnet_viz.ui.canvas import fade, surface
from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.canvas.fitting import Fitting
from resnet_viz.ui.paint.fold_signs import INSET, SIZE
from tests.diagram.drawn import draw
from tests.ui.shown_canvas import shown_canvas

OLD = LIGHT.tint_of("linear").fill
NEW = "#204080"


@pytest.fixture(scope="module")
def scene() -> Scene:
    return draw("resnet18", View()).scene


@pytest.fixture
def canvas(qtbot: QtBot, scene: Scene) -> Canvas:
    return shown_canvas(qtbot, scene)


def heat() -> BoxColors:
    return BoxColors("Stage", {"fc": NEW}, {"fc": "#ffffff"}, names=((NEW, "head"),))


def seen(canvas: Canvas) -> QColor:
    """The colour of the box `fc` on screen."""
    assert canvas.painter is not None
    item = next(each for each in canvas.painter.items if each.id == "fc")
    place = canvas.placement.to_widget(QPointF(item.rect.x + 6, item.rect.y + 6)).toPoint()
    return canvas.grab().toImage().pixelColor(place)


def seen_after(canvas: Canvas, ms: int) -> QColor:
    """The same when the fade has gone on for so long, however long that took here."""
    canvas._fade._animation.setCurrentTime(ms)
    return seen(canvas)


def test_a_box_passes_from_its_old_colour_to_the_new_one(
    canvas: Canvas, scene: Scene, qtbot: QtBot
) -> None:
    assert seen(canvas).name() == OLD
    canvas.set_picture(scene, LIGHT, heat())
    assert seen(canvas).name() == OLD
    reds = [seen_after(canvas, ms).red() for ms in range(0, fade.FADE_MS, 10)]
    assert reds == sorted(reds, reverse=True)
    assert any(QColor(NEW).red() < red < QColor(OLD).red() for red in reds)
    qtbot.waitUntil(lambda: not canvas._fade.isVisible())
    assert seen(canvas).name() == NEW


def test_a_second_change_goes_on_from_what_is_seen(
    canvas: Canvas, scene: Scene, qtbot: QtBot
) -> None:
    canvas.set_picture(scene, LIGHT, heat())
    between = seen_after(canvas, fade.FADE_MS // 2).name()
    assert between not in (OLD, NEW)
    canvas.set_picture(scene, LIGHT)
    assert seen(canvas).name() == between
    qtbot.waitUntil(lambda: seen(canvas).name() == OLD)


def test_where_the_system_wants_no_motion_colours_are_there_at_once(
    canvas: Canvas, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(asked: Sequence[QDBusPendingCall]) -> bool:
        return False

    monkeypatch.setattr(fade, "is_motion_wanted", never)
    canvas.set_picture(scene, LIGHT, heat())
    assert seen(canvas).name() == NEW


def test_too_much_to_compare_is_there_at_once(
    canvas: Canvas, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surface, "MOST_COMPARED", len(scene.items) - 1)
    canvas.set_picture(scene, LIGHT, heat())
    assert seen(canvas).name() == NEW


def test_another_scene_theme_or_the_same_colours_are_there_at_once(
    canvas: Canvas, scene: Scene
) -> None:
    canvas.set_picture(scene, LIGHT)
    assert not canvas._fade.isVisible()
    canvas.set_picture(scene, DARK, heat())
    assert not canvas._fade.isVisible()
    canvas.set_picture(draw("resnet18", View(Level.LAYER)).scene, DARK)
    assert not canvas._fade.isVisible()


@pytest.mark.parametrize("deed", ["click", "key", "resize"])
def test_whatever_a_person_does_ends_it(canvas: Canvas, scene: Scene, deed: str) -> None:
    canvas.set_picture(scene, LIGHT, heat())
    assert canvas._fade.isVisible()
    if deed == "click":
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    elif deed == "key":
        QTest.keyClick(canvas, Qt.Key.Key_Down)
    else:
        canvas.resize(800, 500)
    assert not canvas._fade.isVisible()
    assert seen(canvas).name() == NEW


def test_the_diagram_keeps_its_place_when_its_colours_change(canvas: Canvas, scene: Scene) -> None:
    place = canvas.placement
    canvas.set_picture(scene, LIGHT, heat_of(scene, {"fc": 2.5}, FIGURES["time"], LIGHT))
    assert canvas.placement == place


def test_the_sign_on_a_box_can_be_seen_on_its_figure_s_colour(
    canvas: Canvas, scene: Scene, qtbot: QtBot
) -> None:
    dark = BoxColors("Stage", {"layer1.0": NEW}, {"layer1.0": "#ffffff"}, names=((NEW, "dark"),))
    canvas.set_picture(scene, LIGHT, dark)
    canvas._fade.end()
    assert canvas.painter is not None
    box = next(each for each in canvas.painter.items if each.id == "layer1.0")
    canvas.zoom_to(4.0)
    x, y = box.rect.x + box.rect.width - INSET - SIZE / 2, box.rect.y + INSET + SIZE / 2
    canvas.center_on(QPointF(x, y))
    middle = canvas.placement.to_widget(QPointF(x, y)).toPoint()
    assert canvas.grab().toImage().pixelColor(middle).name() == "#ffffff"


def test_from_afar_the_least_of_a_figure_has_a_rim(qtbot: QtBot) -> None:
    far = Canvas()
    qtbot.addWidget(far)
    far.resize(500, 400)
    scene = draw("resnet152", View(Level.LAYER)).scene
    fills = {item.id: LIGHT.page for item in scene.all_items}
    inks = dict.fromkeys(fills, "#000000")
    far.set_picture(scene, LIGHT, BoxColors("Stage", fills, inks, names=((LIGHT.page, "all"),)))
    far.fit(Fitting.WHOLE)
    assert far.placement.scale < 0.3
    box = next(item for item in scene.items if item.id == "layer4.1.conv2")
    shown = far.placement.rect_to_widget(QRectF(*box.rect)).toAlignedRect().adjusted(-1, -1, 1, 1)
    image = far.grab(shown).toImage()
    across = {image.pixelColor(x, image.height() // 2).name() for x in range(image.width())}
    assert LIGHT.link.color in across


def test_from_afar_a_box_still_has_its_figure_s_colour(qtbot: QtBot) -> None:
    far = Canvas()
    qtbot.addWidget(far)
    far.resize(500, 400)
    scene = draw("resnet152", View(Level.LAYER)).scene
    fills = {item.id: NEW for item in scene.all_items}
    inks = dict.fromkeys(fills, "#ffffff")
    far.set_picture(scene, LIGHT, BoxColors("Stage", fills, inks, names=((NEW, "all"),)))
    far.fit(Fitting.WHOLE)
    assert far.placement.scale < 0.3
    assert far.painter is not None
    box = next(item for item in far.painter.items if item.id == "layer1.0.conv1")
    middle = far.placement.to_widget(
        QPointF(box.rect.x + box.rect.width / 2, box.rect.y + box.rect.height / 2)
    )
    assert far.grab().toImage().pixelColor(middle.toPoint()).name() == NEW
