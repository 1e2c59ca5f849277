"""An axis whose words never touch: values with their prefixes, in steps of 1, 2 and 5."""

from collections.abc import Sequence
from typing import Any

import pyqtgraph
from PySide6.QtCore import QPointF

from resnet_viz.ui.charts.plain_ticks import ticks_of
from resnet_viz.ui.charts.scale import Scale

Levels = list[tuple[None, list[float]]]
MINOR_PX = 4  # length of a tick without words


class ValueAxis(pyqtgraph.AxisItem):  # type: ignore[misc]  # pyqtgraph is untyped
    """Ticks with words have a faint line through the chart, those without are short."""

    def __init__(self, side: str) -> None:
        super().__init__(side)
        self.enableAutoSIPrefix(False)
        self.setStyle(tickAlpha=255, tickLength=0, tickTextOffset=6)
        self.setGrid(255)
        self.show_scale(Scale(""))

    def show_scale(self, scale: Scale) -> None:
        """What the axis is for."""
        self._scale = scale
        self._texts: dict[float, str] = {}
        self.setLabel(scale.title)
        self.picture = None
        self.update()

    def tickValues(self, low: float, high: float, room_px: float) -> Levels:
        scale = self._scale
        made = ticks_of(scale.value(low), scale.value(high), room_px, scale.is_log)
        places = [float(scale.placed(tick.value)) for tick in made]
        self._texts = {
            place: tick.text for place, tick in zip(places, made, strict=True) if tick.text
        }
        minor = [place for place in places if place not in self._texts]
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
