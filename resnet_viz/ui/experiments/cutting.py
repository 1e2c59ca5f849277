"""Blocks and shortcuts go and come back by keys and menu, and are measured at once."""

from PySide6.QtCore import QObject

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.graph.paths import sum_path
from resnet_viz.session.learn_edits import put_all_back
from resnet_viz.session.results.outcomes import result_of
from resnet_viz.ui.experiments import drawn
from resnet_viz.ui.experiments.actions import MENU, ExperimentsFeature
from resnet_viz.ui.experiments.diagram import NetworkDiagram
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.processes.experiments import Experiments
from resnet_viz.ui.session.session import Session

NO_BLOCK = "Select a block in the diagram of Lesions first"
NO_SHORTCUT = "This block has no shortcut"
NOTHING_CUT = "Nothing was taken away"


def _block_state(feature: "CuttingFeature") -> ActionState:
    block, cut = feature.diagram.block, feature.cut
    is_away = block is not None and block.path in cut
    text = "Put block back" if is_away else ""
    return ActionState(text, is_enabled=block is not None, reason=NO_BLOCK)


def _shortcut_state(feature: "CuttingFeature") -> ActionState:
    block, cut = feature.diagram.block, feature.cut
    if block is None or block.shortcut is None:
        return ActionState(is_enabled=False, reason=NO_SHORTCUT if block else NO_BLOCK)
    return ActionState("Put shortcut back" if sum_path(block.path) in cut else "")


def _all_state(feature: "CuttingFeature") -> ActionState:
    return ActionState(is_enabled=bool(feature.cut), reason=NOTHING_CUT)


class CuttingFeature(QObject):
    """Takes away and puts back; each time the accuracy without what is away is measured at once.

    Networks that were trained stay in the process of experiments, so that this takes a moment.
    """

    def __init__(
        self,
        session: Session,
        diagram: NetworkDiagram,
        feature: ExperimentsFeature,
        experiments: Experiments,
    ) -> None:
        super().__init__(session)
        self._session, self.diagram = session, diagram
        self._feature, self._experiments = feature, experiments
        self._cut = self.cut
        session.learn_changed.connect(self._on_changed)
        session.opened.connect(self._on_opened)
        diagram.selected.connect(feature.turned)

    @property
    def cut(self) -> tuple[str, ...]:
        """What is away now."""
        return self._session.document.cut

    @action(
        MENU,
        "Take block away",
        "Measure the networks without this block, or with it again",
        starts_group=True,
        state=_block_state,
    )
    def cut_block(self) -> None:
        if (block := self.diagram.block) is not None:
            self.diagram.switch(block.path)

    @action(
        MENU,
        "Take shortcut away",
        "Measure the networks without the shortcut of this block, or with it again",
        "Ctrl+Alt+X",
        state=_shortcut_state,
    )
    def cut_shortcut(self) -> None:
        if (block := self.diagram.block) is not None and block.shortcut is not None:
            self.diagram.switch(sum_path(block.path))

    @action(MENU, "Put everything back", "All blocks and shortcuts there again", state=_all_state)
    def uncut_everything(self) -> None:
        self._session.edit(put_all_back)

    def _on_opened(self) -> None:
        """Another document: what is away in it was measured, or not, when it was saved."""
        self._cut = self.cut

    def _on_changed(self) -> None:
        if self.cut == self._cut:
            return
        self._cut = self.cut
        if (asked := self._asked_again()) is not None:
            self._feature.run_again(asked)

    def _asked_again(self) -> RunExperiment | None:
        """The run of the result on screen with what is away now; None while something else runs.

        Without a result nothing is measured before a person asks for it.
        """
        running, document = self._experiments.asked, self._session.document
        if self._feature.choice.experiment != Experiment.LESION:
            return None
        if running is not None:
            is_same = running.experiment is Experiment.LESION
            return _with_cut(running, self.cut) if is_same else None
        outcome = result_of(document.results, Experiment.LESION)
        if outcome is None:
            return None
        asked = RunExperiment(outcome.experiment, outcome.archs, outcome.setting)
        return _with_cut(asked, self.cut)


def _with_cut(asked: RunExperiment, cut: tuple[str, ...]) -> RunExperiment:
    here = drawn.cut_in(asked.archs, cut)
    return RunExperiment(asked.experiment, asked.archs, asked.setting, here)
