"""The question before a file that is there is written over."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from resnet_viz.ui.parts.label import message_box
from resnet_viz.ui.parts.passing_dialog import open_passing


def ask_to_replace(parent: QWidget, path: Path, on_yes: Callable[[], None]) -> QMessageBox:
    """Asks whether a file may be replaced; *Cancel* unless a person says so."""
    more = f"This overwrites the file in {path.parent.name or path.parent}."
    box = message_box(QMessageBox.Icon.Question, f"Replace {path.name}?", more, parent)
    replace = box.addButton("Replace", QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    replace.clicked.connect(on_yes)
    open_passing(box)
    return box
