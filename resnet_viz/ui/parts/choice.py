"""Small controls: a row of buttons of which one is down, a combo box, a spin box."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from resnet_viz.ui.parts.typed_field import bounded

STEP = QKeySequence.StandardKey
REDO = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)


class ButtonRow(QWidget):
    """Checkable buttons of which at most one is down: `chosen` is called with its value."""

    def __init__(
        self,
        rows: Sequence[tuple[str, str]],
        chosen: Callable[[str], None],
        *,
        role: str = "",
        columns: int = 0,
    ) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        grid = QGridLayout(self)
        self.setProperty("role", "segments")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        grid.setContentsMargins(2, 2, 2, 2)
        grid.setSpacing(2)
        for place, (value, text) in enumerate(rows):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setProperty("role", role)
            button.clicked.connect(lambda _=False, value=value: chosen(value))
            self._group.addButton(button)
            self._buttons[value] = button
            grid.addWidget(button, *divmod(place, columns or len(rows)))

    def button(self, value: str) -> QPushButton:
        """The button of a value."""
        return self._buttons[value]

    def show_value(self, value: str) -> None:
        """Presses the value's button in, or none when there is no such value."""
        self._group.setExclusive(False)
        for key, button in self._buttons.items():
            button.setChecked(key == value)
        self._group.setExclusive(True)


class Combo(QComboBox):
    """A combo box of values with texts that the wheel only turns when it has the focus."""

    def __init__(self, rows: Sequence[tuple[str, str]], chosen: Callable[[str], None]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_rows(rows)
        self.activated.connect(lambda _: chosen(self.value()))

    def set_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Replaces what can be chosen and keeps the choice where it is still there."""
        kept = self.value()
        self.clear()
        for value, text in rows:
            self.addItem(text, value)
        self.show_value(kept)

    def value(self) -> str:
        """The value chosen, '' when there is none."""
        return str(self.currentData() or "")

    def show_value(self, value: str) -> None:
        """Shows a value without a signal."""
        place = self.findData(value)
        if place >= 0:
            self.setCurrentIndex(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Spin(QSpinBox):
    """A spin box that the wheel only turns when it has the focus; `emptied` by a person."""

    emptied = Signal()

    def __init__(self, least: int, most: int, changed: Callable[[int], None]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setRange(least, most)
        self.valueChanged.connect(changed)
        bounded(self.lineEdit())
        self.lineEdit().textEdited.connect(self._on_typed)

    def show_value(self, value: int) -> None:
        """Shows a value without a signal; one that is being typed stays."""
        if self.value() != value:
            self.blockSignals(True)
            self.setValue(value)
            self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        return is_for_window(event) or super().event(event)

    def _on_typed(self) -> None:
        if not self.cleanText():
            self.emptied.emit()


class TextEdit(QLineEdit):
    """A field of text each letter of which is a change of the document."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        bounded(self)

    def event(self, event: QEvent) -> bool:
        return is_for_window(event) or super().event(event)


def is_for_window(event: QEvent) -> bool:
    """Whether a key is undo or redo: those of the window, not those of a field."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    is_step = any(event.matches(key) for key in (STEP.Undo, STEP.Redo))
    is_redo = event.keyCombination() == REDO
    if is_step or is_redo:
        event.ignore()
    return is_step or is_redo


def without_buttons(spin: Spin) -> Spin:
    """The spin box as a plain number field; the arrow keys still step."""
    spin.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return spin
