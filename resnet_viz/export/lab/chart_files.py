"""The files that a chart of the window can be written to: those of charts, and its numbers."""

import csv
import io

from resnet_viz.core.lab.series import ChartData
from resnet_viz.diagram.chart.chart import Chart
from resnet_viz.diagram.chart.kinds import chart_of
from resnet_viz.diagram.chart.plot import ChartLook
from resnet_viz.diagram.files.charts.chart_formats import CHART_FORMATS, chart_format_named
from resnet_viz.diagram.scene.theme import THEMES
from resnet_viz.export.lab.requests import ChartChoice
from resnet_viz.export.spreadsheet import inert_cell

CSV = ".csv"
CHART_FILES = (*((row.suffix, row.title) for row in CHART_FORMATS), (CSV, "CSV, the numbers"))
WIDTHS_MM = {"88": "One column (88 mm)", "120": "120 mm", "180": "Both columns (180 mm)"}


def look_of(choice: ChartChoice) -> ChartLook:
    """How a chart is drawn as it was chosen."""
    return ChartLook(
        THEMES[choice.theme],
        float(choice.width_mm),
        choice.has_title,
        has_ground=not choice.is_transparent,
    )


def chart_drawn(data: ChartData, choice: ChartChoice) -> Chart:
    """The chart as it was chosen."""
    return chart_of(data, look_of(choice))


def chart_file(data: ChartData, choice: ChartChoice, suffix: str) -> tuple[bytes, str]:
    """The file of that suffix, and what there is to say of it, '' for nothing."""
    if suffix == CSV:
        return chart_csv(data).encode(), ""
    form, chart = chart_format_named(suffix), chart_drawn(data, choice)
    return form.write(chart), form.note(chart) if form.note else ""


def chart_csv(data: ChartData) -> str:
    """The numbers of a chart with a line of heads."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    table = data.table
    writer.writerow(map(inert_cell, table.heads))
    writer.writerows(map(inert_cell, row) for row in table.rows)
    return out.getvalue()
