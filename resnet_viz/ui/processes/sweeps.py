"""Sweeps as the window sees them: one at a time in a process of its own, rows as they come."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.requests import NewSweep, RunSweep, SweepDone
from resnet_viz.core.lab.stored_sweep import Mark, News, SweepOptions
from resnet_viz.core.progress import Step
from resnet_viz.core.request import Worker
from resnet_viz.core.scheduler import Scheduler
from resnet_viz.core.wording import sentence
from resnet_viz.jobs.messages import Failure
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.processes.file_thread import FileThread

if TYPE_CHECKING:
    from resnet_viz.history.sweeps.store import SweepStore

LANE = "sweeps"
ROWS = 1000  # read at a time
PLAIN = SweepOptions()


class Sweeps(QObject):
    """Starts, cancels and resumes sweeps, and reads the rows of the one that is shown.

    `rows` carries the shown sweep's uuid and `StoredPoint`s, each row when it was computed and
    again when it was timed; `progress` what is done, of how many, and the seconds left or None;
    `step` the whole `Step`. Each start or resume ends in one of `ended`, after its last rows,
    `cancelled` and `failed`: what was stored stays, and the sweep can be resumed. `listed` carries
    the `StoredSweep`s, the newest first; `said` what a finished sweep has to say. `computed_by` are
    the workers that did the last one, '' where this machine did.
    """

    rows = Signal(str, object)
    progress = Signal(int, int, object)
    step = Signal(object)
    ended = Signal(str)
    cancelled = Signal(str)
    failed = Signal(str)
    said = Signal(str)
    listed = Signal(object)

    def __init__(self, thread: FileThread, parent: QObject) -> None:
        super().__init__(parent)
        self._thread = thread
        self._child = Child(Worker.SWEEP, self)
        self._child.died.connect(self._on_died)
        self._mark = Mark()
        self._showing = 0  # counts what was shown: news of an earlier one is stale
        self._is_reading = self._has_more = False
        self._ending = ""
        self.running = self.shown = ""
        self.computed_by = ""

    @property
    def process_id(self) -> int:
        """The system's number of the process, 0 while it does not run."""
        return self._child.process_id()

    def start(
        self,
        recipe: str,
        batch: int = 1,
        options: SweepOptions = PLAIN,
        scheduler: Scheduler | None = None,
    ) -> str:
        """Starts a sweep, shows its rows, and gives its uuid; one that runs is cancelled.

        The workers of `scheduler` do it where there is one.
        """
        uuid = str(uuid4())
        self._run(RunSweep(uuid, NewSweep(recipe, batch, options), scheduler))
        return uuid

    def resume(self, uuid: str, scheduler: Scheduler | None = None) -> None:
        """Goes on with a stored sweep and shows it; one that runs is cancelled."""
        self._run(RunSweep(uuid, scheduler=scheduler))

    def cancel(self) -> None:
        """Ends the process of the sweep that runs; what it stored stays."""
        if uuid := self._end():
            self.cancelled.emit(uuid)
            self._read()  # what was stored just before

    def show(self, uuid: str) -> None:
        """Reads the rows of a sweep from the first on, now and as more come."""
        self.shown, self._mark = uuid, Mark()
        self._showing += 1
        self._read()

    def read_list(self) -> None:
        """Reads which sweeps there are; `listed` carries them."""
        self._ask(lambda store: store.sweeps(), lambda found: self.listed.emit(found or ()))

    def rename(self, uuid: str, name: str) -> None:
        """Gives a sweep another name; `listed` follows."""
        self._ask(lambda store: store.rename(uuid, name), lambda _: self.read_list())

    def delete(self, uuid: str) -> None:
        """Takes a sweep away for good, after it was cancelled; `listed` follows."""
        if uuid == self.running:
            self.cancel()
        if uuid == self.shown:
            self.shown = ""
        self._ask(lambda store: store.delete(uuid), lambda _: self.read_list())

    def close(self) -> None:
        """Ends the process and waits until it is gone."""
        self.running = self.shown = ""
        self._child.close()

    def _run(self, request: RunSweep) -> None:
        self.cancel()
        self.running = request.uuid
        if request.uuid != self.shown:
            self.shown, self._mark = request.uuid, Mark()
            self._showing += 1
        self._child.ask(request, self._on_done, self._on_failed, self._on_step)

    def _end(self) -> str:
        """The sweep that ran, '' for none; an idle process is of no use either."""
        uuid, self.running = self.running, ""
        self._child.stop()
        return uuid

    def _on_step(self, step: Step) -> None:
        self.progress.emit(step.done, step.total, step.rest_s)
        self.step.emit(step)
        self._read()

    def _on_done(self, done: SweepDone) -> None:
        uuid = self._end()
        self.computed_by = done.computed_by
        if done.text:
            self.said.emit(done.text)
        self._ending = uuid
        self._read()

    def _on_failed(self, failure: Failure) -> None:
        self._end()
        self._read()
        self.failed.emit(failure.message)

    def _on_died(self, message: str) -> None:
        """The rows that were stored are safe; whoever shows this offers to resume."""
        if self.running:
            self.running = ""
            self._read()
            self.failed.emit(message)

    def _read(self) -> None:
        """Reads on, one portion at a time, until there is nothing new."""
        if self._is_reading:
            self._has_more = True
            return
        if not self.shown:
            self._announce_end()
            return
        showing, uuid, mark = self._showing, self.shown, self._mark
        self._is_reading, self._has_more = True, False

        def on_news(news: News | None) -> None:
            self._is_reading = False
            if showing != self._showing:
                self._read()
                return
            if news is not None and news.points:
                self._mark = news.mark
                self.rows.emit(uuid, news.points)
            if self._has_more or (news is not None and news.points):
                self._read()
            else:
                self._announce_end()

        self._ask(lambda store: store.news_after(uuid, mark, ROWS), on_news)

    def _announce_end(self) -> None:
        uuid, self._ending = self._ending, ""
        if uuid:
            self.ended.emit(uuid)

    def _ask(self, work: "Callable[[SweepStore], Any]", on_done: Callable[[Any], None]) -> None:
        """Does some work on the file in its thread; None where it could not be, which is said."""

        def on_outcome(outcome: tuple[Any, str]) -> None:
            value, text = outcome
            if text:
                self.said.emit(text)
            on_done(value)

        self._thread.ask(lambda: _outcome_of(work), on_outcome, lane=LANE)


def _outcome_of(work: "Callable[[SweepStore], Any]") -> tuple[Any, str]:
    """What some work gave, and why it could not be done, '' where it was; runs in the thread."""
    from resnet_viz.history.sweeps.damage import damage_set_aside
    from resnet_viz.history.sweeps.store import own_store

    store = own_store()
    try:
        with damage_set_aside(store):
            return work(store), ""
    except UserError as error:
        return None, sentence(error.message)
