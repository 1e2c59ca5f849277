"""What the drawing process is asked to write of experiments: a chart, its values, the sheet."""

from dataclasses import dataclass

from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.plot import Plot
from resnet_viz.core.request import Request, Worker
from resnet_viz.diagram.requests import CopiedPicture, Preview, SavedFile
from resnet_viz.export.lab.requests import ChartChoice


@dataclass(frozen=True, slots=True)
class ResultChart:
    """The plots that are shown, with what is above and below them, '' for nothing."""

    plots: tuple[Plot, ...]
    title: str
    caption: str
    choice: ChartChoice


@dataclass(frozen=True, slots=True)
class SaveResultChart(Request[SavedFile]):
    """The chart of a result as a file in the format of its `suffix`."""

    verb = "result_chart"
    worker = Worker.DRAW

    chart: ResultChart
    path: str
    suffix: str


@dataclass(frozen=True, slots=True)
class PreviewResultChart(Request[Preview]):
    """What `SaveResultChart` would write; the PNG fits into a square of `side_px` pixels."""

    verb = "result_chart_preview"
    worker = Worker.DRAW

    chart: ResultChart
    suffix: str
    side_px: int


@dataclass(frozen=True, slots=True)
class CopyResultChart(Request[CopiedPicture]):
    """The chart of a result for the clipboard."""

    verb = "result_picture"
    worker = Worker.DRAW

    chart: ResultChart


@dataclass(frozen=True, slots=True)
class SaveResult(Request[SavedFile]):
    """What was measured as a file: its values as CSV or JSON."""

    verb = "result"
    worker = Worker.DRAW

    outcome: Outcome
    path: str
    suffix: str


@dataclass(frozen=True, slots=True)
class PreviewResult(Request[Preview]):
    """The first lines of what `SaveResult` would write."""

    verb = "result_preview"
    worker = Worker.DRAW

    outcome: Outcome
    suffix: str


@dataclass(frozen=True, slots=True)
class SaveLesson(Request[SavedFile]):
    """The lesson sheet of results as a file."""

    verb = "lesson"
    worker = Worker.DRAW

    outcomes: tuple[Outcome, ...]
    path: str


@dataclass(frozen=True, slots=True)
class PreviewLesson(Request[Preview]):
    """What is on the sheet that `SaveLesson` would write, in words."""

    verb = "lesson_preview"
    worker = Worker.DRAW

    outcomes: tuple[Outcome, ...]
