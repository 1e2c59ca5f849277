"""What can be got ready while nobody does anything, a step at a time."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 20  # between steps


class Ahead(QObject):
    """Takes the steps of the newest preparation, each when the window is idle."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.steps: Iterator[Callable[[], None]] = iter(())
        self.timer = QTimer(self, interval=PAUSE_MS)
        self.timer.timeout.connect(self._take_step)

    def start(self, steps: Iterator[Callable[[], None]]) -> None:
        """Prepares something else from now on."""
        self.steps = steps
        self.timer.start()

    def _take_step(self) -> None:
        step = next(self.steps, self.timer.stop)
        step()
