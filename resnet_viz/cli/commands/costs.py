"""The commands that only count: list and cost, which need no PyTorch."""

from collections import Counter

from resnet_viz.cli.network import network_asked
from resnet_viz.cli.output import print_result
from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.cost.measure import Measure, Place
from resnet_viz.core.cost.measures import measures_at
from resnet_viz.core.cost.report import CostReport, report_of
from resnet_viz.core.structure.views import bare_views
from resnet_viz.core.wording import bytes_text, counted, digits_grouped
from resnet_viz.export.reports import group_table, layer_table, networks_table
from resnet_viz.export.table import Table
from resnet_viz.export.tables import table_named

DONE = 0


def show_list(form: str) -> int:
    """The named networks."""
    return _show_table(networks_table(), form)


def show_cost(arch: str, batch: int, grouping: Grouping, convention: Convention, form: str) -> int:
    """The costs of one network by layers or groups of them, and in all."""
    network = network_asked(arch)
    report = report_of(network, batch)
    views = frozenset() if form else bare_views(network.graph)
    table = (
        layer_table(report, convention=convention, left_out=views)
        if grouping is Grouping.LAYER
        else group_table(report, grouping, convention)
    )
    if form:
        return _show_table(table, form)
    from resnet_viz.cli.terminal import grid_of, heading, pairs_grid, show

    kinds = Counter(shortcut.title for shortcut in network.graph.shortcuts)
    show(
        heading(table.title, network.facts_text),
        grid_of(table),
        pairs_grid(_total_rows(report, kinds)),
    )
    if views and grouping is Grouping.LAYER:
        show(f"{counted(len(views), 'view')} of the same elements left out. --csv has all layers")
    return DONE


def _show_table(table: Table, form: str) -> int:
    if form:
        print_result(table_named(form).write(table))
        return DONE
    from resnet_viz.cli.terminal import grid_of, show

    show(grid_of(table))
    return DONE


def _total_rows(report: CostReport, kinds: Counter[str]) -> list[tuple[str, ...]]:
    """Each total by its title, exactly, and at a glance."""
    rows: list[tuple[str, ...]] = [
        (each.title, each.network_text(report, digits_grouped), _aside(each, report, kinds))
        for each in measures_at(Place.TOTALS)
    ]
    if unread := report.totals.unread_params:
        rows.append(
            ("Parameters not used", digits_grouped(unread), "no layer of this pass reads them")
        )
    return rows


def _aside(measure: Measure, report: CostReport, kinds: Counter[str]) -> str:
    if measure.key == "shortcuts":
        return ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    text = measure.network_text(report, measure.unit.short)
    if measure.key == "params":
        return f"{text}, {bytes_text(report.totals.param_bytes)} in fp32"
    return text
