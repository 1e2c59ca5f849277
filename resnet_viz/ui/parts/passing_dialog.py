"""Dialogs that are gone when they are closed: as children of a window they would stay with it."""

from PySide6.QtWidgets import QDialog


def open_passing(dialog: QDialog) -> None:
    """Opens a dialog that nobody asks anything after it is closed."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
