"""The stage list as number fields, one a stage, with buttons to add and take away."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from resnet_viz.core.resnet import rules
from resnet_viz.ui.parts.choice import Spin, without_buttons
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import set_tip

A_ROW = 4
NEW_STAGE = 2  # blocks that a stage begins with, which is what its hidden field has
MOST_TYPED = 9999  # more than is legal, so that the rules can say what is


class StagesEdit(QWidget):
    """`changed` is called with each new stage list, legal or not.

    There is room for all fields that there can be, so that the buttons stay where they are.
    """

    def __init__(self, changed: Callable[[tuple[int, ...]], None]) -> None:
        super().__init__()
        self._changed = changed
        self._last = 0
        self._count = 0
        grid = QGridLayout()
        grid.setSpacing(4)
        self.spins = tuple(self._make_spin(place) for place in range(rules.MAX_STAGES))
        for place, spin in enumerate(self.spins):
            grid.addWidget(spin, *divmod(place, A_ROW))
        self._less = self._step_button("−", "Remove the last stage", self._remove)
        self._more = self._step_button("+", "Add a stage", self._add)
        side = QVBoxLayout()
        side.setSpacing(4)
        side.addWidget(self._less)
        side.addWidget(self._more)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addLayout(grid, 1)
        row.addLayout(side)

    def stages(self) -> tuple[int, ...]:
        """The blocks of each stage as they are in the fields."""
        return tuple(spin.value() for spin in self.spins[: self._count])

    def show_value(self, stages: tuple[int, ...]) -> None:
        """Shows a stage list without a signal."""
        self._count = len(stages)
        for place, spin in enumerate(self.spins):
            is_there = place < self._count
            spin.show_value(stages[place] if is_there else NEW_STAGE)
            spin.setVisible(is_there)
            spin.setEnabled(is_there)
        self._less.setEnabled(self._count > 1)
        self._more.setEnabled(self._count < rules.MAX_STAGES)

    def show_state(self, state: State) -> None:
        """Marks the fields that are wrong: empty stages, else the one that was changed last."""
        stages = self.stages()
        wrong = {place for place, blocks in enumerate(stages) if blocks < 1} or {self._last}
        for place, spin in enumerate(self.spins):
            set_state(spin, state if place in wrong else State.PLAIN)

    def _make_spin(self, place: int) -> Spin:
        spin = without_buttons(Spin(0, MOST_TYPED, lambda _: self._on_typed(place)))
        policy = spin.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        spin.setSizePolicy(policy)
        spin.setProperty("role", "number")
        spin.setMinimumWidth(32)
        spin.setAccessibleName(f"Blocks in stage {place + 1}")
        set_tip(spin, f"Residual blocks in stage {place + 1} (conv{place + 2}_x)")
        return spin

    def _step_button(self, text: str, tip: str, clicked: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "step")
        set_tip(button, tip)
        button.setAccessibleName(tip)
        button.clicked.connect(clicked)
        return button

    def _on_typed(self, place: int) -> None:
        self._last = place
        self._changed(self.stages())

    def _add(self) -> None:
        self._last = self._count
        self._changed((*self.stages(), NEW_STAGE))

    def _remove(self) -> None:
        self._last = self._count - 2
        self._changed(self.stages()[:-1])
