"""The question before a file that is there is written over."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget


def ask_to_replace(parent: QWidget, path: Path, on_yes: Callable[[], None]) -> QMessageBox:
    """Asks whether a file may be replaced; *Cancel* unless a person says so."""
    box = QMessageBox(QMessageBox.Icon.Question, "Export", f"Replace {path.name}?", parent=parent)
    box.setInformativeText(f"This overwrites the file in {path.parent.name or path.parent}.")
    replace = box.addButton("Replace", QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    replace.clicked.connect(on_yes)
    box.finished.connect(box.deleteLater)
    box.open()
    return box
