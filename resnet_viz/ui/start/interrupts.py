"""Ctrl-C and the system's wish to end, heard while Qt waits for events."""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier


def close_on_interrupt(parent: QObject, close: Callable[[], object]) -> None:
    """Calls `close` on SIGINT or SIGTERM.

    Python's handlers only run when Python does; the socket wakes Qt up so that it does.
    """
    reader, writer = socket.socketpair()
    for end in (reader, writer):
        end.setblocking(False)
    signal.set_wakeup_fd(writer.fileno())
    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read, parent)
    notifier.activated.connect(lambda: (reader.recv(64), writer))  # keeps both ends alive
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: close())
