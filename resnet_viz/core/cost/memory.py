"""The memory of a forward pass on a CPU, by arithmetic: what is live while each layer runs.

The pass is that of `engine.model.model` in `eval()` under `torch.inference_mode()`. Four things
make its peak (docs/memory.md): storages and not tensors, as ReLU and sum write into their input and
flattening looks at it; the last use in order; the Python calls that hold what they were given
until they return; and what a layer allocates aside.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import prod
from typing import NamedTuple

from resnet_viz.core.cost.workspace import FP32_BYTES, PassConditions, workspace_bytes
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.layer import BatchNorm2d, Conv2d, Layer
from resnet_viz.core.graph.tree import Node, Shortcut
from resnet_viz.core.limits import MAX_BATCH

SEVERAL_THREADS = 2  # PyTorch takes other kernels on one
ON_ACCELERATOR = 0  # threads: what a CPU takes aside is not taken there
COUNTER_BYTES = 8  # batch norm's count of batches, int64 at every precision


class Moment(NamedTuple):
    """One layer of a pass while it runs, in bytes; weights and images are not in them.

    `live_bytes` are the activations that are needed or held, the layer's inputs and output among
    them; `extra_bytes` are what it allocates aside at most.
    """

    path: str
    live_bytes: int
    extra_bytes: int

    @property
    def total_bytes(self) -> int:
        return self.live_bytes + self.extra_bytes


class InferenceMemory(NamedTuple):
    """The peak of a pass in bytes, part by part, and the path of the layer it is `at`.

    `weights_bytes` are parameters and buffers, `input_bytes` the images; both are there all the
    time. `activations_bytes` are live at the peak, `workspace_bytes` the layer's own aside.
    """

    weights_bytes: int
    input_bytes: int
    activations_bytes: int
    workspace_bytes: int
    at: str

    @property
    def pass_bytes(self) -> int:
        """What the pass itself allocates."""
        return self.activations_bytes + self.workspace_bytes

    @property
    def total_bytes(self) -> int:
        return self.weights_bytes + self.input_bytes + self.pass_bytes


def inference_timeline(
    graph: Graph,
    batch: int = 1,
    bytes_per_element: int = FP32_BYTES,
    threads: int = SEVERAL_THREADS,
) -> tuple[Moment, ...]:
    """What a pass keeps while each layer runs, in order of the data flow."""
    run = PassConditions(batch, bytes_per_element, threads)
    return tuple(_moment(node, live, run) for node, live in _live_elements(graph))


def inference_memory(
    graph: Graph,
    batch: int = 1,
    bytes_per_element: int = FP32_BYTES,
    threads: int = SEVERAL_THREADS,
) -> InferenceMemory:
    """The peak of a pass; its total is what has to fit into memory."""
    peak = _peak(_fullest(graph.clipped.graph), PassConditions(batch, bytes_per_element, threads))
    return InferenceMemory(
        weights_bytes(graph, bytes_per_element),
        input_bytes(graph, batch, bytes_per_element),
        peak.live_bytes,
        peak.extra_bytes,
        graph.clipped.last.get(peak.path, peak.path),
    )


def largest_batch(
    graph: Graph, bytes_per_element: int, free_bytes: int, threads: int = SEVERAL_THREADS
) -> int:
    """The largest legal batch whose peak fits into so many bytes; 0 for none."""
    fullest = _fullest(graph.clipped.graph)
    left_bytes = free_bytes - weights_bytes(graph, bytes_per_element)

    def fits(batch: int) -> bool:
        peak = _peak(fullest, PassConditions(batch, bytes_per_element, threads))
        return input_bytes(graph, batch, bytes_per_element) + peak.total_bytes <= left_bytes

    # One image may take more than two, by another kernel; from two on the peak grows.
    if not fits(2):
        return int(fits(1))
    fitting, most = 2, MAX_BATCH
    while fitting < most:
        middle = (fitting + most + 1) // 2
        fitting, most = (middle, most) if fits(middle) else (fitting, middle - 1)
    return fitting


def weights_bytes(graph: Graph, bytes_per_element: int = FP32_BYTES) -> int:
    """The bytes of all parameters and buffers."""
    return sum(times * layer_bytes(node.layer, bytes_per_element) for node, times in graph.leaves)


def layer_bytes(layer: Layer, bytes_per_element: int = FP32_BYTES) -> int:
    """The bytes of a layer's parameters and buffers."""
    counters = int(isinstance(layer, BatchNorm2d))
    numbers = layer.params + layer.buffers - counters
    return numbers * bytes_per_element + counters * COUNTER_BYTES


