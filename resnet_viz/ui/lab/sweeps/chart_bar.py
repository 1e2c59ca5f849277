"""What the chart of a sweep shows: both axes, whether they are logarithmic, which networks."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.sweep.measures import KEYS, MEASURES
from resnet_viz.core.lab.where import Condition, condition_of
from resnet_viz.session.sweep_choice import FIRST_SWEEP, SweepChoice
from resnet_viz.ui.parts.choice import Combo
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.parts.typed_field import typed_field

EXAMPLE = "macs<4G and params<=25M"
TIP = (
    "Measures, numbers such as 4e9 or 25M, < <= > >= ==, and, or, not, ( ). "
    "The others stay in the chart, greyed"
)
PAUSE_MS = 250  # after a letter, before thousands of points are looked at
LEAST_WIDTH = 120


class ChartBar(QWidget):
    """`chosen` carries the choice with what a person changed of it."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._choice = FIRST_SWEEP
        rows = [(row.key, row.title) for row in MEASURES]
        self.across = Combo(rows, lambda key: self._choose(x=key))
        self.up = Combo(rows, lambda key: self._choose(y=key))
        self.log = QCheckBox("Log")
        self.log.toggled.connect(lambda is_on: self._choose(is_log=is_on))
        self.where = typed_field()
        self.where.setPlaceholderText(EXAMPLE)
        self.where.setAccessibleName("Only networks where")
        set_tip(self.where, TIP)
        self.wrong = ElidedLabel(Qt.TextElideMode.ElideRight)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._on_where)
        self.where.textChanged.connect(lambda _: self._pause.start())
        self._lay_out()

    def show_choice(self, choice: SweepChoice) -> None:
        """Shows a choice without a signal."""
        self._choice = choice
        self.across.show_value(choice.x)
        self.up.show_value(choice.y)
        for widget in (self.log, self.where):
            widget.blockSignals(True)
        self.log.setChecked(choice.is_log)
        if self.where.text().strip() != choice.where:
            self.where.setText(choice.where)
        for widget in (self.log, self.where):
            widget.blockSignals(False)
        self.condition()

    def condition(self) -> Condition | None:
        """The condition that is typed, None for none and for one that can't be read yet."""
        text = self.where.text()
        found, said = None, ""
        try:
            found = condition_of(text, KEYS) if text.strip() else None
        except UserError as error:
            said = error.sentence
        set_state(self.where, State.BAD if said else State.PLAIN)
        self.wrong.show_words(said)
        self.wrong.setVisible(bool(said))
        return found

    def _on_where(self) -> None:
        self._choose(where=self.where.text().strip())

    def _choose(self, **changes: object) -> None:
        choice = replace(self._choice, **changes)  # type: ignore[arg-type]  # each by its own field
        if choice != self._choice:
            self._choice = choice
            self.chosen.emit(choice)

    def _lay_out(self) -> None:
        set_tip(self.log, "Logarithmic axes")
        self.across.setAccessibleName("From left to right")
        self.up.setAccessibleName("From bottom to top")
        for combo in (self.across, self.up):
            combo.setMinimumWidth(LEAST_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(8)
        words = ("", "against", "", "where", "")
        parts: tuple[QWidget, ...] = (self.up, self.across, self.log, self.where)
        for text, part in zip(words, parts, strict=False):
            if text:
                label = plain_label(text)
                label.setProperty("role", "muted")
                row.addWidget(label)
            row.addWidget(part, int(part is self.where))
        set_state(self.wrong, State.BAD)
        self.wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.wrong)
