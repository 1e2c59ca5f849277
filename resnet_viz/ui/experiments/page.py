"""The page of one experiment: its question, switches, runs, chart, diagram and caption."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.ui.experiments.choice import FIRST_CHOICE, LearnChoice
from resnet_viz.ui.experiments.networks_bar import NetworksBar
from resnet_viz.ui.experiments.picture import NetworkPicture
from resnet_viz.ui.experiments.run_bar import RunBar
from resnet_viz.ui.experiments.setting_bar import SettingBar
from resnet_viz.ui.experiments.switch import SWITCHES, Switch
from resnet_viz.ui.look.colors import Colors
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.empty_page import empty_page
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.state import State, set_state

NO_RESULT = "Press Run. What is measured is drawn here as it comes."
STALE = "The switches are different from those of this result. Press Run to see theirs."
CAPTION_LINES = 4
CHART_SHARE, PICTURE_SHARE = 3, 1


class ExperimentPage(QWidget):
    """`choice_made` carries the choice with what a person changed of it."""

    choice_made = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._choice = FIRST_CHOICE
        self.number, self.question = plain_label(), plain_label()
        self.number.setProperty("role", "muted")
        self.question.setProperty("role", "heading")
        self.networks, self.setting = NetworksBar(), SettingBar()
        self.refused = ElidedLabel(Qt.TextElideMode.ElideRight)
        set_state(self.refused, State.BAD)
        self.run_bar = RunBar()
        self.chart: QWidget = empty_page(NO_RESULT)
        self.picture = NetworkPicture()
        self.stale = ElidedLabel(Qt.TextElideMode.ElideRight)
        set_state(self.stale, State.WARN)
        self.caption = plain_label()
        self._lay_out()
        self.networks.chosen.connect(lambda archs: self._change(archs=archs))
        self.networks.refused.connect(self.refused.show_words)
        self.setting.chosen.connect(lambda setting: self._change(setting=setting))

    def show_choice(self, choice: LearnChoice) -> None:
        """Shows an experiment with its switches."""
        experiment = Experiment(choice.experiment)
        row, switches = EXPERIMENTS[experiment], SWITCHES[experiment]
        if choice.experiment != self._choice.experiment:
            self.refused.show_words("")
        self._choice = choice
        self.number.setText(f"{list(EXPERIMENTS).index(experiment) + 1}  {row.title}")
        self.question.setText(row.question)
        self.networks.show_networks(choice.archs, has_several=Switch.DEPTHS in switches)
        self.setting.show_setting(choice.setting, switches)

    def show_caption(self, sentences: Sequence[str], *, is_stale: bool) -> None:
        """What may be said of the result, and whether the switches are others than its own."""
        self.caption.setText(" ".join(sentences))
        self.stale.show_words(STALE if is_stale else "")

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""

    def _change(self, **changes: object) -> None:
        choice = replace(self._choice, **changes)  # type: ignore[arg-type]  # each by its name
        self.choice_made.emit(choice)

    def _lay_out(self) -> None:
        self.caption.setWordWrap(True)
        self.caption.setProperty("role", "lesson")
        self.caption.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self.sides.setChildrenCollapsible(False)
        for part in (self.chart, self.picture):
            self.sides.addWidget(part)
        self.sides.setSizes([CHART_SHARE * 1000, PICTURE_SHARE * 1000])
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 6)
        column.setSpacing(4)
        for widget in (self.number, self.question, self.networks, self.setting, self.refused):
            column.addWidget(widget)
        column.addWidget(self.run_bar)
        column.addWidget(self.sides, 1)
        column.addWidget(self.stale)
        column.addWidget(_with_room(self.caption, CAPTION_LINES))


def _with_room(label: QLabel, lines: int) -> QScrollArea:
    """A label in room for so many lines; more of them scroll."""
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    area = QScrollArea()
    area.setObjectName("column")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidgetResizable(True)
    area.setWidget(label)
    area.setFixedHeight(round(lines * label.fontMetrics().lineSpacing() * 1.15))
    return area
