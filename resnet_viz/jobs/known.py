"""Recorded networks travel with the requests that name them: a child knows none of them by itself.

Each child gets each network once, before the first request that names it. No handler knows of it.
"""

import json
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

    def news(self, request: Request[Any]) -> tuple[str, ...]:
        """Those that a request names and that the child has not got yet, as JSON."""
        if not known_networks():
            return ()
        named = {name: known_network(name) for name in _texts_in(plain_of(request))}
        new = {
            name: network
            for name, network in named.items()
            if network is not None and self._networks.get(name) is not network
        }
        self._networks.update(new)
        return tuple(map(network_text, new.values()))


def network_text(network: Network) -> str:
    """A recorded network as it travels; made once, in a thread where a window must not wait."""
    return _text_of(_Same(network))


class _Same:
    """A network that equals itself only: another one may have got its name."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.network is self.network

    def __hash__(self) -> int:
        return id(self.network)


@lru_cache(maxsize=MOST_CACHED)
def _text_of(same: _Same) -> str:
    from resnet_viz.core.structure.stored import network_json

    return json.dumps(plain_of(network_json(same.network)), separators=(",", ":"))


def _texts_in(values: Any) -> Iterator[str]:
    """All texts within plain values."""
    if isinstance(values, str):
        yield values
    elif isinstance(values, Mapping):
        for each in values.values():
            yield from _texts_in(each)
    elif isinstance(values, list | tuple):
        for each in values:
            if isinstance(each, str | Mapping | list | tuple):  # of many numbers none is looked at
                yield from _texts_in(each)
