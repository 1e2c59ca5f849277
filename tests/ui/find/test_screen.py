"""Full screen, and the keyboard from panel to panel."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import resnet_viz.ui
from resnet_viz.ui.window.window import MainWindow


def region_with_keyboard(window: MainWindow) -> str:
    panels, focus = window.panels, window.focusWidget()
    regions: dict[str, QWidget] = {
        "left": panels.left,
        "main": panels.main,
        "tabs": panels.tabs,
        "costs": panels.costs,
        "inspector": panels.inspector,
    }
    return next(name for name, each in regions.items() if each is focus or each.isAncestorOf(focus))


def test_f6_goes_through_the_panels_and_round(window: MainWindow) -> None:
    window.panels.canvas.setFocus()
    seen = []
    for _ in range(5):
        seen.append(region_with_keyboard(window))
        window.actions_by_name["next_panel"].trigger()
    assert seen[:3] == ["main", "tabs", "costs"]
    assert "left" in seen
    assert window.focusWidget() is not None


def test_shift_f6_goes_back(window: MainWindow) -> None:
    window.panels.canvas.setFocus()
    window.actions_by_name["next_panel"].trigger()
    window.actions_by_name["previous_panel"].trigger()
    assert window.focusWidget() is window.panels.canvas
    assert window.panels.canvas.is_focus_seen


def test_a_hidden_panel_is_passed_by(window: MainWindow) -> None:
    window.panels.canvas.setFocus()
    window.arranging.toggle_below()
    window.actions_by_name["next_panel"].trigger()
    assert region_with_keyboard(window) == "costs"


def test_escape_leaves_the_full_screen(window: MainWindow, qtbot: QtBot) -> None:
    full = window.actions_by_name["toggle_full_screen"]
    full.trigger()
    assert window.isFullScreen()
    assert full.isChecked()
    QTest.keyClick(window.panels.canvas, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert not full.isChecked()


def test_while_a_run_goes_on_escape_cancels_it_and_the_screen_stays_full(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.actions_by_name["toggle_full_screen"].trigger()
    monkeypatch.setattr(window.runs, "is_running", True)
    QTest.keyClick(window.panels.canvas, Qt.Key.Key_Escape)
    assert window.isFullScreen()


def test_no_part_of_the_window_asks_qt_for_its_chain_of_widgets() -> None:
    """Menus lost their wrappers and the program crashed after a way along it: see the reason."""
    ui = Path(resnet_viz.ui.__path__[0])
    asking = [
        path.name
        for path in sorted(ui.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr.endswith("InFocusChain")
    ]
    assert asking == []
