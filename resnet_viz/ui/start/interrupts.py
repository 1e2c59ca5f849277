"""Ctrl-C and the system's wish to end, heard while Qt waits for events."""

import os
import signal
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

SIGNALS = (signal.SIGINT, signal.SIGTERM)


def close_on_interrupt(parent: QObject, close: Callable[[], object]) -> None:
    """Calls `close` on SIGINT or SIGTERM, as one of Qt's events.

    Python runs its own handlers between any two steps of a program, in the middle of a paint or
    of the making of a widget too, where closing the window crashes Qt. So they do nothing: every
    signal writes into a pipe, and Qt reads it when it has nothing else in hand. The pipe is open
    as long as the process, so that a signal may come at any time.
    """
    reader, writer = os.pipe()
    for end in (reader, writer):
        os.set_blocking(end, False)
    notifier = QSocketNotifier(reader, QSocketNotifier.Type.Read, parent)
    notifier.activated.connect(lambda: (os.read(reader, 64), close()))
    for number in SIGNALS:
        signal.signal(number, lambda *_: None)
    signal.set_wakeup_fd(writer)