def input_bytes(graph: Graph, batch: int, bytes_per_element: int = FP32_BYTES) -> int:
    """The bytes of the images."""
    return batch * sum(prod(each.out_shape) for each in graph.inputs) * bytes_per_element


def _peak(layers: Sequence[tuple[Node, int]], run: PassConditions) -> Moment:
    moments = (_moment(node, live, run) for node, live in layers)
    return max(moments, key=lambda moment: moment.total_bytes)


def _moment(node: Node, live: int, run: PassConditions) -> Moment:
    return Moment(node.path, run.bytes_of(live), workspace_bytes(node, run))


def _fullest(graph: Graph) -> tuple[tuple[Node, int], ...]:
    """Of layers that are alike, the first at which most is live: the peak is at one of these."""
    fullest: dict[object, tuple[Node, int]] = {}
    for node, live in _live_elements(graph):
        kind = node.layer, node.in_shapes
        known = fullest.get(kind)
        if known is None or known[1] < live:
            fullest[kind] = node, live
    return tuple(fullest.values())


def _live_elements(graph: Graph) -> Iterator[tuple[Node, int]]:
    """Each layer and the elements that are live for one image while it runs."""
    owners = graph.owners
    ends = _ends(graph, owners)
    live = 0
    dying: dict[int, int] = {}
    for place, node in enumerate(graph.nodes):
        path = node.path
        if owners[path] == path and not _is_of_weights(node):
            size = sum(map(prod, node.out_shapes))
            live += size
            end = ends.get(path, place)
            dying[end] = dying.get(end, 0) + size
        yield node, live
        live -= dying.pop(place, 0)


def _is_of_weights(node: Node) -> bool:
    """Whether its output is a look at weights, which are counted by themselves."""
    return node.layer.is_in_place and not node.inputs


def _ends(graph: Graph, owners: Mapping[str, str]) -> dict[str, int]:
    """For each storage the place of the last layer while which something reads or holds it."""
    places: dict[str, int] = {}
    ends: dict[str, int] = {}
    for place, node in enumerate(graph.nodes):
        places[node.path] = place
        for path in node.inputs:
            ends[owners[path]] = place
    for path, last in _holds(graph):
        owner, place = owners[path], places[last]
        if ends[owner] < place:
            ends[owner] = place
    return ends


def _holds(graph: Graph) -> Iterator[tuple[str, str]]:
    """Outputs that a call holds, each with the last layer before that call returns.

    Calling a stage or a block holds its argument, whatever becomes of it inside.
    """
    for stage in graph.stages:
        if stage.blocks:
            yield from ((path, stage.nodes[-1].path) for path in stage.nodes[0].inputs[:1])
        for block in stage.blocks:
            last = block.nodes[-1].path
            yield from ((path, last) for path in block.nodes[0].inputs[:1])
            if block.shortcut:
                yield from ((path, last) for path in _variables(block.nodes, block.shortcut))


def _variables(nodes: Sequence[Node], shortcut: Shortcut) -> Iterator[str]:
    """What the variables of a block's `forward` hold: `active` in pre-activation, `shortcut`."""
    convs = (node for node in nodes if isinstance(node.layer, Conv2d))
    joins = (node for node in nodes if node.path == shortcut.join)
    for conv in islice(convs, 1):
        yield from conv.inputs[:1]
    for join in joins:
        yield from join.inputs[1:]
