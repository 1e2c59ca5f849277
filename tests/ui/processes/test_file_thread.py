"""Work on files: a lane that hangs leaves the others, and the window's end, as they are."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from resnet_viz.ui.processes import file_thread
from resnet_viz.ui.processes.file_thread import FileThread


@pytest.fixture
def hung(qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> Iterator[FileThread]:
    """Its usual lane waits for a disk that never answers."""
    monkeypatch.setattr(file_thread, "PARTING_S", 0.01)
    thread, answer, is_waiting = FileThread(qapp), threading.Event(), threading.Event()

    def hang() -> None:
        is_waiting.set()
        answer.wait()

    thread.ask(hang, lambda _: None)
    assert is_waiting.wait(60)
    yield thread
    answer.set()
    thread.close()
    for each in threading.enumerate():
        if each.name.startswith("files"):
            each.join()
    thread.finish()


def test_a_lane_that_hangs_does_not_hold_up_another(hung: FileThread, qtbot: QtBot) -> None:
    found: list[str] = []
    hung.ask(lambda: "written", found.append, lane="copies")
    qtbot.waitUntil(lambda: found == ["written"])
    assert hung.is_working


def test_closing_does_not_wait_for_a_lane_that_hangs(hung: FileThread) -> None:
    written: list[str] = []
    hung.ask(lambda: written.append("a copy"), lambda _: None, lane="copies")
    hung.close()
    assert hung.finish(lane="copies")
    assert written == ["a copy"]
    assert not hung.finish()


def test_a_process_ends_while_its_thread_hangs(hung: FileThread) -> None:
    hung.close()
    assert [each.daemon for each in threading.enumerate() if each.name == "files "] == [True]


def test_nothing_is_taken_after_the_end(hung: FileThread) -> None:
    hung.close()
    hung.ask(lambda: None, lambda _: None, lane="late")
    assert [each.name for each in threading.enumerate() if "late" in each.name] == []
