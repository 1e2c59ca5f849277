"""Work on files in a thread of its own: the window never waits for a disk."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from resnet_viz.core.errors import UserError
from resnet_viz.core.wording import sentence

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Work = Callable[[], Any]
OnDone = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a piece of work ended: its value for `on_done`, what to say, or a bug of ours."""

    on_done: OnDone | None
    value: Any = None
    text: str = ""
    bug: Exception | None = None


class FileThread(QObject):
    """Does one piece of work after the other; `said` carries why one could not be done.

    Nothing is collected while it works: garbage of the window must not end in another thread.
    """

    said = Signal(str)
    _ended = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: ThreadPoolExecutor | None = None  # with the first piece of work
        self._waiting = 0
        self._was_collecting = False
        self._is_closed = False
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def ask(self, work: Work, on_done: OnDone) -> None:
        """Does some work; `on_done` gets its value in the window's thread."""
        if self._is_closed:
            return
        if self._thread is None:
            from concurrent.futures import ThreadPoolExecutor

            self._thread = ThreadPoolExecutor(1, "files")
        if not self._waiting:
            self._was_collecting = gc.isenabled()
            gc.disable()
        self._waiting += 1
        self._thread.submit(self._do, work, on_done)

    def close(self) -> None:
        """Waits for the work that was asked for, and ends the thread."""
        self._is_closed = True
        if self._thread is not None:
            self._thread.shutdown(wait=True)
        self._collect_again()

    def _do(self, work: Work, on_done: OnDone) -> None:
        """Runs in the thread; what it needs is imported there."""
        try:
            outcome = Outcome(on_done, work())
        except UserError as error:
            outcome = Outcome(None, text=sentence(error.message))
        except Exception as bug:  # it belongs to the dialog of bugs, in the window's thread
            outcome = Outcome(None, bug=bug)
        self._ended.emit(outcome)

    def _on_ended(self, outcome: Outcome) -> None:
        self._waiting -= 1
        if not self._waiting:
            self._collect_again()
        if outcome.text:
            self.said.emit(outcome.text)
        if outcome.bug is not None:
            raise outcome.bug
        if outcome.on_done is not None:
            outcome.on_done(outcome.value)

    def _collect_again(self) -> None:
        if self._was_collecting:
            gc.enable()
        self._was_collecting = False
