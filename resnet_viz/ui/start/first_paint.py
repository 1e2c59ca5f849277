"""When the window is seen for the first time: whatever is heavy begins then."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Watches a widget until it is painted."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)  # its children are painted within this event
        return False


def after_first_paint(widget: QWidget, then: Callable[[], None]) -> None:
    """Calls `then` once, when the widget and its children have been painted."""
    FirstPaint(widget, then)
