"""The field that searches layers: Enter goes to the next, Shift+Enter to the one before."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from resnet_viz.core.wording import digits_grouped
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.parts.typed_field import bounded

FOUND_GAP = 6
FOUND_WIDTH, CLEAR_WIDTH = 76, 26  # room that is kept for how many were found, and for the cross


class SearchField(QLineEdit):
    """`find_asked` carries 1 or -1, `entered` says that somebody is about to type.

    How many were found is shown within the field, at its right.
    """

    find_asked = Signal(int)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        bounded(self)
        self.setPlaceholderText("Search layers")
        self.setAccessibleName("Search layers")
        set_tip(self, "Enter: next, Shift+Enter: previous, Esc: clear")
        self.setClearButtonEnabled(True)
        self.textChanged.connect(
            lambda text: self.setTextMargins(0, 0, FOUND_WIDTH * bool(text), 0)
        )
        self.found = plain_label(parent=self)
        self.found.setProperty("role", "muted")
        self.found.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.found.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_found(self, place: int, count: int) -> None:
        """Which of how many layers is selected, 0 for none; nothing while nobody searches."""
        words = (
            f"{digits_grouped(place)} of {digits_grouped(count)}"
            if place
            else digits_grouped(count)
        )
        is_missed = bool(self.text()) and not count
        self.found.setText("No matches" if is_missed else words if self.text() else "")
        self._keep_room(self.text())
        set_state(self, State.BAD if is_missed else State.PLAIN)

    def _keep_room(self, text: str) -> None:
        """Room for how many were found is kept only where something is searched for."""
        words = self.found.text() if text else ""
        room = self.found.fontMetrics().horizontalAdvance(words) + FOUND_GAP if words else 0
        self.setTextMargins(0, 0, room, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = self.width() - FOUND_WIDTH - CLEAR_WIDTH
        self.found.setGeometry(left, 0, FOUND_WIDTH, self.height())

    def event(self, event: QEvent) -> bool:
        is_asked = event.type() is QEvent.Type.ShortcutOverride and bool(self.text())
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # before the window's own Esc
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.find_asked.emit(-1 if is_back else 1)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
