"""The command `time --against-plain`: chosen options and plain passes in turn."""

import json

from resnet_viz.cli.cluster_options import check_here
from resnet_viz.cli.network import network_or_weights
from resnet_viz.cli.output import print_result
from resnet_viz.cli.progress import progress_shown
from resnet_viz.core.errors import UserError
from resnet_viz.core.models.source import source_in
from resnet_viz.core.progress import Step
from resnet_viz.core.scheduler import Scheduler
from resnet_viz.core.timing.known_digits import known_text
from resnet_viz.core.timing.measurement import Quartiles
from resnet_viz.core.timing.note import note_texts
from resnet_viz.core.timing.option_words import settings_text
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.runnable import check_runnable
from resnet_viz.core.timing.turns.pairing import PairedReport, plain_twin, verdict

DONE = 0


def show_pair(
    arch: str, asked: TimingOptions, form: str, scheduler: Scheduler | None = None
) -> int:
    """Times a network with the options and without them, in turn, and prints the ratio.

    UserError for a scheduler: both have to take turns in one process, which is this one.
    """
    check_here(scheduler, "--against-plain")
    plain = plain_twin(asked)
    if plain == asked:
        raise UserError(
            "nothing to compare: all options are at their defaults. Choose one, such as --fused"
        )
    if form == "csv":
        raise UserError("--against-plain gives one ratio, not a table. Use --json")
    report = _compared(arch, asked, plain)
    if form:
        print_result(json.dumps(report.to_dict(), indent=2) + "\n")
    else:
        _show(report)
    return DONE


def _compared(arch: str, asked: TimingOptions, plain: TimingOptions) -> PairedReport:
    if source := source_in(arch):
        from resnet_viz.cli.others.process import paired

        return paired(source, asked, plain)
    network = network_or_weights(arch, asked.weights)
    check_runnable(network, asked)
    with progress_shown() as on_progress:
        on_progress(Step("loading PyTorch"))
        from resnet_viz.engine.timing.pairing import compare_settings

        return compare_settings(network, asked, plain, on_progress)


def _show(report: PairedReport) -> None:
    from resnet_viz.cli.terminal import heading, pairs_grid, show

    rows = [
        (settings_text(report.options), *_latency(report.ms, report.errors[0])),
        (settings_text(report.other), *_latency(report.other_ms, report.errors[1])),
    ]
    show(
        heading(report.arch, f"{report.device.name}, batch {report.options.batch}, in turn"),
        pairs_grid(rows),
        "\n".join([verdict(report), *(f"⚠ {note}" for note in note_texts(report.doubts))]),
    )


def _latency(times: Quartiles, error: float) -> tuple[str, str]:
    spread = times.median, times.p25, times.p75
    median, p25, p75 = (known_text(each, error, 2) for each in spread)
    return f"{median} ms wall time", f"quartiles {p25} to {p75}"
