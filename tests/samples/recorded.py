"""A recorded network made by hand, as one that a person opens: not of the family, not all known."""

from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.traced import Traced, TracedInput
from resnet_viz.core.message import Message
from tests.samples.graphs import encoder_decoder

RECORDED = "net.py:make"


def recorded_network(name: str = RECORDED, *, is_batch_free: bool = True) -> Network:
    """An encoder and a decoder with two inputs, three layers of which have no formula."""
    graph = encoder_decoder()
    params = sum(node.layer.params for node in graph.nodes)
    buffers = sum(node.layer.buffers for node in graph.nodes)
    inputs = tuple(TracedInput(node.path, node.out_shape) for node in graph.inputs)
    traced = Traced(
        name,
        "meta",
        inputs,
        params + 650,
        buffers,
        unread=(("aux.weight", 640), ("aux.bias", 10)),
        peak_bytes=1_572_864,
        notes=(Message("One operation of torch.ops.custom was not counted"),),
    )
    return Network(name, graph.title, graph, None, is_batch_free, traced)
