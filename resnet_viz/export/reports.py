"""The tables that leave the program: layers, times, named networks, comparisons."""

from dataclasses import asdict
from typing import Any

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.cost import LayerCost
from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.cost.groups import GroupCost, groups_of
from resnet_viz.core.cost.measure import Place, percent_text
from resnet_viz.core.cost.measures import measure_named, measures_at
from resnet_viz.core.cost.report import CostReport, report_of
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.compare import Comparison
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.network import network_of
from resnet_viz.core.resnet.presets import PRESETS
from resnet_viz.core.resnet.publications.peers import peers_dict, peers_of
from resnet_viz.core.resnet.publications.top1 import published_top1
from resnet_viz.core.timing.group_times import GroupTime, time_groups
from resnet_viz.core.timing.known_digits import known_text
from resnet_viz.core.timing.measurement import LayerTime, TimingReport
from resnet_viz.core.wording import NONE
from resnet_viz.export.columns import (
    GROUP_COLUMNS,
    GROUP_TIME_NAME,
    LAYER_COLUMNS,
    LAYER_NAME_COLUMNS,
    PEER_COLUMNS,
    STRUCTURE_COLUMNS,
    PeerTerm,
    cost_columns,
    field_columns,
    group_time_columns,
    measure_column,
    measure_columns,
    time_columns,
    top1_columns,
)
from resnet_viz.export.table import Column, Table, lifted, table_of

TimedLayer = tuple[LayerCost, LayerTime | None]
LISTED = ("depth", "params", "macs")


def layer_table(
    report: CostReport,
    timing: TimingReport | None = None,
    convention: Convention = Convention.MACS,
    *,
    left_out: frozenset[str] = frozenset(),
) -> Table:
    """The costs of each layer, with its times where a run of the same network is given.

    People read its work as the convention counts it. Layers `left_out` are in the sums only.
    """
    figures = cost_columns(convention, report.totals)
    columns: list[Column[Any]] = [*LAYER_COLUMNS, *figures, *field_columns(report.layers)]
    costs: list[Column[TimedLayer]] = [lifted(column, lambda row: row[0]) for column in columns]
    times: list[Column[TimedLayer]] = [
        lifted(column, lambda row: row[1]) for column in (time_columns(timing) if timing else ())
    ]
    by_path = {time.path: time for time in timing.layers} if timing else {}
    shown = (layer for layer in report.layers if layer.path not in left_out)
    rows = [(layer, by_path.get(layer.path)) for layer in shown]
    source = report.to_dict()
    totals = _total_words(report)
    if timing:
        source["timing"] = timing.to_dict()
        totals["median_ms"] = _sum_text(sum(layer.median_ms for layer in timing.layers), timing)
    return table_of(_title(report), costs + times if timing else costs, rows, source, totals)


def group_table(
    report: CostReport,
    grouping: Grouping,
    convention: Convention = Convention.MACS,
    timing: TimingReport | None = None,
) -> Table:
    """The costs by block, stage, kind of layer or path, and what their shortcuts cost of it.

    With the times of a run of the same network, where one is given.
    """
    found = groups_of(report.network.graph, report.layers, grouping)
    figures = cost_columns(convention, report.totals)
    times = time_groups(timing, report.network.graph, grouping).by_path() if timing else {}
    columns: list[Column[Any]] = [
        *GROUP_COLUMNS,
        *(
            lifted(column, lambda group: times.get(group.path))
            for column in (group_time_columns(timing) if timing else ())
        ),
        *(lifted(column, lambda row: row.sums) for column in figures),
        *_shortcut_columns(convention),
        *field_columns(report.layers),
    ]
    source = report.to_dict() | {"groups": [group.to_dict() for group in found]}
    totals = _total_words(report)
    if timing:
        totals["time_ms"] = _sum_text(timing.layer_sum_ms, timing)
        totals["glue_ms"] = _sum_text(timing.glue_ms, timing)
    return table_of(_title(report), columns, found, source, totals)


