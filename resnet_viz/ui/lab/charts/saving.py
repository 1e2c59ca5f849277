"""A chart of the window as a file: the same data, drawn for print."""

import csv
from io import StringIO
from pathlib import Path

from resnet_viz.core.lab.series import ChartData
from resnet_viz.ui.lab.charts.export_dialog import CSV, ChartFile


def write_file(data: ChartData, path: Path, file: ChartFile) -> str:
    """Writes a chart or its numbers, and gives what there is to note; UserError where it can't.

    It runs in a thread for files: what it needs is imported there.
    """
    from resnet_viz.core.save import save_bytes
    from resnet_viz.diagram.chart.kinds import chart_of
    from resnet_viz.diagram.chart.plot import ChartLook
    from resnet_viz.diagram.files.charts.chart_formats import write_chart
    from resnet_viz.diagram.scene.theme import THEMES

    if file.suffix == CSV:
        save_bytes(path, csv_of(data).encode())
        return ""
    look = ChartLook(THEMES[file.theme], file.width_mm)
    return write_chart(chart_of(data, look), path)


def csv_of(data: ChartData) -> str:
    """The numbers of a chart, exact, with heads."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(data.table.heads)
    writer.writerows(data.table.rows)
    return text.getvalue()
