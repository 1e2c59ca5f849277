"""A line of help or of what is wrong, for the fields above it, with room kept for its words."""

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy

from resnet_viz.core.errors import UserError
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import set_tip

LINES = 2


class MessageLine(QLabel):
    """`chosen` carries the key of the field and the legal value that a person clicks."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self.setProperty("role", "message")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.linkActivated.connect(lambda text: self.chosen.emit(self._key, text))
        self._keep_room()

    def show_note(self, text: str) -> None:
        """Help that is not about a mistake, '' for none."""
        self._show(escape(text, quote=False), text, State.PLAIN)

    def show_error(self, key: str, error: UserError) -> None:
        """What is wrong with the field of that key, and what would do, to click."""
        self._key = key
        links = ", ".join(f'<a href="{escape(text)}">{escape(text)}</a>' for text in error.nearest)
        nearest = f" Nearest: {links}" if links else ""
        self._show(escape(error.sentence, quote=False) + nearest, error.sentence, State.BAD)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._keep_room()

    def _show(self, words: str, tip: str, state: State) -> None:
        self.setText(words)
        set_tip(self, tip)
        set_state(self, state)
        flags = Qt.TextInteractionFlag.LinksAccessibleByMouse
        if "<a " in words:
            flags |= Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        if self.textInteractionFlags() != flags:
            self.setTextInteractionFlags(flags)

    def _keep_room(self) -> None:
        height = LINES * self.fontMetrics().lineSpacing() + 2
        if self.minimumHeight() != height:
            self.setFixedHeight(height)
