"""Where the weights come from: a file's name, which set of it, and buttons to open and let go."""

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from resnet_viz.ui.parts.choice import Combo
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.tip import set_tip

RANDOM = "Random (He init)"
RANDOM_TIP = "Random, initialised as in He et al. 2015"
OPEN, STOP = "Open…", "Stop"
OPEN_TIP = "Open a file of weights, such as .pth or .safetensors (Ctrl+Shift+O)"
STOP_TIP = "Stop reading the file (Esc)"
LEAST_LETTERS = 8  # of a set's name, so that a long one doesn't widen the panel


class ShownWeights(NamedTuple):
    """A file by its name, '' for random weights; its sets, the one in use, and what to say of it.

    One that waits for a permission is not used yet, nor is one that is being read.
    """

    name: str = ""
    set_name: str = ""
    set_names: tuple[str, ...] = ()
    said: str = ""
    is_waiting: bool = False
    reading: str = ""


class WeightsRow(QWidget):
    """What a person does here: `open_clicked`, `stop_clicked`, `remove_clicked`, `set_chosen`."""

    open_clicked = Signal()
    stop_clicked = Signal()
    remove_clicked = Signal()
    set_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._name = ElidedLabel()  # the end of a file's name stays: names often differ there
        self._remove = QPushButton("✕")
        self._remove.setProperty("role", "step")
        set_tip(self._remove, "Remove the weights and use random ones again")
        self._remove.setAccessibleName("Remove weights")
        self._remove.clicked.connect(self.remove_clicked)
        self._open = QPushButton(OPEN)
        self._open.clicked.connect(self._on_clicked)
        self.sets = Combo((), self.set_chosen.emit)
        self.sets.setAccessibleName("Set of weights")
        self.sets.setMinimumContentsLength(LEAST_LETTERS)
        self.sets.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        set_tip(self.sets, "The file has several sets of weights. Choose which one to use")
        self._lay_out()
        self.show_weights(ShownWeights())

    def show_weights(self, shown: ShownWeights) -> None:
        """Shows what is used, or what is being read."""
        self._shown = shown
        words = f"Reading {shown.reading} …" if shown.reading else _words(shown)
        tip = "\n".join(filter(None, (words, shown.said)))
        self._name.show_words(words, tip if shown.name or shown.reading else RANDOM_TIP)
        self._remove.setVisible(bool(shown.name) and not shown.reading)
        self._open.setText(STOP if shown.reading else OPEN)
        self._open.setAccessibleName("Stop reading" if shown.reading else "Open weights")
        set_tip(self._open, STOP_TIP if shown.reading else OPEN_TIP)
        self.sets.set_rows(set_rows(shown.set_names))
        self.sets.show_value(shown.set_name)
        self.sets.setVisible(len(shown.set_names) > 1)  # while reading too: nothing moves

    @property
    def text(self) -> str:
        """What it says in full."""
        return self._name.words

    @property
    def tip(self) -> str:
        """What it says of the file where one looks closer."""
        return self._name.toolTip()

    def _on_clicked(self) -> None:
        if self._shown.reading:
            self.stop_clicked.emit()
        else:
            self.open_clicked.emit()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self._name, 1)
        line.addWidget(self._remove)
        line.addWidget(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.sets)


def set_rows(names: Sequence[str]) -> list[tuple[str, str]]:
    """Each set with what tells it from the others: all but the groups that all are in."""
    groups = [name.split(".")[:-1] for name in names]
    levels = zip(*groups, strict=False)
    shared = len(list(takewhile(lambda level: len(set(level)) == 1, levels)))
    return [(name, ".".join(name.split(".")[shared:])) for name in names]


def _words(shown: ShownWeights) -> str:
    if not shown.name:
        return RANDOM
    is_named = bool(shown.set_name) and len(shown.set_names) < 2
    words = f"{shown.name} · {shown.set_name}" if is_named else shown.name
    return f"{words} (needs your permission)" if shown.is_waiting else words
