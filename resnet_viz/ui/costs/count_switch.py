"""The switch between the three ways to count work, in plain sight next to the tables."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from resnet_viz.core.cost.convention import Convention
from resnet_viz.ui.parts.choice import Combo


class CountSwitch(QWidget):
    """`convention_chosen` carries what a person chooses."""

    convention_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        rows = [(each, each.label) for each in Convention]
        self.choice = Combo(rows, self._on_choice)
        self.choice.setAccessibleName("Work is counted as")
        self.choice.setToolTip("How the tables count the work of layers")
        label = QLabel("Work as")
        label.setProperty("role", "muted")
        label.setBuddy(self.choice)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 8, 2)
        line.addWidget(label)
        line.addWidget(self.choice)

    def show_convention(self, convention: Convention) -> None:
        """Shows how work is counted."""
        self.choice.show_value(convention)

    def _on_choice(self, value: str) -> None:
        self.convention_chosen.emit(Convention(value))
