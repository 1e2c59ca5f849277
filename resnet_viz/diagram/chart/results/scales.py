"""The axes of a plot: from where to where, in which unit, and where a value without a place is."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log10
from typing import NamedTuple

from resnet_viz.core.experiments.plot import Mark, Plot, Series, Side
from resnet_viz.diagram.chart.plot import Scale
from resnet_viz.diagram.chart.ticks import AxisUnit

PAD_X, PAD_DOTS, PAD_Y = 0.02, 0.06, 0.05  # of the axis, at both ends
FLOOR = 0.07  # of a logarithmic axis, below the least value where there are zeros
LEAST_FLOOR = 0.3  # decades
PLAIN_LOG = (0.9e-3, 1.1e4)  # within these a logarithmic axis has numbers without powers
LEAST_ROOM = 1e-280  # below it arithmetic has no digits left
PLAIN_MOST = 1e5
NO_SCALE = Scale(0.0, 1.0)


class Axes(NamedTuple):
    """Both scales of a plot with the units of their ticks."""

    x: Scale
    y: Scale
    x_unit: AxisUnit
    y_unit: AxisUnit


def axes_of(plots: Sequence[Plot]) -> tuple[Axes, ...]:
    """The axes of each plot; those that share y with the one before have the same y."""
    return tuple(axes for group in _sharing(plots) for axes in _axes(group))


def placed(value: float, scale: Scale) -> float:
    """The value, or the floor of a logarithmic axis for one that has no place on it."""
    return scale.low if is_below(value, scale) else value


def is_below(value: float, scale: Scale) -> bool:
    """Whether a value has no place on a logarithmic axis."""
    return scale.is_log and value < scale.low


def bar_slots(plot: Plot) -> int:
    """How many bars have room next to each other: one where no two series have the same place."""
    bars = [each for each in plot.series if each.mark is Mark.BARS]
    places = [x for series in bars for x in {*_bar_places(series)}]
    return len(bars) if len(set(places)) < len(places) else 1


def bar_step(plot: Plot) -> float:
    """The distance between two places of bars."""
    places = sorted({x for series in plot.series for x in _bar_places(series)})
    return min((after - before for before, after in pairwise(places)), default=1.0)


def _bar_places(series: Series) -> Iterator[float]:
    if series.mark is Mark.BARS:
        yield from (x for x, _ in series.points)
        yield from series.hatched


def _sharing(plots: Sequence[Plot]) -> Iterator[list[Plot]]:
    group: list[Plot] = []
    for plot in plots:
        if group and not plot.shares_y:
            yield group
            group = []
        group.append(plot)
    if group:
        yield group


def _axes(group: Sequence[Plot]) -> Iterator[Axes]:
    values = [y for plot in group for y in _ys(plot)]
    has_bars = any(series.mark is Mark.BARS for plot in group for series in plot.series)
    y = y_scale(group[0].y, values, has_bars=has_bars)
    for plot in group:
        if plot.grid is not None:
            side = _ends(plot.grid.at)
            yield Axes(side, side, _unit(side), _unit(side))
            continue
        x = _x_scale(plot)
        xs = [x for series in plot.series for x, _ in series.points]
        is_whole = all(value == int(value) for value in xs)
        yield Axes(x, y, AxisUnit.WHOLE if is_whole and not x.is_log else _unit(x), _unit(y))


def _ys(plot: Plot) -> Iterator[float]:
    yield from (y for series in plot.series for _, y in series.points)
    yield from (level.y for level in plot.levels)


def y_scale(side: Side, values: Sequence[float], *, has_bars: bool = False) -> Scale:
    """The scale of all values of an axis upwards; bars begin at 0."""
    wanted = [*values, *(end for end in (side.least, side.most) if end is not None)]
    if side.is_log:
        return _log_scale(wanted)
    if not wanted:
        return NO_SCALE
    low, high = min(wanted), max(wanted)
    if has_bars:
        low, high = min(low, 0.0), max(high, 0.0)
    room = max((high - low or abs(high) or 1.0) * PAD_Y, LEAST_ROOM)
    is_on_zero = low == 0 and (has_bars or side.least == 0)
    return Scale(low if is_on_zero else low - room, high + room)


def _log_scale(values: Sequence[float]) -> Scale:
    """Above 0; where there are zeros their marks have room below the least value."""
    known = [value for value in values if value > LEAST_ROOM]
    if not known:
        return Scale(0.1, 1.0, is_log=True)
    low, high = log10(min(known)), log10(max(known))
    room = (high - low) * PAD_Y or LEAST_FLOOR
    floor = max((high - low) * FLOOR, LEAST_FLOOR) if len(known) < len(values) else 0.0
    return Scale(10.0 ** max(low - room - floor, -300.0), 10.0 ** min(high + room, 308.0), True)


def _x_scale(plot: Plot) -> Scale:
    if plot.x.names:
        return Scale(-0.5, len(plot.x.names) - 0.5)
    xs = [x for series in plot.series for x, _ in series.points]
    xs += [x for series in plot.series for x in series.hatched]
    xs += [mark.x for mark in plot.marked]
    if plot.x.is_log:
        return _log_scale(xs)
    xs += [end for end in (plot.x.least, plot.x.most) if end is not None]
    if any(series.mark is Mark.BARS for series in plot.series):
        half = bar_step(plot) / 2
        return Scale(min(xs, default=0.0) - half, max(xs, default=1.0) + half)
    has_dots = any(series.mark is Mark.DOTS for series in plot.series)
    return _ends(xs, PAD_DOTS if has_dots else PAD_X)


def _ends(values: Sequence[float], pad: float = 0.0) -> Scale:
    if not values:
        return NO_SCALE
    low, high = min(values), max(values)
    room = (high - low) * pad if high - low > LEAST_ROOM else max(abs(low) * PAD_Y, 0.5)
    return Scale(low - room, high + room)


def _unit(scale: Scale) -> AxisUnit:
    """Powers of ten where numbers would have many digits."""
    if scale.is_log:
        is_plain = PLAIN_LOG[0] <= scale.low and scale.high <= PLAIN_LOG[1]
        return AxisUnit.PLAIN if is_plain else AxisUnit.POWER
    return AxisUnit.PLAIN if max(abs(scale.low), abs(scale.high)) < PLAIN_MOST else AxisUnit.POWER
