"""A field for the text of a network, which completes the names of published ones."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter

from resnet_viz.core.resnet.presets import BY_NAME
from resnet_viz.ui.parts.choice import TextEdit
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import set_tip

EXAMPLE = "resnet50 or wrn-28-10"


class ArchEdit(TextEdit):
    """`entered` carries what a person typed and confirmed, `left` says that it is given up."""

    entered = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Network")
        set_tip(self, f"A network, such as {EXAMPLE}. Enter takes it, Esc gives it up")
        completer = QCompleter(list(BY_NAME), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.returnPressed.connect(lambda: self.entered.emit(self.text()))
        self.textEdited.connect(lambda _: set_state(self, State.PLAIN))

    def begin(self, text: str) -> None:
        """Shows a text to be typed over."""
        set_state(self, State.PLAIN)
        self.setText(text)
        self.show()
        self.setFocus()
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.left.emit()
