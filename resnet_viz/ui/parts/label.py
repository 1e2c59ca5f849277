"""Labels and questions of plain text: what comes from files and devices is never read as HTML."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from resnet_viz.core.text.letters import shown_text

PLAIN = Qt.TextFormat.PlainText
MAY_BREAK = "\u200b"
LONG_WORD = re.compile(r"\S{35,}")  # such as a path: longer than a panel is wide


def plain_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """A label that shows each letter as it is."""
    label = QLabel(parent)
    label.setTextFormat(PLAIN)
    label.setText(text)
    return label


def breakable(text: str) -> str:
    """A text for a label that wraps, whose long words may break anywhere."""
    return LONG_WORD.sub(lambda found: MAY_BREAK.join(found[0]), text)


def rich_label(text: str = "") -> QLabel:
    """A label for the program's own HTML: what comes from elsewhere has to be escaped in it."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(text)
    return label


def message_box(
    icon: QMessageBox.Icon, text: str, more: str, parent: QWidget | None
) -> QMessageBox:
    """A message box of this program, with a second text below the first where there is one."""
    box = QMessageBox(icon, "ResNet Viz", "", parent=parent)
    box.setTextFormat(PLAIN)
    box.setText(text)
    box.setInformativeText(more)
    for label in box.findChildren(QLabel):
        label.setTextFormat(PLAIN)
    return box


def is_yes(question: str, parent: QWidget) -> bool:
    """Whether a person answers a question with yes."""
    box = message_box(QMessageBox.Icon.Question, question, "", parent)
    box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
    answer = box.exec()
    box.deleteLater()
    return answer == QMessageBox.StandardButton.Yes


def menu_text(text: str) -> str:
    """A text for a menu or a button, where a single & would underline the letter after it."""
    return text.replace("&", "&&")


def title_text(text: str) -> str:
    """A text for a window's title, where [*] would be the mark of a change."""
    return shown_text(text).replace("[*]", "[*][*]")
