"""A recorded network of others that a picture can be shown to, made by hand."""

from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.traced import Traced, TracedInput
from resnet_viz.core.structure.graph import graph_of
from tests.samples.recordings import residual

LOOKING = "timm:resnet18"


def looking_network(name: str = LOOKING, dtype: str = "float32") -> Network:
    """A small residual network with one input of a colour picture."""
    graph = graph_of(residual())
    inputs = (TracedInput("input", graph.inputs[0].out_shape, dtype),)
    return Network(
        name, name.rpartition("/")[2], graph, None, True, Traced(name, "meta", inputs, 1, 0)
    )
