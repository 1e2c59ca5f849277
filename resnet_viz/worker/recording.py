"""Networks of others recorded in the process that runs their code, once for all that asks."""

from typing import Protocol

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.models.known import known_network
from resnet_viz.core.models.source import Source
from resnet_viz.core.progress import Progress, Step
from resnet_viz.engine.sources.load import Loaded, loaded
from resnet_viz.engine.sources.trying import failure_with, is_on_meta
from resnet_viz.engine.trace.given import Given
from resnet_viz.engine.trace.network import network_of


class OfSource(Protocol):
    """What a request about a network of others says: its text, and the hash of agreed code."""

    @property
    def source(self) -> str: ...

    @property
    def trust(self) -> str: ...


def with_values(source: Source, asked: OfSource, on_progress: Progress) -> tuple[Network, Loaded]:
    """The recorded network, and the module with weights."""
    network = network_asked(source, asked, on_progress)
    on_progress(Step(f"building {source.title}"))
    return network, loaded(source, asked.trust, is_on_meta=False)


def network_asked(source: Source, asked: OfSource, on_progress: Progress) -> Network:
    """The network as it came with the request, else as it is recorded now."""
    return known_network(asked.source) or recorded(source, asked, on_progress)


def recorded(source: Source, asked: OfSource, on_progress: Progress) -> Network:
    """On the meta device; with values where the network needs them."""
    on_progress(Step(f"loading {source.title}"))
    found = loaded(source, asked.trust)
    on_progress(Step(f"recording {source.title}"))
    try:
        return _network_of(found, asked.source, source)
    except UserError:
        if not is_on_meta(found.module):
            raise
    if failure := failure_with(found.module, found.inputs, source):
        given = ", ".join(map(str, found.inputs))
        raise UserError(f"{source.title} can't run with the input {given}: {failure}", "input")
    on_progress(Step(f"recording {source.title} with values"))
    return _network_of(loaded(source, asked.trust, is_on_meta=False), asked.source, source)


def _network_of(found: Loaded, name: str, source: Source) -> Network:
    return network_of(found.module, Given(*found.given), name, source.place, source.title)
