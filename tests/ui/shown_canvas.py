"""A canvas on the screen, as the tests of the diagram's widget begin with."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.scene.theme import LIGHT
from resnet_viz.ui.canvas.canvas import Canvas


def nothing(scene: Scene, item_id: str) -> str:
    return ""


def shown_canvas(
    qtbot: QtBot, scene: Scene, describe: Callable[[Scene, str], str] = nothing
) -> Canvas:
    """A canvas of 900 × 600 pixels that shows a scene, fitted."""
    made = Canvas(describe)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.set_picture(scene, LIGHT)
    return made
