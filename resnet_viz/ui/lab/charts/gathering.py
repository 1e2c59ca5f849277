"""Work of many small steps in the window's thread, a few milliseconds in each turn."""

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QTimer

SLICE_S = 0.006


class Gathering(QObject):
    """Collects what an iterator gives; another start forgets what was begun."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[Any] = iter(())
        self._found: list[Any] = []
        self._done: Callable[[list[Any]], None] = lambda _: None
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._go_on)

    def start(self, steps: Iterator[Any], done: Callable[[list[Any]], None]) -> None:
        """Goes through all steps and then says what they gave; the first ones at once."""
        self._steps, self._done, self._found = steps, done, []
        self._turn.start()
        self._go_on()

    def stop(self) -> None:
        """Forgets what was begun."""
        self._turn.stop()

    def _go_on(self) -> None:
        end = perf_counter() + SLICE_S
        for each in self._steps:
            self._found.append(each)
            if perf_counter() > end:
                return
        self._turn.stop()
        self._done(self._found)
