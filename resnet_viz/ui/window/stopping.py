"""Esc ends whatever goes on: a timed run, the reading of a file, a sweep, an experiment."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from resnet_viz.ui.experiments.actions import ExperimentsFeature
from resnet_viz.ui.lab.sweeps.actions import SweepsFeature
from resnet_viz.ui.models.actions import ModelsFeature
from resnet_viz.ui.network.actions import NetworkFeature
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.timing.actions import RunFeature
from resnet_viz.ui.weights.actions import WeightsFeature


def _stops(feature: "StoppingFeature") -> ActionState:
    return ActionState(is_enabled=feature.has_work, reason="Nothing is going on")


class AtWork(NamedTuple):
    """The features whose work can be ended."""

    timed: RunFeature
    networks: NetworkFeature
    models: ModelsFeature
    sweeps: SweepsFeature
    experiments: ExperimentsFeature
    weighing: WeightsFeature


class StoppingFeature(QObject):
    """Ends the process that does the work, and has another one started.

    `turned` says that there is something to stop, or not any more.
    """

    turned = Signal()

    def __init__(self, work: AtWork) -> None:
        super().__init__(work.timed)
        self._work = work
        for feature in work:
            feature.turned.connect(self.turned)

    @property
    def has_work(self) -> bool:
        """Whether there is something to stop."""
        work = self._work
        is_working = (
            work.timed.is_running,
            work.networks.is_reading,
            work.models.is_working,
            bool(work.sweeps.running),
            work.experiments.can_stop,
            work.weighing.is_looking,
        )
        return any(is_working)

    @action("Run", "Stop", "End what is going on", "Esc", state=_stops)
    def cancel(self) -> None:
        self._work.networks.stop_reading()
        self._work.weighing.stop_looking()
        self._work.models.stop()
        self._work.timed.cancel()
        self._work.sweeps.cancel_sweep()
        self._work.experiments.stop()
