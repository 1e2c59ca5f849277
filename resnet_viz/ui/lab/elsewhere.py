"""A run of the network on screen on another machine, by a worker of the scheduler that is named."""

from dataclasses import replace

from PySide6.QtCore import QObject

from resnet_viz.core.errors import UserError
from resnet_viz.core.scheduler import check_dask, scheduler_named
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.parts.notice import Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.runs import RUNNING, Runs
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.settings.settings import SCHEDULER, SCHEDULER_DEVICE, remembered
from resnet_viz.ui.timing.actions import TIMED_RUN, RunFeature

CPU = "cpu"
NO_SCHEDULER = "Name a scheduler on the Sweep page first"


def _starts(feature: "ElsewhereFeature") -> ActionState:
    if feature.is_running:
        return ActionState(is_enabled=False, reason=RUNNING)
    return ActionState(is_enabled=bool(remembered(SCHEDULER)), reason=NO_SCHEDULER)


class ElsewhereFeature(QObject):
    """Asks for the run; what comes of it is shown as any run, with the name of its machine."""

    def __init__(self, session: Session, runs: Runs, run: RunFeature, say: Say) -> None:
        super().__init__(session)
        self._session, self._runs, self._run, self._say = session, runs, run, say

    @property
    def is_running(self) -> bool:
        """Whether anything is being timed."""
        return self._runs.is_running

    @action(
        "Run",
        "Time on another machine",
        "Time this network on a machine of the scheduler that the Sweep page names",
        state=_starts,
    )
    def time_elsewhere(self) -> None:
        if self.is_running:
            return
        network = self._session.shown.network
        if network.traced is not None:
            words = f"Other machines don't have the code of {network.title}. Time it here."
            self._say.notice(words, Kind.WARNING, Cause.RUN)
            return
        try:
            check_dask()
            scheduler = scheduler_named(remembered(SCHEDULER))
        except UserError as error:
            self._say.notice(error.sentence, Kind.WARNING, Cause.RUN)
            return
        document = self._session.document
        asked = document.run_setup.options(document.batch)
        options = replace(asked, device=remembered(SCHEDULER_DEVICE) or CPU)
        self._runs.start_elsewhere(network, options, scheduler)
        self._run.begin(TIMED_RUN, self.time_elsewhere)
