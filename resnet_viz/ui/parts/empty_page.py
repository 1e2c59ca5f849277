"""What a panel shows while there is nothing in it yet: why, and what a person can do about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from resnet_viz.ui.parts.label import plain_label

SIDES, ENDS = 24, 12


def empty_page(text: str, *buttons: QWidget) -> QFrame:
    """A sentence in the middle, with buttons under it."""
    page, words = QFrame(), plain_label(text)
    words.setWordWrap(True)
    words.setProperty("role", "muted")
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column = QVBoxLayout(page)
    column.setContentsMargins(SIDES, ENDS, SIDES, ENDS)
    column.addStretch(1)
    column.addWidget(words)
    for button in buttons:
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(1)
    return page
