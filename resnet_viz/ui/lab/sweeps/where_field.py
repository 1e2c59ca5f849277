"""The condition that chooses among the networks of a sweep, with what is wrong with it below."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.sweep.measures import KEYS
from resnet_viz.core.lab.where import Condition, condition_of
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.field import Field
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.parts.typed_field import typed_field

EXAMPLE = "macs<4G and params<=25M"
TIP = (
    "Measures such as params, macs, activations or latency_ms, numbers such as 4e9 or 25M, "
    "< <= > >= ==, and, or, not, ( ). The other networks stay in the chart, greyed."
)
PAUSE_MS = 250  # after a letter, before thousands of points are looked at


class WhereField(QWidget):
    """`changed` carries the text a moment after the last letter."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.edit = typed_field()
        self.edit.setPlaceholderText(EXAMPLE)
        self.edit.setClearButtonEnabled(True)
        set_tip(self.edit, TIP)
        self.field = Field("Only where", self.edit)
        self.wrong = ElidedLabel(Qt.TextElideMode.ElideRight)
        set_state(self.wrong, State.BAD)
        self.wrong.hide()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.take)
        self.edit.textChanged.connect(lambda _: self._pause.start())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.field)
        column.addWidget(self.wrong)

    def show_text(self, text: str) -> None:
        """Shows a condition without a signal."""
        if self.edit.text().strip() != text:
            self.edit.blockSignals(True)
            self.edit.setText(text)
            self.edit.setCursorPosition(0)
            self.edit.blockSignals(False)
        self.condition()

    def take(self) -> None:
        """What is typed counts now."""
        self._pause.stop()
        self.changed.emit(self.edit.text().strip())

    def condition(self) -> Condition | None:
        """The condition, None for none and for one that can't be read, which is marked."""
        found, said, text = None, "", self.edit.text()
        try:
            found = condition_of(text, KEYS) if text.strip() else None
        except UserError as error:
            said = error.sentence
        self.field.show_state(State.BAD if said else State.PLAIN)
        self.wrong.show_words(said)
        self.wrong.setVisible(bool(said))
        return found
