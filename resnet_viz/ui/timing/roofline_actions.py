"""The roofline of the run on screen, and its ceilings measured again."""

from PySide6.QtCore import QObject

from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.requests import MeasureCeilings
from resnet_viz.jobs.messages import Failure
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import action
from resnet_viz.ui.parts.notice import Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.processes.runs import Runs
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.timing.roofline_panel import RooflinePanel


class RooflineFeature(QObject):
    """Shows the roofline of the session's run."""

    def __init__(
        self,
        session: Session,
        panel: RooflinePanel,
        compute: Child,
        runs: Runs,
        appearance: Appearance,
        say: Say,
    ) -> None:
        super().__init__(session)
        self._session, self._panel, self._compute = session, panel, compute
        self._runs, self._say = runs, say
        panel.measure_clicked.connect(self.measure_ceilings)
        compute.died.connect(lambda _: panel.show_measuring(is_measuring=False))
        session.network_changed.connect(self._show)
        session.runs_changed.connect(self._show)
        appearance.changed.connect(panel.set_colors)
        panel.set_colors(appearance.colors)
        self._show()

    @action("Run", "Show roofline", "Show the roofline of the run", "Ctrl+R")
    def show_roofline(self) -> None:
        self._say.front(self._panel)

    def measure_ceilings(self) -> None:
        """Measures again what this machine does at best, for the run that is shown."""
        timing = self._session.shown.timing
        if timing is None or self._runs.is_running:
            return
        self._panel.show_measuring(is_measuring=True)
        self._say.clear(Cause.CEILINGS)
        self._say.status("Measuring the machine's ceilings …")
        self._compute.ask(MeasureCeilings(timing), self._on_ceilings, self._on_no_ceilings)

    def _show(self) -> None:
        self._panel.show_run(self._session.shown.timing)

    def _on_ceilings(self, report: TimingReport) -> None:
        self._panel.show_measuring(is_measuring=False)
        self._say.status("Ceilings measured")
        self._session.keep_times(report)

    def _on_no_ceilings(self, failure: Failure) -> None:
        self._panel.show_measuring(is_measuring=False)
        self._say.status("")
        self._say.notice(failure.message, Kind.ERROR, Cause.CEILINGS)
