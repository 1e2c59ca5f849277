"""Small figures side by side, a name above each, in as many columns as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from resnet_viz.core.timing.trust_row import TrustFigure
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.tip import set_tip

SPACING = 12


class FigureCells(QWidget):
    """Shows cells of name, figure and tip; they flow again when the width changes."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: list[tuple[QLabel, QLabel]] = []
        self._columns, self._widest = 1, 1
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACING)
        self._grid.setVerticalSpacing(1)

    def show_cells(self, cells: Sequence[TrustFigure]) -> None:
        """Replaces what is shown."""
        for label in (label for pair in self._labels for label in pair):
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = [_labels_of(cell) for cell in cells]
        self._place()
        self.setVisible(bool(cells))

    def texts(self) -> list[str]:
        """Names and figures in turn, for tests and screen readers."""
        return [label.text() for pair in self._labels for label in pair]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        widest = max((_width_of(pair) for pair in self._labels), default=1)
        columns = max((self.width() + SPACING) // (widest + SPACING), 1)
        is_placed = self._grid.count() == 2 * len(self._labels)
        if (columns, widest) == (self._columns, self._widest) and is_placed:
            return
        for column in range(self._grid.columnCount()):  # those of before may be more
            self._grid.setColumnMinimumWidth(column, 0)
        self._grid.setColumnStretch(self._columns, 0)
        self._columns, self._widest = columns, widest
        for place, (name, figure) in enumerate(self._labels):
            row, column = divmod(place, self._columns)
            self._grid.setColumnMinimumWidth(column, widest)
            self._grid.addWidget(name, 2 * row, column, Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(figure, 2 * row + 1, column, Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(self._columns, 1)


def _width_of(pair: tuple[QLabel, QLabel]) -> int:
    for label in pair:
        label.ensurePolished()  # the style sheet has a font of its own for figures
    return max(label.sizeHint().width() for label in pair)


def _labels_of(cell: TrustFigure) -> tuple[QLabel, QLabel]:
    name, value, tip = cell
    title, figure = plain_label(name), plain_label(value)
    title.setProperty("role", "muted")
    set_tip(title, tip)
    figure.setProperty("role", "figure")
    figure.setContentsMargins(0, 0, 0, 5)
    set_tip(figure, tip)
    figure.setAccessibleName(f"{name}: {value}")
    return title, figure
