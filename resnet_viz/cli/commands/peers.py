"""The command `cost --why`: what other sources say of a network, and why it is another number."""

from resnet_viz.cli.network import network_asked
from resnet_viz.cli.output import print_result
from resnet_viz.core.cost.peer import Peer
from resnet_viz.core.resnet.publications.peers import peers_of
from resnet_viz.export.reports import peers_table
from resnet_viz.export.tables import table_named

DONE = 0


def show_peers(arch: str, batch: int, form: str) -> int:
    """Each source's figure as our MACs and the terms that make the difference."""
    network = network_asked(arch)
    table = peers_table(network, batch)
    if form:
        print_result(table_named(form).write(table))
        return DONE
    from resnet_viz.cli.terminal import grid_of, heading, show

    notes = map(_note_line, peers_of(network, batch))
    show(heading(table.title, "other counters"), grid_of(table), "\n".join(notes))
    return DONE


def _note_line(peer: Peer) -> str:
    return f"{peer.version}: {peer.note}" if peer.note else peer.version
