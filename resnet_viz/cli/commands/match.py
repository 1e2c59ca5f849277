"""The command `match`: the counterpart of a network with the other block, next to the network."""

from resnet_viz.cli.network import check_family, network_asked
from resnet_viz.cli.output import print_result, say
from resnet_viz.cli.turns import timed_in_turn
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.compare import compare
from resnet_viz.core.lab.latency_match import LatencyMatch, match_lines
from resnet_viz.core.resnet.keys import KEYS
from resnet_viz.core.resnet.match import (
    BY_LATENCY,
    Match,
    by_named,
    distance_text,
    match,
    near_in_macs,
    notes_on,
)
from resnet_viz.core.resnet.spec import Block
from resnet_viz.export.reports import comparison_table
from resnet_viz.export.tables import json_text
from resnet_viz.export.turns import turns_table

DONE = 0
CANDIDATES = 3  # that are timed to find the nearest in latency


def show_match(arch: str, block: str | None, by: str, form: str) -> int:
    """The counterpart with that block, the other one where none is given."""
    check_family(arch, "match")
    network = network_asked(arch)
    wanted = None if block is None else KEYS["block"].read(block)
    if by.lower() == BY_LATENCY:
        return _show_nearest_latency(network, wanted, form)
    found = match(network, wanted, by_named(by))
    for note in notes_on(found):
        say(note)
    if form:
        print_result(json_text(found.to_dict()))
    else:
        _show(found)
    return DONE


def _show_nearest_latency(network: Network, block: Block | None, form: str) -> int:
    """Times the nearest by MACs in turn with the network, and names the nearest of them."""
    candidates = near_in_macs(network, block, CANDIDATES)
    report = timed_in_turn([network, *candidates])
    found = LatencyMatch(report)
    if form:
        print_result(json_text(found.to_dict()))
        return DONE
    from resnet_viz.cli.terminal import grid_of, show

    show(grid_of(turns_table(report)), "\n".join(match_lines(found)))
    return DONE


def _show(found: Match) -> None:
    from resnet_viz.cli.terminal import grid_of, heading, show, table_turned

    network = found.network
    report = report_of(network)
    facts = f"depth {report.depth}, {network.structure_text}"
    table = comparison_table(compare([report_of(found.original), report]))
    show(heading(network.name, facts), grid_of(table_turned(table)), distance_text(found))
