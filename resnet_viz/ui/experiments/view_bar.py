"""What of a result is drawn: which plot, at which step or number of blocks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.ui.experiments.slider import Slider
from resnet_viz.ui.experiments.switch import CURVES, SLIDERS
from resnet_viz.ui.parts.choice import ButtonRow
from resnet_viz.ui.parts.flow import Flow
from resnet_viz.ui.parts.label import plain_label

STEP_TEXTS = {
    Experiment.TRAINING: ("Step", "step {number}"),
    Experiment.LESION: ("Random blocks", "{number} removed"),
}
SLIDER_WIDTH, NUMBER_WIDTH = 160, 90


class ViewBar(QWidget):
    """`plot_chosen` carries the key of a plot, `step_chosen` the slider's place and its plot."""

    plot_chosen = Signal(str)
    step_chosen = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self._experiment: Experiment | None = None
        self._numbers: tuple[int, ...] = ()
        self.rows: dict[Experiment, ButtonRow] = {
            experiment: ButtonRow(list(curves.items()), self.plot_chosen.emit)
            for experiment, curves in CURVES.items()
        }
        self.name, self.number = plain_label(), plain_label()
        self.name.setProperty("role", "muted")
        self.slider = Slider(0, 0)
        self.slider.setFixedWidth(SLIDER_WIDTH)
        self.number.setMinimumWidth(NUMBER_WIDTH)
        self.slider.valueChanged.connect(self._on_moved)
        self._place = QWidget()
        row = QHBoxLayout(self._place)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.name, self.slider, self.number):
            row.addWidget(widget)
        flow = Flow(self, spacing=10, between_lines=4)
        for part in (*self.rows.values(), self._place):
            flow.addWidget(part)

    def show_view(
        self, experiment: Experiment, plot: str, place: int, numbers: tuple[int, ...]
    ) -> None:
        """Shows the plot chosen; the slider has the steps or numbers of blocks of a result."""
        self._experiment, self._numbers = experiment, numbers
        for each, row in self.rows.items():
            row.setVisible(each is experiment)
            row.show_value(plot)
        has_slider = experiment in SLIDERS
        self._place.setVisible(has_slider)
        self.setVisible(has_slider or experiment in self.rows)
        self.name.setText(STEP_TEXTS[experiment][0] if has_slider else "")
        if has_slider:
            self.slider.setAccessibleName(self.name.text())
            self.slider.setEnabled(len(numbers) > 1)
            self.slider.show_range(max(len(numbers) - 1, 0), place)
        self._show_number(self.slider.value())

    def _on_moved(self, place: int) -> None:
        self._show_number(place)
        if self._experiment is not None:
            self.step_chosen.emit({"step": place, "plot": SLIDERS[self._experiment]})

    def _show_number(self, place: int) -> None:
        has_number = self._experiment in STEP_TEXTS and place < len(self._numbers)
        text = STEP_TEXTS[self._experiment][1] if self._experiment and has_number else ""
        self.number.setText(text.format(number=self._numbers[place]) if text else "")
