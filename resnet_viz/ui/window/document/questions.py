"""What is asked about session files: nothing is lost or written over without an answer."""

from enum import Enum, auto
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from resnet_viz.ui.parts.label import message_box


class Answer(Enum):
    """What a person wants."""

    SAVE = auto()
    SAVE_AS = auto()
    DISCARD = auto()
    REPLACE = auto()
    OPEN_COPY = auto()
    CANCEL = auto()


Choice = tuple[Answer, str, QMessageBox.ButtonRole]
CANCEL: Choice = (Answer.CANCEL, "Cancel", QMessageBox.ButtonRole.RejectRole)


def ask_to_save(parent: QWidget, path: Path) -> Answer:
    """A named file has changes, and another document takes its place or the window closes."""
    return _answer(
        parent,
        f"Save the changes to {path.name}?",
        "Without saving they are lost.",
        (Answer.SAVE, "Save", QMessageBox.ButtonRole.AcceptRole),
        (Answer.DISCARD, "Discard", QMessageBox.ButtonRole.DestructiveRole),
    )


def ask_to_replace(parent: QWidget, path: Path) -> Answer:
    """Another program wrote the file since it was opened or saved here."""
    return _answer(
        parent,
        f"{path.name} was changed by another program.",
        "Saving replaces its content with what is in this window.",
        (Answer.SAVE_AS, "Save as…", QMessageBox.ButtonRole.AcceptRole),
        (Answer.REPLACE, "Replace", QMessageBox.ButtonRole.DestructiveRole),
    )


def ask_to_open_copy(parent: QWidget, path: Path) -> Answer:
    """The file is open in another window."""
    return _answer(
        parent,
        f"{path.name} is open in another window.",
        "You can open a copy here. It has no file until you save it.",
        (Answer.OPEN_COPY, "Open a copy", QMessageBox.ButtonRole.AcceptRole),
    )


def _answer(parent: QWidget, text: str, more: str, *choices: Choice) -> Answer:
    box = message_box(QMessageBox.Icon.Question, text, more, parent)
    buttons = {box.addButton(words, role): answer for answer, words, role in (*choices, CANCEL)}
    box.exec()
    box.deleteLater()
    clicked = box.clickedButton()
    return next((answer for button, answer in buttons.items() if button is clicked), Answer.CANCEL)
