"""The figures on a card: next to each other, or below each other where there is less room."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from resnet_viz.core.lab.difference import Tendency
from resnet_viz.ui.lab.cards.facts import Figure
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import set_tip

COUNT = 4
STATES = {Tendency.BETTER: State.GOOD, Tendency.WORSE: State.BAD, Tendency.NEITHER: State.PLAIN}
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Labels(NamedTuple):
    """The labels of one figure."""

    name: QLabel
    value: QLabel
    change: QLabel


class CardFigures(QWidget):
    """Four figures, each with its name and how it differs from the base."""

    def __init__(self) -> None:
        super().__init__()
        self._labels = [_Labels(*(plain_label() for _ in range(3))) for _ in range(COUNT)]
        for name, value, change in self._labels:
            name.setProperty("role", "named")
            value.setProperty("role", "measured")
            change.setProperty("role", "note")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(1)
        self._is_wide: bool | None = None
        self.set_wide(is_wide=True)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Replaces what is shown."""
        for labels, figure in zip(self._labels, figures, strict=True):
            labels.name.setText(figure.name)
            labels.value.setText(figure.value)
            labels.change.setText(figure.change)
            set_state(labels.change, STATES[figure.tendency])
            for label in labels:
                set_tip(label, figure.tip)
            labels.value.setAccessibleName(figure.spoken)
            labels.change.setAccessibleName(f"{figure.change} {figure.tendency}".strip())

    def set_wide(self, *, is_wide: bool) -> None:
        """Names above their figures, or in front of them."""
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        self._grid.setHorizontalSpacing(_spacing(is_wide))
        for place, labels in enumerate(self._labels):
            for line, label in enumerate(labels):
                row, column = (line, place) if is_wide else (place, line)
                self._grid.addWidget(label, row, column)
                label.setAlignment(LEFT if is_wide or line == 0 else RIGHT)
        for column in range(COUNT):
            self._grid.setColumnStretch(column, 1 if is_wide or column == 1 else 0)
        self.updateGeometry()

    def needed(self, *, is_wide: bool) -> int:
        """The pixels of width that every word needs."""
        widths = [[label.sizeHint().width() for label in labels] for labels in self._labels]
        lines = widths if is_wide else [list(line) for line in zip(*widths, strict=True)]
        return sum(max(line) for line in lines) + _spacing(is_wide) * (len(lines) - 1)

    def texts(self) -> list[tuple[str, ...]]:
        """Names, figures and changes, for tests and screen readers."""
        return [tuple(label.text() for label in labels) for labels in self._labels]


def _spacing(is_wide: bool) -> int:
    return 10 if is_wide else 4
