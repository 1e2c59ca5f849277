"""The page of sweeps: what is typed, what streams in, what selects what, what stays."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QTableWidget
from pytestqt.qtbot import QtBot

from resnet_viz.core.lab.requests import RunSweep
from resnet_viz.core.lab.stored_sweep import StoredPoint
from resnet_viz.core.lab.sweep.columns import SweepColumns
from resnet_viz.core.lab.sweep.recipe import recipe_of, spec_at
from resnet_viz.core.progress import Step
from resnet_viz.session import edits
from resnet_viz.session.arrangement import Workspace
from resnet_viz.ui.lab.sweeps.actions import SweepsFeature
from resnet_viz.ui.lab.sweeps.form import Running
from resnet_viz.ui.lab.sweeps.page import SweepPage
from resnet_viz.ui.parts.state import State
from resnet_viz.ui.window.window import MainWindow
from tests.samples.sweeps import all_points, made_up_sweep
from tests.ui.conftest import Asked, asked_for

RECIPE = "resnet18|resnet34|resnet50,width=0|16|32|64"
FINISHED = made_up_sweep(RECIPE, done=9)


@pytest.fixture
def page(window: MainWindow) -> SweepPage:
    window.lab.sweeps.show_sweeps()
    return window.panels.lab.sweep


@pytest.fixture
def feature(window: MainWindow, page: SweepPage) -> SweepsFeature:
    return window.lab.sweeps


@pytest.fixture
def swept(
    feature: SweepsFeature, page: SweepPage, qtbot: QtBot, asked: Asked
) -> Callable[[str], SweepPage]:
    """Starts the sweep of a recipe and lets all its rows come."""

    def sweep(recipe: str = RECIPE) -> SweepPage:
        page.form.edit.setText(recipe)
        feature.start_sweep()
        points = all_points(recipe)
        half = len(points) // 2
        with qtbot.waitSignal(page.sweep.settled):
            feature._sweeps.rows.emit(page.sweep.uuid, points[:half])
        with qtbot.waitSignal(page.sweep.settled):
            feature._sweeps.rows.emit(page.sweep.uuid, points[half:])
        return page

    return sweep


def networks_in(page: SweepPage) -> list[str]:
    rows = page.table.rows
    return [rows.data(rows.index(row, 0)) for row in range(rows.rowCount())]


def cells_of(table: QTableWidget) -> list[list[str]]:
    items = [
        [table.item(row, c) for c in range(table.columnCount())] for row in range(table.rowCount())
    ]
    return [[item.text() if item else "" for item in row] for row in items]


def columns_of(page: SweepPage) -> SweepColumns:
    assert page.sweep.columns is not None
    return page.sweep.columns


def test_the_count_and_what_is_wrong_are_said_while_typing(page: SweepPage) -> None:
    page.form.edit.setText(RECIPE)
    assert page.form.words.words == "12 networks, less than a second to count"
    assert page.form.start.isEnabled()
    page.form.edit.setText("resnet18,wdth=16|32")
    assert page.form.words.words.startswith("Character 10: did you mean width?")
    assert page.form.edit.property("state") == State.BAD
    assert not page.form.start.isEnabled()


def test_start_asks_for_the_recipe_with_the_batch_of_the_session(
    feature: SweepsFeature, page: SweepPage, window: MainWindow, asked: Asked
) -> None:
    page.form.edit.setText(" resnet18 , width=16|32 ")
    page.form.edit.setFocus()
    feature.start_sweep()
    (request,) = asked_for(asked, RunSweep)
    assert request.new is not None
    assert (request.new.recipe, request.new.batch) == ("resnet18,width=16|32", 1)
    assert request.new.options.timing is None
    assert not page.form.start.isVisible()
    assert page.form.cancel.isVisible()
    assert window.stopping.has_work


def test_a_timed_sweep_takes_the_options_of_timed_runs_and_the_condition_on_costs(
    feature: SweepsFeature, page: SweepPage, asked: Asked
) -> None:
    page.form.edit.setText("resnet18|resnet50")
    page.form.timed.setChecked(True)
    page.form.where.edit.setText("macs<4e9")
    feature.start_sweep()
    (request,) = asked_for(asked, RunSweep)
    assert request.new is not None
    assert request.new.options.timing is not None
    assert request.new.options.where == "macs<4e9"
    assert "latency_ms" in page.table.rows.keys


def test_rows_come_into_table_and_chart_and_refused_ones_have_their_reason(
    swept: Callable[..., SweepPage],
) -> None:
    page = swept()
    recipe = recipe_of(RECIPE)
    wanted = [str(spec_at(recipe, place)) for place in (1, 2, 3, 5, 6, 7, 9, 10, 11)]
    page.table.refresh()
    assert networks_in(page) == wanted
    assert page.chart._drawn >= len(wanted) - len(wanted) // 2
    page._show_counts()
    assert page.views.button("rows").text() == "Networks 9"
    assert page.views.button("refused").text() == "Can't be built 3"
    words = cells_of(page.refused)[0]
    assert words == ["3", "Width=0 is out of range. Choose 1 to 1024.", "resnet18,width=0"]


def test_progress_says_how_much_is_left(feature: SweepsFeature, page: SweepPage) -> None:
    page.form.edit.setText(RECIPE)
    feature.start_sweep()
    feature._sweeps.step.emit(Step("computing", 3, 12, 4.2))
    assert page.form.words.words == "3 of 12 networks, at most 5 s left"
    feature.cancel_sweep()
    assert page.form.start.isVisible()
    assert page.form.words.words == "12 networks, less than a second to count"


def test_a_condition_leaves_rows_out_and_what_is_wrong_with_it_is_marked(
    swept: Callable[..., SweepPage], qtbot: QtBot
) -> None:
    page = swept()
    page.form.where.edit.setText("params<=12M")
    with qtbot.waitSignal(page.sweep.chosen_changed):
        page.form.where.take()
    few = [each for each in networks_in(page) if each]
    params = [columns_of(page).values["params"][i] for i in page.table.rows.order]
    assert 0 < len(few) < 9
    assert all(value <= 12e6 for value in params)
    page.form.where.edit.setText("paramz<12M")
    page.form.where.take()
    assert page.form.where.edit.property("state") == State.BAD
    assert "did you mean params?" in page.form.where.wrong.words


def test_a_click_on_a_point_opens_its_network_as_a_card_and_undo_takes_it_back(
    swept: Callable[..., SweepPage], window: MainWindow
) -> None:
    page = swept()
    before = window.session.document
    page.table.refresh()
    page.chart.clicked.emit(1)
    document = window.session.document
    assert document.networks[0] == before.networks[0]
    assert document.member.arch == "resnet18,width=32"
    assert page.table.selection() == [1]
    window.session.undo()
    assert window.session.document.networks == before.networks


def test_a_row_rings_its_point_and_the_network_on_screen_is_selected(
    swept: Callable[..., SweepPage], window: MainWindow
) -> None:
    page = swept()
    page.table.refresh()
    page.table.selectRow(0)
    assert page.chart._marked == [0]
    window.session.edit(edits.open_network, "resnet34,width=16")
    assert [page.table.rows.arch_of(i) for i in page.table.selection()] == ["resnet34,width=16"]
    assert page.chart._marked == page.table.selection()


def test_heads_sort_by_value_both_ways(swept: Callable[..., SweepPage]) -> None:
    page = swept()
    section = page.table.rows.keys.index("macs")
    for is_descending in (False, True):
        page.table._on_head(section)
        macs = [columns_of(page).values["macs"][i] for i in page.table.rows.order]
        assert macs == sorted(macs, reverse=is_descending)


def test_the_recipe_the_axes_and_the_condition_are_saved_and_no_step_to_undo(
    page: SweepPage, window: MainWindow
) -> None:
    page.form.edit.setText("resnet18|resnet50")
    page.axes.log.setChecked(False)
    page.form.where.edit.setText("macs<4G")
    page.form.where.take()
    choice = window.session.document.arrangement.sweep
    assert (choice.recipe, choice.is_log, choice.where) == ("resnet18|resnet50", False, "macs<4G")
    assert window.session.timeline.done == ()
    window.session.open(window.session.document)
    assert page.form.edit.text() == "resnet18|resnet50"


def test_the_list_shows_sweeps_and_the_one_of_the_session_is_read_again(
    feature: SweepsFeature, page: SweepPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(feature._sweeps, "show", shown.append)
    feature._sweeps.listed.emit((FINISHED,))
    assert shown == []
    page.stored.show_asked.emit(FINISHED.uuid)
    assert shown == [FINISHED.uuid]
    assert window.session.document.arrangement.sweep.shown == FINISHED.uuid
    page.forget()
    window.session.open(window.session.document)
    feature._sweeps.listed.emit((FINISHED,))
    assert shown == [FINISHED.uuid] * 2
    assert cells_of(page.stored.table)[0][:3] == ["widths", "9 of 12", "4.0 KiB"]


def test_a_stopped_sweep_is_resumed(
    feature: SweepsFeature, page: SweepPage, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    feature._sweeps.listed.emit((FINISHED,))
    assert page.stored.resume.isEnabled()
    page.stored.resume.click()
    assert asked_for(asked, RunSweep) == [RunSweep(FINISHED.uuid)]
    assert page.form.words.words == "9 of 12 networks"


@pytest.mark.parametrize("answer", [QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No])
def test_a_sweep_is_deleted_only_after_a_yes(
    answer: QMessageBox.StandardButton,
    feature: SweepsFeature,
    page: SweepPage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    questions: list[str] = []
    deleted: list[str] = []

    def ask(box: QMessageBox) -> QMessageBox.StandardButton:
        questions.append(box.text())
        return answer

    monkeypatch.setattr(QMessageBox, "exec", ask)
    monkeypatch.setattr(feature._sweeps, "delete", deleted.append)
    feature._sweeps.listed.emit((FINISHED,))
    page.stored.delete.click()
    assert questions == ["Delete the sweep “widths” (9 networks, 4.0 KiB)?"]
    assert deleted == ([FINISHED.uuid] if answer == QMessageBox.StandardButton.Yes else [])


def test_a_failure_is_said_and_offers_to_resume(
    feature: SweepsFeature, page: SweepPage, window: MainWindow, asked: Asked
) -> None:
    page.form.edit.setText(RECIPE)
    feature.start_sweep()
    feature._sweeps.running = ""
    feature._sweeps.failed.emit("the process ended")
    assert "The process ended." in window.panels.notice.text()
    assert page.form.start.isVisible()


def test_vary_puts_values_into_the_recipe_and_takes_them_out(page: SweepPage) -> None:
    page.form.edit.setText("resnet50")
    page.form._menu.aboutToShow.emit()
    entries = {entry.text(): entry for entry in page.form._menu.actions()}
    entries["Width"].trigger()
    assert page.form.edit.text() == "resnet50,width=16|32|64"
    page.form._menu.aboutToShow.emit()
    entries = {entry.text(): entry for entry in page.form._menu.actions()}
    assert entries["Width"].isChecked()
    entries["Width"].trigger()
    assert page.form.edit.text() == "resnet50"


def test_what_is_typed_is_completed(page: SweepPage) -> None:
    page.form.edit.clear()
    QTest.keyClicks(page.form.edit, "resnet18,bl")
    completer = page.form.edit.completer()
    assert completer is not None
    assert completer.currentCompletion() == "resnet18,block="
    popup = completer.popup()
    assert popup is not None
    popup.hide()


def test_rows_of_another_sweep_are_left_alone(
    feature: SweepsFeature, swept: Callable[..., SweepPage]
) -> None:
    page = swept()
    count = len(columns_of(page))
    feature._sweeps.rows.emit("another", (StoredPoint(0, (), "nothing"),))
    assert len(columns_of(page)) == count


def test_the_page_is_one_of_the_comparison(page: SweepPage, window: MainWindow) -> None:
    assert window.session.document.arrangement.workspace is Workspace.COMPARE
    assert page.isVisible()
    assert page.form.edit.hasFocus() or Qt.FocusPolicy.StrongFocus in page.form.edit.focusPolicy()


def test_of_a_very_large_sweep_the_first_rows_are_shown_and_this_is_said(
    swept: Callable[..., SweepPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resnet_viz.ui.lab.sweeps.shown_sweep.MOST_ROWS", 5)
    page = swept("resnet18,width=1..40")
    page._show_counts()
    assert len(columns_of(page)) == 5
    assert page.views.button("rows").text() == "Networks 5, not all"


def test_a_session_whose_sweep_is_gone_shows_none_and_complains_of_nothing(
    feature: SweepsFeature, page: SweepPage, window: MainWindow
) -> None:
    arrangement = window.session.document.arrangement
    choice = replace(arrangement.sweep, shown="6f1c2a52-0000-4a3f-8c27-1f9a52d9c111")
    window.session.arrange(sweep=choice)
    window.session.open(window.session.document)
    feature._sweeps.listed.emit((FINISHED,))
    assert page.sweep.columns is None
    assert not window.panels.notice.isVisible()


def test_a_sweep_by_a_scheduler_is_timed_on_the_device_there(
    feature: SweepsFeature, page: SweepPage, asked: Asked
) -> None:
    page.form.edit.setText(RECIPE)
    page.form.timed.setChecked(True)
    page.form.scheduler.edit.setText("127.0.0.1:9786")
    page.form.scheduler.device_edit.setText("cuda:0")
    feature.start_sweep()
    (request,) = asked_for(asked, RunSweep)
    assert request.scheduler
    assert request.scheduler.address == "tcp://127.0.0.1:9786"
    assert request.new
    assert request.new.options.timing
    assert request.new.options.timing.device == "cuda:0"
    assert request.new.options.timing.weights == ""


def test_times_that_come_later_reach_table_and_chart(
    feature: SweepsFeature, page: SweepPage, qtbot: QtBot, asked: Asked
) -> None:
    page._change(y="latency_ms")
    page.form.edit.setText("resnet18|resnet34")
    page.form.timed.setChecked(True)
    feature.start_sweep()
    points = all_points("resnet18|resnet34")
    with qtbot.waitSignal(page.sweep.settled):
        feature._sweeps.rows.emit(page.sweep.uuid, points)
    page.table.refresh()
    column = page.table.rows.keys.index("latency_ms")
    assert page.table.rows.data(page.table.rows.index(1, column)) == "–"
    with qtbot.waitSignal(page.sweep.settled):
        feature._sweeps.rows.emit(page.sweep.uuid, (points[1]._replace(latency_ms=40.0),))
    page.table.refresh()
    assert page.table.rows.data(page.table.rows.index(1, column)) == "40.00"
    page._on_rest()
    qtbot.waitUntil(lambda: page.chart._drawn == 2)
    chart = page.chart._chart
    assert chart is not None
    assert 10 ** chart._points.ys[1] == pytest.approx(40.0)


def test_why_a_network_could_not_be_timed_is_the_tip_of_its_latency(
    feature: SweepsFeature, page: SweepPage, qtbot: QtBot, asked: Asked
) -> None:
    page.form.edit.setText("resnet18|resnet34")
    page.form.timed.setChecked(True)
    feature.start_sweep()
    first, second = all_points("resnet18|resnet34")
    reason = "a pass needs about 90 GiB"
    with qtbot.waitSignal(page.sweep.settled):
        feature._sweeps.rows.emit(page.sweep.uuid, (first, second._replace(timing_error=reason)))
    with qtbot.waitSignal(page.sweep.settled):
        feature._sweeps.rows.emit(page.sweep.uuid, (first._replace(timing_error=reason),))
    page.table.refresh()
    rows = page.table.rows
    column = rows.keys.index("latency_ms")
    for row in range(2):
        cell = rows.index(row, column)
        assert rows.data(cell) == "failed"
        tip = rows.data(cell, Qt.ItemDataRole.ToolTipRole)
        assert "be timed: A pass needs about 90 GiB." in tip


def test_a_low_page_has_its_condition_where_it_is_wanted(
    window: MainWindow, page: SweepPage
) -> None:
    window.resize(1280, 1000)
    form = page.form
    form.set_low(is_low=False)
    assert form.where.isVisible()
    assert not form.more.isVisible()
    form.set_low(is_low=True)
    assert not form.where.isVisible()
    form.more.click()
    assert form.where.isVisible()
    form.more.click()
    form.edit.setText("resnet,widht=3")
    assert form.words.isVisible()  # what is wrong is said whatever the height
    assert "width" in form.words.text()


def test_a_low_page_shows_how_far_its_sweep_is(page: SweepPage) -> None:
    form = page.form
    form.set_low(is_low=True)
    assert not form.words.isVisible()
    form.show_running(Running(3, 12, None))
    assert form.words.isVisible()
    form.show_running(None)
    assert not form.words.isVisible()
