"""One labelled control of a panel; what is wrong with it is said in a line that it shares."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.state import State, set_state

LABEL_WIDTH = 66
SPACING = 6


class Field(QWidget):
    """A label and a control; `mark` shows its state in place of colouring all of the control."""

    def __init__(
        self, name: str, control: QWidget, mark: Callable[[State], None] | None = None
    ) -> None:
        super().__init__()
        self.control = control
        self._mark = mark or (lambda state: set_state(control, state))
        self._is_marked = False
        self._label = plain_label(name)
        self._label.setProperty("role", "muted")
        self._label.setBuddy(control)
        self._label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        control.setAccessibleName(name)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACING)
        line.addWidget(self._label)
        line.addWidget(control, 1)

    @property
    def label_width(self) -> int:
        """The pixels that its name takes."""
        return self._label.sizeHint().width()

    def set_label_width(self, width: int) -> None:
        """Lines the control up with those of other fields."""
        self._label.setFixedWidth(width)

    def show_state(self, state: State) -> None:
        """Marks the control, or takes the mark away."""
        if self._is_marked or state is not State.PLAIN:
            self._is_marked = state is not State.PLAIN
            self._mark(state)
