"""The card of the selected box: what it computes and what it costs."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from resnet_viz.core.lab.layer_row import LayerRow
from resnet_viz.diagram.scene.scene import Item
from resnet_viz.ui.canvas.describe import Worked, worked_text

NOTHING_SELECTED = "Select a box of the diagram or a row of the table."


class Inspector(QFrame):
    """Shows one item of the diagram, or how to select one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        heading = QLabel("Selection")
        heading.setProperty("role", "heading")
        self.text = QLabel(NOTHING_SELECTED)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(heading)
        column.addWidget(self.text)
        column.addStretch(1)

    def show_item(
        self, item: Item | None, rows: Sequence[LayerRow], formula: str, worked: Worked
    ) -> None:
        """Shows an item with the figures of its layers, each worked out."""
        text = worked_text(item, rows, formula, worked) if item else NOTHING_SELECTED
        self.text.setText(text)
