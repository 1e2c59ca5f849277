"""The copy of the document that is always on disk: for after a crash, and of one without a name."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from resnet_viz.core.errors import UserError
from resnet_viz.ui.processes.file_thread import FileThread
from resnet_viz.ui.session.session import Session

if TYPE_CHECKING:
    from resnet_viz.session.copies import Copy, Desk

PAUSE_MS = 1000  # changes of one second are written at once
LANE = "copies"  # no other work on files holds them up


class Keeper(QObject):
    """Writes the copy soon after each change, in the thread of files.

    `copy_of` gives what is to be kept, None where all of it is in its file. Without a `desk`, the
    window's place for its copy, one is made with the first copy.
    """

    def __init__(
        self,
        session: Session,
        thread: FileThread,
        copy_of: "Callable[[], Copy | None]",
        desk: "Desk | None",
    ) -> None:
        super().__init__(session)
        self._thread, self._copy_of, self._desk = thread, copy_of, desk
        self._has_failed = self._is_closed = False
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.write_soon)
        session.changed.connect(self._on_changed)

    def write_soon(self) -> None:
        """Writes the copy as soon as the thread comes to it."""
        self._ask(partial(self._write, self._copy_of()))

    def finish(self, *, keeps: bool) -> None:
        """Another document takes the place of this one; `keeps` is for one without a name."""
        copy = self._copy_of() if keeps else None
        self._ask(partial(self._put_away, copy))

    def close(self, *, keeps: bool) -> None:
        """The window closes; `keeps` is for a document without a name."""
        if self._end():
            self._put_away(self._copy_of() if keeps else None)

    def leave(self) -> None:
        """The window closes without asking: its copy is offered at the next start."""
        if self._end():
            with suppress(OSError, UserError):  # nobody is there to hear of it
                self._write(self._copy_of())
            if self._desk is not None:
                self._desk.lock.release()

    def _end(self) -> bool:
        """Waits for the copies that are being written; whether this is the first end."""
        is_first, self._is_closed = not self._is_closed, True
        self._timer.stop()
        self._thread.close()
        self._thread.finish(lane=LANE)
        return is_first

    def _ask(self, work: Callable[[], None]) -> None:
        self._thread.ask(work, lambda _: None, lane=LANE)

    def _on_changed(self) -> None:
        if not self._timer.isActive() and not self._is_closed:
            self._timer.start()

    def _write(self, copy: "Copy | None") -> None:
        """Runs in the thread too; what it needs is imported there. Says once that it can't be."""
        from resnet_viz.session.copies import drop_copy, open_desk, write_copy
        from resnet_viz.session.place import session_folder

        try:
            if copy is not None:
                self._desk = self._desk or open_desk(session_folder())
                write_copy(self._desk, copy)
            elif self._desk is not None:
                drop_copy(self._desk)
        except (OSError, UserError):
            if not self._has_failed:
                self._has_failed = True
                raise

    def _put_away(self, copy: "Copy | None") -> None:
        """The last copy is kept, or thrown away where there is none; the place is free then."""
        from resnet_viz.session.copies import close_desk
        from resnet_viz.session.place import session_folder

        with suppress(OSError, UserError):  # what can't be put away is found at the next start
            self._write(copy)
            if self._desk is not None:
                close_desk(self._desk, session_folder(), keeps=copy is not None)
        self._desk = None
