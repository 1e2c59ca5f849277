"""Values of plots as text for a spreadsheet: every one in its row and column, no formula."""

import csv
from io import StringIO

from resnet_viz.core.experiments.plot import Grid, Plot, Series, Side
from resnet_viz.export.plot_table import has_values, plots_text
from tests.diagram.chart.results.samples import SAMPLES, degradation, lesion, pictures


def rows_of(*plots: Plot) -> list[list[str]]:
    return list(csv.reader(StringIO(plots_text(plots)), delimiter="\t"))


def test_each_place_is_a_row_and_each_series_a_column() -> None:
    (loss, *_) = degradation(30)
    title, heads, *rows = rows_of(loss)
    assert title == ["Training loss"]
    assert heads == ["step", "plain-20", "residual-20", "plain-56", "residual-56"]
    for column, series in enumerate(loss.series, 1):
        assert [(float(row[0]), float(row[column])) for row in rows] == list(series.points)


def test_places_have_their_names_and_what_was_not_measured_is_empty() -> None:
    (plot,) = lesion()
    _, _, *rows = rows_of(plot)
    assert [row[0] for row in rows] == list(plot.x.names)
    assert rows[3][1:] == ["0.85", ""]


def test_a_grid_has_its_places_at_both_edges() -> None:
    grid = Grid((-1.0, 1.0), ((0.1, 0.2), (0.3, 0.4)), (0.2,))
    plot = Plot("plain", Side("one"), Side("other"), grid=grid)
    assert rows_of(plot)[1:] == [
        ["other \\ one", "-1.0", "1.0"], ["-1.0", "0.1", "0.2"], ["1.0", "0.3", "0.4"],
    ]  # fmt: skip


def test_a_name_is_never_a_formula() -> None:
    bad = "=HYPERLINK(1)\t+1"
    plot = Plot(bad, Side(bad), Side(""), (Series(bad, ((1.0, 2.0),)), Series("", ((1.0, -3.0),))))
    for row in rows_of(plot):
        assert not any(cell.startswith(("=", "+")) for cell in row)
    assert rows_of(plot)[1][2] == "series 2"
    assert rows_of(plot)[2] == ["1.0", "2.0", "-3.0"]


def test_pictures_have_no_rows_and_every_other_kind_has() -> None:
    assert not has_values(pictures()[0])
    assert plots_text(pictures()) == "\n"
    for name in ("flow", "steps", "landscape", "zeros", "broken"):
        assert all(map(has_values, SAMPLES[name]))
