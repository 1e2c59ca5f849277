"""The values of plots as text for a spreadsheet: a place a row, a line or bar a column."""

from collections.abc import Iterator, Sequence

from resnet_viz.core.experiments.plot import Plot, Series
from resnet_viz.export.spreadsheet import inert_cell
from resnet_viz.export.table import Cell


def plots_text(plots: Sequence[Plot]) -> str:
    """All plots that have values, each with its title and heads, in lines with tabs."""
    return "\n\n".join("\n".join(_lines(plot)) for plot in plots if has_values(plot)) + "\n"


def has_values(plot: Plot) -> bool:
    """Whether there is anything to copy of a plot as numbers."""
    return bool(plot.grid or any(series.points for series in plot.series))


def _lines(plot: Plot) -> Iterator[str]:
    yield _line([plot.title])
    if plot.grid is not None:
        yield _line([f"{plot.y.title} \\ {plot.x.title}", *plot.grid.at])
        for y, row in zip(plot.grid.at, plot.grid.rows, strict=False):
            yield _line([y, *row])
        return
    columns = [dict(series.points) for series in plot.series]
    places = sorted({x for column in columns for x in column})
    heads = [_head(series, number) for number, series in enumerate(plot.series, 1)]
    yield _line([plot.x.title, *heads])
    for x in places:
        yield _line([_place(plot, x), *(column.get(x, "") for column in columns)])


def _head(series: Series, number: int) -> str:
    return series.name or f"series {number}"


def _place(plot: Plot, x: float) -> Cell:
    names = plot.x.names
    is_named = names and x == int(x) and 0 <= x < len(names)
    return names[int(x)] if is_named else x


def _line(cells: Sequence[Cell]) -> str:
    return "\t".join(str(inert_cell(cell)) for cell in cells)
