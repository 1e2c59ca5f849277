"""The command `match`: the counterpart of a network with the other block, next to the network."""

from resnet_viz.cli.network import network_asked
from resnet_viz.cli.output import print_result, say
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.lab.compare import compare
from resnet_viz.core.resnet.keys import KEYS
from resnet_viz.core.resnet.match import Match, by_named, distance_text, match, notes_on
from resnet_viz.export.reports import comparison_table
from resnet_viz.export.tables import json_text

DONE = 0


def show_match(arch: str, block: str | None, by: str, form: str) -> int:
    """The counterpart with that block, the other one where none is given."""
    network = network_asked(arch)
    wanted = None if block is None else KEYS["block"].read(block)
    found = match(network, wanted, by_named(by))
    for note in notes_on(found):
        say(note)
    if form:
        print_result(json_text(found.to_dict()))
    else:
        _show(found)
    return DONE


def _show(found: Match) -> None:
    from resnet_viz.cli.terminal import grid_of, heading, show, table_turned

    network = found.network
    report = report_of(network)
    facts = f"depth {report.depth}, {network.structure_text}"
    table = comparison_table(compare([report_of(found.original), report]))
    show(heading(network.name, facts), grid_of(table_turned(table)), distance_text(found))
