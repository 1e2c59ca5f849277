"""Figures one below the other, each with its name at the left: the side of a tab with a plot."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from resnet_viz.ui.parts.emptying import empty
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.tip import set_tip

FigureRow = tuple[str, str, str]  # name, figure, tip


class FigureRows(QWidget):
    """Shows rows of name, figure and tip."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(3)

    def show_rows(self, rows: Sequence[FigureRow]) -> None:
        """Replaces what is shown."""
        empty(self._grid)
        for place, (name, figure, tip) in enumerate(rows):
            title, value = plain_label(name), plain_label(figure)
            title.setProperty("role", "muted")
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            value.setAccessibleName(f"{name}: {figure}")
            for column, label in enumerate((title, value)):
                set_tip(label, tip)
                self._grid.addWidget(label, place, column)

    def texts(self) -> list[str]:
        """Names and figures in turn, for tests and screen readers."""
        items = (self._grid.itemAt(place) for place in range(self._grid.count()))
        labels = (item.widget() for item in items if item)
        return [label.text() for label in labels if isinstance(label, QLabel)]
