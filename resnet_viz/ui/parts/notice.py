"""The bar above the diagram that says what went wrong and what to do."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton


class Notice(QFrame):
    """One message at a time, with at most one thing to do; hidden when there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._act: Callable[[], object] = self.hide
        self._action = QPushButton()
        self._action.clicked.connect(self._on_action)
        close = QPushButton("Dismiss")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(close)
        self.hide()

    def text(self) -> str:
        """The message that is shown, '' when none is."""
        return self._text.text() if not self.isHidden() else ""

    def say(self, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Shows a message and, where something can be done, a button that does it."""
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._act = act or self.hide
        self.setAccessibleName(text)
        self.show()

    def _on_action(self) -> None:
        self.hide()
        self._act()
