"""An axis of names, each below its place 0, 1, 2 …; those that have no room are cut."""

from collections.abc import Sequence

import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

Levels = list[tuple[None, list[float]]]
GAP_PX = 8


class NamesAxis(pyqtgraph.AxisItem):  # type: ignore[misc]  # pyqtgraph is untyped
    """Names along the bottom, without ticks and lines."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self._names: tuple[str, ...] = ()
        self._room = 0.0
        self.setStyle(tickLength=0, tickTextOffset=6)

    def show_names(self, names: Sequence[str]) -> None:
        """Other names."""
        self._names = tuple(names)
        self.picture = None
        self.update()

    def tickValues(self, low: float, high: float, room_px: float) -> Levels:
        self._room = room_px / (high - low) - GAP_PX
        return [(None, [float(place) for place in range(len(self._names)) if low <= place <= high])]

    def tickStrings(self, values: Sequence[float], _: float, __: object) -> list[str]:
        metrics = QFontMetricsF(QApplication.font())
        cut = Qt.TextElideMode.ElideRight
        return [metrics.elidedText(self._names[round(value)], cut, self._room) for value in values]
