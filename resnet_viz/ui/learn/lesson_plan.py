"""The lesson of 15 minutes, step by step, with links into the experiments."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.ui.learn.lesson_words import INTRO, MORE, STEPS, LessonStep, LessonWords
from resnet_viz.ui.parts.label import plain_label, rich_label
from resnet_viz.ui.parts.tip import set_tip

NUMBERS = {experiment: number for number, experiment in enumerate(EXPERIMENTS, start=1)}


class LessonPlan(QWidget):
    """`experiment_asked` carries the word of an experiment that is to be opened."""

    experiment_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.links: dict[Experiment, QPushButton] = {}
        self._texts: dict[Experiment | None, QLabel] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        minutes = sum(step.minutes for step in STEPS)
        self._column.addWidget(_text(f"A lesson of {minutes} minutes", "heading"))
        self._intro = _text(INTRO, "lesson")
        self._column.addWidget(self._intro)
        for number, step in enumerate(STEPS, start=1):
            self._add_step(number, step)
        self._column.addWidget(_text("If there is more time", "heading"))
        for experiment, words in MORE:
            self._texts[experiment] = _text(words, "lesson")
            self._column.addWidget(self._texts[experiment])
            self._add_link(experiment)

    def show_words(self, words: LessonWords) -> None:
        """What follows the network on screen."""
        self._intro.setText(words.intro)
        self._texts[None].setText(_step_html(words.first))
        self._texts[Experiment.PICTURE].setText(words.picture)

    def _add_step(self, number: int, step: LessonStep) -> None:
        title = f"{number}. {step.title} ({step.minutes} min)"
        self._column.addWidget(_text(title, "figure"))
        self._texts[step.experiment] = _text(_step_html(step), "lesson")
        self._column.addWidget(self._texts[step.experiment])
        if step.experiment is not None:
            self._add_link(step.experiment)

    def _add_link(self, experiment: Experiment) -> None:
        row = EXPERIMENTS[experiment]
        link = QPushButton(f"Open {NUMBERS[experiment]} {row.title}")
        link.setProperty("role", "link")
        set_tip(link, row.question)
        link.clicked.connect(lambda: self.experiment_asked.emit(experiment))
        self.links[experiment] = link
        self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)


def _step_html(step: LessonStep) -> str:
    lines = (("Press", step.press), ("Look", step.look), ("Ask", step.ask))
    return "<br>".join(f"<b>{name}:</b> {words}" for name, words in lines)


def _text(words: str, role: str) -> QLabel:
    label = rich_label(words) if role == "lesson" else plain_label(words)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
