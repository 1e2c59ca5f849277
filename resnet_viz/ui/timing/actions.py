"""Timed runs: started and cancelled, their progress, their results, their faults."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.progress import Step
from resnet_viz.core.timing.fit import killed_text, shortage_text
from resnet_viz.core.timing.measurement import Device, TimingReport
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.turns.pairing import PairedReport, plain_twin, verdict
from resnet_viz.core.wording import digits_grouped, sentence
from resnet_viz.session.member import shown_network
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.parts.notice import Act, Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.processes.runs import EXPERIMENT_HELD, Runs
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.timing.obstacle import run_obstacle
from resnet_viz.ui.timing.run_controls import RunControls
from resnet_viz.ui.timing.timing_panel import TimingPanel, headline_text, is_reliable

TIMED_RUN, COMPARISON = "Timed run", "Comparison"
STARTING = Step("starting")
NOTHING_TO_COMPARE = (
    "Nothing to compare: all options are at their defaults. "
    "Change the precision or an option first."
)
SAFE = "Your work is safe. It is being restarted."
BACK = "The background PyTorch process is running again."
KEEPS_CRASHING = (
    "The background PyTorch process keeps crashing, so it isn't started again. Costs and diagrams "
    "keep working, but checks and timing don't."
)
UNRELIABLE = "This timing is unreliable."
DOUBTFUL = "Take care with this timing."
CRASHES = 3  # in a row, after which nothing is started again by itself


def _starts(feature: "RunFeature") -> ActionState:
    return ActionState(is_enabled=not feature.waits_for, reason=feature.waits_for)


class RunFeature(QObject):
    """Times the network on screen; `broken_off` says that a run did not come to its end.

    `turned` says that a run begins or ends.
    """

    broken_off = Signal()
    turned = Signal()

    def __init__(
        self,
        session: Session,
        panel: TimingPanel,
        controls: RunControls,
        runs: Runs,
        appearance: Appearance,
        say: Say,
    ) -> None:
        super().__init__(session)
        self._session, self._panel, self._controls = session, panel, controls
        self._runs, self._appearance, self._say = runs, appearance, say
        self._running, self._again = TIMED_RUN, self.run
        self._on_screen = session.shown.network.name, session.shown.batch
        self._crashes = 0
        for asking in (controls, panel):
            asking.run_clicked.connect(self.run)
            asking.stop_clicked.connect(self.cancel)
        panel.compare_clicked.connect(self.compare_with_plain)
        session.network_changed.connect(self._on_network)
        session.runs_changed.connect(self._show)
        session.setup_changed.connect(self._show)
        appearance.changed.connect(panel.histogram.set_colors)
        panel.histogram.set_colors(appearance.colors)
        self._connect_runs()
        self._show()

    @property
    def is_running(self) -> bool:
        """Whether a run is going on."""
        return self._runs.is_running

    @property
    def waits_for(self) -> str:
        """What goes on that no run can be timed next to, '' for nothing."""
        return self._runs.obstacle

    @action("Run", "Time it", "Time this network, layer by layer", "F5", state=_starts)
    def run(self) -> None:
        if self._is_hindered():
            return
        options, device = self._options(), self._session.device
        network = self._session.shown.network
        shortage = shortage_text(network, options, device) if device else ""
        if shortage:
            anyway = Act("Run anyway", self.run_anyway)
            self._say.notice(sentence(shortage), Kind.WARNING, Cause.RUN, anyway)
        else:
            self.run_anyway()

    @action(
        "Run",
        "Compare with default settings",
        "Times the chosen settings and the default ones in turn, pass by pass",
        "Shift+F5",
        state=_starts,
    )
    def compare_with_plain(self) -> None:
        if self._is_hindered():
            return
        options, network = self._options(), self._session.shown.network
        if options == plain_twin(options):
            self._say.notice(NOTHING_TO_COMPARE, Kind.NOTE, Cause.RUN)
        elif not self.waits_for:
            self._runs.compare(network, options)
            self.begin(COMPARISON, self.compare_with_plain)

    def cancel(self) -> None:
        """Ends the run, if there is one."""
        if self._runs.is_running:
            self._runs.cancel()
            self.end(f"{self._running} stopped")
            self.broken_off.emit()

    @action("Run", "Show timing", "Show the result of the run", "Ctrl+T")
    def show_timing(self) -> None:
        self._say.front(self._panel)

    def run_anyway(self) -> None:
        """Times the network on screen, whether it fits or not."""
        if not self.waits_for:
            self._runs.start(self._session.shown.network, self._options())
            self.begin(TIMED_RUN, self.run)

    def on_compute_died(self, child: Child, check: Callable[[], None], message: str) -> None:
        """The compute process is gone: `check` starts it again, unless it dies each time."""
        was_running = self._runs.is_running and not self._runs.is_elsewhere
        self._runs.on_child_died()
        self._crashes += 1
        if was_running:
            self.end("Ready")
            self._say_interrupted(child, message)
        if self._crashes >= CRASHES:
            again = Act("Try again", check)
            self._say.notice(KEEPS_CRASHING, Kind.ERROR, Cause.COMPUTE, again)
            self._crashes = 0
            return
        if not was_running:
            self._say.notice(f"{message} {SAFE}", Kind.WARNING, Cause.COMPUTE)
        self._runs.find_devices()
        check()

    def on_compute_answered(self) -> None:
        """The compute process works: what was said of its death is past."""
        if self._crashes:
            self._crashes = 0
            self._say.notice(BACK, Kind.DONE, Cause.COMPUTE)

    def _say_interrupted(self, child: Child, message: str) -> None:
        asked, device = self._runs.asked, self._session.device
        hint = sentence(killed_text(*asked, device)) if child.was_killed and asked else ""
        words = " ".join(filter(None, (message, "The run was interrupted.", hint)))
        self._say.notice(words, Kind.ERROR, Cause.RUN, Act("Time again", self._again))

    def _is_hindered(self) -> bool:
        """Whether no run can begin, which a key may have asked for: then it says why."""
        reason = self._obstacle()
        if reason:
            self._say.notice(sentence(reason), Kind.WARNING, Cause.RUN)
        return bool(reason)

    def _obstacle(self) -> str:
        """Why no run can begin, but for one that goes on, which its own button ends."""
        is_other = self._runs.is_sweep_timed and not self._runs.is_running
        return self.waits_for if is_other else run_obstacle(self._session)

    def _connect_runs(self) -> None:
        runs = self._runs
        runs.threads_found.connect(self._controls.options.show_threads)
        runs.devices_found.connect(self._on_devices)
        runs.devices_failed.connect(self._on_no_devices)
        runs.progressed.connect(self._on_progressed)
        runs.finished.connect(self._on_finished)
        runs.paired.connect(self._on_paired)
        runs.failed.connect(self._on_failed)
        runs.obstructed.connect(self._show)

    def _options(self) -> TimingOptions:
        document = self._session.document
        return document.run_setup.options(document.batch, self._session.weights_path())

    def _on_network(self) -> None:
        """What was said of a run goes with its network and batch."""
        now = self._session.shown.network.name, self._session.shown.batch
        if now != self._on_screen:
            self._on_screen = now
            self._say.clear(Cause.RUN)
        self._show()

    def _show(self) -> None:
        if self._runs.is_running:
            return
        shown = self._session.shown
        self._panel.show_report(shown.timing, self._obstacle())
        self._controls.show_waiting(self.waits_for)
        self._panel.show_pair(self._runs.pair_for(shown.network, shown.batch))
        self._show_passes()

    def _show_passes(self) -> None:
        """The passes of the run that goes on, else of the last one of what is on screen."""
        if not self._runs.is_running:
            shown = self._session.shown
            passes = self._runs.passes_for(shown.network, shown.batch)
            error = shown.timing.whole_error if shown.timing else 0.0
            self._panel.histogram.show_passes(passes, is_running=False, error=error)

    def begin(self, what: str, again: Callable[[], None]) -> None:
        """Shows that something is timed that was just asked for; `again` would ask once more."""
        self._running, self._again = what, again
        for cause in (Cause.RUN, Cause.COMPUTE, Cause.DEVICE):
            self._say.clear(cause)
        self._controls.show_running(is_running=True)
        self.turned.emit()
        if self._runs.holds_experiment:
            self._say.notice(EXPERIMENT_HELD, Kind.NOTE, Cause.RUN)
        self._on_progressed(STARTING)

    def end(self, text: str) -> None:
        """Shows that it is over, and says how it ended."""
        self._controls.show_running(is_running=False)
        self.turned.emit()
        self._say.status(text)
        self._show()

    def _on_progressed(self, step: Step) -> None:
        self._say.progress(self._running, step)
        self._panel.show_progress(self._asked_text(), step)
        if self._running == TIMED_RUN:
            self._panel.histogram.show_passes(self._runs.passes, is_running=True)

    def _asked_text(self) -> str:
        if self._runs.asked is None:
            return ""
        network, options = self._runs.asked
        return f"{network.title}, batch {digits_grouped(options.batch)}"

    def _on_finished(self, report: TimingReport) -> None:
        self._crashes = 0
        self._session.keep_times(report)
        self.end(f"Timed {shown_network(report.arch).title}")
        if not report.trust.is_trusted and not self._panel.isVisible():
            title, took = shown_network(report.arch).title, headline_text(report)
            words = f"{title} took {took}. {DOUBTFUL if is_reliable(report) else UNRELIABLE}"
            self._say.notice(words, Kind.WARNING, Cause.RUN, Act("See why", self.show_timing))

    def _on_paired(self, report: PairedReport) -> None:
        self.end(f"{verdict(report)}.")
        self._show()
        self.show_timing()

    def _on_failed(self, message: str) -> None:
        self.end(f"{self._running} failed")
        self._say.notice(message, Kind.ERROR, Cause.RUN)
        self.broken_off.emit()

    def _on_devices(self, devices: Sequence[Device]) -> None:
        """Offers what there is; a device that is gone is named after what is said already."""
        chosen = self._session.document.run_setup.device
        self._session.meet_devices(tuple(devices))
        if devices and chosen not in {device.id for device in devices}:
            now = self._controls.device.currentText()
            gone = f"{chosen} isn't available any more. Using {now} instead."
            self._say.notice(gone, Kind.WARNING, Cause.DEVICE)

    def _on_no_devices(self, message: str) -> None:
        self._say.notice(message, Kind.ERROR, Cause.DEVICE)
