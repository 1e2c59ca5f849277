"""The place of the diagram: says what is waited for until there is a canvas to say so."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from resnet_viz.ui.parts.label import plain_label


class DiagramPlace(QStackedWidget):
    """Takes the keys from the first paint on, and hands them on to the canvas."""

    def __init__(self, waiting: str) -> None:
        super().__init__()
        self._waiting = plain_label(waiting)
        self._waiting.setProperty("role", "muted")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._waiting.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._waiting)
        self.addWidget(self._waiting)

    def put(self, canvas: QWidget) -> None:
        """Shows the canvas from now on."""
        had_focus = self._waiting.hasFocus()
        self.addWidget(canvas)
        self.setCurrentWidget(canvas)
        self.setFocusProxy(canvas)
        if had_focus:
            canvas.setFocus()
        self._waiting.deleteLater()
