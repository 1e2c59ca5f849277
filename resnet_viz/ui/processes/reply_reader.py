"""The lines that a child says, one after the other: a long one is read in a thread."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QProcess

from resnet_viz.core.errors import UserError
from resnet_viz.jobs.messages import Reply, reply_in
from resnet_viz.ui.processes.file_thread import FileThread

MOST_READ_HERE = 100_000  # bytes of a line that the window's thread reads: about 2 ms
LANE = "answers"

Found = Reply | UserError


class ReplyReader:
    """Reads in its thread what is long, where it has one; what comes after it waits."""

    def __init__(self, thread: FileThread | None) -> None:
        self._thread = thread
        self._reading: QProcess | None = None
        self._read: Found | None = None

    def next(self, process: QProcess, go_on: Callable[[], None]) -> Found | None:
        """What the next line of a process has, an error for one that can't be read.

        None where there is no whole line, and while a long one is read: `go_on` is called then.
        """
        if self._reading is process:
            found, self._read = self._read, None
            self._reading = None if found else process
            return found
        if not process.canReadLine():
            return None
        line = bytes(process.readLine().data())
        if self._thread is None or len(line) <= MOST_READ_HERE:
            return _reply_in(line, is_long=False)
        self._reading, self._read = process, None
        on_read = partial(self._on_read, process, go_on)
        self._thread.ask(partial(_reply_in, line, is_long=True), on_read, lane=LANE)
        return None

    def _on_read(self, process: QProcess, go_on: Callable[[], None], found: Found) -> None:
        if self._reading is process:
            self._read = found
            go_on()


def _reply_in(line: bytes, *, is_long: bool) -> Found:
    try:
        return reply_in(line, is_long=is_long)
    except UserError as error:
        return error
