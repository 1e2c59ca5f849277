"""Stored runs in the whole window: the real file, its thread, and two windows at once."""

import gc
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from resnet_viz.core.networks import network_named
from resnet_viz.core.timing.requests import TimedRun
from resnet_viz.history import store
from resnet_viz.history.keep import keep
from resnet_viz.history.place import history_path
from resnet_viz.ui.parts.notice import Cause
from resnet_viz.ui.window.window import MainWindow
from tests.samples.runs import answered, made_up_timing

SMALL = "resnet,stages=1-1,input=32,classes=10"


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Waits until nothing is asked of the file any more."""
    qtbot.waitUntil(lambda: not window.file_thread.is_working)


def names(window: MainWindow) -> list[str]:
    return [run.name for run in window.panels.history.model.runs]


def press(window: MainWindow, text: str) -> None:
    buttons = window.panels.notice.findChildren(QPushButton)
    next(each for each in buttons if each.text() == text).click()


def store_some(*archs: str) -> None:
    for day, arch in enumerate(archs, start=1):
        moment = f"2026-01-0{day}T00:00:00+00:00"
        store.add(history_path(), replace(made_up_timing(arch), started_at=moment))


def test_the_list_is_read_when_the_tab_is_looked_at(window: MainWindow, qtbot: QtBot) -> None:
    store_some("resnet18", "resnet34")
    assert names(window) == []
    window.history.show_runs()
    settle(qtbot, window)
    assert names(window) == ["ResNet-34", "ResNet-18"]


def test_a_run_of_this_window_appears(window: MainWindow, qtbot: QtBot) -> None:
    window.history.show_runs()
    settle(qtbot, window)
    report = made_up_timing("resnet50")
    kept = keep(report)
    window.runs._on_report(TimedRun(report, kept))
    settle(qtbot, window)
    assert names(window) == ["ResNet-50"]
    assert window.panels.notice.text() == ""


def test_what_could_not_be_stored_is_said(window: MainWindow) -> None:
    report = made_up_timing("resnet50", ("not steady: after 60 pairs",))
    said = "The run could not be stored: the disk is full."
    window.runs._on_report(answered(report, said))
    assert window.panels.notice.text().splitlines()[0] == said
    assert window.session.shown.timing == report


def test_opening_a_run_shows_its_network_batch_and_times(window: MainWindow, qtbot: QtBot) -> None:
    report = replace(made_up_timing("resnet34"), batch=8)
    number = store.add(history_path(), report)
    window.history.open_run(number)
    settle(qtbot, window)
    assert window.session.shown.network == network_named("resnet34")
    assert window.session.document.batch == 8
    assert window.session.shown.timing == report
    assert window.panels.timing.isVisibleTo(window)
    assert "100.00 ms" in window.panels.timing.headline.text()
    assert all(row.time for row in window.session.shown.rows)
    assert window.panels.view.coloring.findData("time") >= 0


def test_a_run_of_part_of_the_layers_can_be_opened_and_coloured(
    window: MainWindow, qtbot: QtBot
) -> None:
    whole = made_up_timing("resnet34")
    number = store.add(history_path(), replace(whole, layers=whole.layers[::3]))
    window.history.open_run(number)
    settle(qtbot, window)
    coloring = window.panels.view.coloring
    coloring.show_value("time")
    coloring.activated.emit(coloring.currentIndex())
    heat = window.diagram.heat()
    assert heat is not None
    assert "conv1" in heat.fills


def test_a_broken_run_is_named_and_the_window_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    window.history.open_run(77)
    settle(qtbot, window)
    assert window.panels.notice.text().startswith("Run 77 is not stored")
    assert window.session.shown.network == network_named("resnet50")


def test_renaming_is_kept(window: MainWindow, qtbot: QtBot) -> None:
    store_some("resnet18")
    window.history.show_runs()
    settle(qtbot, window)
    window.panels.history.model.setData(window.panels.history.model.index(0, 1), "On the train")
    settle(qtbot, window)
    qtbot.waitUntil(lambda: names(window) == ["On the train"])
    window.history.rename_run(1, "two\nlines")
    settle(qtbot, window)
    assert "one line" in window.panels.notice.text()
    assert [run.name for run in store.list_runs(history_path())] == ["On the train"]


def test_deleting_can_be_undone(window: MainWindow, qtbot: QtBot) -> None:
    store_some("resnet18", "resnet34", "resnet50")
    window.history.show_runs()
    settle(qtbot, window)
    before = window.panels.history.model.runs
    window.history.delete_runs([1, 3])
    qtbot.waitUntil(lambda: names(window) == ["ResNet-34"])
    assert window.panels.notice.text() == "Deleted 2 runs."
    press(window, "Bring back")
    qtbot.waitUntil(lambda: window.panels.history.model.runs == before)


def test_runs_go_to_another_machine_and_come_back(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_some("resnet18", "resnet34")
    file = tmp_path / "carried"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    window.actions_by_name["export_runs"].trigger()
    settle(qtbot, window)
    assert window.progress.doing() == f"Saved {file}.json (2 runs)"
    store.delete(history_path(), [1])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (f"{file}.json", ""))
    window.actions_by_name["import_runs"].trigger()
    qtbot.waitUntil(lambda: sorted(names(window)) == ["ResNet-18", "ResNet-34"])
    assert window.panels.notice.text() == ("Imported 1 run. 1 run already in your history.")
    assert window.panels.history.isVisibleTo(window)


def test_what_can_not_be_written_or_read_is_told(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.history.write_runs(tmp_path / "nowhere" / "runs.json", [])
    settle(qtbot, window)
    assert "does not exist" in window.panels.notice.text()
    window.history.read_runs(tmp_path / "absent.json")
    settle(qtbot, window)
    assert "can't be read" in window.panels.notice.text()


def test_a_damaged_file_is_told_once_and_the_list_is_empty(
    window: MainWindow, qtbot: QtBot
) -> None:
    history_path().parent.mkdir(parents=True)
    history_path().write_bytes(b"no database" * 1000)
    window.history.show_runs()
    settle(qtbot, window)
    assert "was damaged. It was moved to" in window.panels.notice.text()
    assert names(window) == []


def test_what_another_window_did_is_seen_on_coming_back(window: MainWindow, qtbot: QtBot) -> None:
    window.history.show_runs()
    settle(qtbot, window)
    store_some("resnet18")
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    settle(qtbot, window)
    assert names(window) == ["ResNet-18"]


def test_work_on_the_file_is_not_done_by_the_windows_thread(
    window: MainWindow, qtbot: QtBot
) -> None:
    found: list[tuple[int, bool]] = []

    def look() -> tuple[int, bool]:
        return threading.get_ident(), gc.isenabled()

    window.file_thread.ask(look, found.append)
    settle(qtbot, window)
    ((thread, is_collecting),) = found
    assert thread != threading.get_ident()
    assert not is_collecting  # garbage of the window must not end in that thread


def test_a_bug_in_that_work_is_told_as_a_bug(window: MainWindow, qtbot: QtBot) -> None:
    def fail() -> None:
        raise RuntimeError("a bug of ours")

    with qtbot.captureExceptions() as caught:
        window.file_thread.ask(fail, lambda _: None)
        settle(qtbot, window)
    assert [str(error) for _, error, _ in caught] == ["a bug of ours"]


def test_what_was_asked_before_closing_is_done_and_the_thread_ends(
    window: MainWindow, qtbot: QtBot
) -> None:
    store_some("resnet18")
    window.history.rename_run(1, "Last word")
    window.close()
    window.finish()
    assert [run.name for run in store.list_runs(history_path())] == ["Last word"]
    assert [each for each in threading.enumerate() if each.name.startswith("files")] == []
    window.history.list_runs()  # whatever still asks is not heard any more


def test_the_menu_has_the_runs(window: MainWindow) -> None:
    for name, text in (
        ("show_runs", "Show runs"),
        ("export_runs", "Export runs…"),
        ("import_runs", "Import runs…"),
    ):
        assert window.actions_by_name[name].text() == text
    window.actions_by_name["show_runs"].trigger()
    assert window.panels.history.isVisibleTo(window)


def test_a_broken_row_is_named_once_and_the_others_are_listed(
    window: MainWindow, qtbot: QtBot
) -> None:
    store_some("resnet18", "resnet34", "resnet50")
    with sqlite3.connect(history_path()) as connection:
        connection.execute("UPDATE run SET batch = 'x' WHERE id = 2")
    connection.close()
    window.history.show_runs()
    settle(qtbot, window)
    assert names(window) == ["ResNet-50", "ResNet-18"]
    assert "Run 2 of the stored runs is broken: its batch" in window.panels.notice.text()
    assert "resnet-viz history delete 2" in window.panels.notice.text()
    window.panels.notice.clear(Cause.HISTORY)
    window.history.list_runs()
    settle(qtbot, window)
    assert window.panels.notice.text() == ""
