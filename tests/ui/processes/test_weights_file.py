"""Weights in the window: opened, named, used, dropped in, and let go with their network."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from resnet_viz.core.networks import network_named
from resnet_viz.core.request import Request
from resnet_viz.core.timing.requests import TimeNetwork
from resnet_viz.jobs.messages import Failure
from resnet_viz.jobs.requests import ReadWeights, WeightsFound
from resnet_viz.session.member import WeightsChoice
from resnet_viz.ui.find.dropping import DropFrame
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.window.document.home import Opening
from resnet_viz.ui.window.window import MainWindow
from tests.ui.conftest import Asked, asked_for

SETS = ("model_ema", "model")


def found_in(request: ReadWeights, assumed: str) -> WeightsFound:
    """ResNet-18, of a file called several from the set that was asked for, or the first."""
    if "several" not in request.path:
        return WeightsFound(request.path, "resnet18", assumed)
    name = request.set_name or SETS[0]
    taken = f"of its sets, {name} was taken"
    return WeightsFound(request.path, "resnet18", "", name, SETS, taken, "queue was left out")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What the window asks of its children; files called bad are refused, others hold ResNet-18."""
    requests: Asked = []

    def ask(
        _: Child, request: Request[Any], on_answer: Any, on_failed: Any, *__: Any, **___: Any
    ) -> None:
        requests.append(request)
        if not isinstance(request, ReadWeights):
            return
        if "bad" in request.path:
            on_failed(Failure("bad.pth was not loaded: it is cut off"))
        else:
            assumed = "" if request.arch == "resnet18" else "its weights don't tell: input=224"
            on_answer(found_in(request, assumed))

    monkeypatch.setattr(Child, "ask", ask)
    monkeypatch.setattr(Child, "start", lambda _: None)
    return requests


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, asked: Asked) -> Iterator[MainWindow]:
    made = MainWindow(Opening(new_document("resnet50")), Appearance(qapp))
    qtbot.addWidget(made)
    made.show()
    made.start_children()
    yield made
    qapp.setStyleSheet("")


def timed_with(window: MainWindow, asked: Asked) -> str:
    """The weights that a timed run of the network on screen asks for."""
    window.timed.run()
    window.timed.cancel()
    return asked_for(asked, TimeNetwork)[-1].options.weights


def test_weights_show_their_network_and_say_what_they_leave_open(
    window: MainWindow, asked: Asked
) -> None:
    window.networks.read_weights("/somewhere/best.pth")
    assert ReadWeights("/somewhere/best.pth", "resnet50") in asked
    assert window.session.shown.network == network_named("resnet18")
    assert (
        window.panels.notice.text() == "best.pth is ResNet-18. Its weights don't tell: input=224."
    )
    assert timed_with(window, asked) == "/somewhere/best.pth"


def test_weights_of_the_network_on_screen_say_nothing(window: MainWindow) -> None:
    window.networks.open_text("resnet18")
    window.networks.read_weights("/somewhere/best.pth")
    assert window.panels.notice.text() == ""


def test_weights_stay_with_images_and_are_let_go_with_another_network(
    window: MainWindow, asked: Asked
) -> None:
    window.networks.read_weights("/somewhere/best.pth")
    window.networks.open_text("resnet18,input=64")
    assert timed_with(window, asked) == "/somewhere/best.pth"
    window.networks.open_text("resnet34")
    assert "best.pth are for ResNet-18" in window.panels.notice.text()
    assert timed_with(window, asked) == ""


def test_one_click_brings_network_and_weights_back(window: MainWindow, asked: Asked) -> None:
    window.networks.read_weights("/somewhere/best.pth")
    window.networks.open_text("resnet34")
    buttons = window.panels.notice.findChildren(QPushButton)
    next(each for each in buttons if each.text() == "Back to ResNet-18").click()
    assert window.session.shown.network == network_named("resnet18")
    assert timed_with(window, asked) == "/somewhere/best.pth"


def test_a_refused_file_is_a_notice_and_changes_nothing(window: MainWindow, asked: Asked) -> None:
    window.networks.read_weights("/somewhere/bad.pth")
    assert window.panels.notice.text() == (
        "bad.pth was not loaded: it is cut off. Weights stay random."
    )
    assert window.session.shown.network == network_named("resnet50")
    assert timed_with(window, asked) == ""


