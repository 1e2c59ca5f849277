"""The series of a plot: lines with a few marks on them, dots, bars, what is off the axis."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from resnet_viz.core.experiments.plot import Mark as Kind
from resnet_viz.core.experiments.plot import Plot, Series
from resnet_viz.diagram.chart.chart import Areas, Dots, Lines, Mark
from resnet_viz.diagram.chart.colors import Hatch, SeriesLook, Shape
from resnet_viz.diagram.chart.hatches import hatch_lines
from resnet_viz.diagram.chart.legend import outline_of
from resnet_viz.diagram.chart.plot import Plot as Place
from resnet_viz.diagram.chart.results.looks import HATCHED, PALE, mixed, series_look
from resnet_viz.diagram.chart.results.scales import bar_slots, bar_step, is_below, placed
from resnet_viz.diagram.scene.scene import Point, Rect
from resnet_viz.diagram.scene.theme import Pen, Theme

WIDTH, THIN = 1.15, 0.6  # points of a line
THIN_OPACITY = 0.7
RADIUS, DOT_RADIUS, FLOOR_RADIUS, CROSS_RADIUS = 1.9, 2.3, 2.4, 3.4
MARKS = 7  # on a line, however many points it has
FILLED = 0.8  # of a place's room
GAP = 0.6
ALL_MARKED = 12  # points of a line that all have a mark


def series_marks(plot: Plot, place: Place) -> Iterator[Mark]:
    """All series: those of further seeds below the others."""
    theme = place.look.theme
    bars = [each for each in plot.series if each.mark is Kind.BARS]
    step, slots = bar_step(plot), bar_slots(plot)
    for number, series in enumerate(bars):
        yield from _bars(series, place, _slot(number % slots, slots, step))
    others = [each for each in plot.series if each.mark is not Kind.BARS]
    for is_thin in (True, False):
        for number, series in enumerate(others):
            if series.is_thin is is_thin:
                look = series_look(series, theme)
                yield from _points(series, look, place, number / max(len(others), 1))


def _slot(number: int, count: int, step: float) -> tuple[float, float]:
    """From where to where a bar is around its place."""
    width = step * FILLED / count
    return number * width - step * FILLED / 2, width


def _bars(series: Series, place: Place, slot: tuple[float, float]) -> Iterator[Mark]:
    theme, look = place.look.theme, series_look(series, place.look.theme)
    pale = set(series.pale)
    solid = tuple(_bar(place, at, slot) for at in series.points if at[0] not in pale)
    weak = tuple(_bar(place, at, slot) for at in series.points if at[0] in pale)
    yield Areas(solid, look.color)
    if look.hatch is not Hatch.NONE:
        lines = tuple(path for rect in (*solid, *weak) for path in hatch_lines(rect, look.hatch))
        yield Lines(lines, Pen(theme.page, 0.6))
    if weak:
        yield Areas(weak, mixed(look.color, theme.page, PALE))
        yield Lines(tuple(map(outline_of, weak)), Pen(look.color, 0.5))
    if series.hatched:
        yield from _missing([_column(place, x, slot) for x in series.hatched], theme)


def _missing(rects: Sequence[Rect], theme: Theme) -> Iterator[Mark]:
    """Hatched from the axis to the top, where a bar has no value."""
    paths = tuple(path for rect in rects for path in hatch_lines(rect, HATCHED))
    yield Lines(paths, Pen(theme.frame.line, 0.6))
    yield Lines(tuple(map(outline_of, rects)), Pen(theme.frame.line, 0.4))


def _bar(place: Place, at: tuple[float, float], slot: tuple[float, float]) -> Rect:
    column = _column(place, at[0], slot)
    scale = place.y.scale
    base = place.y_of(scale.low if scale.is_log else min(max(0.0, scale.low), scale.high))
    y = place.y_of(placed(at[1], scale))
    return Rect(column.x, min(y, base), column.width, abs(base - y))


def _column(place: Place, x: float, slot: tuple[float, float]) -> Rect:
    left, right = place.x_of(x + slot[0]), place.x_of(x + slot[0] + slot[1])
    return Rect(left + GAP / 2, place.rect.y, max(right - left - GAP, 0.3), place.rect.height)


def _points(series: Series, look: SeriesLook, place: Place, shift: float) -> Iterator[Mark]:
    scale = place.y.scale
    known = [at for at in series.points if not is_below(at[1], scale)]
    lost = [at for at in series.points if is_below(at[1], scale)]
    radius = DOT_RADIUS if look.shape is Shape.CIRCLE else DOT_RADIUS * 1.2
    if series.mark is Kind.DOTS:
        if known:
            yield Dots(place.points_of(known), radius, look.color, look.shape)
    else:
        yield from _line(series, look, place, shift)
    if lost:
        low = place.rect.y + place.rect.height - FLOOR_RADIUS
        points = tuple(Point(round(place.x_of(x), 1), round(low, 1)) for x, _ in lost)
        yield Dots(points, FLOOR_RADIUS, look.color, Shape.WEDGE)
    if series.is_broken and series.points:
        x, y = series.points[-1]
        yield Dots(place.points_of([(x, placed(y, scale))]), CROSS_RADIUS, look.color, Shape.CROSS)


def _line(series: Series, look: SeriesLook, place: Place, shift: float) -> Iterator[Mark]:
    """Its pieces between values that have no place on the axis."""
    scale = place.y.scale
    pieces = [
        place.points_of(piece)
        for is_lost, piece in groupby(series.points, lambda at: is_below(at[1], scale))
        if not is_lost
    ]
    paths = tuple(piece for piece in pieces if len(piece) > 1)
    if series.is_thin:
        if paths:
            yield Lines(paths, Pen(look.color, THIN, look.dash), THIN_OPACITY)
        return
    if paths:
        yield Lines(paths, Pen(look.color, WIDTH, look.dash))
    points = [at for piece in pieces for at in piece]
    if points:
        radius = RADIUS if look.shape is Shape.CIRCLE else RADIUS * 1.25
        yield Dots(tuple(_some(points, shift)), radius, look.color, look.shape)


def _some(points: Sequence[Point], shift: float) -> Sequence[Point]:
    """A few of them in even steps; those of another line are at other places."""
    if len(points) <= ALL_MARKED:
        return points
    step = len(points) / MARKS
    return [points[int((number + shift) * step)] for number in range(MARKS)]
