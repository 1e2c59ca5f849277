"""What enters a network, a line an input: its name, its whole shape, its element type."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from resnet_viz.core.graph.traced import TracedInput
from resnet_viz.core.models.inputs import DTYPES, InputAsked, input_from
from resnet_viz.ui.parts.choice import Combo
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.parts.typed_field import typed_field

SHAPE_TIP = "The whole shape with the batch, such as 1x3x224x224"
TYPE_TIP = "What its numbers are"
TIMES = "×"


class InputRows(QWidget):
    """`edited` says that a person typed or chose something, `entered` that Return was pressed."""

    edited = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._inputs: tuple[TracedInput, ...] = ()
        self._names: list[QLabel] = []
        self.shapes: list[QLineEdit] = []
        self.types: list[Combo] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    def show_inputs(self, inputs: Sequence[TracedInput]) -> None:
        """Shows the inputs that a network was recorded with."""
        self._inputs = tuple(inputs)
        while len(self.shapes) < len(inputs):
            self._add_row()
        for place, widgets in enumerate(zip(self._names, self.shapes, self.types, strict=True)):
            for widget in widgets:
                widget.setVisible(place < len(inputs))
        for place, each in enumerate(inputs):
            self._show_row(place, each)

    @property
    def is_changed(self) -> bool:
        """Whether something is typed that the network was not recorded with."""
        return any(
            (self.shapes[place].text().strip(), self.types[place].value())
            != ("x".join(map(str, each.shape)), each.dtype)
            for place, each in enumerate(self._inputs)
        )

    def texts(self) -> tuple[str, ...]:
        """The inputs as `--input` takes them; UserError for one that can't be, which is marked."""
        return tuple(str(self._asked(place, each)) for place, each in enumerate(self._inputs))

    def _asked(self, place: int, given: TracedInput) -> InputAsked:
        shape = self.shapes[place].text().replace(TIMES, "x").replace(" ", "")
        set_state(self.shapes[place], State.BAD)
        name = f"{given.name}:" if given.name.isidentifier() and given.name != "input" else ""
        asked = input_from(f"{name}{shape}:{self.types[place].value()}")
        set_state(self.shapes[place], State.PLAIN)
        return asked

    def _add_row(self) -> None:
        row, name, shape = len(self.shapes), plain_label(), typed_field()
        name.setProperty("role", "muted")
        name.setBuddy(shape)
        kinds = Combo([(dtype, dtype) for dtype in DTYPES], lambda _: self.edited.emit())
        set_tip(shape, SHAPE_TIP)
        set_tip(kinds, TYPE_TIP)
        shape.textEdited.connect(self._on_typed)
        shape.returnPressed.connect(self.entered)
        for column, widget in enumerate((name, shape, kinds)):
            self._grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignVCenter)
        self._names.append(name)
        self.shapes.append(shape)
        self.types.append(kinds)

    def _show_row(self, place: int, given: TracedInput) -> None:
        name = given.name or "input"
        self._names[place].setText(name)
        self.shapes[place].setText("x".join(map(str, given.shape)))
        self.shapes[place].setAccessibleName(f"Shape of {name}")
        set_state(self.shapes[place], State.PLAIN)
        self.types[place].show_value(given.dtype)
        self.types[place].setAccessibleName(f"Element type of {name}")

    def _on_typed(self) -> None:
        for shape in self.shapes:
            set_state(shape, State.PLAIN)
        self.edited.emit()
