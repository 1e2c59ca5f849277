"""The window's roofline: points, table and diagram in step, and ceilings measured again."""

from resnet_viz.core.graph.network import Network
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.requests import MeasureCeilings
from resnet_viz.jobs.messages import Failure
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import action
from resnet_viz.ui.timing.actions import TimedWindow


class RooflineWindow(TimedWindow):
    """The window with the tab of the roofline."""

    def __init__(self, network: Network, appearance: Appearance) -> None:
        super().__init__(network, appearance)
        roofline = self.panels.roofline
        roofline.layer_selected.connect(self._on_point_selected)
        roofline.measure_clicked.connect(self.measure_ceilings)
        self.compute.died.connect(lambda _: roofline.show_measuring(is_measuring=False))

    @action("Run", "Show roofline", "Bring the roofline of the run to the front", "Ctrl+R")
    def show_roofline(self) -> None:
        self.panels.show_tab(self.panels.roofline)

    def measure_ceilings(self) -> None:
        """Measures again what this machine does at best, for the run that is shown."""
        timing = self.timing()
        if timing is None or self.runs.is_running:
            return
        self.panels.roofline.show_measuring(is_measuring=True)
        self.progress.show_idle("Measuring the machine's ceilings …")
        self.compute.ask(MeasureCeilings(timing), self._on_ceilings, self._on_no_ceilings)

    def on_costs_changed(self) -> None:
        super().on_costs_changed()
        self.panels.roofline.show_run(self.timing())

    def on_appearance_changed(self) -> None:
        super().on_appearance_changed()
        self.panels.roofline.set_colors(self.appearance.colors)

    def _on_item_selected(self, item_id: str) -> None:
        super()._on_item_selected(item_id)
        item = self._item(item_id)
        self.panels.roofline.select(item.members if item else ())

    def _on_layer_selected(self, path: str) -> None:
        super()._on_layer_selected(path)
        self.panels.roofline.select((path,))

    def _on_point_selected(self, path: str) -> None:
        self.panels.layers.select(path)
        self._on_layer_selected(path)

    def _on_ceilings(self, report: TimingReport) -> None:
        self.panels.roofline.show_measuring(is_measuring=False)
        self.progress.show_idle("Ceilings measured")
        self.runs.keep(report)
        self.on_costs_changed()
        self._paint()

    def _on_no_ceilings(self, failure: Failure) -> None:
        self.panels.roofline.show_measuring(is_measuring=False)
        self.progress.show_idle("")
        self.panels.notice.say(failure.message)
