"""The first comparison: A, which is pinned, beside the network on screen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from resnet_viz.core.compare import compare
from resnet_viz.core.report import CostReport

NOTHING_PINNED = "Pin the network on screen as A; then every change stands beside it."
COLUMNS = ("", "A", "On screen", "Difference", "Ratio")


class ComparePanel(QWidget):
    """Every cost of both networks with the difference; `pin_clicked`, `swap_block_clicked`."""

    pin_clicked = Signal()
    swap_block_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.headline = QLabel(NOTHING_PINNED)
        self.headline.setProperty("role", "heading")
        self.pin = QPushButton("Pin as A")
        self.pin.clicked.connect(self.pin_clicked)
        self.swap = QPushButton("Basic ↔ bottleneck")
        self.swap.setToolTip("Switch the block and keep the stages (Ctrl+B)")
        self.swap.clicked.connect(self.swap_block_clicked)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(36)
        self._grid.setVerticalSpacing(6)
        top = QHBoxLayout()
        top.addWidget(self.headline, 1)
        top.addWidget(self.swap)
        top.addWidget(self.pin)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(top)
        column.addLayout(self._grid)
        column.addStretch(1)

    def show_reports(self, pinned: CostReport | None, current: CostReport) -> None:
        """Shows A beside the network on screen; None when nothing is pinned."""
        self._clear()
        self.pin.setText("Unpin A" if pinned else "Pin as A")
