"""The page of one experiment: its question, switches, runs, chart, diagram and caption."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.core.experiments.plot import Plot
from resnet_viz.session.learn_choice import LearnChoice
from resnet_viz.ui.experiments.files_bar import FilesBar
from resnet_viz.ui.experiments.networks_bar import NetworksBar
from resnet_viz.ui.experiments.picture import NetworkPicture
from resnet_viz.ui.experiments.plot_view import PlotsView
from resnet_viz.ui.experiments.run_bar import RunBar
from resnet_viz.ui.experiments.setting_bar import SettingBar
from resnet_viz.ui.experiments.shown import NOTHING_SAID, Caption, archs_of
from resnet_viz.ui.experiments.switch import switches_for
from resnet_viz.ui.experiments.view_bar import ViewBar
from resnet_viz.ui.look.colors import Colors
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.empty_page import empty_page
from resnet_viz.ui.parts.flow import Flow
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import triggers

NO_RESULT = "Press Run. What is measured is drawn here as it comes."
STALE = "This result was measured with other switches. Press Run to measure with these."
CAPTION_PX = 118  # at first: some sentences and their setting
SPACING = 8  # between switches
CHART_SHARE, PICTURE_SHARE = 7, 2
WORDY_PX = 800  # that have room for the experiment's title next to its question
NARROW_PX = 620  # of a page that has its room for the chart
MOST_PX = 10_000


class ExperimentPage(QWidget):
    """`changed` carries the fields of the choice that a person changed, by name.

    `refused` carries what is wrong with a text that was typed, '' for nothing.
    """

    changed = Signal(dict)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.number, self.question = plain_label(), ElidedLabel(Qt.TextElideMode.ElideRight)
        self.number.setProperty("role", "muted")
        self.question.setProperty("role", "heading")
        self.next = QPushButton()
        self.next.setProperty("role", "link")
        triggers(self.next, "show_next_page")
        self.networks, self.setting = NetworksBar(self), SettingBar(self)
        self.files, self.view = FilesBar(self), ViewBar()
        self.run_bar = RunBar()
        self.chart, self._empty = PlotsView(), empty_page(NO_RESULT)
        self.picture = NetworkPicture()
        self.why_not = plain_label()
        self.why_not.setProperty("role", "muted")
        self.why_not.setWordWrap(True)
        self.stale = ElidedLabel(Qt.TextElideMode.ElideRight)
        set_state(self.stale, State.WARN)
        self.caption, self.further, self.how = (plain_label() for _ in range(3))
        self._lay_out()
        self.networks.chosen.connect(lambda archs: self.changed.emit({"archs": archs}))
        self.networks.refused.connect(self.refused)
        self.setting.chosen.connect(lambda setting: self.changed.emit({"setting": setting}))
        self.files.chosen.connect(self.changed)
        self.view.plot_chosen.connect(lambda key: self.changed.emit({"plot": key}))
        self.view.step_chosen.connect(self.changed)

    def show_choice(self, choice: LearnChoice, numbers: tuple[int, ...]) -> None:
        """Shows an experiment with its switches; `numbers` are those of the slider."""
        experiment = Experiment(choice.experiment)
        row, switches = EXPERIMENTS[experiment], switches_for(experiment, choice.archs)
        self.number.setText(f"{list(EXPERIMENTS).index(experiment) + 1}  {row.title}")
        self.question.show_words(row.question)
        following = dict(zip(EXPERIMENTS, list(EXPERIMENTS.values())[1:], strict=False))
        self.next.setText(
            f"Next: {following[experiment].title} ›" if experiment in following else ""
        )
        self.next.setVisible(experiment in following)
        self.run_bar.longer.setText(row.longer_text)
        self.networks.show_networks(archs_of(choice), experiment)
        self.setting.show_setting(choice.setting, switches)
        self.files.show_files(choice.image, choice.weights, switches)
        self.view.show_view(experiment, choice.plot, choice.step, numbers)

    def show_why_not(self, text: str) -> None:
        """Why the network on screen can't take part, '' where it can."""
        self.why_not.setText(text)
        self.why_not.setVisible(bool(text))

    def show_caption(self, caption: Caption = NOTHING_SAID, *, is_stale: bool = False) -> None:
        """What may be said of the result, and whether the switches are others than its own."""
        self.caption.setText(caption.first)
        self.further.setText(caption.further)
        self.how.setText(caption.setting)
        self.stale.show_words(STALE if is_stale else "")

    def show_plots(self, plots: tuple[Plot, ...]) -> None:
        """Draws a result, none for none yet."""
        self.chart.show_plots(plots)
        self._place.setCurrentWidget(self.chart if plots else self._empty)

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        self.chart.set_colors(colors)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.picture.setHidden(event.size().width() < NARROW_PX)
        self.number.setHidden(event.size().width() < WORDY_PX)  # the list says it too

    def _lay_out(self) -> None:
        self.caption.setProperty("role", "lesson")
        self.how.setProperty("role", "muted")
        switches = QWidget()
        flow = Flow(switches, spacing=SPACING, between_lines=4)
        for bar in (self.networks, self.setting, self.files):
            for widget in bar.widgets():
                flow.addWidget(widget)
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self.sides.setChildrenCollapsible(False)
        self._place = QStackedWidget()
        for each in (self._empty, self.chart):
            self._place.addWidget(each)
        for part in (self._place, self.picture):
            self.sides.addWidget(part)
        self.sides.setSizes([CHART_SHARE * 1000, PICTURE_SHARE * 1000])
        rows = QSplitter(Qt.Orientation.Vertical)
        rows.setChildrenCollapsible(False)
        rows.addWidget(self.sides)
        rows.addWidget(_scrolling(self.caption, self.further, self.how))
        rows.setSizes([MOST_PX, CAPTION_PX])
        rows.setStretchFactor(0, 1)
        head = QHBoxLayout()
        head.addWidget(self.number)
        head.addWidget(self.question, 1)
        head.addWidget(self.next)
        head.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 6)
        column.setSpacing(4)
        column.addLayout(head)
        for widget in (self.why_not, switches, self.run_bar, self.view):
            column.addWidget(widget)
        column.addWidget(rows, 1)
        column.addWidget(self.stale)


def _scrolling(*labels: QLabel) -> QScrollArea:
    """Labels that scroll where they are higher than their room."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for label in labels:
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(label)
    column.addStretch(1)
    area = QScrollArea()
    area.setObjectName("column")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.setMinimumHeight(labels[0].fontMetrics().lineSpacing() * 2)
    return area
