"""What a table says in its middle where it has nothing to show, and why."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLabel

from resnet_viz.ui.parts.label import PLAIN

SIDES = 24  # pixels at the left and at the right


class Instead(QLabel):
    """A sentence over a view, hidden as long as there is none."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view.viewport())
        self.setTextFormat(PLAIN)
        self.setProperty("role", "muted")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setContentsMargins(SIDES, 0, SIDES, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        view.viewport().installEventFilter(self)
        self.hide()

    def show_text(self, text: str) -> None:
        """Shows why there is nothing, '' where there is something."""
        self.setText(text)
        self.setVisible(bool(text))
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._fill()
        return False

    def _fill(self) -> None:
        view = self.parentWidget()
        if view is not None:
            self.setGeometry(view.rect())
