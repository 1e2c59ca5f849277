"""A timed run on a terminal: its headline, its own error, the slowest layers; and storing it."""

from collections.abc import Iterator, Sequence

from resnet_viz.cli.ceilings import ceilings_shown
from resnet_viz.cli.output import print_result, say
from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.timing.host import foreign_host
from resnet_viz.core.timing.known_digits import known_share, known_text
from resnet_viz.core.timing.measurement import LayerTime, TimingReport, Trust
from resnet_viz.core.timing.note import note_texts
from resnet_viz.core.timing.option_words import option_texts, precision_text
from resnet_viz.core.timing.training_loss import loss_text
from resnet_viz.core.timing.trust_row import trust_cells
from resnet_viz.core.wording import counted
from resnet_viz.export.columns import LAYER_NAME_COLUMNS, time_columns
from resnet_viz.export.reports import time_groups_table, timing_table
from resnet_viz.export.table import Column, Table, table_of
from resnet_viz.export.tables import table_named
from resnet_viz.history.keep import keep

SLOWEST = 12  # layers that are shown
BAR_CELLS = 24


def store_run(report: TimingReport) -> None:
    """Stores a run that was just timed, or says why it can't be."""
    if text := keep(report).text:
        say(text)


def show_report(report: TimingReport, form: str, grouping: Grouping = Grouping.LAYER) -> None:
    """Prints a run, just timed or stored, by layers or groups of them."""
    is_by_layer = grouping is Grouping.LAYER
    if form:
        table = timing_table(report) if is_by_layer else time_groups_table(report, grouping)
        print_result(table_named(form).write(table))
    elif is_by_layer:
        _show(report, *_slowest(report))
    else:
        _show(report, f"By {grouping}", "", time_groups_table(report, grouping))


def _slowest(report: TimingReport) -> tuple[str, str, Table]:
    slowest = sorted(report.layers, key=lambda layer: -layer.median_ms)[:SLOWEST]
    table = table_of(
        "", (*LAYER_NAME_COLUMNS, *time_columns(report), _bar_column(slowest)), slowest, None
    )
    left = len(report.layers) - len(slowest)
    return "The slowest layers", f"{left} more: --csv or --json", table


def _show(report: TimingReport, title: str, remark: str, table: Table) -> None:
    from resnet_viz.cli.terminal import grid_of, heading, pairs_grid, show

    show(
        heading(report.arch, _circumstances(report)),
        pairs_grid(list(_headline(report))),
        pairs_grid(list(_trust(report))),
        "\n".join(_notes(report.trust)),
        heading(title, remark),
        grid_of(table),
        *ceilings_shown(report),
        pairs_grid(list(_operations(report))),
    )


def _circumstances(report: TimingReport) -> str:
    return (
        f"{report.device.id}: {report.device.name}, "
        f"{precision_text(report.precision, report.what_if.casting)}, batch {report.batch}, "
        + "".join(f"{words}, " for words in option_texts(report.what_if))
        + f"{counted(report.threads, 'thread')}, torch {report.torch}"
        + (f", weights of {report.weights}" if report.weights else "")
        + (f", on {host}" if (host := foreign_host(report.host)) else "")
    )


def _headline(report: TimingReport) -> Iterator[tuple[str, ...]]:
    whole, error = report.whole_ms, report.whole_error
    median, p25, p75, least = (
        known_text(each, error, 2) for each in (whole.median, whole.p25, whole.p75, whole.min)
    )
    spread = f"quartiles {p25} to {p75}, fastest {least}"
    if whole.p90 is not None:
        spread += f", 90th percentile {known_text(whole.p90, error, 2)}"
    passes = f"median of {report.runs} plain passes after {report.warmup_runs} to warm up"
    yield (
        "Latency",
        f"{'≈ ' * bool(error)}{median} ms {report.trust.clock.time_text}",
        f"{spread} · {passes}",
    )
    yield "Throughput", f"{known_text(report.images_per_s, error, 1)} {report.rate_unit}"
    if loss := loss_text(report):
        yield "Loss", loss, "forward and backward, no step of an optimiser"


def _trust(report: TimingReport) -> Iterator[tuple[str, ...]]:
    for name, figure, tip in trust_cells(report):
        yield name, figure, f"{tip[:1].lower()}{tip[1:]}"


def _notes(trust: Trust) -> Iterator[str]:
    if trust.is_trusted:
        yield "✓ reliable"
    for note in note_texts(trust.doubts):
        yield f"⚠ {note}"


def _bar_column(layers: Sequence[LayerTime]) -> Column[LayerTime]:
    most = max(layer.median_ms for layer in layers) or 1.0

    def bar(layer: LayerTime) -> str:
        return "█" * max(1, round(BAR_CELLS * layer.median_ms / most))

    return Column("bar", "", lambda layer: None, bar, is_number=False)


def _operations(report: TimingReport) -> Iterator[tuple[str, ...]]:
    """The whole by kind of operation, the slowest first, and what is between the layers."""
    sums: dict[str, float] = {}
    for layer in report.layers:
        sums[layer.op] = sums.get(layer.op, 0.0) + layer.median_ms
    sums["between layers"] = report.glue_ms
    error = report.sums_error
    for op, time_ms in sorted(sums.items(), key=lambda pair: -pair[1]):
        share = time_ms / report.layer_sum_ms if report.layer_sum_ms else 0.0
        yield op, f"{known_text(time_ms, error, 2)} ms", known_share(share, error, 1)
