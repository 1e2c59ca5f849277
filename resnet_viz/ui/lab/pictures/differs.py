"""What differs between two networks, by stage."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.session.session import Session

EMPTY = "What differs between the base and the network on screen."


class DiffersPanel(QWidget):
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
