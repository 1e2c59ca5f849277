"""One notice as it is shown: a sign and a word for its kind, the text, what to do, a cross."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QGuiApplication,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from resnet_viz.ui.parts.label import breakable, plain_label
from resnet_viz.ui.parts.notice import Kind, Notice
from resnet_viz.ui.parts.tip import set_tip

SIGNS = {Kind.DONE: "✓", Kind.NOTE: "i", Kind.WARNING: "!", Kind.ERROR: "×"}
STILL_READ_MS = 2000  # one that is pointed at or has the focus is asked again after so long
MOST_LETTERS = 700


class NoticeCard(QFrame):
    """Shows a notice until it is dismissed or acted on, one that passes until it was read.

    Calls `on_gone` with itself then.
    """

    def __init__(self, notice: Notice, on_gone: Callable[["NoticeCard"], None]) -> None:
        super().__init__()
        self.notice, self._on_gone = notice, on_gone
        self.setObjectName("notice")
        self.setProperty("kind", str(notice.kind))
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setAccessibleName(f"{notice.kind.title()}: {_cut(notice.text)}")
        copy = QAction("Copy text", self)
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(notice.text))
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._reading = QTimer(self, singleShot=True)
        self._reading.timeout.connect(self._on_read)
        self._lay_out()
        if notice.kind.is_passing:
            self._reading.start(round(notice.reading_s * 1e3))

    def announce(self) -> None:
        """Lets a screen reader say it, wherever the focus is."""
        if QAccessible.isActive():
            said = QAccessibleAnnouncementEvent(self, self.accessibleName())
            QAccessible.updateAccessibility(said)

    def event(self, event: QEvent) -> bool:
        """Esc dismisses the card that has the focus, before it is anything else's key."""
        is_key = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_key and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if is_key and event.type() is QEvent.Type.KeyPress:
            self._go()
            return True
        return super().event(event)

    def _go(self) -> None:
        self._reading.stop()
        self._on_gone(self)

    def _on_read(self) -> None:
        focus = QApplication.focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self._reading.start(STILL_READ_MS)
        else:
            self._go()

    def _on_act(self) -> None:
        self._go()
        if self.notice.act is not None:
            self.notice.act.do()

    def _lay_out(self) -> None:
        sign, word = plain_label(SIGNS[self.notice.kind]), plain_label(self.notice.kind.title())
        sign.setObjectName("sign")
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        word.setObjectName("word")
        close = _button("×", "Dismiss (Esc)", self._go)
        close.setAccessibleName(f"Dismiss: {_cut(self.notice.text)}")
        close.setObjectName("close")
        head = QHBoxLayout()
        head.setSpacing(7)
        for widget in (sign, word):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(close)
        text = plain_label(breakable(_cut(self.notice.text)))
        text.setWordWrap(True)
        policy = text.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)  # it never widens the window
        text.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 6, 7, 9)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(text)
        if self.notice.act is not None:
            act = _button(self.notice.act.words, "", self._on_act)
            column.addSpacing(3)
            column.addWidget(act, 0, Qt.AlignmentFlag.AlignLeft)


def _button(words: str, tip: str, act: Callable[[], None]) -> QPushButton:
    """A button that leaves the keyboard where it is when it is clicked."""
    button = QPushButton(words)
    set_tip(button, tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(act)
    return button


def _cut(text: str) -> str:
    """As much of a text as a card has room for; copying has the whole."""
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"
