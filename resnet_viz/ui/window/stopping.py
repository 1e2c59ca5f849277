"""Esc ends whatever goes on: a timed run, the reading of a file, a sweep, an experiment."""

from PySide6.QtCore import QObject, Signal

from resnet_viz.ui.experiments.actions import ExperimentsFeature
from resnet_viz.ui.lab.sweeps.actions import SweepsFeature
from resnet_viz.ui.models.actions import ModelsFeature
from resnet_viz.ui.network.actions import NetworkFeature
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.timing.actions import RunFeature


def _stops(feature: "StoppingFeature") -> ActionState:
    return ActionState(is_enabled=feature.has_work, reason="Nothing is going on")


class StoppingFeature(QObject):
    """Ends the process that does the work, and has another one started.

    `turned` says that there is something to stop, or not any more.
    """

    turned = Signal()

    def __init__(
        self,
        timed: RunFeature,
        networks: NetworkFeature,
        models: ModelsFeature,
        sweeps: SweepsFeature,
        experiments: ExperimentsFeature,
    ) -> None:
        super().__init__(timed)
        self._timed, self._networks, self._sweeps = timed, networks, sweeps
        self._experiments, self._models = experiments, models
        for part in (timed, networks, models, sweeps, experiments):
            part.turned.connect(self.turned)

    @property
    def has_work(self) -> bool:
        """Whether there is something to stop."""
        others = self._networks.is_reading, bool(self._sweeps.running), self._models.is_working
        return self._timed.is_running or self._experiments.can_stop or any(others)

    @action("Run", "Stop", "End what is going on", "Esc", state=_stops)
    def cancel(self) -> None:
        self._networks.stop_reading()
        self._models.stop()
        self._timed.cancel()
        self._sweeps.cancel_sweep()
        self._experiments.stop()
