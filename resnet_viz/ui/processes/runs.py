"""Timed runs as the window sees them: the devices, one run at a time, and what they found."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.requests import TimeElsewhere
from resnet_viz.core.models.source import source_in
from resnet_viz.core.models.together import others_among
from resnet_viz.core.progress import Step
from resnet_viz.core.request import Request, Worker
from resnet_viz.core.scheduler import Scheduler
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.pass_bins import Passes
from resnet_viz.core.timing.requests import (
    DevicesFound,
    FindDevices,
    PairSettings,
    TimedInTurn,
    TimedRun,
    TimeInTurn,
    TimeNetwork,
)
from resnet_viz.core.timing.turns.pairing import PairedReport, plain_twin
from resnet_viz.core.timing.turns.turns import PairedRatio, TurnsReport
from resnet_viz.jobs.messages import Failure
from resnet_viz.ui.processes.child import Child

if TYPE_CHECKING:
    from resnet_viz.ui.processes.experiments import Experiments
    from resnet_viz.ui.processes.models import Models

CPU = "cpu"
RUNNING = "A run is going on"
SWEEP_RUNNING = "A timed sweep is running. Cancel it first"
EXPERIMENT_HELD = "The experiment is paused until the timing is over. Then it goes on by itself."
RunKey = tuple[str, int]  # ARCH and batch


class Runs(QObject):
    """Asks the compute process; keeps passes and comparison of each network and batch.

    Recorded networks are timed by the process of `models`, which has their code.
    `asked` and `passes` are what was asked for, and the plain passes so far, of the run that
    goes on or of the last one; of networks in turn those of the first. `took_turns` carries what
    networks in turn took. A run that `is_elsewhere` is done by the workers of a scheduler, one that
    `is_of_model` by the process of `models`.
    `obstructed` says that a timed sweep on this machine begins or is over: both at once would
    measure a busy machine. For the same reason `experiments` are held as long as anything is timed
    here, and a run begins when they rest.
    """

    devices_found = Signal(object)
    devices_failed = Signal(str)
    threads_found = Signal(int)
    progressed = Signal(object)
    finished = Signal(object)
    paired = Signal(object)
    took_turns = Signal(object)
    failed = Signal(str)
    stored = Signal(object)
    obstructed = Signal()

    def __init__(
        self,
        child: Child,
        parent: QObject,
        experiments: "Experiments | None" = None,
        models: "Models | None" = None,
    ) -> None:
        super().__init__(parent)
        self._child, self._experiments, self._models = child, experiments, models
        self._elsewhere = Child(Worker.SWEEP, self)  # started when a run elsewhere is asked for
        self._elsewhere.died.connect(self._on_elsewhere_died)
        self._pairs: dict[RunKey, PairedReport] = {}
        self._passes: dict[RunKey, Passes] = {}
        self._turns: tuple[TurnsReport, TimingOptions] | None = None
        self.asked: tuple[Network, TimingOptions] | None = None
        self.passes = Passes()
        self.is_running = self.is_elsewhere = self.is_sweep_timed = False
        self.is_of_model = False

    @property
    def is_timing_here(self) -> bool:
        """Whether a run on this machine is going on."""
        return self.is_running and not self.is_elsewhere

    @property
    def obstacle(self) -> str:
        """Why no run on this machine can begin, as a short sentence, '' where one can."""
        if self.is_running:
            return RUNNING
        return SWEEP_RUNNING if self.is_sweep_timed else ""

    @property
    def holds_experiment(self) -> bool:
        """Whether an experiment rests until what is timed here is over."""
        return self._experiments is not None and self._experiments.is_held

    def obstruct(self, *, is_sweep_timed: bool) -> None:
        """Whether a sweep times its networks on this machine now."""
        if is_sweep_timed != self.is_sweep_timed:
            self.is_sweep_timed = is_sweep_timed
            if is_sweep_timed and self._experiments is not None:
                self._experiments.hold(lambda: None)
            self._release()
            self.obstructed.emit()

    def find_devices(self) -> None:
        """Asks what PyTorch can use here; `devices_found` carries the answer."""
        self._child.ask(FindDevices(), self._on_devices, self._on_no_devices)

    def start(self, network: Network, options: TimingOptions) -> None:
        """Starts a run; it ends in `finished`, `failed`, `cancel` or the child's death."""
        self._begin(network, options)
        source = source_in(network.name)
        if source is None:
            self._ask_here(TimeNetwork(network.name, options), self._on_report)
            return
        told = self._on_report, self._on_model_failed, self._on_progress
        self._ask_models(lambda models: models.time(source, options, *told))

    def start_elsewhere(
        self, network: Network, options: TimingOptions, scheduler: Scheduler
    ) -> None:
        """Starts a run by the workers of a scheduler; it ends as a run here does."""
        self._begin(network, options)
        self.is_elsewhere = True
        request = TimeElsewhere(network.name, options, scheduler)
        self._elsewhere.ask(request, self._on_report, self._on_failed, self._on_progress)

    def compare(self, network: Network, options: TimingOptions) -> None:
        """Compares options with plain ones on the same device; ends as a run, in `paired`."""
        self._begin(network, options)
        source, plain = source_in(network.name), plain_twin(options)
        if source is None:
            self._ask_here(PairSettings(network.name, options, plain), self._on_pair)
            return
        told = self._on_pair, self._on_model_failed, self._on_progress
        self._ask_models(lambda models: models.compare(source, (options, plain), *told))

    def time_in_turn(self, networks: Sequence[Network], options: TimingOptions) -> None:
        """Times networks in turn, pass by pass; ends as a run, in `took_turns`."""
        self._begin(networks[0], options)
        names = tuple(network.name for network in networks)
        if not others_among(names):
            self._ask_here(TimeInTurn(names, options), self._on_turns)
            return
        told = self._on_turns, self._on_model_failed, self._on_progress
        self._ask_models(lambda models: models.time_in_turn(names, options, *told))

    def ratio_for(self, arch: str, base: str, options: TimingOptions) -> PairedRatio | None:
        """The time of a network over that of another by the last turns that both took so."""
        if self._turns is None or self._turns[1] != options:
            return None
        report = self._turns[0]
        if arch not in report.archs or base not in report.archs:
            return None
        return report.ratio(report.archs.index(arch), report.archs.index(base))

    @property
    def company(self) -> str:
        """What is to say of the process of the last turns, '' for nothing."""
        return self._turns[0].company if self._turns else ""

    def cancel(self) -> None:
        """Ends the run by ending the process; a fresh one warms up at once."""
        self._end()
        if self.is_elsewhere:
            self._elsewhere.stop()
        elif self.is_of_model and self._models is not None:
            self._models.cancel()
        else:
            self._child.cancel()

    def close(self) -> None:
        """Ends the process for runs elsewhere, and waits until it is gone."""
        self._elsewhere.close()

    def on_child_died(self) -> None:
        """The process is gone, and the run with it."""
        if not self.is_elsewhere and not self.is_of_model:
            self._end()

    def pair_for(self, network: Network, batch: int) -> PairedReport | None:
        """The last comparison of this network with this batch."""
        return self._pairs.get((network.name, batch))

    def passes_for(self, network: Network, batch: int) -> Passes:
        """The plain passes of that run."""
        return self._passes.get((network.name, batch), Passes())

    def forget(self, arch: str, batch: int) -> None:
        """A stored run is shown: passes and comparison were another run's."""
        self._passes.pop((arch, batch), None)
        self._pairs.pop((arch, batch), None)

    def _begin(self, network: Network, options: TimingOptions) -> None:
        self.is_running, self.is_elsewhere, self.is_of_model = True, False, False
        self.passes = Passes()
        self.asked = network, options

    def _ask_here(self, request: Request[Any], on_answer: Callable[[Any], None]) -> None:
        self._begin_here(
            lambda: self._child.ask(request, on_answer, self._on_failed, self._on_progress)
        )

    def _ask_models(self, ask: "Callable[[Models], None]") -> None:
        models = self._models
        assert models is not None
        self.is_of_model = True
        self._begin_here(lambda: ask(models))

    def _begin_here(self, ask: Callable[[], None]) -> None:
        """Asks as soon as no experiment works here, unless the run was cancelled by then."""
        begun = self.asked

        def ask_then() -> None:
            if self.is_running and self.asked is begun:
                ask()

        if self._experiments is None:
            ask_then()
        else:
            self._experiments.hold(ask_then)

    def _on_model_failed(self, message: str) -> None:
        self._end()
        self.failed.emit(message)

    def _end(self) -> None:
        self.is_running = False
        self._release()

    def _release(self) -> None:
        """Experiments go on where nothing is timed here any more."""
        is_timing = self.is_timing_here or self.is_sweep_timed
        if not is_timing and self._experiments is not None:
            self._experiments.release()

    def _on_progress(self, step: Step) -> None:
        if step.passes_ms:
            self.passes = Passes(step.passes_ms, step.clock)
        self.progressed.emit(step)

    def _on_devices(self, found: DevicesFound) -> None:
        self.threads_found.emit(found.threads)
        self.devices_found.emit(found.devices)

    def _on_no_devices(self, failure: Failure) -> None:
        self.devices_failed.emit(failure.message)

    def _on_report(self, run: TimedRun) -> None:
        self._end()
        if self.is_elsewhere:
            self._elsewhere.stop()
        report = run.report
        self._passes[report.arch, report.batch] = self.passes
        self.finished.emit(report)
        self.stored.emit(run.stored)

    def _on_elsewhere_died(self, message: str) -> None:
        if self.is_running and self.is_elsewhere:
            self._on_failed(Failure(message))

    def _on_pair(self, report: PairedReport) -> None:
        self._end()
        self._pairs[report.arch, report.options.batch] = report
        self.paired.emit(report)

    def _on_turns(self, answer: TimedInTurn) -> None:
        self._end()
        assert self.asked
        self._turns = answer.report, self.asked[1]
        self.took_turns.emit(answer.report)
        for stored in answer.stored:
            self.stored.emit(stored)

    def _on_failed(self, failure: Failure) -> None:
        """What failed on a device may have broken it: a fresh process asks again what there is."""
        self._end()
        self.failed.emit(failure.message)
        if self.is_elsewhere:
            self._elsewhere.stop()
        elif self.asked and self.asked[1].device != CPU:
            self._child.cancel()
            self.find_devices()