def test_a_file_that_loads_ends_the_refusal_before_it(window: MainWindow) -> None:
    window.networks.open_text("resnet18")
    window.networks.read_weights("/somewhere/bad.pth")
    assert "was not loaded" in window.panels.notice.text()
    window.networks.read_weights("/somewhere/best.pth")
    assert window.panels.notice.text() == ""
    assert window.progress.doing() == "Weights of best.pth loaded"


def test_of_several_sets_it_says_which_is_used_and_what_was_left_out(window: MainWindow) -> None:
    window.networks.read_weights("/somewhere/several.pth")
    row = window.panels.architecture.family.weights
    assert (row.sets.value(), row.sets.isVisible()) == ("model_ema", True)
    assert [row.sets.itemText(place) for place in range(row.sets.count())] == list(SETS)
    said = "Of its sets, model_ema was taken. Queue was left out."
    assert window.panels.notice.text() == said
    assert said in " ".join(row.tip.split())


def test_another_set_is_one_step_to_undo_and_is_timed(window: MainWindow, asked: Asked) -> None:
    window.networks.read_weights("/somewhere/several.pth")
    row = window.panels.architecture.family.weights
    row.sets.setCurrentIndex(1)
    row.sets.activated.emit(1)
    assert asked_for(asked, ReadWeights)[-1].set_name == "model"
    assert window.session.document.member.weights == WeightsChoice(
        "/somewhere/several.pth", "model"
    )
    assert timed_with(window, asked) == "/somewhere/several.pth::model"
    assert str(window.session.timeline.undo_text) == "Use model of several.pth"
    window.session.undo()
    assert row.sets.value() == "model_ema"
    assert timed_with(window, asked) == "/somewhere/several.pth::model_ema"


def test_a_file_with_one_set_offers_no_list(window: MainWindow) -> None:
    window.networks.read_weights("/somewhere/best.pth")
    assert not window.panels.architecture.family.weights.sets.isVisible()


def test_a_refused_file_leaves_the_weights_in_use_and_says_so(window: MainWindow) -> None:
    window.networks.read_weights("/somewhere/best.pth")
    window.networks.read_weights("/somewhere/bad.pth")
    told = window.panels.notice.text()
    assert told == "bad.pth was not loaded: it is cut off. Still using best.pth."
    assert window.panels.architecture.family.weights.text == "best.pth"


def test_weights_can_be_removed(window: MainWindow, asked: Asked) -> None:
    window.networks.read_weights("/somewhere/best.pth")
    row = window.panels.architecture.family.weights
    next(
        each for each in row.findChildren(QPushButton) if each.accessibleName() == "Remove weights"
    ).click()
    assert timed_with(window, asked) == ""
    assert window.session.shown.network == network_named("resnet18")


@pytest.mark.parametrize("name", ["best.pth", "best.PT", "best.safetensors"])
def test_a_file_of_weights_can_be_dropped_into_the_window(
    window: MainWindow, asked: Asked, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    assert drop(window, path)
    assert [request.path for request in asked_for(asked, ReadWeights)] == [str(path)]


def test_a_file_with_any_name_can_be_dropped_since_its_contents_decide(
    window: MainWindow, asked: Asked, tmp_path: Path
) -> None:
    (tmp_path / "epoch9").touch()
    assert drop(window, tmp_path / "epoch9")
    assert [request.path for request in asked_for(asked, ReadWeights)] == [str(tmp_path / "epoch9")]


def test_folders_are_not_read_and_the_frame_says_so(
    window: MainWindow, asked: Asked, tmp_path: Path
) -> None:
    (tmp_path / "nets").mkdir()
    drop(window, tmp_path / "nets")
    assert asked_for(asked, ReadWeights) == []
    frame = window.findChild(DropFrame)
    assert isinstance(frame, DropFrame)
    assert (frame.text, frame.is_possible) == ("ResNet Viz can't open nets", False)


def drop(window: MainWindow, path: Path) -> bool:
    """Drags a file into the window and lets it go there if it is taken; whether it was."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(5, 5), action, data, button, none)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), action, data, button, none))
    return enter.isAccepted()
