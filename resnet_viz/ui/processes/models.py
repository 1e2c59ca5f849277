"""Networks of others as the window sees them: recorded by a process that runs nothing else."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.models.absent import source_title
from resnet_viz.core.models.ended import ended_text
from resnet_viz.core.models.requests import (
    FindLibraries,
    LibrariesFound,
    ListModels,
    ModelNames,
    ModelSummary,
    SummarizeModel,
    TracedModel,
    TraceModel,
)
from resnet_viz.core.models.source import Source, SourceKind, may_share, source_in
from resnet_viz.core.models.together import others_among
from resnet_viz.core.networks import know, report_named
from resnet_viz.core.progress import Progress, ignore_progress
from resnet_viz.core.request import Request, Worker
from resnet_viz.core.structure.stored import network_from
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.requests import (
    PairModel,
    TimedInTurn,
    TimedRun,
    TimeModel,
    TimeModelsInTurn,
)
from resnet_viz.core.timing.turns.pairing import PairedReport
from resnet_viz.core.wording import sentence
from resnet_viz.jobs.known import network_text
from resnet_viz.jobs.messages import Failure, Order
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.processes.file_thread import FileThread

LANE = "models"
CHANGED = "The code of {name} has changed since the first of them was opened. Open each again."
OWN = Source(SourceKind.TIMM)  # what is asked of installed libraries

OnFailed = Callable[[str], None]


class Recorded(NamedTuple):
    """A network, and the files that its code loaded and nobody had agreed to yet."""

    network: Network
    also_loaded: tuple[str, ...] = ()


class Work(NamedTuple):
    """A request about a source, the hash of the code that may run for it, and who waits.

    What `gives_way` is done after all that was asked later, and heeds orders.
    """

    source: Source
    trust: str
    request: Request[Any]
    on_answer: Callable[[Any], None]
    on_failed: OnFailed
    on_progress: Progress
    gives_way: bool = False


class Models(QObject):
    """Asks one process at a time: what ran one file's code is ended before another file's runs.

    `turned` says that there is something to do, or nothing more. `crowded` says that something
    waits for what gives way, `paused` that this rests, `cancelled` that all that was asked is
    forgotten. `thread` reads what is large.
    """

    turned = Signal()
    crowded = Signal()
    paused = Signal()
    cancelled = Signal()

    def __init__(self, thread: FileThread, parent: QObject) -> None:
        super().__init__(parent)
        self._thread = thread
        self._child = Child(Worker.MODEL, self, thread=thread)
        self._child.died.connect(self._on_died)
        self._child.paused.connect(self.paused)
        self._waiting: deque[Work] = deque()
        self._running: Work | None = None
        self._loaded: tuple[Source, str] | None = None
        self._trust: dict[str, str] = {}

    @property
    def running(self) -> Source | None:
        """What is being recorded or run, but for what gives way."""
        work = self._running
        return work.source if work and not work.gives_way else None

    def trust_in(self, source: Source) -> str:
        """The hash of its code that was agreed to when it was recorded here."""
        return self._trust.get(str(source), "")

    def record(
        self,
        source: Source,
        trust: str,
        on_recorded: Callable[[Recorded], None],
        on_failed: OnFailed,
        on_progress: Progress = ignore_progress,
    ) -> None:
        """Records the network of a source, which this process knows then; `trust` as requests do.

        Its costs are counted before it is handed over.
        """

        def on_answer(answer: TracedModel) -> None:
            self._trust[str(source)] = trust
            work = partial(_recorded, answer, source)
            self._thread.ask(work, partial(_hand_over, on_recorded, on_failed), lane=LANE)

        request = TraceModel(str(source), trust)
        self.ask(Work(source, trust, request, on_answer, on_failed, on_progress))

    def time(
        self,
        source: Source,
        options: TimingOptions,
        on_run: Callable[[TimedRun], None],
        on_failed: OnFailed,
        on_progress: Progress,
    ) -> None:
        """A timed run of a network that was recorded here, by what it was recorded of."""
        trust = self.trust_in(source)
        request = TimeModel(str(source), trust, options)
        self.ask(Work(source, trust, request, on_run, on_failed, on_progress))

    def compare(
        self,
        source: Source,
        settings: tuple[TimingOptions, TimingOptions],
        on_pair: Callable[[PairedReport], None],
        on_failed: OnFailed,
        on_progress: Progress,
    ) -> None:
        """Two settings in turn on a network that was recorded here."""
        trust = self.trust_in(source)
        request = PairModel(str(source), trust, *settings)
        self.ask(Work(source, trust, request, on_pair, on_failed, on_progress))

    def time_in_turn(
        self,
        archs: tuple[str, ...],
        options: TimingOptions,
        on_turns: Callable[[TimedInTurn], None],
        on_failed: OnFailed,
        on_progress: Progress,
    ) -> None:
        """Networks that were recorded here, and ResNets, in turn; they may share a process."""
        first, *others = others_among(archs)
        trust = self.trust_in(first)
        if any(self.trust_in(each) != trust for each in others):
            on_failed(CHANGED.format(name=first.title))
            return
        request = TimeModelsInTurn(archs, trust, options)
        self.ask(Work(first, trust, request, on_turns, on_failed, on_progress))

    def summarize(
        self, arch: str, on_summary: Callable[[ModelSummary], None], on_failed: OnFailed
    ) -> None:
        """Asks for torchinfo's table of a network that was recorded here."""
        source = source_in(arch)
        assert source is not None, arch
        trust = self.trust_in(source)
        request = SummarizeModel(arch, trust)
        self.ask(Work(source, trust, request, on_summary, on_failed, ignore_progress))

    def find_libraries(self, on_found: Callable[[LibrariesFound], None]) -> None:
        """Asks which libraries of models are installed."""
        self.ask(Work(OWN, "", FindLibraries(), on_found, lambda _: None, ignore_progress))

    def list_models(
        self, library: str, on_found: Callable[[ModelNames], None], on_failed: OnFailed
    ) -> None:
        """Asks for the names of a library's models."""
        self.ask(Work(OWN, "", ListModels(library), on_found, on_failed, ignore_progress))

    def ask(self, work: Work) -> None:
        """Asks as soon as what was asked before is answered."""
        self._waiting.append(work)
        if self._running is not None and self._running.gives_way and not work.gives_way:
            self.crowded.emit()
        self._begin_next()

    def is_doing(self, work: Work) -> bool:
        """Whether this is being done."""
        return work is self._running

    def order(self, work: Work, order: Order) -> None:
        """Orders what is being done to stop, pause or go on; anything else is left alone."""
        if work is self._running:
            self._child.order(order)

    def drop(self, work: Work) -> None:
        """Ends a piece of work, with its process where that does it; nobody hears of it."""
        self._waiting = deque(each for each in self._waiting if each is not work)
        if work is self._running:
            self._end()

    def cancel(self) -> None:
        """Ends what is being done, and forgets what waits, but for what gives way."""
        self._waiting = deque(each for each in self._waiting if each.gives_way)
        if self.running is not None:
            self._end()
        self.cancelled.emit()

    def close(self) -> None:
        """Ends the process for good."""
        self._waiting.clear()
        self._running = None
        self._child.close()

    def _end(self) -> None:
        self._running = self._loaded = None
        self._child.stop()
        self._go_on()

    def _begin_next(self) -> None:
        if self._running is not None or not self._waiting:
            return
        work = self._running = min(self._waiting, key=lambda each: each.gives_way)
        self._waiting = deque(each for each in self._waiting if each is not work)
        if self._loaded is not None and not _is_fit(self._loaded, work):
            self._child.stop()
        self._loaded = work.source, work.trust
        self._child.ask(
            work.request,
            partial(self._on_answer, work),
            partial(self._on_failed, work),
            work.on_progress,
        )
        self.turned.emit()

    def _on_answer(self, work: Work, answer: Any) -> None:
        if work is self._running:
            self._running = None
            work.on_answer(answer)
            self._go_on()

    def _on_failed(self, work: Work, failure: Failure) -> None:
        if work is self._running:
            self._running = None
            words = sentence(failure.message) if failure.is_mistake else failure.message
            work.on_failed(words)
            self._go_on()

    def _on_died(self, message: str) -> None:
        work, self._running, self._loaded = self._running, None, None
        if work is not None:
            place, status = source_title(work.source), self._child.status
            work.on_failed(f"{ended_text(place, status)}." if status else message)
            self._go_on()

    def _go_on(self) -> None:
        self._begin_next()
        if self._running is None:
            self.turned.emit()


def _is_fit(loaded: tuple[Source, str], work: Work) -> bool:
    """Whether the process as it is may do the work."""
    source, trust = loaded
    return may_share(source, work.source) and trust == work.trust


def _recorded(answer: TracedModel, source: Source) -> Recorded | UserError:
    """Runs in a thread."""
    try:
        network = replace(network_from(answer.network), name=str(source))
        know(network)
        report_named(network.name, 1)
        network_text(network)  # kept for the requests that name it
    except UserError as error:
        return error
    return Recorded(network, answer.also_loaded)


def _hand_over(
    on_recorded: Callable[[Recorded], None], on_failed: OnFailed, found: Recorded | UserError
) -> None:
    if isinstance(found, UserError):
        on_failed(sentence(found.message))
    else:
        on_recorded(found)
