"""What a plot says in words: the tip of one value, and what a screen reader reads."""

from collections.abc import Iterator

from resnet_viz.core.experiments.plot import Grid, Plot, Point, Series, Side
from resnet_viz.diagram.chart.ticks import AxisUnit, tick_text

LEAST_PLAIN, MOST_PLAIN = 1e-3, 1e5
MOST_SERIES = 12  # that are read one by one


def value_text(value: float) -> str:
    """A value to three digits: `0.012`, `4.01×10³` where it has many zeros."""
    is_plain = value == 0 or LEAST_PLAIN <= abs(value) < MOST_PLAIN
    short = float(f"{value:.3g}")
    if is_plain:
        return tick_text(short, AxisUnit.PLAIN)
    text = tick_text(abs(short), AxisUnit.POWER)
    return f"−{text}" if value < 0 else text


def place_text(side: Side, value: float) -> str:
    """Where on an axis: `step 20`, or the name of the place."""
    is_named = side.names and value == int(value) and 0 <= value < len(side.names)
    text = side.names[int(value)] if is_named else value_text(value)
    return f"{side.title}: {text}" if side.title else text


def point_text(plot: Plot, series: Series, at: Point) -> str:
    """The tip of a point or bar."""
    lines = [series.name, place_text(plot.x, at[0]), place_text(plot.y, at[1])]
    if at[0] in series.pale and plot.pale_text:
        lines.append(plot.pale_text)
    return "\n".join(filter(None, lines))


def hatched_text(plot: Plot, series: Series, x: float) -> str:
    """The tip of a place without a value."""
    why = plot.hatched_text or "not measured"
    return "\n".join(filter(None, (series.name, place_text(plot.x, x), why)))


def grid_text(plot: Plot, grid: Grid, column: int, row: int) -> str:
    """The tip of a place of a grid."""
    places = place_text(plot.x, grid.at[column]), place_text(plot.y, grid.at[row])
    return "\n".join((*places, f"value: {value_text(grid.rows[row][column])}"))


def spoken(plot: Plot) -> str:
    """What a plot shows, for who does not see it."""
    return " ".join(_spoken(plot))


def _spoken(plot: Plot) -> Iterator[str]:
    yield f"{plot.title}."
    if plot.note:
        yield plot.note
    if plot.images:
        yield f"Pictures: {', '.join(image.title for image in plot.images)}."
        return
    yield f"{plot.y.title or 'values'} against {plot.x.title or 'places'}."
    if plot.grid is not None:
        values = [value for row in plot.grid.rows for value in row]
        if values:
            yield f"From {value_text(min(values))} to {value_text(max(values))}."
        return
    named = [series for series in plot.series if series.name and not series.is_thin]
    for series in named[:MOST_SERIES]:
        yield _series_spoken(plot, series)
    for level in plot.levels:
        yield f"Line at {value_text(level.y)}: {level.text}."
    if not any(series.points for series in plot.series):
        yield "Nothing measured yet."


def _series_spoken(plot: Plot, series: Series) -> str:
    if not series.points:
        return f"{series.name}: no values yet."
    first, last = series.points[0], series.points[-1]
    if first == last:
        return f"{series.name}: {value_text(first[1])} at {place_text(plot.x, first[0])}."
    return (
        f"{series.name}: from {value_text(first[1])} at {place_text(plot.x, first[0])} "
        f"to {value_text(last[1])} at {place_text(plot.x, last[0])}."
    )
