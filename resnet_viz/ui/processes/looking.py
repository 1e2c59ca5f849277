"""Networks of others that look at a picture: asked in the process of models, which has their code.

Whatever else that process is asked comes first: a look is stopped for it, and begins again.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.experiments.requests import (
    LookWithModel,
    PredictExperiment,
    PredictLook,
    RunExperiment,
)
from resnet_viz.core.models.source import Source, source_in
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.request import Request
from resnet_viz.jobs.messages import Order
from resnet_viz.ui.processes.models import Models, Work


class Job(NamedTuple):
    """What is asked, and who waits for it."""

    asked: Request[Any]
    on_answer: Callable[[Any], None]
    on_progress: Progress


def source_asked(asked: Request[Any]) -> Source | None:
    """The network of others that an experiment is asked of, None for networks of the family."""
    run = asked.asked if isinstance(asked, PredictExperiment) else asked
    archs = run.archs if isinstance(run, RunExperiment) else ()
    return next(filter(None, map(source_in, archs)), None)


class Looking(QObject):
    """One look at a time, a newer one in its place. `paused` says that it rests.

    `failed` carries why there is no answer, as a sentence: its process may be gone.
    """

    paused = Signal()
    failed = Signal(str)

    def __init__(self, models: Models, parent: QObject) -> None:
        super().__init__(parent)
        self._models = models
        self._job: Job | None = None
        self._work: Work | None = None  # in the process of models, or waiting there
        self._found: Any = None  # what it had when it gave way
        self._rests = self._gives_way = False
        models.crowded.connect(self._on_crowded)
        models.paused.connect(self._on_paused)

    @property
    def running(self) -> Request[Any] | None:
        """What was begun, be it that it rests or gave way."""
        has_begun = self._is_done_now or self._found is not None
        return self._job.asked if self._job and has_begun else None

    @property
    def waits(self) -> bool:
        """Whether the process does something else first."""
        return self._job is not None and not self._is_done_now

    def ask(self, job: Job) -> None:
        """Begins when the process of models is free; nobody hears of what was asked before.

        What is done of that is ordered to stop before, and ends by itself.
        """
        if self._is_done_now:
            self._work = None
        self.stop()
        self._job = job
        self._send()

    def order(self, order: Order) -> None:
        """Orders what was begun to stop, pause or go on; what gave way begins again then."""
        self._rests = order is Order.PAUSE
        if self._work is not None and self._is_done_now:
            self._gives_way = self._gives_way and order is not Order.STOP
            self._models.order(self._work, order)
        elif order is Order.STOP:
            self._drop()
            self._end(self._found)
        elif order is Order.PAUSE:
            self._drop()
            self.paused.emit()
        elif self._work is None:
            self._send()

    def withdraw(self, asked: Request[Any] | None) -> bool:
        """Forgets what was not begun; False where it was."""
        is_waiting = self._job is not None and asked is self._job.asked and self.running is None
        if is_waiting:
            self.stop()
        return is_waiting

    def stop(self) -> None:
        """Ends it, with the process where that is at it. Nobody hears of it."""
        self._drop()
        self._forget()

    @property
    def _is_done_now(self) -> bool:
        return self._work is not None and self._models.is_doing(self._work)

    def _send(self) -> None:
        job = self._job
        if job is None or (source := source_asked(job.asked)) is None:
            return
        trust = self._models.trust_in(source)

        def on_answer(answer: Any) -> None:
            if work is self._work:
                self._on_answer(answer)

        def on_failed(words: str) -> None:
            if work is self._work:
                self._forget()
                self.failed.emit(words)

        work = Work(
            source,
            trust,
            _request(job.asked, str(source), trust),
            on_answer,
            on_failed,
            job.on_progress,
            gives_way=True,
        )
        self._work, self._gives_way = work, False
        self._models.ask(work)
        if self._found is not None:
            job.on_progress(Step("starting again"))

    def _on_answer(self, answer: Any) -> None:
        if not self._gives_way:
            self._end(answer)
            return
        self._work, self._found = None, answer
        if not self._rests:
            self._send()

    def _end(self, answer: Any) -> None:
        job = self._job
        self._forget()
        if job is not None:
            job.on_answer(answer)

    def _drop(self) -> None:
        work, self._work = self._work, None
        if work is not None:
            self._models.drop(work)

    def _forget(self) -> None:
        self._job = self._work = self._found = None
        self._rests = self._gives_way = False

    def _on_crowded(self) -> None:
        if self._work is not None:
            self._gives_way = True
            self._models.order(self._work, Order.STOP)

    def _on_paused(self) -> None:
        if self._is_done_now:
            self.paused.emit()


def _request(asked: Request[Any], source: str, trust: str) -> Request[Any]:
    if isinstance(asked, PredictExperiment):
        return PredictLook(source, asked.asked, trust)
    assert isinstance(asked, RunExperiment)
    return LookWithModel(source, asked, trust)
