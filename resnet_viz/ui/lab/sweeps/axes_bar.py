"""Which measures the chart of a sweep is of, and whether its axes are logarithmic."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from resnet_viz.core.lab.sweep.measures import MEASURES
from resnet_viz.session.sweep_choice import FIRST_SWEEP, SweepChoice
from resnet_viz.ui.parts.choice import Combo
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.tip import set_tip


class AxesBar(QWidget):
    """`chosen` carries the choice with what a person changed of it."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._choice = FIRST_SWEEP
        rows = [(row.key, row.title) for row in MEASURES]
        self.across = Combo(rows, lambda key: self._choose(x=key))
        self.up = Combo(rows, lambda key: self._choose(y=key))
        self.across.setAccessibleName("From left to right")
        self.up.setAccessibleName("From bottom to top")
        self.log = QCheckBox("Log")
        set_tip(self.log, "Logarithmic axes")
        self.log.toggled.connect(lambda is_on: self._choose(is_log=is_on))
        against = plain_label("against")
        against.setProperty("role", "muted")
        self.export = QPushButton("Export…")
        set_tip(self.export, "Save this chart as SVG, PDF, PNG, TikZ or CSV")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.up, against, self.across, self.log):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.export)

    def show_choice(self, choice: SweepChoice) -> None:
        """Shows a choice without a signal."""
        self._choice = choice
        self.across.show_value(choice.x)
        self.up.show_value(choice.y)
        self.log.blockSignals(True)
        self.log.setChecked(choice.is_log)
        self.log.blockSignals(False)

    def _choose(self, **changes: object) -> None:
        choice = replace(self._choice, **changes)  # type: ignore[arg-type]  # each by its own field
        if choice != self._choice:
            self._choice = choice
            self.chosen.emit(choice)
