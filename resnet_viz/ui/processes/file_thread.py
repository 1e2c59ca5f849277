"""Work on files in threads of their own: the window never waits for a disk."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal

from resnet_viz.core.errors import UserError
from resnet_viz.core.wording import sentence
from resnet_viz.ui.processes.collecting import Collecting

PARTING_S = 5.0  # for work asked for just before the end; most takes 10 ms, a locked file hangs

Work = Callable[[], Any]
OnDone = Callable[[Any], None]


class Asked(NamedTuple):
    """A piece of work, and who wants its value."""

    work: Work
    on_done: OnDone


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a piece of work ended: its value for `on_done`, what to say, or a bug of ours."""

    on_done: OnDone | None
    value: Any = None
    text: str = ""
    bug: Exception | None = None


class Lane(NamedTuple):
    """A thread and what it has to do, None for nothing more."""

    thread: Thread
    asked: "SimpleQueue[Asked | None]"


class FileThread(QObject):
    """Does the work of a lane one piece after the other; `said` carries why one could not be done.

    Lanes do not wait for each other: a disk that hangs in one leaves the others as they are.
    Garbage of the window is collected by `Collecting`, so that it never ends in one of them.
    """

    said = Signal(str)
    _ended = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lanes: dict[str, Lane] = {}  # each with its first piece of work
        self._waiting = 0
        self._collecting = Collecting(self)
        self._is_closed = False
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def is_working(self) -> bool:
        """Whether something that was asked for is not done yet."""
        return self._waiting > 0

    def ask(self, work: Work, on_done: OnDone, *, lane: str = "") -> None:
        """Does some work; `on_done` gets its value in the window's thread."""
        if self._is_closed:
            return
        self._waiting += 1
        self._lane(lane).asked.put(Asked(work, on_done))

    def close(self) -> None:
        """Takes nothing more, waits for nothing: the threads end when all is done."""
        self._is_closed = True
        for lane in self._lanes.values():
            lane.asked.put(None)

    def finish(self, *, lane: str = "") -> bool:
        """Waits for the end of a lane after `close`, but not for ever; whether it came.

        What is not done by then ends with the process. That is safe: files are replaced whole,
        and stored runs change in transactions.
        """
        if lane in self._lanes:
            self._lanes[lane].thread.join(PARTING_S)
        return lane not in self._lanes or not self._lanes[lane].thread.is_alive()

    def _lane(self, name: str) -> Lane:
        if name not in self._lanes:
            asked: SimpleQueue[Asked | None] = SimpleQueue()
            # A daemon: the process ends without it where it hangs.
            thread = Thread(target=self._serve, args=(asked,), name=f"files {name}", daemon=True)
            self._lanes[name] = Lane(thread, asked)
            thread.start()
        return self._lanes[name]

    def _serve(self, asked: "SimpleQueue[Asked | None]") -> None:
        """Runs in the thread."""
        with suppress(RuntimeError):  # the window is gone, and nobody hears of what was given up
            while each := asked.get():
                self._ended.emit(_outcome_of(each))

    def _on_ended(self, outcome: Outcome) -> None:
        self._waiting -= 1
        if outcome.text:
            self.said.emit(outcome.text)
        if outcome.bug is not None:
            raise outcome.bug
        if outcome.on_done is not None:
            outcome.on_done(outcome.value)


def _outcome_of(asked: Asked) -> Outcome:
    """Runs in the thread; what the work needs is imported there."""
    try:
        return Outcome(asked.on_done, asked.work())
    except UserError as error:
        return Outcome(None, text=sentence(error.message))
    except Exception as bug:  # it belongs to the dialog of bugs, in the window's thread
        return Outcome(None, bug=bug)
