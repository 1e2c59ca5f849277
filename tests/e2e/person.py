"""A person at the real window, by real events."""

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from resnet_viz.ui.export.export_dialog import ExportDialog
from resnet_viz.ui.window.window import MainWindow

PATIENCE_S = 90.0


class Person:
    """Clicks and types in a window, and waits for what should follow."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window = window
        self.folder = folder
        self.data = Path(os.environ["XDG_DATA_HOME"])

    def wait_for(self, condition: Callable[[], bool], what: str) -> None:
        """Lets the program run until something is so; gives up loudly."""
        end = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"never seen: {what}")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        at = place or widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)

    def press(self, *keys: str) -> None:
        """Presses keys of the keyboard, by their X names; they go to the window that has it."""
        self.wait_for(lambda: QApplication.activeWindow() is not None, "the keyboard")
        subprocess.run(["xdotool", "key", *keys], check=True)

    def button(self, text: str) -> QPushButton:
        buttons = self.window.findChildren(QPushButton)
        return next(each for each in buttons if each.text() == text and each.isVisible())

    def see_network(self, title: str) -> None:
        """Waits for picture and mark of a network."""
        diagram = self.window.diagram
        self.wait_for(lambda: bool(diagram.scene and diagram.scene.title == title), title)
        mark = self.window.panels.costs.mark
        self.wait_for(lambda: "agrees" in mark.text(), f"{title} agrees")

    def photograph(self, name: str) -> None:
        QApplication.processEvents()
        self.window.screen().grabWindow(0).save(str(self.folder / f"{name}.png"))

    def export(self, name: str, what: str, suffix: str) -> str:
        """Saves through the dialog; gives what the dialog said."""
        self.window.exports.export()
        dialog = self.window.findChildren(ExportDialog)[-1]
        self.click(dialog.whats.button(what))
        dialog.format.setFocus()
        dialog.format.setCurrentIndex(dialog.format.findData(suffix))
        dialog.format.activated.emit(dialog.format.currentIndex())
        dialog.file.path.selectAll()
        QTest.keyClicks(dialog.file.path, str(self.folder / f"{name}{suffix}"))
        self.click(dialog.writing.save)
        self.wait_for(lambda: not dialog.writing.is_going_on, f"{name}{suffix} written or refused")
        said = dialog.writing.outcome.message.text() or dialog.file.note.text()
        dialog.close()
        return said
