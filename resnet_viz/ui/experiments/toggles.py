"""A row of buttons of which several may be down."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget


class Toggles(QWidget):
    """`toggled` carries the value of the button that a person pressed."""

    toggled = Signal(str)

    def __init__(self, rows: Sequence[tuple[str, str]], role: str = "") -> None:
        super().__init__()
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        self.setProperty("role", "segments")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for value, text in rows:
            button = self._buttons[value] = QPushButton(text)
            button.setCheckable(True)
            button.setProperty("role", role)
            button.clicked.connect(lambda _=False, value=value: self.toggled.emit(value))
            row.addWidget(button)

    def button(self, value: str) -> QPushButton:
        """The button of a value."""
        return self._buttons[value]

    def show_values(self, values: Collection[str]) -> None:
        """Presses the buttons of these values in, and no other."""
        for value, button in self._buttons.items():
            button.setChecked(value in values)
