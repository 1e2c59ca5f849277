"""Session files in the window: saved, opened, closed, and what is asked before anything is lost."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from resnet_viz.diagram.drawing import diagram_bytes
from resnet_viz.session.copies import Copy, open_desk, read_copy, write_copy
from resnet_viz.session.document import work_of
from resnet_viz.session.file import read_session
from resnet_viz.session.place import session_folder
from resnet_viz.ui.canvas.camera import camera_of
from resnet_viz.ui.canvas.zoom_box import STEP
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.start import program
from resnet_viz.ui.window.document import questions
from resnet_viz.ui.window.document.home import Opening
from resnet_viz.ui.window.document.opening import opening_named, opening_of_last
from resnet_viz.ui.window.document.questions import Answer
from resnet_viz.ui.window.window import MainWindow
from tests.ui.conftest import Asked

Start = Callable[[Opening], MainWindow]
QUESTIONS = ("ask_to_save", "ask_to_replace", "ask_to_open_copy")


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[Answer]:
    """What the person answers next; a question that nobody expects fails."""
    given: list[Answer] = []

    def answer(_: QWidget, path: Path) -> Answer:
        assert given, f"nothing should be asked of {path.name}"
        return given.pop(0)

    for name in QUESTIONS:
        monkeypatch.setattr(questions, name, answer)
    return given


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, asked: Asked, answers: list[Answer]) -> Iterator[Start]:
    """Opens further windows, which are closed at the end without saving."""
    made: list[MainWindow] = []

    def open_one(opening: Opening) -> MainWindow:
        window = MainWindow(opening, Appearance(qapp))
        made.append(window)
        window.show()
        window.start_children()
        return window

    yield open_one
    for window in made:
        window.leave()
        window.deleteLater()
    qapp.setStyleSheet("")


@pytest.fixture
def window(start: Start) -> MainWindow:
    return start(Opening(new_document("resnet50")))


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.file_thread.is_working)


def press_notice(window: MainWindow, text: str) -> None:
    buttons = window.panels.notice.findChildren(QPushButton)
    next(each for each in buttons if each.text() == text).click()


def svg_of(window: MainWindow) -> bytes:
    """The picture on screen as it is saved."""
    return diagram_bytes(window.session.shown.network, window.exports.look(), ".svg")


def last_document(folder: Path) -> Opening:
    opening, desk = opening_of_last(folder)
    assert desk is not None
    desk.lock.release()
    return opening


def is_settled(window: MainWindow) -> bool:
    """Whether the picture on screen was chosen for the room that there is."""
    return not window.diagram._refit.isActive()


def test_saved_closed_and_opened_it_is_the_same_document(
    window: MainWindow, start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    window.networks.open_text("resnet34,width=32")
    window.compare.pin()
    window.diagram.toggle_item("layer2.1")
    window.session.select("layer3.0")
    window.arranging.front(window.panels.lab.compare)
    qtbot.waitUntil(lambda: is_settled(window))
    path = tmp_path / "mine"
    assert window.files.save_to(path)
    saved = window.session.document
    assert window.windowTitle().startswith("mine.resnetviz[*] — ")
    window.close()
    again = start(opening_named(f"{path}.resnetviz"))
    qtbot.waitUntil(lambda: is_settled(again))
    assert work_of(again.session.document) == work_of(saved)
    assert again.session.document.arrangement == saved.arrangement
    assert again.panels.lab.compare.isVisibleTo(again)
    assert again.panels.canvas.selected() == "layer3.0"
    assert again.diagram.scene == window.diagram.scene
    assert svg_of(again) == svg_of(window)


def test_a_named_file_with_changes_asks_at_closing(
    window: MainWindow, answers: list[Answer], tmp_path: Path
) -> None:
    path = tmp_path / "mine.resnetviz"
    window.files.save_to(path)
    assert not window.isWindowModified()
    window.compare.switch_block()
    assert window.isWindowModified()
    answers.append(Answer.CANCEL)
    assert not window.close()
    answers.append(Answer.SAVE)
    assert window.close()
    assert read_session(path).document.member.arch == "resnet34"


def test_what_was_in_view_is_in_view_again(
    window: MainWindow, start: Start, tmp_path: Path
) -> None:
    for _ in range(4):
        window.panels.canvas.zoom_by(STEP)
    camera = camera_of(window.panels.canvas)
    path = tmp_path / "mine.resnetviz"
    window.files.save_to(path)
    window.close()
    other = start(Opening(new_document("resnet50")))
    assert camera_of(other.panels.canvas) is None
    other.files.open_path(path)
    shown = camera_of(other.panels.canvas)
    assert camera is not None
    assert shown is not None
    assert (shown.x, shown.y) == pytest.approx((camera.x, camera.y))
    assert shown.scale == pytest.approx(camera.scale)


def test_looking_elsewhere_is_no_change_to_ask_about(window: MainWindow, tmp_path: Path) -> None:
    window.files.save_to(tmp_path / "mine.resnetviz")
    window.session.select("layer1.0")
    window.panels.canvas.zoom_by(STEP)
    window.arranging.front(window.panels.timing)
    assert not window.isWindowModified()
    assert window.close()


def test_a_document_without_a_name_comes_back_at_the_next_start(window: MainWindow) -> None:
    window.networks.open_text("resnet18,width=16")
    window.close()
    opening = last_document(session_folder())
    assert opening.document.member.arch == "resnet18,width=16"
    assert not opening.is_new


def test_a_window_without_any_work_leaves_nothing_behind(window: MainWindow) -> None:
    window.close()
    assert last_document(session_folder()).is_new


def test_what_a_killed_window_had_is_offered_at_the_next_start(
    window: MainWindow, qtbot: QtBot
) -> None:
    document = new_document("resnet101")
    desk = open_desk(session_folder())
    write_copy(desk, Copy(document))
    desk.lock.release()  # as the system does for a process that is killed
    window.recovery.look()
    settle(qtbot, window)
    assert "wasn't closed properly" in window.panels.notice.text()
    assert "ResNet-101" in window.panels.notice.text()
    press_notice(window, "Recover")
    assert work_of(window.session.document) == work_of(document)
    assert not desk.path.exists()


def test_what_is_not_recovered_is_still_there(window: MainWindow, qtbot: QtBot) -> None:
    desk = open_desk(session_folder())
    write_copy(desk, Copy(new_document("resnet101")))
    desk.lock.release()
    window.recovery.look()
    settle(qtbot, window)
    window.close()
    assert last_document(session_folder()).document.member.arch == "resnet101"


def test_changes_are_on_disk_before_anybody_saves(window: MainWindow, qtbot: QtBot) -> None:
    window.networks.open_text("resnet18")
    window.keeper.write_soon()
    settle(qtbot, window)
    (path,) = (session_folder() / "windows").glob("*.json")
    assert read_copy(path).document.member.arch == "resnet18"
    window.steps.undo()
    window.keeper.write_soon()
    settle(qtbot, window)
    assert not path.exists()


def test_a_window_that_is_ended_from_outside_asks_nothing_and_loses_nothing(
    window: MainWindow, start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "mine.resnetviz"
    window.files.save_to(path)
    window.compare.switch_block()
    window.leave()
    assert not window.isVisible()
    again = start(Opening(new_document("resnet50")))
    settle(qtbot, again)
    press_notice(again, "Recover")
    assert again.session.document.member.arch == "resnet34"
    assert again.files.home is not None
    assert again.files.home.path == path
    assert again.isWindowModified()


def test_a_file_changed_by_another_program_is_asked_about(
    window: MainWindow, answers: list[Answer], tmp_path: Path
) -> None:
    path = tmp_path / "mine.resnetviz"
    window.files.save_to(path)
    theirs = path.read_bytes() + b"\n"
    path.write_bytes(theirs)
    window.compare.switch_block()
    answers.append(Answer.CANCEL)
    window.files.save()
    assert path.read_bytes() == theirs
    answers.append(Answer.REPLACE)
    window.files.save()
    assert read_session(path).document.member.arch == "resnet34"


def test_a_file_that_another_window_has_is_opened_as_a_copy_or_not(
    window: MainWindow, start: Start, answers: list[Answer], tmp_path: Path
) -> None:
    path = tmp_path / "mine.resnetviz"
    window.networks.open_text("resnet18")
    window.files.save_to(path)
    other = start(Opening(new_document("resnet50")))
    answers.append(Answer.CANCEL)
    other.files.open_path(path)
    assert other.session.document.member.arch == "resnet50"
    answers.append(Answer.OPEN_COPY)
    other.files.open_path(path)
    assert other.session.document.member.arch == "resnet18"
    assert other.files.home is None
    assert not other.files.save_to(path)
    assert "open in another window" in other.panels.notice.text()


def test_a_damaged_or_newer_file_is_refused_with_its_reason(
    window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "bad.resnetviz"
    before = window.session.document
    newer = {"format": "resnet-viz session", "version": 7, "networks": ["resnet50"]}
    for text, words in (("{", "line 1"), (json.dumps(newer), "version 7")):
        path.write_text(text, encoding="utf-8")
        window.files.open_path(path)
        assert words in window.panels.notice.text()
        assert window.session.document == before


def test_a_new_session_keeps_the_one_without_a_name(window: MainWindow, qtbot: QtBot) -> None:
    window.networks.open_text("resnet18")
    window.actions_by_name["new_session"].trigger()
    assert window.session.document.member.arch == "resnet50"
    assert window.session.timeline.undo_text is None
    settle(qtbot, window)
    assert last_document(session_folder()).document.member.arch == "resnet18"


def test_recent_sessions_are_a_menu(window: MainWindow, start: Start, tmp_path: Path) -> None:
    window.networks.open_text("resnet18")
    path = tmp_path / "mine.resnetviz"
    window.files.save_to(path)
    window.close()
    other = start(Opening(new_document("resnet50")))
    menu = QMenu()
    other.files.fill_recent(menu)
    (entry,) = menu.actions()
    assert entry.text() == "mine.resnetviz"
    entry.trigger()
    assert other.session.document.member.arch == "resnet18"
    other.session.settle()
    path.unlink()
    other.files.fill_recent(menu)
    assert [each.text() for each in menu.actions()] == ["mine.resnetviz (missing)"]


def test_save_asks_where_and_save_again_does_not(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(*_: object) -> tuple[str, str]:
        asked.append("where")
        return str(tmp_path / "here"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window.actions_by_name["save"].trigger()
    window.compare.switch_block()
    window.actions_by_name["save"].trigger()
    assert asked == ["where"]
    assert read_session(tmp_path / "here.resnetviz").document.member.arch == "resnet34"


def test_what_can_not_be_written_is_told_and_stays_a_change(
    window: MainWindow, tmp_path: Path
) -> None:
    assert not window.files.save_to(tmp_path / "no" / "such" / "folder")
    assert "does not exist" in window.panels.notice.text()
    assert window.files.home is None


def test_a_session_dropped_on_the_window_is_opened(
    window: MainWindow, start: Start, tmp_path: Path
) -> None:
    path = tmp_path / "mine.resnetviz"
    window.networks.open_text("resnet18")
    window.files.save_to(path)
    window.close()
    other = start(Opening(new_document("resnet50")))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), action, data, button, none)
    enter.ignore()
    QApplication.sendEvent(other, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(other, QDropEvent(QPointF(5, 5), action, data, button, none))
    assert other.session.document.member.arch == "resnet18"


def test_starting_fresh_is_a_setting(window: MainWindow, qapp: QApplication, start: Start) -> None:
    window.networks.open_text("resnet18")
    window.actions_by_name["start_fresh"].trigger()
    assert window.actions_by_name["start_fresh"].isChecked()
    window.close()
    again = program._open_on_last(qapp)
    assert again.session.document.member.arch == "resnet50"
    again.leave()
    window.files.start_fresh(False)
    again = program._open_on_last(qapp)
    assert again.session.document.member.arch == "resnet18"
    again.leave()


def test_weights_in_the_folder_of_a_session_that_the_program_was_given_are_used(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "best.pth").write_bytes(b"")
    values = {
        "format": "resnet-viz session",
        "version": 1,
        "networks": ["resnet18"],
        "members": [{"weights": {"path": "best.pth", "set_name": ""}}],
    }
    path = tmp_path / "mine.resnetviz"
    path.write_text(json.dumps(values), encoding="utf-8")
    window = start(opening_named(str(path)))
    assert window.session.weights_path() == str(tmp_path / "best.pth")
    menu = QMenu()
    window.files.fill_recent(menu)
    assert [each.text() for each in menu.actions()] == ["mine.resnetviz"]


def test_weights_outside_the_folder_wait_for_a_permission(
    window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()
    weights = tmp_path / "best.pth"
    weights.write_bytes(b"")
    path = folder / "mine.resnetviz"
    values = {
        "format": "resnet-viz session",
        "version": 1,
        "networks": ["resnet18"],
        "members": [{"weights": {"path": "../best.pth", "set_name": ""}}],
    }
    path.write_text(json.dumps(values), encoding="utf-8")
    window.files.open_path(path)
    assert "need your permission" in window.panels.notice.text()
    assert window.session.weights_path() == ""
    press_notice(window, "Allow")
    assert window.session.weights_path() == str(weights)
