"""What an axis of a chart is for: its title, whether it is logarithmic, how its values read.

pyqtgraph's own logarithmic mode doesn't reach its scatter items: charts hand over logarithms.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from resnet_viz.diagram.chart.ticks import AxisUnit, tick_text

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
MOST_DECADES = 300.0  # from 1 either way: a number has no more, and a wheel turns on
LEAST_RANGE = 1e-9  # of an axis, so that one value alone has a room around it


class Scale(NamedTuple):
    """An axis: its title, whether it is logarithmic, and what it counts in."""

    title: str
    is_log: bool = False
    unit: AxisUnit = AxisUnit.COUNT

    def placed(self, values: object) -> Floats:
        """Where values are on the axis, NaN for what has no place: 0 of a logarithm."""
        plain = np.asarray(values, np.float64)
        if not self.is_log:
            return plain
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(plain > 0, np.log10(plain), np.nan)

    def text(self, value: float) -> str:
        """A value as people read it."""
        return tick_text(value, self.unit)

    def value(self, place: float) -> float:
        """The value at a place on the axis, as large or small as a number can be."""
        if not self.is_log:
            return place
        return float(10.0 ** min(max(place, -MOST_DECADES), MOST_DECADES))


def spread_of(places: Floats, margin: float) -> tuple[float, float]:
    """Least and largest place with a share of their distance on each side; 0 to 1 for none."""
    known = places[np.isfinite(places)]
    if not known.size:
        return 0.0, 1.0
    low, high = float(known.min()), float(known.max())
    room = (high - low) * margin if high > low else max(abs(low) * 0.1, LEAST_RANGE)
    return low - room, high + room
