"""The settings dialog: a row for each declared setting, in force at once."""

import pytest
from PySide6.QtWidgets import QCheckBox, QMessageBox

from resnet_viz.ui.find.settings_dialog import SettingsDialog
from resnet_viz.ui.look.colors import DARK, LIGHT
from resnet_viz.ui.parts.choice import Combo
from resnet_viz.ui.settings.settings import (
    APPEARANCE,
    ASK_TO_DELETE,
    SETTINGS,
    START_FRESH,
    is_on,
    stored,
)
from resnet_viz.ui.window.window import MainWindow


@pytest.fixture
def dialog(window: MainWindow) -> SettingsDialog:
    window.actions_by_name["open_settings"].trigger()
    return window.findChildren(SettingsDialog)[-1]


def choose(dialog: SettingsDialog, value: str) -> None:
    control = dialog.controls[APPEARANCE.key]
    assert isinstance(control, Combo)
    control.setCurrentIndex(control.findData(value))
    control.activated.emit(control.currentIndex())


def test_every_setting_has_a_control_with_its_words(dialog: SettingsDialog) -> None:
    assert list(dialog.controls) == [setting.key for setting in SETTINGS]
    for setting in SETTINGS:
        control = dialog.controls[setting.key]
        assert control.toolTip()
        if isinstance(control, Combo):
            words = [control.itemText(place) for place in range(control.count())]
            assert words == list(setting.words)
        else:
            assert control.text() == setting.title


def test_the_appearance_is_in_force_at_once_and_marked_in_the_menu(
    window: MainWindow, dialog: SettingsDialog
) -> None:
    choose(dialog, "dark")
    assert window.appearance.colors is DARK
    dialog.accept()
    assert window.actions_by_name["be_dark"].isChecked()


def test_a_switch_is_stored_and_reset(window: MainWindow, dialog: SettingsDialog) -> None:
    choose(dialog, "light")
    switch = dialog.controls[START_FRESH.key]
    assert isinstance(switch, QCheckBox)
    switch.click()
    assert is_on(START_FRESH)
    dialog.reset()
    assert [stored(setting) for setting in SETTINGS] == [each.values[0] for each in SETTINGS]
    assert not switch.isChecked()
    assert window.appearance.colors is LIGHT


def test_runs_are_only_deleted_unasked_where_that_is_set(
    window: MainWindow, dialog: SettingsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def refuse(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return QMessageBox.StandardButton.No

    monkeypatch.setattr(QMessageBox, "exec", refuse)
    done: list[object] = []
    monkeypatch.setattr(window.history, "_ask", lambda work, then: done.append(work))
    window.history.delete_runs([3])
    assert (asked, len(done)) == ([], 1)
    switch = dialog.controls[ASK_TO_DELETE.key]
    assert isinstance(switch, QCheckBox)
    switch.click()
    window.history.delete_runs([3, 4])
    assert (asked, len(done)) == (["Delete 2 runs?"], 1)
