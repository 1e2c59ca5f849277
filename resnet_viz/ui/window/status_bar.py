"""The status bar: what is running, how far it is, and how to stop it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QStatusBar

from resnet_viz.core.text.letters import shown_text
from resnet_viz.ui.parts.label import plain_label

if TYPE_CHECKING:
    from resnet_viz.core.progress import Step

READING_MS = 8000  # how long the end of a piece of work is news
IDLE = "Ready"


class Progress(QStatusBar):
    """Shows the running work with a bar and 'Stop (Esc)'; facts are at the right."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._doing = plain_label("Ready")
        self._bar = QProgressBar()
        self._bar.setFixedWidth(200)
        self._bar.setTextVisible(False)
        self._cancel = QPushButton("Stop (Esc)")
        self._cancel.setProperty("role", "link")
        self._cancel.clicked.connect(self.cancelled)
        self._facts = plain_label()
        self._facts.setProperty("role", "muted")
        for label in (self._doing, self._facts):
            label.setMinimumWidth(1)  # long words are cut off, and never widen the window
        for widget in (self._doing, self._bar, self._cancel):
            self.addWidget(widget)
        self.addPermanentWidget(self._facts)
        self.setContentsMargins(10, 0, 10, 2)
        self._forgetting = QTimer(self, singleShot=True, interval=READING_MS)
        self._forgetting.timeout.connect(lambda: self._doing.setText(IDLE))
        self.show_idle(IDLE)

    def show_idle(self, text: str) -> None:
        """Nothing runs; `text` is how the last work ended, which is soon forgotten."""
        self._doing.setText(shown_text(text) or IDLE)
        self._forgetting.start()
        self._bar.hide()
        self._cancel.hide()

    def show_progress(self, title: str, step: "Step") -> None:
        """What a child says of its work."""
        from resnet_viz.core.progress import rest_text, state_text  # not before the first paint

        self._forgetting.stop()
        words = filter(None, (state_text(step), rest_text(step.rest_s)))
        self._doing.setText(f"{title}: {', '.join(words)}")
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)
        self._bar.show()
        self._cancel.show()

    def show_facts(self, text: str) -> None:
        """What the last analysis and layout took, and how large the network is."""
        self._facts.setText(shown_text(text))

    def doing(self) -> str:
        """What is shown as running, for tests and screen readers."""
        return self._doing.text()
