"""Ctrl+C as a wish to end soon: what was done so far is still shown."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def interrupts_noted() -> Iterator[Callable[[], bool]]:
    """A function that says whether Ctrl+C was pressed; a second one ends at once.

    KeyboardInterrupt for the second. Only in a program's first thread.
    """
    is_pressed = False

    def note(_: int, __: FrameType | None) -> None:
        nonlocal is_pressed
        if is_pressed:
            raise KeyboardInterrupt
        is_pressed = True

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: is_pressed
    finally:
        signal.signal(signal.SIGINT, before)
