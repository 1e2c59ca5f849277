"""The switch between the three ways to count work, in plain sight on the card of costs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resnet_viz.core.cost.convention import Convention
from resnet_viz.ui.parts.choice import Combo
from resnet_viz.ui.parts.tip import plain_tip, set_tip

FLAT = """
QComboBox { border: 1px solid transparent; border-radius: 4px; padding: 0; min-height: 0;
  background: transparent; }
QComboBox:hover, QComboBox:focus { border: 1px solid palette(highlight); padding: 0; }
QComboBox::drop-down { border: 0; width: 16px; }
"""
SHORT = {
    Convention.MACS: "MACs (paper)",
    Convention.DOUBLE: "2 × MACs",
    Convention.ALL: "All operations",
}


class CountSwitch(QWidget):
    """`convention_chosen` carries what a person chooses; it is where a figure has its name."""

    convention_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        rows = [(each, SHORT[each]) for each in Convention]
        self.choice = Combo(rows, self._on_choice)
        for place, each in enumerate(Convention):
            self.choice.setItemData(place, plain_tip(each.measure.tip), Qt.ItemDataRole.ToolTipRole)
        self.choice.setAccessibleName("Count work as")
        set_tip(self.choice, "How work is counted, here and in the tables")
        self.choice.setStyleSheet(FLAT)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.choice)

    def show_convention(self, convention: Convention) -> None:
        """Shows how work is counted."""
        self.choice.show_value(convention)

    def _on_choice(self, value: str) -> None:
        self.convention_chosen.emit(Convention(value))
