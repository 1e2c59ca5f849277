"""From the text that names a network to the network."""

from resnet_viz.core.cost.report import CostReport, report_of
from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.graph.network import Network
from resnet_viz.core.kept import kept
from resnet_viz.core.models.known import keep_known, known_network
from resnet_viz.core.models.source import source_in
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import (
    LEAST_KEPT,
    ROOM,
    forget_family,
    layers_of,
    network_of,
)
from resnet_viz.core.resnet.spec import ResNetSpec


def know(network: Network) -> None:
    """Makes a recorded network known by its name in this process, in place of one before."""
    if keep_known(network):
        report_named.cache_clear()


def network_named(text: str | ResNetSpec) -> Network:
    """The network that ARCH names, or that a spec describes; UserError for no legal network.

    A recorded network is found by its name once this process knows it.
    """
    if not isinstance(text, str):
        return network_of(parse(text))
    return known_network(text) or _named(text)


def title_named(text: str) -> str:
    """The title of the network that a text names; the text itself for one recorded elsewhere."""
    if known_network(text) is None and source_in(text):
        return text
    return network_named(text).title


def forget_networks() -> None:
    """Forgets what is kept of networks for the next request; recorded ones stay known."""
    forget_family()
    _named.cache_clear()
    report_named.cache_clear()


@kept(layers_of, ROOM, LEAST_KEPT)
def _named(text: str) -> Network:
    if source_in(text):
        raise UserError(f"{shortened(text)} has not been recorded yet. Open it first", "arch")
    return network_of(parse(text))


def _layers_counted(report: CostReport) -> int:
    return layers_of(report.network)


@kept(_layers_counted, ROOM, LEAST_KEPT)
def report_named(text: str, batch: int) -> CostReport:
    """The costs of the network that ARCH names, kept for the next request; UserError as above."""
    return report_of(network_named(text), batch)
