"""How long nothing was heard of a child process, and when that is too long."""

from PySide6.QtCore import QObject, QTimer, Signal

PATIENCE_S = 10.0
START_FACTOR = 6  # while it loads its libraries it can't say that it lives
TICKS = 10


class Silence(QObject):
    """Ticks while something is awaited; `too_long` after a whole patience without a word.

    Ticks are counted and no clock is read: a machine that slept, or a window that was stopped
    together with its child, is one tick older.
    """

    too_long = Signal()

    def __init__(self, patience_s: float, parent: QObject) -> None:
        super().__init__(parent)
        self.patience_s = patience_s
        self._ticks = 0
        self._is_started = False
        self._timer = QTimer(self, interval=round(patience_s * 1e3 / TICKS))
        self._timer.timeout.connect(self._on_tick)

    def expect_start(self) -> None:
        """A fresh process: its first word may take longer."""
        self._is_started = False
        self._ticks = 0

    def on_heard(self, *, is_started: bool) -> None:
        """Something came; `is_started` where that was more than its greeting."""
        self._is_started = self._is_started or is_started
        self._ticks = 0

    def watch(self, *, is_awaited: bool) -> None:
        """Counts from now on, or no longer."""
        self._ticks = 0
        if is_awaited:
            self._timer.start()
        else:
            self._timer.stop()

    def allowed_s(self) -> float:
        """How long nothing may be heard now."""
        return self.patience_s * (1 if self._is_started else START_FACTOR)

    def _on_tick(self) -> None:
        self._ticks += 1
        if self._ticks * self.patience_s >= self.allowed_s() * TICKS:
            self._timer.stop()
            self.too_long.emit()
