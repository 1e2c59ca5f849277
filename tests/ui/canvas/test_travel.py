"""The keyboard on the diagram: along the data flow, aside into shortcuts, from stage to stage."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from resnet_viz.diagram.scene.theme import LIGHT
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.ui.canvas.canvas import Canvas
from tests.diagram.drawn import draw

Key = Qt.Key


def canvas_of(qtbot: QtBot, arch: str, view: View) -> Canvas:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(900, 600)
    canvas.show()
    canvas.set_picture(draw(arch, view).scene, LIGHT)
    return canvas


def places_after(canvas: Canvas, start: str, *keys: Key) -> list[str]:
    canvas.choose(start)
    told: list[str] = []
    canvas.item_selected.connect(told.append)
    for key in keys:
        QTest.keyClick(canvas, key)
    canvas.item_selected.disconnect(told.append)
    return told


def test_down_and_up_stay_on_the_main_path(qtbot: QtBot) -> None:
    canvas = canvas_of(qtbot, "resnet18", View(Level.LAYER))
    path = places_after(canvas, "layer2.0.conv2", Key.Key_Down, Key.Key_Down, Key.Key_Up)
    assert path == ["layer2.0.bn2", "layer2.0.add", "layer2.0.bn2"]
    assert places_after(canvas, before(canvas, "layer2.0.conv1"), Key.Key_Down) == [
        "layer2.0.conv1"
    ]


@pytest.mark.parametrize("arch", ["resnet18", "preact18"])
def test_right_enters_a_projection_at_its_fork_and_left_returns(qtbot: QtBot, arch: str) -> None:
    canvas = canvas_of(qtbot, arch, View(Level.LAYER))
    assert canvas.painter
    shortcut = next(
        each for each in canvas.painter.scene.shortcuts if each.id == "layer2.0.shortcut"
    )
    own = [item.id for item in shortcut.items]
    fork = before(canvas, "layer2.0.conv1")
    entered = places_after(canvas, fork, *[Key.Key_Right] * (len(own) + 1))
    assert entered == [*own, "layer2.0.add"]
    assert places_after(canvas, own[-1], Key.Key_Left) == [fork]
    assert places_after(canvas, own[0], Key.Key_Up) == [fork]


def before(canvas: Canvas, item_id: str) -> str:
    assert canvas.painter
    ids = [item.id for item in canvas.painter.scene.items]
    return ids[ids.index(item_id) - 1]


def test_across_the_flow_goes_on_where_no_shortcut_has_layers(qtbot: QtBot) -> None:
    canvas = canvas_of(qtbot, "resnet50", View())
    assert places_after(canvas, "layer1.0", Key.Key_Right, Key.Key_Left) == [
        "layer1.0.add",
        "layer1.0",
    ]


def test_the_keys_turn_with_the_picture(qtbot: QtBot) -> None:
    canvas = canvas_of(qtbot, "resnet18", View(Level.LAYER, direction=Direction.LEFT_TO_RIGHT))
    fork = before(canvas, "layer2.0.conv1")
    down = places_after(canvas, fork, Key.Key_Down)
    assert down == ["layer2.0.downsample.0"]
    assert places_after(canvas, down[0], Key.Key_Up) == [fork]
    assert places_after(canvas, fork, Key.Key_Right) == ["layer2.0.conv1"]


def test_home_end_and_pages(qtbot: QtBot) -> None:
    canvas = canvas_of(qtbot, "resnet18", View(Level.LAYER))
    assert places_after(canvas, "layer2.0.conv1", Key.Key_End, Key.Key_Home) == ["fc", "input"]
    pages = places_after(canvas, "layer4.1.conv1", Key.Key_PageDown, Key.Key_PageUp, Key.Key_PageUp)
    assert pages == ["avgpool", "layer4.0.conv1", "layer3.0.conv1"]


def test_nothing_selected_starts_at_the_input_and_the_ends_hold(qtbot: QtBot) -> None:
    canvas = canvas_of(qtbot, "resnet18", View())
    assert places_after(canvas, "", Key.Key_Down, Key.Key_Up) == ["input", "input"]
    assert places_after(canvas, "fc", Key.Key_Down) == ["fc"]


def test_every_box_can_be_reached_with_the_arrows(qtbot: QtBot) -> None:
    for arch in ("resnet18", "preact18,shortcut=C", "resnet20"):
        canvas = canvas_of(qtbot, arch, View(Level.LAYER))
        assert canvas.painter
        seen, wanted = set(), {item.id for item in canvas.painter.items}
        for item in canvas.painter.items:
            seen.update(places_after(canvas, item.id, Key.Key_Down, Key.Key_Up, Key.Key_Right))
        assert seen == wanted


def test_enter_asks_to_unfold_what_is_selected(qtbot: QtBot) -> None:
    canvas = canvas_of(qtbot, "resnet18", View())
    asked: list[str] = []
    canvas.item_activated.connect(asked.append)
    canvas.choose("layer2.1")
    QTest.keyClick(canvas, Key.Key_Return)
    assert asked == ["layer2.1"]


def test_plus_minus_and_zero_zoom_and_fit(qtbot: QtBot) -> None:
    canvas = canvas_of(qtbot, "resnet18", View())
    fitted = canvas.placement
    QTest.keyClick(canvas, Key.Key_Plus)
    assert canvas.placement.scale == pytest.approx(fitted.scale * 1.25)
    QTest.keyClick(canvas, Key.Key_Minus)
    QTest.keyClick(canvas, Key.Key_Minus)
    assert canvas.placement.scale == pytest.approx(fitted.scale / 1.25)
    QTest.keyClick(canvas, Key.Key_0)
    assert canvas.placement == fitted


def test_tab_leaves_the_diagram(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    canvas, field = Canvas(), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(canvas)
    column.addWidget(field)
    window.show()
    canvas.setFocus()
    QTest.keyClick(canvas, Key.Key_Tab)
    assert window.focusWidget() is field


def test_who_does_not_see_hears_what_is_selected(qtbot: QtBot) -> None:
    canvas = canvas_of(qtbot, "resnet18", View(Level.LAYER))
    canvas.choose("conv1")
    assert canvas.accessibleDescription() == "conv1, conv 7×7, 64, /2 · 112×112, selected"
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert canvas.accessibleDescription() == ""
