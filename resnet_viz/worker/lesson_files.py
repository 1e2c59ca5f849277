"""What the drawing process makes of experiments for the window: charts, values, the sheet."""

from resnet_viz.core.progress import Progress, Step
from resnet_viz.diagram.files.charts.chart_formats import chart_format_named, chart_png
from resnet_viz.diagram.files.charts.svg import chart_svg
from resnet_viz.diagram.requests import CopiedPicture, Preview, SavedFile
from resnet_viz.export.experiments import experiment_file
from resnet_viz.export.lesson.files import result_chart, sheet_text
from resnet_viz.export.lesson.page import lesson_page
from resnet_viz.export.lesson.requests import (
    CopyResultChart,
    PreviewLesson,
    PreviewResult,
    PreviewResultChart,
    SaveLesson,
    SaveResult,
    SaveResultChart,
)
from resnet_viz.worker.files import head_of, saved
from resnet_viz.worker.handler import Handlers
from resnet_viz.worker.lab_files import chart_preview


def answer_chart(asked: SaveResultChart, on_progress: Progress) -> SavedFile:
    """Writes the file whole, or raises UserError and writes nothing."""
    on_progress(Step("drawing"))
    chart, form = result_chart(asked.chart), chart_format_named(asked.suffix)
    return saved(asked.path, form.write(chart), form.note(chart) if form.note else "")


def answer_chart_preview(asked: PreviewResultChart, _: Progress) -> Preview:
    """The chart as a small picture with its size."""
    return chart_preview(result_chart(asked.chart), asked.suffix, asked.side_px)


def answer_picture(asked: CopyResultChart, _: Progress) -> CopiedPicture:
    """The chart in both formats of the clipboard."""
    chart = result_chart(asked.chart)
    return CopiedPicture(chart_svg(chart), chart_png(chart))


def answer_values(asked: SaveResult, _: Progress) -> SavedFile:
    """Writes the values whole, or raises UserError and writes nothing."""
    return saved(asked.path, experiment_file(asked.suffix).write(asked.outcome))


def answer_values_preview(asked: PreviewResult, _: Progress) -> Preview:
    """The first of the values."""
    return Preview(text=head_of(experiment_file(asked.suffix).write(asked.outcome).decode()))


def answer_lesson(asked: SaveLesson, on_progress: Progress) -> SavedFile:
    """Writes the sheet whole, or raises UserError and writes nothing."""
    on_progress(Step("drawing"))
    return saved(asked.path, lesson_page(asked.outcomes).encode())


def answer_lesson_preview(asked: PreviewLesson, _: Progress) -> Preview:
    """The sheet in words."""
    return Preview(text=head_of(sheet_text(asked.outcomes)))


HANDLERS: Handlers = {
    SaveResultChart: answer_chart,
    PreviewResultChart: answer_chart_preview,
    CopyResultChart: answer_picture,
    SaveResult: answer_values,
    PreviewResult: answer_values_preview,
    SaveLesson: answer_lesson,
    PreviewLesson: answer_lesson_preview,
}
