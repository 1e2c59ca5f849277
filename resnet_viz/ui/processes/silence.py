"""How long nothing was heard of a child process, or of its work, and when that is too long."""

from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal

PATIENCE_S = 10.0
START_FACTOR = 6  # while it loads its libraries it can't say that it lives
WAITING_FACTOR = 6  # a slow disk or device may keep the work waiting for a while
TICKS = 10


class Heard(Enum):
    """What came from a child: its greeting, that it lives and waits, or that its work goes on.

    Work that was paused goes on in this sense: it does what it was ordered to do.
    """

    GREETING = auto()
    WAITING = auto()
    WORK = auto()


class Silence(QObject):
    """Ticks while something is awaited; `too_long` after a whole patience without a word.

    It carries what there was no more of, as a part of a sentence. Ticks are counted and no clock
    is read: a machine that slept, or a window that was stopped together with its child, is one
    tick older.
    """

    too_long = Signal(str)

    def __init__(self, patience_s: float, parent: QObject) -> None:
        super().__init__(parent)
        self.patience_s = patience_s
        self._ticks = self._idle_ticks = 0  # without a word, and without work
        self._is_started = False
        self._timer = QTimer(self, interval=round(patience_s * 1e3 / TICKS))
        self._timer.timeout.connect(self._on_tick)

    def expect_start(self) -> None:
        """A fresh process: its first word may take longer."""
        self._is_started = False
        self._ticks = self._idle_ticks = 0

    def on_heard(self, heard: Heard) -> None:
        """Something came."""
        self._is_started = self._is_started or heard is not Heard.GREETING
        self._ticks = 0
        if heard is not Heard.WAITING:
            self._idle_ticks = 0

    def watch(self, *, is_awaited: bool) -> None:
        """Counts from now on, or not any more."""
        self._ticks = self._idle_ticks = 0
        if is_awaited:
            self._timer.start()
        else:
            self._timer.stop()

    def allowed_s(self) -> float:
        """How long nothing may be heard now."""
        return self.patience_s * (1 if self._is_started else START_FACTOR)

    @property
    def allowed_idle_s(self) -> float:
        """How long the work may wait."""
        return self.patience_s * WAITING_FACTOR

    def _on_tick(self) -> None:
        self._ticks += 1
        self._idle_ticks += 1
        if self._ticks * self.patience_s >= self.allowed_s() * TICKS:
            self._end(f"did not answer for {self.allowed_s():.0f} s")
        elif self._idle_ticks >= WAITING_FACTOR * TICKS:
            self._end(f"waited for {self.allowed_idle_s:.0f} s without doing anything")

    def _end(self, fault: str) -> None:
        self._timer.stop()
        self.too_long.emit(fault)
