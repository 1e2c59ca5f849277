"""A picture of a recorded network that is hard to read says so, once at each level."""

import pytest
from pytestqt.qtbot import QtBot

from resnet_viz.core.message import Message
from resnet_viz.diagram.view import View
from resnet_viz.session import edits
from resnet_viz.ui.canvas import crowding
from resnet_viz.ui.parts.notice import Cause, Notice
from resnet_viz.ui.window.window import MainWindow

NOTE = Message("{boxes} boxes are connected in a way that can't be parted", {"boxes": 71})


def crowded(window: MainWindow) -> list[Notice]:
    return [each for each in window.panels.notice.notices() if each.cause is Cause.CROWDED]


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[View]:
    """The views that were looked at; all but the network as a whole are crowded."""
    found: list[View] = []

    def note(_: object, view: View) -> Message | None:
        found.append(view)
        return None if view.level == "network" else NOTE

    monkeypatch.setattr(crowding, "crowding_note", note)
    return found


def test_it_is_said_once_at_a_level_and_gone_at_another(
    window: MainWindow, qtbot: QtBot, looked_at: list[View]
) -> None:
    assert looked_at == []  # the family is never crowded
    window.models.open_text("timm:vit_small")
    qtbot.waitUntil(lambda: bool(crowded(window)))
    assert crowded(window)[0].text == "71 boxes are connected in a way that can't be parted."
    window.diagram.drawn.emit()
    assert len(looked_at) == 1
    window.session.edit(edits.set_level, "network")
    qtbot.waitUntil(lambda: len(looked_at) == 2)
    assert crowded(window) == []
