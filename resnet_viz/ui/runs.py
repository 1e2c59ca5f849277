"""Timed runs as the window sees them: the devices, one run at a time, and what they found."""

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.arch import parse
from resnet_viz.core.measurement import TimingOptions, TimingReport, device_from, timing_report_from
from resnet_viz.core.messages import Verb
from resnet_viz.core.spec import ResNetSpec
from resnet_viz.core.stored_run import kept_from
from resnet_viz.ui.child import Child, Values


class Runs(QObject):
    """Asks the compute process; keeps the last report of each network and batch."""

    devices_found = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(str)
    stored = Signal(object)

    def __init__(self, child: Child, parent: QObject) -> None:
        super().__init__(parent)
        self._child = child
        self._reports: dict[tuple[str, int], TimingReport] = {}
        self.is_running = False

    def find_devices(self) -> None:
        """Asks what PyTorch can use here; `devices_found` carries the answer."""
        self._child.ask(Verb.DEVICES, {}, self._on_devices, self._on_failed)

    def start(self, spec: ResNetSpec, options: TimingOptions) -> None:
        """Starts a run; it ends in `finished`, `failed`, `cancel` or the child's death."""
        self.is_running = True
        values = {"arch": str(spec), **options.to_dict()}
        self._child.ask(Verb.TIME, values, self._on_report, self._on_failed, self.progressed.emit)

    def cancel(self) -> None:
        """Ends the run by ending the process; a fresh one warms up at once."""
        self.is_running = False
        self._child.cancel()

    def on_child_died(self) -> None:
        """The process is gone, and the run with it."""
        self.is_running = False

    def report_for(self, spec: ResNetSpec, batch: int) -> TimingReport | None:
        """The last run of this network with this batch, if there was one."""
        return self._reports.get((str(spec), batch))

    def adopt(self, report: TimingReport) -> None:
        """Takes a stored run for the last one of its network and batch."""
        self._reports[str(parse(report.arch)), report.batch] = report

    def _on_devices(self, values: Values) -> None:
        self.devices_found.emit(tuple(map(device_from, values["devices"])))

    def _on_report(self, values: Values) -> None:
        self.is_running = False
        kept = values.pop("stored", None)
        report = timing_report_from(values)
        self._reports[report.arch, report.batch] = report
        self.finished.emit(report)
        if kept is not None:
            self.stored.emit(kept_from(kept))

    def _on_failed(self, values: Values) -> None:
        self.is_running = False
        self.failed.emit(values["message"])
