"""The stage list as number fields, one a stage, with buttons to add and take away."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from resnet_viz.core.resnet import rules
from resnet_viz.ui.parts.choice import Spin, without_buttons

A_ROW = 4
MOST_TYPED = 9999  # more than is legal, so that the rules can say what is


class StagesEdit(QWidget):
    """`changed` is called with each new stage list, legal or not."""

    def __init__(self, changed: Callable[[tuple[int, ...]], None]) -> None:
        super().__init__()
        self._changed = changed
        self._spins: list[Spin] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        self._less = self._step_button("−", "Remove the last stage", self._remove)
        self._more = self._step_button("+", "Add a stage", self._add)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addLayout(self._grid, 1)
        row.addWidget(self._less)
        row.addWidget(self._more)

    def stages(self) -> tuple[int, ...]:
        """The blocks of each stage as they are in the fields."""
        return tuple(spin.value() for spin in self._spins)

    def show_value(self, stages: tuple[int, ...]) -> None:
        """Shows a stage list without telling anybody."""
        while len(self._spins) > len(stages):
            spin = self._spins.pop()
            self._grid.removeWidget(spin)
            spin.hide()
            spin.deleteLater()
        while len(self._spins) < len(stages):
            self._append_spin()
        for spin, blocks in zip(self._spins, stages, strict=True):
            spin.show_value(blocks)
        self._less.setEnabled(len(stages) > 1)
        self._more.setEnabled(len(stages) < rules.MAX_STAGES)

    def _append_spin(self) -> None:
        place = len(self._spins)
        spin = without_buttons(Spin(0, MOST_TYPED, lambda _: self._changed(self.stages())))
        spin.setMinimumWidth(34)
        spin.setAccessibleName(f"Blocks in stage {place + 1}")
        spin.setToolTip(f"Residual blocks in stage {place + 1} (conv{place + 2}_x)")
        self._spins.append(spin)
        self._grid.addWidget(spin, *divmod(place, A_ROW))

    def _step_button(self, text: str, tip: str, clicked: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "step")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(clicked)
        return button

    def _add(self) -> None:
        self._changed((*self.stages(), 2))

    def _remove(self) -> None:
        self._changed(self.stages()[:-1])
