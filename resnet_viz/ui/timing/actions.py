"""The window's timed runs: started and cancelled, their progress, their results, their faults."""

from collections.abc import Sequence

from resnet_viz.core.graph.network import Network
from resnet_viz.core.progress import Step
from resnet_viz.core.timing.fit import killed_text, shortage_text
from resnet_viz.core.timing.measurement import Device, TimingOptions, TimingReport
from resnet_viz.core.timing.note import note_texts
from resnet_viz.core.timing.pairing import PairedReport, plain_twin, verdict
from resnet_viz.core.wording import digits_grouped, sentence, sentences
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import action
from resnet_viz.ui.window.window import Window

TIMED_RUN, COMPARISON = "Timed run", "Comparison"
STARTING = Step("starting")
NOTHING_TO_COMPARE = (
    "Every setting is plain already. Choose another precision or one of the options beside it, "
    "then compare."
)


class TimedWindow(Window):
    """The window with what the compute process measures for it."""

    def __init__(self, network: Network, appearance: Appearance) -> None:
        super().__init__(network, appearance)
        self._running = TIMED_RUN
        self.toolbar.run_clicked.connect(self.start_run)
        self.panels.timing.compare_clicked.connect(self.compare_with_plain)
        self.progress.cancelled.connect(self.cancel_run)
        self.compute.died.connect(self._on_compute_died)
        self.runs.threads_found.connect(self.toolbar.options.show_threads)
        self.runs.devices_found.connect(self._on_devices)
        self.runs.devices_failed.connect(self.panels.notice.say)
        self.runs.progressed.connect(self._on_run_progressed)
        self.runs.finished.connect(self._on_run_finished)
        self.runs.paired.connect(self._on_paired)
        self.runs.failed.connect(self._on_run_failed)

    @action("Run", "Timed run", "Time this network, layer by layer", "F5")
    def run(self) -> None:
        self.start_run()

    @action(
        "Run",
        "Compare with plain settings",
        "Times the chosen settings and plain fp32 in turn, pass by pass",
        "Shift+F5",
    )
    def compare_with_plain(self) -> None:
        options = self._timing_options()
        if options == plain_twin(options):
            self.panels.notice.say(NOTHING_TO_COMPARE)
        elif not self.runs.is_running:
            self.runs.compare(self.network, options)
            self._begin_run(COMPARISON)

    @action("Run", "Cancel", "End the timed run", "Esc")
    def cancel(self) -> None:
        self.cancel_run()

    @action("Run", "Show timing", "Bring the result of the run to the front", "Ctrl+T")
    def show_timing(self) -> None:
        self.panels.show_tab(self.panels.timing)

    def start_run(self) -> None:
        """Times the network on screen on the device chosen; one that won't fit is warned of."""
        options, device = self._timing_options(), self.toolbar.chosen_device()
        shortage = shortage_text(self.network, options, device) if device else ""
        if shortage:
            self.panels.notice.say(sentence(shortage), "Run all the same", self.run_anyway)
        else:
            self.run_anyway()

    def run_anyway(self) -> None:
        """Times the network on screen, whether it fits or not."""
        if self.runs.is_running:
            return
        self.runs.start(self.network, self._timing_options())
        self._begin_run(TIMED_RUN)

    def cancel_run(self) -> None:
        """Ends a timed run or a comparison at once."""
        if self.runs.is_running:
            self.runs.cancel()
            self._end_run(f"{self._running} cancelled")
            self.checks.check_soon(self.network)

    def on_costs_changed(self) -> None:
        super().on_costs_changed()
        self._show_passes()
        self.panels.timing.show_pair(self.runs.pair_for(self.network, self.batch))

    def on_appearance_changed(self) -> None:
        super().on_appearance_changed()
        self.panels.timing.histogram.set_colors(self.appearance.colors)

    def _timing_options(self) -> TimingOptions:
        return self.toolbar.timing_options(self.batch, self.weights.path_for(self.network))

    def _begin_run(self, what: str) -> None:
        self._running = what
        self.toolbar.run.setEnabled(False)
        self.panels.timing.compare.setEnabled(False)
        self._on_run_progressed(STARTING)

    def _on_run_progressed(self, step: Step) -> None:
        self.progress.show_progress(self._running, step)
        if self._running == TIMED_RUN:
            self.panels.timing.histogram.show_passes(self.runs.passes_ms, is_running=True)

    def _show_passes(self) -> None:
        """The passes of the run that goes on, else of the last one of what is on screen."""
        if not self.runs.is_running:
            passes = self.runs.passes_for(self.network, self.batch)
            self.panels.timing.histogram.show_passes(passes, is_running=False)

    def _on_run_finished(self, report: TimingReport) -> None:
        self._end_run(f"Timed run of {report.arch}: {report.whole_ms.median:.2f} ms")
        self.on_costs_changed()
        self._paint()
        if not report.trust.is_trusted:
            self.panels.notice.say(sentences(note_texts(report.trust.doubts)))

    def _on_paired(self, report: PairedReport) -> None:
        self._end_run(f"{verdict(report)}.")
        self.on_costs_changed()
        self.show_timing()

    def _on_run_failed(self, message: str) -> None:
        self._end_run(f"{self._running} failed")
        self.panels.notice.say(message)
        self.checks.check_soon(self.network)

    def _end_run(self, text: str) -> None:
        self.toolbar.run.setEnabled(True)
        self.panels.timing.compare.setEnabled(True)
        self.progress.show_idle(text)
        self._show_passes()

    def _on_devices(self, devices: Sequence[Device]) -> None:
        """Offers what there is; a device that is gone is told beside what is said already."""
        chosen = self.toolbar.device.value()
        self.toolbar.show_devices(devices)
        if chosen not in {device.id for device in devices}:
            now = self.toolbar.device.currentText()
            gone = f"{chosen} is no longer there; {now} is chosen instead."
            self.panels.notice.say(f"{self.panels.notice.text()} {gone}".strip())

    def _start_again(self) -> None:
        if self._running == COMPARISON:
            self.compare_with_plain()
        else:
            self.start_run()

    def _on_compute_died(self, message: str) -> None:
        was_running, device = self.runs.is_running, self.toolbar.chosen_device()
        self.runs.on_child_died()
        self._end_run("Ready")
        self.panels.costs.show_unchecked()
        self.panels.summary.forget()
        again = "Check again", self.checks.check_now
        hint = f"if memory ran out, take a smaller batch than {digits_grouped(self.batch)}"
        if was_running:
            again = "Time again", self._start_again
            self.runs.find_devices()
        if was_running and self.compute.was_killed and self.runs.asked:
            hint = killed_text(*self.runs.asked, device)
        self.panels.notice.say(f"{message} The window is unharmed. {sentence(hint)}", *again)
