"""The legend of several plots: each look with its words once."""

from collections.abc import Iterator, Sequence

from resnet_viz.core.experiments.plot import Mark, Plot, Series
from resnet_viz.diagram.chart.colors import Hatch, SeriesLook, Shape
from resnet_viz.diagram.chart.legend import Entry, Sample
from resnet_viz.diagram.chart.results.looks import HATCHED, PALE, mixed, series_look
from resnet_viz.diagram.chart.results.scales import Axes, is_below
from resnet_viz.diagram.scene.theme import Theme

SAMPLES = {Mark.LINE: Sample.LINE, Mark.DOTS: Sample.DOT, Mark.BARS: Sample.BAR}
ZERO = "0, below the axis"
BROKEN = "not finite from here on"


def entries_of(plots: Sequence[Plot], axes: Sequence[Axes], theme: Theme) -> tuple[Entry, ...]:
    """Series in their order, then what else is to be explained."""
    found = [*_series(plots, theme), *_others(plots, axes, theme)]
    return tuple(dict.fromkeys(found))


def _series(plots: Sequence[Plot], theme: Theme) -> Iterator[Entry]:
    """A name that is drawn as lines and as dots of one look is one entry."""
    known = set[tuple[str, str, tuple[float, ...]]]()
    for series in (each for plot in plots for each in plot.series):
        look = series_look(series, theme)
        key = series.name, look.color, look.dash
        if series.name and key not in known:
            known.add(key)
            yield Entry(look, series.name, SAMPLES[series.mark], _has_marker(series, plots))


def _has_marker(series: Series, plots: Sequence[Plot]) -> bool:
    """Whether it has marks anywhere: thin lines have none."""
    same = (each for plot in plots for each in plot.series if each.name == series.name)
    return any(not each.is_thin for each in same)


def _others(plots: Sequence[Plot], axes: Sequence[Axes], theme: Theme) -> Iterator[Entry]:
    for plot, each in zip(plots, axes, strict=True):
        if plot.pale_text:
            pale = mixed(theme.muted, theme.page, PALE)
            look = SeriesLook(pale, Shape.SQUARE, (), Hatch.NONE)
            yield Entry(look, plot.pale_text, Sample.SWATCH)
        if plot.hatched_text:
            look = SeriesLook(theme.frame.line, Shape.SQUARE, (), HATCHED)
            yield Entry(look, plot.hatched_text, Sample.SWATCH)
        ys = (y for series in plot.series for _, y in series.points)
        if any(is_below(y, each.y) for y in ys):
            yield Entry(SeriesLook(theme.muted, Shape.WEDGE, (), Hatch.NONE), ZERO, Sample.DOT)
        if any(series.is_broken for series in plot.series):
            yield Entry(SeriesLook(theme.muted, Shape.CROSS, (), Hatch.NONE), BROKEN, Sample.DOT)
        if plot.grid and plot.grid.spots and plot.grid.spot_text:
            look = SeriesLook(theme.muted, Shape.DIAMOND, (), Hatch.NONE)
            yield Entry(look, plot.grid.spot_text, Sample.DOT)
