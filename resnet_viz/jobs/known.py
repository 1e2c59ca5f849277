"""Recorded networks travel with the requests that name them: a child knows none of them by itself.

Each child gets each network once, before the first request that names it. No handler knows of it.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from resnet_viz.core.graph.network import Network
from resnet_viz.core.models.known import known_network, known_networks
from resnet_viz.core.plain import plain_of
from resnet_viz.core.request import Request

MOST_CACHED = 8  # a large one is some megabytes


class Sent:
    """Which recorded networks a child has got since it was started."""

    def __init__(self) -> None:
        self._networks: dict[str, Network] = {}

    def news(self, request: Request[Any]) -> tuple[Any, ...]:
        """Those that a request names and that the child has not got yet, as they travel."""
        if not known_networks():
            return ()
        named = {name: known_network(name) for name in _texts_in(plain_of(request))}
        new = {
            name: network
            for name, network in named.items()
            if network is not None and self._networks.get(name) is not network
        }
        self._networks.update(new)
        return tuple(_values_of(_Same(network)) for network in new.values())


class _Same:
    """A network that equals itself only: another one may have got its name."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.network is self.network

    def __hash__(self) -> int:
        return id(self.network)


@lru_cache(maxsize=MOST_CACHED)
def _values_of(same: _Same) -> dict[str, Any]:
    from resnet_viz.core.structure.stored import network_json

    return network_json(same.network)


def _texts_in(values: Any) -> Iterator[str]:
    """All texts within plain values."""
    if isinstance(values, str):
        yield values
    elif isinstance(values, Mapping):
        for each in values.values():
            yield from _texts_in(each)
    elif isinstance(values, list | tuple):
        for each in values:
            yield from _texts_in(each)
