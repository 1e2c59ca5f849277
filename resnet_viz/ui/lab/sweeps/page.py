"""The page of sweeps."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.session.session import Session

EMPTY = "Every network of a recipe in one chart and one table."


class SweepPage(QWidget):
    """Shows nothing yet but what will be here."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        words = plain_label(EMPTY)
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.addWidget(words, 1)
