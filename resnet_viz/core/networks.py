"""From the text that names a network to the network."""

from functools import lru_cache

from resnet_viz.core.cost.report import CostReport, report_of
from resnet_viz.core.graph.network import Network
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import MOST_KEPT, network_of
from resnet_viz.core.resnet.spec import ResNetSpec

_known: dict[str, Network] = {}


def know(network: Network) -> None:
    """Makes a recorded network known by its name in this process, in place of one before."""
    if network.name in _known:
        report_named.cache_clear()
    _known[network.name] = network


def known_networks() -> tuple[Network, ...]:
    """The recorded networks that this process knows."""
    return tuple(_known.values())


def network_named(text: str | ResNetSpec) -> Network:
    """The network that ARCH names, or that a spec describes; UserError for no legal network.

    A recorded network is found by its name once this process knows it.
    """
    if not isinstance(text, str):
        return network_of(parse(text))
    return _known.get(text) or _named(text)


@lru_cache(maxsize=MOST_KEPT)
def _named(text: str) -> Network:
    return network_of(parse(text))


@lru_cache(maxsize=24)
def report_named(text: str, batch: int) -> CostReport:
    """The costs of the network that ARCH names, kept for the next request; UserError as above."""
    return report_of(network_named(text), batch)
