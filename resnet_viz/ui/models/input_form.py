"""Inputs that a person asks for before anything is known of a model: a line each, or none."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from resnet_viz.core.models.inputs import DTYPES, inputs_from
from resnet_viz.ui.parts.choice import Combo
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.parts.typed_field import typed_field

MOST_ROWS = 8  # a text may have more, as `--input` does
GUESSED = "guessed"
HEADS = ("Name of the argument", "Shape with the batch", "Element type")
PLACEHOLDERS = ("by place", "guessed from the first layer")
SHAPE_TIP = "Such as 1x3x224x224. Left empty, it is guessed from the first layer."


class InputForm(QWidget):
    """One line more than is filled in; `edited` says that something is other now."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[QLineEdit, QLineEdit, Combo]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        for column, head in enumerate(HEADS):
            label = plain_label(head)
            label.setProperty("role", "note")
            self._grid.addWidget(label, 0, column)
        self._add_row()

    def texts(self) -> tuple[str, ...]:
        """The inputs as `--input` takes them, none where all are guessed; UserError for others."""
        found = []
        for name, shape, kind in self.rows:
            sizes = shape.text().strip().replace("×", "x").replace(" ", "")
            if sizes or name.text().strip():
                parts = (name.text().strip(), sizes, kind.value())
                found.append(":".join(part for part in parts if part))
        return tuple(map(str, inputs_from(found)))

    def show_texts(self, texts: tuple[str, ...]) -> None:
        """Fills in inputs that a text names."""
        asked = inputs_from(texts)
        while len(self.rows) <= len(asked):
            self._add_row()
        for (name, shape, kind), each in zip(self.rows, asked, strict=False):
            name.setText(each.name)
            shape.setText("x".join(map(str, each.shape)))
            kind.show_value(each.dtype)
        for name, shape, kind in self.rows[len(asked) :]:
            name.clear()
            shape.clear()
            kind.setCurrentIndex(0)

    def show_state(self, state: State) -> None:
        """Marks what is filled in, or takes the mark away."""
        for _, shape, _ in self.rows:
            set_state(shape, state if shape.text() else State.PLAIN)

    def _add_row(self) -> None:
        place = len(self.rows) + 1
        name, shape = typed_field(), typed_field()
        kind = Combo([("", GUESSED), *((each, each) for each in DTYPES)], lambda _: self._on_edit())
        for field, words, head in zip((name, shape), PLACEHOLDERS, HEADS, strict=False):
            field.setPlaceholderText(words)
            field.setAccessibleName(f"{head}, input {place}")
            field.textEdited.connect(lambda _: self._on_edit())
        kind.setAccessibleName(f"Element type, input {place}")
        set_tip(shape, SHAPE_TIP)
        for column, widget in enumerate((name, shape, kind)):
            self._grid.addWidget(widget, place, column)
        self.rows.append((name, shape, kind))

    def _on_edit(self) -> None:
        _, last, _ = self.rows[-1]
        if last.text().strip() and len(self.rows) < MOST_ROWS:
            self._add_row()
        self.show_state(State.PLAIN)
        self.edited.emit()
