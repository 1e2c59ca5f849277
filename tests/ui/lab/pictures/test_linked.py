"""Two diagrams next to each other: moved, zoomed, fitted and selected together."""

import pytest
from PySide6.QtCore import QPoint, QPointF
from pytestqt.qtbot import QtBot

from resnet_viz.session.arrangement import Workspace
from resnet_viz.ui.canvas.camera import camera_of
from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.canvas.fitting import Fitting
from resnet_viz.ui.window.window import MainWindow


def both(window: MainWindow) -> tuple[Canvas, Canvas]:
    return window.panels.lab.pictures.canvas, window.panels.canvas


def place_of(canvas: Canvas, frame_id: str) -> QPointF:
    assert canvas.painter
    frames = canvas.painter.scene.frames
    rect = next(frame.rect for frame in frames if frame.id == frame_id)
    return canvas.placement.to_widget(QPointF(rect.x, rect.y))


@pytest.fixture
def compared(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.resize(1500, 950)
    window.compare.compare_blocks()
    qtbot.waitUntil(lambda: all(canvas.painter is not None for canvas in both(window)))
    qtbot.wait(150)  # both pictures are chosen for the room that there is now
    return window


def test_both_are_fitted_at_one_scale_and_begin_at_one_height(compared: MainWindow) -> None:
    a, b = both(compared)
    assert a.placement.scale == pytest.approx(b.placement.scale)
    assert {a.fitting, b.fitting} == {Fitting.TO_READ}
    for stage in ("layer1", "layer3"):
        heights = [canvas.mapToGlobal(place_of(canvas, stage).toPoint()).y() for canvas in (a, b)]
        assert abs(heights[0] - heights[1]) <= 45  # boxes of one may be a line higher


@pytest.mark.parametrize("is_turned", [False, True], ids=["A moves B", "B moves A"])
def test_zooming_and_panning_one_shows_the_same_stage_at_the_same_place(
    compared: MainWindow, is_turned: bool
) -> None:
    source, target = both(compared)[::-1] if is_turned else both(compared)
    source.zoom_to(2.0)
    rect = place_of(source, "layer3")
    source.center_on(source.placement.to_scene(rect))
    assert target.placement.scale == source.placement.scale
    assert (place_of(source, "layer3") - place_of(target, "layer3")).manhattanLength() < 1e-6
    assert camera_of(target) is not None
    source.fit()
    assert camera_of(target) is None
    assert target.placement.scale == pytest.approx(source.placement.scale)


def test_a_hidden_diagram_is_left_alone(compared: MainWindow) -> None:
    a, b = both(compared)
    compared.arranging.go_to(Workspace.EXPLORE)
    before = a.placement
    b.zoom_to(3.0)
    assert a.placement == before
    b.fit()
    assert b.mapTo(compared, QPoint(0, 0)).y() >= 0


def test_what_is_selected_in_one_is_selected_in_the_other(compared: MainWindow) -> None:
    a, b = both(compared)
    b.choose("layer2.0")
    assert a.selected() == "layer2.0"
    a.choose("layer3.0")
    assert b.selected() == "layer3.0"
    assert compared.session.document.arrangement.selection == "layer3.0"


def test_a_layer_that_the_other_has_not_is_the_block_or_stage_around_it(
    compared: MainWindow,
) -> None:
    a, b = both(compared)
    compared.diagram.show_layers()
    a.choose("layer3.0.conv3")
    assert compared.session.document.arrangement.selection == "layer3.0"
    assert b.selected() == "layer3.0"


def test_unfolding_in_a_unfolds_both(compared: MainWindow) -> None:
    a, b = both(compared)
    a.item_activated.emit("layer2.0")
    for canvas in (a, b):
        assert canvas.painter
        assert "layer2.0.conv1" in {item.id for item in canvas.painter.items}
