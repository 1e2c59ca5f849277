"""How the writing of a file goes and went, in room that is always there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from resnet_viz.core.progress import Step
from resnet_viz.core.wording import sentence
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import set_tip

LINES = 2


class Outcome(QWidget):
    """A message of two lines, under it a bar with *Cancel* or what can be done with the file."""

    cancelled = Signal()
    open_clicked = Signal()
    reveal_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.message = plain_label()
        self.message.setWordWrap(True)
        self.message.setFixedHeight(LINES * self.fontMetrics().lineSpacing())
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = _link("Cancel", self.cancelled)
        self.reveal = _link("Show in folder", self.reveal_clicked)
        self.open = _link("Open", self.open_clicked)
        for widget in (self.bar, self.cancel, self.reveal, self.open):
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(policy)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.reveal)
        row.addWidget(self.open)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.message)
        column.addLayout(row)
        self.show_words(State.PLAIN, "")

    def show_step(self, step: Step) -> None:
        """What is being done, and how far it is where that is known."""
        self._show(is_running=True, is_saved=False)
        share = f" · {step.done / step.total:.0%}" if step.total else ""
        self._say(State.PLAIN, sentence(step.doing).rstrip(".") + f"…{share}")
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)

    def show_words(self, state: State, text: str, *, is_saved: bool = False) -> None:
        """How it ended, '' for nothing yet."""
        self._show(is_running=False, is_saved=is_saved)
        self._say(state, text)

    def _say(self, state: State, text: str) -> None:
        self.message.setText(text)
        set_tip(self.message, text)
        set_state(self.message, state)

    def _show(self, *, is_running: bool, is_saved: bool) -> None:
        self.bar.setVisible(is_running)
        self.cancel.setVisible(is_running)
        self.reveal.setVisible(is_saved)
        self.open.setVisible(is_saved)


def _link(text: str, clicked: object) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "link")
    button.setAutoDefault(False)
    button.clicked.connect(clicked)
    return button
