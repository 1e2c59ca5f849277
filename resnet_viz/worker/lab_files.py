"""What the drawing process makes of a comparison for the window: a chart or a report as a file."""

from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Progress, Step
from resnet_viz.diagram.chart.chart import Chart
from resnet_viz.diagram.files.charts.chart_formats import DPI, POINTS_PER_INCH, chart_png
from resnet_viz.diagram.files.extent import Extent
from resnet_viz.diagram.files.paper import POINTS_PER_MM
from resnet_viz.diagram.requests import Preview, SavedFile
from resnet_viz.export.lab.chart_files import CSV, chart_csv, chart_drawn, chart_file
from resnet_viz.export.lab.report import LabReport, lab_report
from resnet_viz.export.lab.report_files import report_bytes
from resnet_viz.export.lab.requests import (
    PreviewChart,
    PreviewReport,
    ReportAsked,
    SaveChart,
    SaveReport,
)
from resnet_viz.worker.files import head_of, laid_out_here, saved
from resnet_viz.worker.handler import Handlers

PAGE, ITS_PREVIEW = ".html", ".md"


def answer_chart(asked: SaveChart, on_progress: Progress) -> SavedFile:
    """Writes the file whole, or raises UserError and writes nothing."""
    on_progress(Step("drawing"))
    data, note = chart_file(asked.data, asked.choice, asked.suffix)
    return saved(asked.path, data, note)


def answer_chart_preview(asked: PreviewChart, _: Progress) -> Preview:
    """The chart as a small picture with its size, or the first of its numbers."""
    if asked.suffix == CSV:
        return Preview(text=head_of(chart_csv(asked.data)))
    return chart_preview(chart_drawn(asked.data, asked.choice), asked.suffix, asked.side_px)


def chart_preview(chart: Chart, suffix: str, side_px: int) -> Preview:
    """A chart as a PNG that fits into a square of so many pixels, with the size of its file."""
    sides = chart.width, chart.height
    dpi = side_px / max(sides) * POINTS_PER_INCH
    is_png = suffix == ".png"
    across, down = (round(side * DPI / POINTS_PER_INCH) if is_png else 0 for side in sides)
    width, height = (side / POINTS_PER_MM for side in sides)
    extent = Extent(width, height, across, down, min(text.size for text in chart.texts))
    return Preview(chart_png(chart, dpi), extent=extent)


def answer_report(asked: SaveReport, on_progress: Progress) -> SavedFile:
    """Writes the file whole, or raises UserError and writes nothing."""
    on_progress(Step("drawing"))
    return saved(asked.path, report_bytes(_report(asked.asked), asked.suffix, laid_out_here))


def answer_report_preview(asked: PreviewReport, _: Progress) -> Preview:
    """The first lines of the report."""
    suffix = ITS_PREVIEW if asked.suffix == PAGE else asked.suffix
    return Preview(text=head_of(report_bytes(_report(asked.asked), suffix, laid_out_here).decode()))


HANDLERS: Handlers = {
    SaveChart: answer_chart,
    PreviewChart: answer_chart_preview,
    SaveReport: answer_report,
    PreviewReport: answer_report_preview,
}


def _report(asked: ReportAsked) -> LabReport:
    networks = [network_named(arch) for arch in asked.archs]
    return lab_report(networks, asked.batch, verdicts=asked.verdicts)
