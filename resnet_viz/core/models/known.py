"""The recorded networks that this process knows by their names."""

from resnet_viz.core.graph.network import Network

_known: dict[str, Network] = {}


def keep_known(network: Network) -> bool:
    """Makes a network known by its name; whether another one of this name is gone for it."""
    is_other = network.name in _known
    _known[network.name] = network
    return is_other


def known_network(name: str) -> Network | None:
    """The recorded network of this name, None where this process doesn't know it."""
    return _known.get(name)


def known_networks() -> tuple[Network, ...]:
    """All of them."""
    return tuple(_known.values())
