"""Networks timed in turn on a terminal: with progress, stored, and what their ratios say."""

from collections.abc import Sequence

from resnet_viz.cli.output import say
from resnet_viz.cli.progress import progress_shown
from resnet_viz.cli.timed_run import store_run
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.latency_match import where_text
from resnet_viz.core.models.together import others_among
from resnet_viz.core.progress import Step
from resnet_viz.core.timing.note import NoteKind, note_texts
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.turns.turns import TurnsReport, ratio_text


def timed_in_turn(networks: Sequence[Network], options: TimingOptions | None = None) -> TurnsReport:
    """Times networks in turn, on the CPU where nothing else is asked for, and stores each run."""
    report = _timed(networks, options or TimingOptions())
    for run in report.runs:
        store_run(run)
        own = (doubt for doubt in run.trust.doubts if doubt.kind is not NoteKind.SHARED)
        for note in note_texts(own):  # what is shared is said of all of them
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
    company = (f"{report.company}.",) if report.company else ()
    return (*others, *company, f"{where_text(report)}.")


def _timed(networks: Sequence[Network], options: TimingOptions) -> TurnsReport:
    if others_among(network.name for network in networks):
        from resnet_viz.cli.others.process import timed_next_to_others

        return timed_next_to_others(networks, options)
    with progress_shown() as on_progress:
        on_progress(Step("loading PyTorch"))
        from resnet_viz.engine.timing.turns import time_in_turn

        return time_in_turn(networks, options, on_progress)
