"""What the drawing process is asked to write of a comparison: a chart, its report, a sweep."""

from dataclasses import dataclass

from resnet_viz.core.lab.series import ChartData
from resnet_viz.core.request import Request, Worker
from resnet_viz.diagram.requests import Preview, SavedFile


@dataclass(frozen=True, slots=True)
class ChartChoice:
    """How a chart is written: a theme by its name, its width in millimetres, what is around it."""

    theme: str
    width_mm: int
    has_title: bool = True
    is_transparent: bool = False


@dataclass(frozen=True, slots=True)
class SaveChart(Request[SavedFile]):
    """A chart, or its numbers as CSV, as a file in the format of its `suffix`."""

    verb = "chart"
    worker = Worker.DRAW

    data: ChartData
    choice: ChartChoice
    path: str
    suffix: str


@dataclass(frozen=True, slots=True)
class PreviewChart(Request[Preview]):
    """What `SaveChart` would write; the PNG fits into a square of `side_px` pixels."""

    verb = "chart_preview"
    worker = Worker.DRAW

    data: ChartData
    choice: ChartChoice
    suffix: str
    side_px: int


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """What a report is about: networks, the first being the base, and what timing in turn said."""

    archs: tuple[str, ...]
    batch: int
    verdicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SaveReport(Request[SavedFile]):
    """The report of a comparison as a file."""

    verb = "report"
    worker = Worker.DRAW

    asked: ReportAsked
    path: str
    suffix: str


@dataclass(frozen=True, slots=True)
class PreviewReport(Request[Preview]):
    """The first lines of what `SaveReport` would write, of a page those of its Markdown."""

    verb = "report_preview"
    worker = Worker.DRAW

    asked: ReportAsked
    suffix: str


@dataclass(frozen=True, slots=True)
class SaveSweep(Request[SavedFile]):
    """The rows of a stored sweep that a condition chooses, '' for all, as a file."""

    verb = "sweep_rows"
    worker = Worker.DRAW

    sweep: str
    where: str
    path: str
    suffix: str


@dataclass(frozen=True, slots=True)
class PreviewSweep(Request[Preview]):
    """The first lines of what `SaveSweep` would write."""

    verb = "sweep_rows_preview"
    worker = Worker.DRAW

    sweep: str
    where: str
    suffix: str
