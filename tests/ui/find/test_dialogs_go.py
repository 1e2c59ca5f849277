"""A dialog that is closed is gone: a window that is open all day does not grow by it."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from resnet_viz.ui.window.window import MainWindow

DIALOGS = "show_shortcuts", "about", "open_settings", "open_anything", "export"


def widgets_in(window: MainWindow) -> int:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return len(window.findChildren(QWidget))


def opened_by(window: MainWindow, name: str) -> QDialog:
    window.actions_by_name[name].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    return dialog


@pytest.mark.parametrize("name", DIALOGS)
def test_a_closed_dialog_leaves_no_widget(window: MainWindow, name: str) -> None:
    opened_by(window, name).close()  # what it imports and makes once is there afterwards
    before = widgets_in(window)
    dialog = opened_by(window, name)
    assert widgets_in(window) > before
    dialog.close()
    assert widgets_in(window) == before
