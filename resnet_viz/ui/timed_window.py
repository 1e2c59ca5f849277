"""The window's timed runs: started and cancelled, their progress, their results, their faults."""

from resnet_viz.core.fit import shortage_words
from resnet_viz.core.measurement import TimingOptions, TimingReport
from resnet_viz.core.spec import ResNetSpec
from resnet_viz.core.wording import grouped, sentences
from resnet_viz.ui.action import action
from resnet_viz.ui.appearance import Appearance
from resnet_viz.ui.child import Values
from resnet_viz.ui.window import Window


class TimedWindow(Window):
    """The window with what the compute process measures for it."""

    def __init__(self, spec: ResNetSpec, appearance: Appearance) -> None:
        super().__init__(spec, appearance)
        self.toolbar.run_clicked.connect(self.start_run)
        self.progress.cancelled.connect(self.cancel_run)
        self.compute.died.connect(self._on_compute_died)
        self.runs.devices_found.connect(self.toolbar.show_devices)
        self.runs.progressed.connect(self._on_run_progressed)
        self.runs.finished.connect(self._on_run_finished)
        self.runs.failed.connect(self._on_run_failed)

    @action("Run", "Timed run", "Time this network, layer by layer", "F5")
    def run(self) -> None:
        self.start_run()

    @action("Run", "Cancel", "End the timed run", "Esc")
    def cancel(self) -> None:
        self.cancel_run()

    @action("Run", "Show timing", "Bring the result of the run to the front", "Ctrl+T")
    def show_timing(self) -> None:
        self.panels.show_tab(self.panels.timing)

    def start_run(self) -> None:
        """Times the network on screen on the device chosen; one that won't fit is warned of."""
        options, device = self._timing_options(), self.toolbar.chosen_device()
        shortage = shortage_words(self.spec, options, device) if device else ""
        if shortage:
            self.panels.notice.say(sentences((shortage,)), "Run all the same", self.run_anyway)
        else:
            self.run_anyway()

    def _timing_options(self) -> TimingOptions:
        return self.toolbar.timing_options(self.batch, self.weights.path_for(self.spec))

    def run_anyway(self) -> None:
        """Times the network on screen, whether it fits or not."""
        if self.runs.is_running:
            return
        self.runs.start(self.spec, self._timing_options())
        self.toolbar.run.setEnabled(False)
        self._on_run_progressed({"doing": "starting", "done": 0, "total": 0})

    def cancel_run(self) -> None:
        """Ends a timed run at once."""
        if self.runs.is_running:
            self.runs.cancel()
            self._end_run("Timed run cancelled")
            self.checks.check_soon(self.spec)

    def _on_run_progressed(self, values: Values) -> None:
        self.progress.show_progress("Timed run", values)

    def _on_run_finished(self, report: TimingReport) -> None:
        self._end_run(f"Timed run of {report.arch}: {report.whole_ms.median:.2f} ms")
        self.on_costs_changed()
        self._paint()
        if not report.trust.is_trusted:
            self.panels.notice.say(sentences(report.trust.notes))

    def _on_run_failed(self, message: str) -> None:
        self._end_run("Timed run failed")
        self.panels.notice.say(message)

    def _end_run(self, text: str) -> None:
        self.toolbar.run.setEnabled(True)
        self.progress.show_idle(text)

    def _on_compute_died(self, message: str) -> None:
        was_running = self.runs.is_running
        self.runs.on_child_died()
        self._end_run("Ready")
        self.panels.costs.show_unchecked()
        self.panels.summary.forget()
        again = "Check again", self.checks.check_now
        if was_running:
            again = "Time again", self.start_run
        smaller = f"take a smaller batch than {grouped(self.batch)} or a smaller input"
        hint = f"The window is unharmed. If memory ran out, {smaller}."
        self.panels.notice.say(f"{message} {hint}", *again)
