"""A chart with its legend: above it, and at its right where the place is low."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from resnet_viz.ui.charts.legend import Legend

LOW_PX = 270  # of a place in which the legend is at the right
DOWN = QBoxLayout.Direction.TopToBottom


class ChartFrame(QWidget):
    """The legend never covers what is drawn."""

    def __init__(self, legend: Legend, chart: QWidget) -> None:
        super().__init__()
        self._legend = legend
        self._row = QBoxLayout(DOWN, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addWidget(legend)
        self._row.addWidget(chart, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = self.height() < LOW_PX
        self._row.setDirection(QBoxLayout.Direction.RightToLeft if is_low else DOWN)
        self._legend.show_side(is_right=is_low)
