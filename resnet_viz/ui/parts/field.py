"""One labelled control of a panel, with its own place for what is wrong and what would do."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.ui.parts.state import State, set_state

LABEL_WIDTH = 78
SPACING = 6


class Field(QWidget):
    """A label, a control and under them a line that only shows when the value is refused.

    `on_nearest` is called with the text of the legal value that the person clicks.
    """

    INDENT = LABEL_WIDTH + SPACING

    def __init__(self, name: str, control: QWidget, on_nearest: Callable[[str], None]) -> None:
        super().__init__()
        self.control = control
        label = QLabel(name)
        label.setProperty("role", "muted")
        label.setBuddy(control)
        label.setFixedWidth(LABEL_WIDTH)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        control.setAccessibleName(name)
        self.wrong = QLabel()
        self.wrong.setProperty("role", "error")
        self.wrong.setWordWrap(True)
        self.wrong.setTextFormat(Qt.TextFormat.RichText)
        self.wrong.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.wrong.linkActivated.connect(on_nearest)
        self.wrong.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.setHorizontalSpacing(SPACING)
        grid.addWidget(label, 0, 0)
        grid.addWidget(control, 0, 1)
        grid.addWidget(self.wrong, 1, 0, 1, 2)
        grid.setColumnStretch(1, 1)

    def show_error(self, error: UserError | None) -> None:
        """Marks the control and says what is allowed, or takes the mark away."""
        set_state(self.control, State.BAD if error else State.PLAIN)
        self.wrong.setVisible(error is not None)
        if error is not None:
            self.wrong.setText(_sentence(error))


def _sentence(error: UserError) -> str:
    links = " ".join(f'<a href="{escape(text)}">{escape(text)}</a>' for text in error.nearest)
    text = escape(error.reason if links else error.message)
    return f"{text[:1].upper()}{text[1:]}." + (f" Use {links}" if links else "")
