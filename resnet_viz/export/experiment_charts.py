"""The chart of an experiment: what it found as panels, with its caption below."""

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.experiment import EXPERIMENTS
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.telling import caption_of, plots_of
from resnet_viz.core.message import translate
from resnet_viz.diagram.chart.chart import Chart
from resnet_viz.diagram.chart.plot import ChartLook
from resnet_viz.diagram.chart.plots import chart_of_plots
from resnet_viz.diagram.files.charts.chart_formats import chart_format_named

USUAL = ChartLook(width_mm=180.0)  # both columns of a paper


def experiment_chart(
    outcome: Outcome, look: ChartLook = USUAL, *, has_caption: bool = True
) -> Chart:
    """The panels of an outcome; UserError where nothing was measured that could be drawn."""
    plots, row = plots_of(outcome), EXPERIMENTS[outcome.experiment]
    if not plots:
        raise UserError("nothing was measured that could be drawn. Run more steps", "output")
    caption = " ".join(map(translate, caption_of(outcome))) if has_caption else ""
    return chart_of_plots(plots, caption, look, row.title)


def chart_bytes(outcome: Outcome, suffix: str) -> bytes:
    """The chart as a file."""
    return chart_format_named(suffix).write(experiment_chart(outcome))
