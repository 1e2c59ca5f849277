"""Networks that were timed in turn as a table: latency, and the paired ratio to one of them."""

from typing import NamedTuple

from resnet_viz.core.cost.measures import measure_named
from resnet_viz.core.cost.report import CostReport, report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.time_measures import LATENCY
from resnet_viz.core.timing.turns.turns import PairedRatio, TurnsReport
from resnet_viz.core.wording import NONE
from resnet_viz.export.columns import STRUCTURE_COLUMNS, measure_column
from resnet_viz.export.table import Column, Table, lifted, table_of


class TurnRow(NamedTuple):
    """A network that took turns; the base has no ratio to itself."""

    costs: CostReport
    run: TimingReport
    ratio: PairedRatio | None


def turns_table(report: TurnsReport, base: int = 0) -> Table:
    """A network a row: its MACs and latency, and how many times that of the base it is."""
    rows = [
        TurnRow(
            report_of(network_named(run.arch), run.batch),
            run,
            None if place == base else report.ratio(place, base),
        )
        for place, run in enumerate(report.runs)
    ]
    costs = (*STRUCTURE_COLUMNS[:1], measure_column(measure_named("macs")))
    columns = (*(lifted(column, lambda row: row.costs) for column in costs), *TIMES)
    return table_of("Timed in turn", columns, rows, report.to_dict(base))


def _ratio_text(row: TurnRow) -> str:
    found = row.ratio
    return f"{found.ratio:.2f} × [{found.low:.2f} – {found.high:.2f}]" if found else NONE


TIMES: tuple[Column[TurnRow], ...] = (
    Column(
        LATENCY.key,
        LATENCY.title,
        lambda row: row.run.whole_ms.median,
        lambda row: LATENCY.text_of(row.run, row.run.rounding),
        tip=LATENCY.tip,
    ),
    Column(
        "latency_ratio",
        "Times the first, in turn",
        lambda row: row.ratio.ratio if row.ratio else None,
        _ratio_text,
        tip="The median of the paired ratios with its 95 % interval",
    ),
    Column("latency_ratio_low", "", lambda row: row.ratio.low if row.ratio else None),
    Column("latency_ratio_high", "", lambda row: row.ratio.high if row.ratio else None),
)
