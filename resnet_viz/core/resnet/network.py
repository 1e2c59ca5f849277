"""From a spec of the family to the network that everything else knows, and back."""

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.network import Network, Structure
from resnet_viz.core.kept import kept
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.expand import expand
from resnet_viz.core.resnet.rules import checked
from resnet_viz.core.resnet.spec import ResNetSpec

ROOM = 4000  # layers of all networks that are kept; one takes about 0.6 KB with its costs
LEAST_KEPT = 8  # networks, however large: as many as a document compares, and two more


def layers_of(network: Network) -> int:
    """How many layers it has: the size by which networks are kept."""
    return network.graph.layer_count


@kept(layers_of, ROOM, LEAST_KEPT)
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


def _layers_in(graph: Graph) -> int:
    return graph.layer_count


@kept(_layers_in, ROOM, LEAST_KEPT)
def graph_of(spec: ResNetSpec) -> Graph:
    """The graph of a legal spec, kept for the next request."""
    return expand(spec)


def forget_family() -> None:
    """Forgets the networks that are kept for the next request."""
    network_of.cache_clear()
    graph_of.cache_clear()
