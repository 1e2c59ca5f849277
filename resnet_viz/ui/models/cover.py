"""What the window shows in place of a network that is not there: why, and what can be done."""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.label import breakable, plain_label
from resnet_viz.ui.parts.tip import set_tip

WIDEST = 640


class Why(Enum):
    """Why a network is not there."""

    RECORDING = auto()
    PERMISSION = auto()
    MISSING = auto()
    FAILED = auto()


class Absence(NamedTuple):
    """Why a network is not there, in a sentence, and the file or the name that it waits for."""

    why: Why
    words: str
    what: str = ""


DEEDS = {
    Why.RECORDING: ("Stop", "Stop recording it"),
    Why.PERMISSION: ("Look at it and allow…", "Show the code before it runs"),
    Why.MISSING: ("Look again", "Look whether the file is there now"),
    Why.FAILED: ("Try again", "Record it once more"),
}


class Cover(QFrame):
    """Is over other widgets of its parent while it is shown; they can't be reached then.

    `is_wanted` says whether the workspace in front shows the network. `done` is for what can be
    done about it, `open_asked` for another model, `back_asked` for the last residual network.
    """

    done = Signal(object)
    open_asked = Signal()
    back_asked = Signal()

    def __init__(
        self, parent: QWidget, covered: Sequence[QWidget], is_wanted: Callable[[], bool]
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._covered, self._is_wanted = tuple(covered), is_wanted
        self._absence: Absence | None = None
        self.title, self.words, self.path = plain_label(), plain_label(), ElidedLabel()
        self.title.setProperty("role", "title")
        self.words.setProperty("role", "muted")
        self.path.setProperty("role", "muted")
        for label in (self.title, self.words):
            label.setWordWrap(True)
            label.setMinimumWidth(1)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName("Progress of the recording")
        self.deed = QPushButton()
        self.open, self.back = QPushButton("Open model…"), QPushButton("Back to the ResNets")
        self.deed.clicked.connect(self._on_deed)
        self.open.clicked.connect(self.open_asked)
        self.back.clicked.connect(self.back_asked)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        for widget in covered:
            widget.installEventFilter(self)
        self.hide()

    def show_absence(self, title: str, absence: Absence) -> None:
        """Covers the window with why a network is not there."""
        self._absence = absence
        self.title.setText(breakable(title))
        self.words.setText(breakable(absence.words))
        self.path.show_words(absence.what)
        self.bar.setVisible(absence.why is Why.RECORDING)
        text, tip = DEEDS[absence.why]
        self.deed.setText(text)
        set_tip(self.deed, tip)
        self.refresh()

    def uncover(self) -> None:
        """The network is there."""
        if self._absence is not None:
            self._absence = None
            self.refresh()

    def refresh_soon(self) -> None:
        """The same when the parts have their places."""
        self._soon.start()

    def refresh(self) -> None:
        """Covers what there is to cover in the workspace in front."""
        is_covered = self._absence is not None and self._is_wanted()
        for widget in self._covered:
            widget.setEnabled(not is_covered)
        self.setVisible(is_covered)
        if is_covered:
            self._fill()
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide
        if event.type() in kinds and self._absence is not None:
            self._soon.start()
        return False

    def _fill(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        room = QRect()
        for widget in self._covered:
            if widget.isVisible():
                corner = widget.mapTo(parent, widget.rect().topLeft())
                room = room.united(QRect(corner, widget.size()))
        self.setGeometry(room)
        self.setVisible(not room.isEmpty())

    def _on_deed(self) -> None:
        if self._absence is not None:
            self.done.emit(self._absence.why)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setSpacing(10)
        for widget in (self.title, self.words, self.bar, self.path):
            column.addWidget(widget)
        buttons = QHBoxLayout()
        for button in (self.deed, self.open, self.back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(inside, 100)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addStretch(1)
        whole.addLayout(row)
        whole.addStretch(2)
