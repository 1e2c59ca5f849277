"""The Help menu: keys as they are declared, versions, a report, no connection of our own."""

from importlib.metadata import version

import pytest
from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel

from resnet_viz.session.arrangement import Workspace
from resnet_viz.ui.canvas.keys import DIAGRAM_KEYS
from resnet_viz.ui.find.about import AboutDialog
from resnet_viz.ui.find.shortcut_sheet import KeyGroup, KeyRow, ShortcutSheet, in_columns
from resnet_viz.ui.window.window import MainWindow


@pytest.fixture
def sheet(window: MainWindow) -> ShortcutSheet:
    window.actions_by_name["show_shortcuts"].trigger()
    return window.findChildren(ShortcutSheet)[-1]


def test_the_sheet_has_every_key_of_every_menu_and_of_the_diagram(
    window: MainWindow, sheet: ShortcutSheet
) -> None:
    shown = {key for _, keys in sheet.rows() for key in keys.split(", ")}
    declared = {
        key.toString() for made in window.actions_by_name.values() for key in made.shortcuts()
    }
    assert declared <= shown
    assert {(text, keys) for keys, text in DIAGRAM_KEYS} <= set(sheet.rows())


def test_the_sheet_is_filtered_by_action_and_by_key(sheet: ShortcutSheet) -> None:
    sheet.filter.setText("redo")
    assert [text for text, _ in sheet.rows()] == ["Redo"]
    sheet.filter.setText("ctrl+k")
    assert [text for text, _ in sheet.rows()] == ["Command palette"]
    sheet.filter.setText("nonsense")
    assert sheet.rows() == []
    assert "No matches" in [label.text() for label in sheet.findChildren(QLabel)]


def test_columns_keep_the_order_and_are_about_as_high() -> None:
    groups = [KeyGroup(str(n), (KeyRow("a", "b"),) * n) for n in (9, 10, 24, 6, 3, 1, 10)]
    columns = in_columns(groups, 3)
    assert [group for column in columns for group in column] == groups
    assert len(columns) == 3
    assert max(sum(len(group.rows) for group in column) for column in columns) <= 24


def test_three_keys_open_the_sheet(window: MainWindow) -> None:
    keys = [key.toString() for key in window.actions_by_name["show_shortcuts"].shortcuts()]
    assert keys == ["F1", "Ctrl+/", "?"]


def test_the_paper_is_only_handed_to_the_browser(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    window.actions_by_name["open_paper"].trigger()
    assert opened == [QUrl("https://arxiv.org/abs/1512.03385")]


def test_what_a_block_is_opens_the_workspace_that_explains_it(window: MainWindow) -> None:
    window.actions_by_name["explain_block"].trigger()
    assert window.session.document.arrangement.workspace is Workspace.LEARN


def test_a_report_names_versions_and_network(window: MainWindow) -> None:
    window.actions_by_name["report_problem"].trigger()
    text = QGuiApplication.clipboard().text()
    for part in (version("torch"), qVersion(), "resnet50"):
        assert str(part) in text


def test_about_shows_the_versions_of_what_it_is_made_of(window: MainWindow) -> None:
    window.actions_by_name["about"].trigger()
    dialog = window.findChildren(AboutDialog)[-1]
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    for part in ("ResNet Viz", version("torch"), version("PySide6_Essentials"), qVersion()):
        assert part in texts
    assert any("MIT" in text for text in texts)
