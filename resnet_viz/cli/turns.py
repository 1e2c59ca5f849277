"""Networks timed in turn on a terminal: with progress, stored, and what their ratios say."""

from collections.abc import Sequence

from resnet_viz.cli.output import say
from resnet_viz.cli.progress import progress_shown
from resnet_viz.cli.timed_run import store_run
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.latency_match import where_text
from resnet_viz.core.progress import Step
from resnet_viz.core.timing.note import note_texts
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.turns.turns import TurnsReport, ratio_text


def timed_in_turn(networks: Sequence[Network], options: TimingOptions | None = None) -> TurnsReport:
    """Times networks in turn, on the CPU where nothing else is asked for, and stores each run."""
    with progress_shown() as on_progress:
        on_progress(Step("loading PyTorch"))
        from resnet_viz.engine.timing.turns import time_in_turn

        report = time_in_turn(networks, options or TimingOptions(), on_progress)
    for run in report.runs:
        store_run(run)
        for note in note_texts(run.trust.doubts):
            say(f"{run.arch}: {note}")
    return report


def turn_lines(report: TurnsReport) -> tuple[str, ...]:
    """How each network compares with the first, and where that was measured."""
    first = report.runs[0]
    others = [
        f"{ratio_text(report.ratio(place), run.arch, first.arch)}."
        for place, run in enumerate(report.runs)
        if place
    ]
    return (*others, f"{where_text(report)}.")
