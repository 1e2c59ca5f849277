"""An axis whose words never touch: round values with their prefixes, as charts in files have."""

from collections.abc import Sequence
from typing import Any

import pyqtgraph
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from resnet_viz.diagram.chart.ticks import Tick, ticks_of, upright_ticks
from resnet_viz.ui.charts.scale import Scale

Levels = list[tuple[None, list[float]]]
WORD_PX = 20  # of a word that is beyond the end of the axis
MINOR_PX = 4  # length of a tick without words


class ValueAxis(pyqtgraph.AxisItem):  # type: ignore[misc]  # pyqtgraph is untyped
    """Ticks with words have a faint line through the chart, those without are short."""

    def __init__(self, side: str) -> None:
        super().__init__(side)
        self.enableAutoSIPrefix(False)
        self.setStyle(tickAlpha=255, tickLength=0, tickTextOffset=6, hideOverlappingLabels=False)
        self.setGrid(255)
        self.show_scale(Scale(""))

    def show_scale(self, scale: Scale) -> None:
        """What the axis is for."""
        self._scale = scale
        self._texts: dict[float, str] = {}
        self.setLabel(scale.title)
        self.picture = None
        self.update()

    def boundingRect(self) -> QRectF:
        along = (0, WORD_PX) if self.orientation == "left" else (WORD_PX, 0)
        room: QRectF = super().boundingRect()
        return room.adjusted(-along[0], -along[1], *along)  # for the words at both ends

    def tickValues(self, low: float, high: float, room_px: float) -> Levels:
        made = axis_ticks(self._scale, low, high, room_px, is_upright=self.orientation == "left")
        places = [(float(self._scale.placed(tick.value)), tick) for tick in made]
        self._texts = {place: tick.text for place, tick in places if tick.is_major}
        minor = [place for place, tick in places if not tick.is_major]
        return [(None, list(self._texts)), (None, minor)]

    def tickStrings(self, values: Sequence[float], _: float, __: object) -> list[str]:
        return [self._texts.get(value, "") for value in values]

    def generateDrawSpecs(self, painter: Any) -> Any:
        specs = super().generateDrawSpecs(painter)
        if specs is None:
            return None
        axis, ticks, texts = specs
        words = len(self._texts)
        return axis, [*ticks[:words], *map(self._short, ticks[words:])], texts

    def _short(self, tick: tuple[Any, QPointF, QPointF]) -> tuple[Any, QPointF, QPointF]:
        """A tick from the axis inwards, in place of a line through the whole chart."""
        pen, begin, end = tick
        along = QPointF(MINOR_PX, 0) if self.orientation == "left" else QPointF(0, -MINOR_PX)
        return pen, end, end + along if begin != end else end


def axis_ticks(
    scale: Scale, low: float, high: float, room_px: float, *, is_upright: bool
) -> list[Tick]:
    """The ticks between two places of an axis of so many pixels."""
    size_px = float(QFontInfo(QApplication.font()).pixelSize())
    make = upright_ticks if is_upright else ticks_of
    ends = scale.value(low), scale.value(high)
    made = make(*ends, room_px, scale.is_log, scale.unit, size_px)
    return [tick for tick in made if low <= float(scale.placed(tick.value)) <= high]
