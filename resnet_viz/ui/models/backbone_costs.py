"""The models of a library: their names at once, their costs one by one, for who looks at them."""

from collections import deque
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from resnet_viz.core.cost.totals import totals_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.models.listed import ListedCost, keep_costs, kept_costs, listed_cost
from resnet_viz.core.models.requests import ModelNames, TracedModel, TraceModel
from resnet_viz.core.models.source import Source, SourceKind
from resnet_viz.core.progress import ignore_progress
from resnet_viz.core.structure.stored import network_from
from resnet_viz.core.wording import sentence
from resnet_viz.ui.processes.file_thread import FileThread
from resnet_viz.ui.processes.models import LANE, Models, Work

LIBRARY = "timm"
KEEP_MS = 3000  # after a cost was worked out, before all are written


class BackboneCosts(QObject):
    """`listed` says that names are there, `failed` why not, `counted` which model has its cost."""

    listed = Signal()
    failed = Signal(str)
    counted = Signal(str)

    def __init__(self, models: Models, thread: FileThread, parent: QObject) -> None:
        super().__init__(parent)
        self._models, self._thread = models, thread
        self.version = ""
        self.names: tuple[str, ...] = ()
        self.costs: dict[str, ListedCost] = {}
        self._wanted: deque[str] = deque()
        self._running = ""
        self._keep = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._keep.timeout.connect(self._write)

    @property
    def is_working(self) -> bool:
        """Whether costs are being worked out."""
        return bool(self._running)

    def begin(self) -> None:
        """Asks for the names."""
        self._models.list_models(LIBRARY, self._on_names, self.failed.emit)

    def want(self, names: Iterable[str]) -> None:
        """Costs that are to be worked out next, in place of those that were wanted before."""
        self._wanted = deque(name for name in names if name not in self.costs)
        self._next()

    def stop(self) -> None:
        """Nothing more is worked out; what is, stays."""
        self._wanted.clear()
        if self._running:
            self._running = ""
            self._models.cancel()
        if self._keep.isActive():
            self._keep.stop()
            self._write()

    def _on_names(self, found: ModelNames) -> None:
        def on_kept(costs: dict[str, ListedCost]) -> None:
            self.version, self.names, self.costs = found.version, found.names, costs
            self.listed.emit()

        self._thread.ask(partial(kept_costs, LIBRARY, found.version), on_kept, lane=LANE)

    def _next(self) -> None:
        if self._running or not self._wanted or self._models.running is not None:
            return
        name = self._running = self._wanted.popleft()
        source = Source(SourceKind.TIMM, "", name)
        request = TraceModel(str(source))
        on_failed = partial(self._on_failed, name)
        work = Work(source, "", request, partial(self._on_answer, name), on_failed, ignore_progress)
        self._models.ask(work)

    def _on_answer(self, name: str, answer: TracedModel) -> None:
        self._thread.ask(partial(_cost_of, answer), partial(self._take, name), lane=LANE)

    def _on_failed(self, name: str, words: str) -> None:
        self._take(name, ListedCost(why=words))

    def _take(self, name: str, cost: ListedCost) -> None:
        self.costs[name] = cost
        if name == self._running:
            self._running = ""
        self._keep.start()
        self.counted.emit(name)
        self._next()

    def _write(self) -> None:
        costs, version = dict(self.costs), self.version
        self._thread.ask(partial(keep_costs, LIBRARY, version, costs), lambda _: None, lane=LANE)


def _cost_of(answer: TracedModel) -> ListedCost:
    """Runs in a thread."""
    try:
        return listed_cost(totals_of(network_from(answer.network).graph, 1))
    except UserError as error:
        return ListedCost(why=sentence(error.message))
