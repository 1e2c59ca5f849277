"""Which process does an experiment: its own, or for a network of others that of models."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.progress import Progress, ignore_progress
from resnet_viz.core.request import Request, Worker
from resnet_viz.jobs.messages import Failure, Order
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.processes.looking import Job, Looking, source_asked
from resnet_viz.ui.processes.models import Models


class Bench(QObject):
    """One request at a time, as of a `Child`. Without `models` it has networks of the family only.

    What goes on in the one is ordered to stop before the other is asked. `died` carries why a
    request has no answer, where its process is gone or it is one of models.
    """

    died = Signal(str)
    paused = Signal()

    def __init__(self, parent: QObject, models: Models | None) -> None:
        super().__init__(parent)
        self.own = Child(Worker.EXPERIMENTS, self)
        self._looking = Looking(models, self) if models else None
        self._is_elsewhere = False
        self.own.died.connect(lambda words: self._on_died(words, is_elsewhere=False))
        self.own.paused.connect(lambda: self._on_paused(is_elsewhere=False))
        if self._looking:
            self._looking.failed.connect(lambda words: self._on_died(words, is_elsewhere=True))
            self._looking.paused.connect(lambda: self._on_paused(is_elsewhere=True))

    @property
    def running(self) -> Request[Any] | None:
        """What is being done now."""
        return self._at.running

    @property
    def waits(self) -> bool:
        """Whether the process of models does something else first."""
        return self._is_elsewhere and self._looking is not None and self._looking.waits

    @property
    def starts_fast(self) -> bool:
        """Whether a fresh process is there sooner than a long step is over."""
        return not self._is_elsewhere

    def ask(
        self,
        request: Request[Any],
        on_answer: Callable[[Any], None],
        on_failed: Callable[[Failure], None],
        on_progress: Progress = ignore_progress,
    ) -> None:
        """Begins it as soon as its process is free."""
        self._is_elsewhere = self._looking is not None and source_asked(request) is not None
        if self._looking is not None and self._is_elsewhere:
            self._looking.ask(Job(request, on_answer, on_progress))
        else:
            self.own.ask(request, on_answer, on_failed, on_progress)

    def order(self, order: Order) -> None:
        """Orders what is being done to stop, pause or go on."""
        self._at.order(order)

    def withdraw(self, request: Request[Any]) -> bool:
        """Forgets a request that still waits; False where it does not."""
        return self._at.withdraw(request)

    def stop(self) -> None:
        """Ends what is being done with its process."""
        self._at.stop()

    def close(self) -> None:
        """Ends the process for good, and waits until it is gone."""
        if self._looking is not None:
            self._looking.stop()
        self.own.close()

    @property
    def _at(self) -> Child | Looking:
        return self._looking if self._looking is not None and self._is_elsewhere else self.own

    def _on_died(self, words: str, *, is_elsewhere: bool) -> None:
        if is_elsewhere is self._is_elsewhere:
            self.died.emit(words)

    def _on_paused(self, *, is_elsewhere: bool) -> None:
        if is_elsewhere is self._is_elsewhere:
            self.paused.emit()
