"""The tab of stored runs: what it shows, and what a person does there by mouse and keys."""

from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from resnet_viz.core.timing.stored_run import StoredRun, searched_text
from resnet_viz.ui.history.model import KEYS, NAME, run_tip
from resnet_viz.ui.history.panel import HistoryPanel
from resnet_viz.ui.look.colors import DARK

RUN = StoredRun(
    id=1,
    uuid="6d1f3a52-9f0b-4c57-8a8e-0c6a4d1f2b33",
    name="ResNet-50",
    arch="resnet50",
    device="A processor",
    precision="fp32",
    batch=1,
    threads=2,
    options="",
    median_ms=12.345,
    images_per_s=81.0,
    is_trusted=True,
    started_at="2026-01-01T12:00:00+00:00",
    torch="2.13.0",
    system="Linux",
)
RUNS = (
    RUN,
    replace(RUN, id=2, arch="resnet18", median_ms=9.0, started_at="2026-01-03T12:00:00+00:00"),
    replace(
        RUN,
        id=3,
        device="Another machine's",
        precision="bf16 cast",
        options="fused",
        median_ms=100.0,
        is_trusted=False,
        started_at="2026-01-02T12:00:00+00:00",
    ),
)


def listed(*runs: StoredRun) -> Any:
    return tuple((run, searched_text(run)) for run in runs)


@pytest.fixture
def panel(qtbot: QtBot) -> HistoryPanel:
    made = HistoryPanel()
    qtbot.addWidget(made)
    made.resize(1400, 400)
    made.show()
    made.show_runs(listed(*RUNS))
    return made


def shown(panel: HistoryPanel, key: str = "id") -> list[str]:
    column, model = KEYS.index(key), panel.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_the_newest_run_stands_first_and_every_figure_has_its_column(panel: HistoryPanel) -> None:
    assert shown(panel) == ["2", "3", "1"]
    assert shown(panel, "median_ms") == ["9.00", "100", "12.35"]
    assert shown(panel, "is_trusted") == ["✓", "⚠", "✓"]
    assert shown(panel, "device") == ["A processor", "Another machine's", "A processor"]
    assert shown(panel, "options") == ["–", "fused", "–"]
    assert panel.found.text() == "3 runs"


def test_qt_finds_nothing_wrong_with_the_model(panel: HistoryPanel) -> None:
    tester = QAbstractItemModelTester(
        panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal, panel
    )
    panel.table.sortByColumn(KEYS.index("median_ms"), Qt.SortOrder.AscendingOrder)
    panel.show_runs(listed(*RUNS[1:]))
    assert tester.model() is panel.model


def test_any_column_sorts_by_its_values_and_keeps_what_is_selected(panel: HistoryPanel) -> None:
    panel.table.selectRow(2)
    assert panel.selected() == [1]
    panel.table.sortByColumn(KEYS.index("median_ms"), Qt.SortOrder.AscendingOrder)
    assert shown(panel, "median_ms") == ["9.00", "12.35", "100"]
    assert panel.selected() == [1]
    panel.show_runs(listed(*RUNS, replace(RUN, id=4, median_ms=1.0)))
    assert shown(panel) == ["4", "2", "1", "3"]
    assert panel.selected() == [1]


def test_a_filter_leaves_what_has_all_its_words(panel: HistoryPanel) -> None:
    QTest.keyClicks(panel.filter, "BF16 unreliable")
    assert shown(panel) == ["3"]
    assert panel.found.text() == "1 of 3 runs"
    QTest.keyClicks(panel.filter, " nonsense")
    assert panel.empty.isVisible()
    assert "nonsense" in panel.empty.text()
    panel.filter.clear()
    assert shown(panel) == ["2", "3", "1"]


def test_without_runs_it_says_how_to_get_one(panel: HistoryPanel) -> None:
    panel.show_runs(())
    assert panel.empty.isVisible()
    assert "F5" in panel.empty.text()
    assert not panel.export.isEnabled()
    assert panel.import_button.isEnabled()


def test_what_can_be_done_follows_what_is_selected(panel: HistoryPanel) -> None:
    buttons = (panel.open, panel.rename, panel.delete)
    assert [button.isEnabled() for button in buttons] == [False, False, False]
    panel.table.selectRow(0)
    assert [button.isEnabled() for button in buttons] == [True, True, True]
    panel.table.selectAll()
    assert [button.isEnabled() for button in buttons] == [False, False, True]


def test_enter_and_a_double_click_open_a_run(panel: HistoryPanel, qtbot: QtBot) -> None:
    panel.table.selectRow(1)
    panel.table.setFocus()
    with qtbot.waitSignal(panel.run_opened) as opened:
        QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert opened.args == [3]
    place = panel.table.visualRect(panel.model.index(0, 3)).center()
    viewport = panel.table.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(panel.run_opened) as opened:
        QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [2]


def test_f2_renames_in_place_and_another_list_waits_for_it(
    panel: HistoryPanel, qtbot: QtBot
) -> None:
    panel.table.selectRow(0)
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_F2)
    assert panel.is_editing()
    editor = panel.table.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "ResNet-50"
    editor.setText("On the train")
    with qtbot.waitSignal(panel.run_renamed) as renamed:
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert renamed.args == [2, "On the train"]
    assert not panel.is_editing()


def test_a_name_that_was_left_as_it_is_is_nothing_new(panel: HistoryPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.run_renamed):
        assert not panel.model.setData(panel.model.index(0, NAME), "ResNet-50 ")


def test_delete_asks_for_all_that_is_selected(panel: HistoryPanel, qtbot: QtBot) -> None:
    panel.table.setFocus()
    panel.table.selectAll()
    with qtbot.waitSignal(panel.deletion_asked) as asked:
        QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    assert sorted(asked.args[0]) == [1, 2, 3]


def test_what_a_file_brought_is_shown_as_letters(panel: HistoryPanel) -> None:
    hostile = "<img src='file:///etc/passwd'> & more"
    tip = run_tip(replace(RUN, device=hostile))
    assert hostile not in tip
    assert hostile in unescape(tip)


def test_signs_have_the_colours_in_force_and_words_for_who_can_not_see(
    panel: HistoryPanel,
) -> None:
    panel.set_colors(DARK)
    index = panel.model.index(1, KEYS.index("is_trusted"))
    assert index.data(Qt.ItemDataRole.ForegroundRole).name() == DARK.warn
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "unreliable"


def test_everything_has_a_tip_and_a_name(panel: HistoryPanel, qapp: QApplication) -> None:
    buttons = (panel.open, panel.rename, panel.delete, panel.export, panel.import_button)
    assert all(each.toolTip() for each in (*buttons, panel.filter))
    assert panel.filter.accessibleName()
    assert panel.table.accessibleName()
    model, role = panel.model, Qt.ItemDataRole.ToolTipRole
    horizontal = Qt.Orientation.Horizontal
    assert all(model.headerData(place, horizontal, role) for place in range(len(KEYS)))
