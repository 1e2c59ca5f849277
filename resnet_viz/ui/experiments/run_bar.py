"""How an experiment is run: Run, Longer, Pause, Stop, how far it is and what it takes."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from resnet_viz.core.progress import Step
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import triggers

PAUSE, GO_ON = "Pause", "Go on"
BAR_WIDTH = 150


class RunBar(QWidget):
    """All buttons are always there, so that none moves under the pointer."""

    def __init__(self) -> None:
        super().__init__()
        self.run, self.longer = QPushButton("Run"), QPushButton("Longer")
        self.pause, self.stop = QPushButton(PAUSE), QPushButton("Stop")
        self.run.setProperty("role", "run")
        self.stop.setProperty("role", "stop")
        names = ("run_experiment", "run_longer", "pause_experiment", "cancel")
        self._buttons = (self.run, self.longer, self.pause, self.stop)
        for button, name in zip(self._buttons, names, strict=True):
            triggers(button, name)
        self.bar = QProgressBar()
        self.bar.setFixedWidth(BAR_WIDTH)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("How far the experiment is")
        self.words = ElidedLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for button in self._buttons:
            row.addWidget(button)
        row.addSpacing(6)
        row.addWidget(self.bar)
        row.addWidget(self.words, 1)
        self.pause.setMinimumWidth(self._widest_pause())
        self.show_idle("", can_run=False)

    def show_idle(self, words: str, state: State = State.PLAIN, *, can_run: bool = True) -> None:
        """Nothing runs; `words` are what a run would take, or why none can be started."""
        self._enable(can_run=can_run, is_running=False)
        self.pause.setText(PAUSE)
        self.bar.setRange(0, 1)
        self.bar.setValue(0)
        self._say(words, state)

    def show_elsewhere(self, words: str) -> None:
        """Another experiment runs, which this one would take the place of."""
        self.show_idle(words)
        for button in (self.pause, self.stop):
            button.setEnabled(True)

    def show_running(self, words: str, step: Step, *, is_paused: bool) -> None:
        """How far the run is, or what it waits for."""
        self._enable(can_run=False, is_running=True)
        self.pause.setText(GO_ON if is_paused else PAUSE)
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)
        self._say(words, State.WARN if is_paused else State.PLAIN)

    def _enable(self, *, can_run: bool, is_running: bool) -> None:
        for button in (self.run, self.longer):
            button.setEnabled(can_run)
        for button in (self.pause, self.stop):
            button.setEnabled(is_running)

    def _say(self, words: str, state: State) -> None:
        self.words.show_words(words)
        set_state(self.words, state)

    def _widest_pause(self) -> int:
        widths = []
        for text in (PAUSE, GO_ON):
            self.pause.setText(text)
            widths.append(self.pause.sizeHint().width())
        return max(widths) + 8
