"""From a spec of the family to the network that everything else knows, and back."""

from functools import lru_cache

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.network import Network, Structure
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.expand import expand
from resnet_viz.core.resnet.rules import checked
from resnet_viz.core.resnet.spec import ResNetSpec

MOST_KEPT = 16  # networks; one of a thousand layers is about 2 MB with its costs


@lru_cache(maxsize=MOST_KEPT)
def network_of(spec: ResNetSpec) -> Network:
    """The network of a legal spec, kept for the next request."""
    graph = graph_of(spec)
    structure = Structure(spec.depth, str(spec.block), spec.stages)
    return Network(str(spec), graph.title, graph, structure)


def spec_of(network: Network) -> ResNetSpec:
    """The spec of a network of the family; UserError for any other network."""
    return parse(network.name)


def counterpart_of(network: Network) -> Network:
    """The same stages with the other block; UserError for a network that is not of the family."""
    spec = spec_of(network)
    return network_of(checked(spec.with_block(spec.block.other)))


@lru_cache(maxsize=MOST_KEPT)
def graph_of(spec: ResNetSpec) -> Graph:
    """The graph of a legal spec, kept for the next request."""
    return expand(spec)
