"""The row of choices above the charts: which chart, of what, against what."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from resnet_viz.core.lab.choices import Varied
from resnet_viz.diagram.chart.axes import measure_axis
from resnet_viz.session.chart_choice import FIRST_CHART, ChartChoice, ChartKind
from resnet_viz.ui.lab.charts.offered import AXES, offered
from resnet_viz.ui.parts.choice import ButtonRow, Combo
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.tip import set_tip

SCATTER = (
    "Two measures of many networks, and the best of both. Drag to move, Shift and drag to select"
)
PARALLEL = "Many networks on all measures. Drag along an axis to select, click on it to clear"
KINDS = {
    ChartKind.STAGES: ("By stage", "What each stage costs"),
    ChartKind.ALONG: ("Along depth", "Costs summed up from the input to the output"),
    ChartKind.AGAINST: ("Against", "A measure of both blocks against depth, width or input size"),
    ChartKind.SCATTER: ("Scatter", SCATTER),
    ChartKind.PARALLEL: ("Parallel", PARALLEL),
}
VARIED = {Varied.DEPTH: "Depth", Varied.WIDTH: "Width", Varied.INPUT: "Input size"}
WIDEST_PX, LEAST_PX = 190, 90  # of a list


class ChartChoices(QWidget):
    """`chosen` carries the choice that a person made."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._choice = FIRST_CHART
        self._has_times = False
        self.kinds = ButtonRow(
            [(str(kind), words) for kind, (words, _) in KINDS.items()], self._on_kind
        )
        for kind, (_, tip) in KINDS.items():
            set_tip(self.kinds.button(str(kind)), tip)
        self.measure = _list("Measure", lambda key: self._choose(measure=key))
        self.across = _list("Measure across", lambda key: self._choose(across=key))
        self.varied = _list("What is varied", lambda key: self._choose(varied=Varied(key)))
        self.varied.set_rows([(str(key), words) for key, words in VARIED.items()])
        self.stacked = QCheckBox("Stacked")
        set_tip(self.stacked, "The stages of a network on top of each other")
        self.stacked.clicked.connect(lambda is_on: self._choose(is_stacked=is_on))
        self.log = QCheckBox("Log scale")
        set_tip(self.log, "Equal ratios have equal distances")
        self.log.clicked.connect(lambda is_on: self._choose(is_log=is_on))
        self.copy = QPushButton("Copy")
        set_tip(self.copy, "Copy the figures of this chart as a table, to paste into a sheet")
        self.export = QPushButton("Export…")
        set_tip(self.export, "Save this chart as SVG, PDF, PNG, TikZ or CSV")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.kinds, self.measure, self.across, self.varied, self.stacked, self.log):
            row.addWidget(widget)
        self.note = ElidedLabel(Qt.TextElideMode.ElideRight)
        self.note.setProperty("role", "muted")
        row.addWidget(self.note, 1)
        row.addWidget(self.copy)
        row.addWidget(self.export)

    def show_choice(self, choice: ChartChoice, *, has_times: bool) -> None:
        """Shows a choice, with the controls that its chart has; `has_times` where all have runs."""
        self._choice, self._has_times = choice, has_times
        kind = choice.kind
        self.kinds.show_value(str(kind))
        self.measure.set_rows(_rows(self._keys(), "" if kind is not ChartKind.SCATTER else "↑ "))
        self.across.set_rows(_rows(AXES, "→ "))
        for control, value in (
            (self.measure, self.measure_shown()),
            (self.across, choice.across),
            (self.varied, str(choice.varied)),
        ):
            control.show_value(value)
        self.stacked.setChecked(choice.is_stacked)
        self.log.setChecked(choice.is_log)
        self.measure.setVisible(kind is not ChartKind.PARALLEL)
        self.across.setVisible(kind is ChartKind.SCATTER)
        self.varied.setVisible(kind is ChartKind.AGAINST)
        self.stacked.setVisible(kind is ChartKind.STAGES)
        self.log.setVisible(kind in (ChartKind.AGAINST, ChartKind.SCATTER))

    def measure_shown(self) -> str:
        """The measure of the chart: the chosen one where the chart has it, else its first one."""
        keys = self._keys()
        return self._choice.measure if self._choice.measure in keys else next(iter(keys), "")

    def _keys(self) -> tuple[str, ...]:
        return offered(self._choice.kind, has_times=self._has_times)

    def _on_kind(self, value: str) -> None:
        self._choose(kind=ChartKind(value))

    def _choose(self, **changes: object) -> None:
        self.chosen.emit(replace(self._choice, **changes))  # type: ignore[arg-type]


def _rows(keys: Sequence[str], before: str) -> list[tuple[str, str]]:
    return [(key, f"{before}{measure_axis(key).title}") for key in keys]


def _list(name: str, chosen: object) -> Combo:
    made = Combo([], chosen)  # type: ignore[arg-type]  # what takes a text
    made.setAccessibleName(name)
    set_tip(made, name)
    made.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
    made.setMinimumWidth(LEAST_PX)
    made.setMaximumWidth(WIDEST_PX)
    return made
