"""A plot's values as arrays of places on its axes, in which the pointer finds the nearest."""

from typing import NamedTuple

import numpy as np

from resnet_viz.core.experiments.plot import Mark, Plot, Series
from resnet_viz.diagram.chart.plot import Scale as Extent
from resnet_viz.diagram.chart.results.scales import Axes, bar_slots, bar_step
from resnet_viz.ui.charts.scale import Floats, Scale

FILLED = 0.8  # of a place's room for its bars


class Ends(NamedTuple):
    """The part of both axes that shows all values, in places."""

    x: tuple[float, float]
    y: tuple[float, float]


class Placed(NamedTuple):
    """One series: where its points are; `shift` and `width` are those of its bars."""

    series: Series
    xs: Floats
    ys: Floats
    shift: float = 0.0
    width: float = 0.0


def scales_of(plot: Plot, axes: Axes) -> tuple[Scale, Scale]:
    """Both axes as charts on screen have them."""
    return (
        Scale(plot.x.title, axes.x.is_log, axes.x_unit),
        Scale(plot.y.title, axes.y.is_log, axes.y_unit),
    )


def ends_of(axes: Axes) -> Ends:
    """What is shown where nobody zoomed."""
    return Ends(_ends(axes.x), _ends(axes.y))


def floor_of(axes: Axes) -> float:
    """The place of values that a logarithmic axis has no place for: a little above its end."""
    low, high = _ends(axes.y)
    return low + 0.02 * (high - low)


def placed_series(plot: Plot, axes: Axes) -> tuple[Placed, ...]:
    """Every series, in its order; zeros of a logarithmic axis are at the floor."""
    x, y = scales_of(plot, axes)
    bars = [each for each in plot.series if each.mark is Mark.BARS]
    step = bar_step(plot) if bars else 1.0
    slots = bar_slots(plot) if bars else 1
    width = step * FILLED / slots
    found, number = [], 0
    for series in plot.series:
        xs, ys = _columns(series)
        heights = np.nan_to_num(y.placed(ys), nan=floor_of(axes))
        shift = 0.0
        if series.mark is Mark.BARS:
            shift = (number % slots + 0.5) * width - step * FILLED / 2
            number += 1
        found.append(Placed(series, x.placed(xs), heights, shift, width if bars else 0.0))
    return tuple(found)


def _columns(series: Series) -> tuple[Floats, Floats]:
    points = np.array(series.points, np.float64).reshape(-1, 2)
    return points[:, 0], points[:, 1]


def _ends(extent: Extent) -> tuple[float, float]:
    if extent.is_log:
        low, high = np.log10([extent.low, extent.high])
        return float(low), float(high)
    return extent.low, extent.high
