"""The files of a result: its chart, its values, and the sheet in words for a preview."""

from collections.abc import Iterator, Sequence

from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.diagram.chart.chart import Chart
from resnet_viz.diagram.chart.plots import chart_of_plots
from resnet_viz.diagram.files.charts.chart_formats import CHART_FORMATS
from resnet_viz.export.lab.chart_files import look_of
from resnet_viz.export.lesson.requests import ResultChart
from resnet_viz.export.lesson.sheet import sheet_of
from resnet_viz.export.lesson.words import BLOCK_TITLE, SOURCES, TITLE

VALUES = ((".csv", "CSV, a value a row"), (".json", "JSON, for programs"))
RESULT_FILES = (*((row.suffix, row.title) for row in CHART_FORMATS), *VALUES)
VALUE_SUFFIXES = frozenset(suffix for suffix, _ in VALUES)
LESSON_FILES = ((".html", "HTML, one page to read or print"),)


def result_chart(asked: ResultChart) -> Chart:
    """The chart as it was chosen."""
    return chart_of_plots(asked.plots, asked.caption, look_of(asked.choice), asked.title)


def sheet_text(outcomes: Sequence[Outcome]) -> str:
    """The sheet without its figures."""
    return "\n".join(_lines(outcomes))


def _lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    sheet = sheet_of(outcomes)
    yield from (TITLE, "", BLOCK_TITLE)
    for figure in sheet.figures:
        yield from ("", f"{figure.number}  {figure.title}", *figure.claims)
    yield from ("", SOURCES, *sheet.sources)