def time_groups_table(timing: TimingReport, grouping: Grouping) -> Table:
    """The times by block, stage, kind of layer or path, and the glue between them as a row."""
    found = time_groups(timing, network_named(timing.arch).graph, grouping)
    share = found.between_ms / timing.layer_sum_ms if timing.layer_sum_ms else 0.0
    between = GroupTime("between", found.between_ms, found.between_ms, share)
    rows = (*found.groups, between)
    totals = {
        "path": "Total",
        "time_ms": _sum_text(timing.layer_sum_ms, timing),
        "time_share": "100.0%",
        "glue_ms": _sum_text(timing.glue_ms, timing),
    }
    source = timing.to_dict() | {"groups": [asdict(group) for group in rows]}
    return table_of(
        timing.arch, (GROUP_TIME_NAME, *group_time_columns(timing)), rows, source, totals
    )


def timing_table(timing: TimingReport) -> Table:
    """The times of each layer in order of the data flow."""
    columns = LAYER_NAME_COLUMNS + time_columns(timing)
    return table_of(timing.arch, columns, timing.layers, timing.to_dict())


def networks_table() -> Table:
    """The named networks with their structure and costs at their usual input."""
    reports = [report_of(network_of(preset.spec)) for preset in PRESETS]
    costs = [measure_column(measure) for measure in map(measure_named, LISTED)]
    source = {"networks": [_network_dict(report) for report in reports]}
    return table_of("Named networks", [*STRUCTURE_COLUMNS[:3], *costs], reports, source)


def comparison_table(comparison: Comparison) -> Table:
    """A network a row; each cost, its difference from the first row's and the ratio to it."""
    reports = comparison.reports
    columns: list[Column[int]] = [
        lifted(column, lambda place: reports[place]) for column in STRUCTURE_COLUMNS
    ]
    for compared in comparison.measures:
        columns += measure_columns(compared)
    columns += top1_columns([published_top1(report.network) for report in reports])
    title = ", ".join(report.arch for report in reports)
    return table_of(title, columns, range(len(reports)), comparison.to_dict())


def peers_table(network: Network, batch: int = 1) -> Table:
    """What other sources say of a network, a row for each term of it."""
    rows = [
        PeerTerm(peer, term, place == 0)
        for peer in peers_of(network, batch)
        for place, term in enumerate(peer.terms or (None,))
    ]
    title = f"{network.title}: {network.name}, batch {batch}"
    return table_of(title, PEER_COLUMNS, rows, peers_dict(network, batch))


def _sum_text(time_ms: float, timing: TimingReport) -> str:
    return known_text(time_ms, timing.sums_error, 3)


def _title(report: CostReport) -> str:
    title, arch = report.network.title, report.arch
    return f"{title if title == arch else f'{title}: {arch}'}, batch {report.batch}"


def _shortcut_columns(convention: Convention) -> tuple[Column[GroupCost], ...]:
    """What the shortcuts of a group cost of it."""
    work = convention.measure

    def text(row: GroupCost) -> str:
        has_any = row.shortcut.flops or not row.shortcut.is_complete
        return work.text_of(row.shortcut, work.unit.short) if has_any else NONE

    return (
        Column(
            "shortcut_work",
            f"Shortcuts' {convention.label}",
            lambda row: work.value_of(row.shortcut),
            text,
            tip=f"What its sums and projections have of {convention.label}",
        ),
        Column("shortcut_params", "Shortcuts' parameters", lambda row: row.shortcut.params),
    )


def _total_words(report: CostReport) -> dict[str, str]:
    """The whole network's figures by the keys of the columns that sum to them."""
    totals = report.totals
    sums = (each for each in measures_at(Place.FILES) if each.is_sum)
    return {
        "path": "Total",
        **{each.key: each.text_of(totals, each.table_text) for each in sums},
        "work_share": percent_text(1.0 if totals.is_complete else None),
    }


def _network_dict(report: CostReport) -> dict[str, Any]:
    return {
        "name": report.arch,
        "depth": report.depth,
        "block": report.block,
        "stages": list(report.stages) if report.stages else None,
        "params": report.totals.params,
        "macs": report.totals.macs,
    }
