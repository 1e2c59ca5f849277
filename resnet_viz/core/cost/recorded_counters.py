"""What other programs count of recorded networks: what each doesn't see, and what it adds.

Each rule is checked against the program itself (docs/counts.md). A program that may take a way
that a recording doesn't show says nothing here; the note says why.
"""

from collections.abc import Callable, Mapping
from functools import partial
from math import prod
from typing import NamedTuple

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.cost import counts_of
from resnet_viz.core.cost.peer import Peer, Term, terms_kept
from resnet_viz.core.graph.any_pooling import Pool
from resnet_viz.core.graph.convolution import Conv
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.layer import BatchNorm2d, Conv2d, Layer, Linear
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.pointwise import Activation, Elementwise, Norm
from resnet_viz.core.graph.pooling import GlobalAvgPool
from resnet_viz.core.graph.products import Attention, MatMul, MultiheadAttention
from resnet_viz.core.graph.recurrent import Recurrent
from resnet_viz.core.graph.several import Other, Several
from resnet_viz.core.graph.tree import Node
from resnet_viz.core.graph.views import Embedding

WITHOUT_RULE = frozenset(
    ("addbmm", "addmv", "bilinear", "cdist", "dot", "mv", "vdot", "vecdot", "_grouped_mm")
)
Difference = Callable[[Node], int]  # what a program counts more than our MACs, below zero for less
RESIZED_FLOPS: Mapping[int, int] = {0: 1, 7: 4}  # fvcore's for each output, by ours for each


class RecordedCounter(NamedTuple):
    """A program: how it counts, what it adds, what it leaves out, and which layers are beyond us.

    `unknown` are kinds of layer for which nobody can tell from a recording what it says.
    """

    name: str
    version: str
    unit: str
    convention: Convention
    differences: tuple[tuple[str, Difference], ...]
    unknown: tuple[type[Layer], ...]
    note: str


def _macs(node: Node, *kinds: type[Layer]) -> int:
    return counts_of(node).macs if isinstance(node.layer, kinds) else 0


def _unseen(*kinds: type[Layer], times: int = 1) -> Difference:
    return lambda node: -times * _macs(node, *kinds)


def _products(functions: frozenset[str], times: int = 1) -> Difference:
    """Products by PyTorch's functions of these names."""
    return lambda node: (
        -times * _macs(node, MatMul) if getattr(node.layer, "function", "") in functions else 0
    )


def _lstm(node: Node) -> int:
    """LSTM, which is one kernel on a CPU; GRU and RNN are products of matrices."""
    return -2 * _macs(node, Recurrent) if node.layer.op == "lstm" else 0


def _norms_of_fvcore(node: Node) -> int:
    match node.layer:
        case BatchNorm2d():
            return 2 * prod(node.out_shape)
        case Norm(op="batch_norm") as norm:
            return (2 if norm.params else 1) * prod(node.out_shape)
        case Norm(op="layer_norm" | "group_norm" | "instance_norm") as norm:
            return (5 if norm.params else 4) * prod(node.in_shape)
    return 0


def _pools_of_fvcore(node: Node) -> int:
    match node.layer:
        case GlobalAvgPool() | Pool(op="avg_pool", kernel=()) if len(node.in_shape) == 4:
            return prod(node.in_shape)
        case Elementwise(op="interpolate", each=each):
            return RESIZED_FLOPS.get(each, 0) * prod(node.out_shape)
    return 0


def _weights_of(layer: Layer) -> int:
    """Weights and biases of a module, those that it shares too."""
    match layer:
        case Embedding(rows=rows, width=width):
            return rows * width
        case BatchNorm2d() | Norm() | Activation() | MatMul():
            return layer.params
        case Conv2d() | Conv() | Linear():
            return layer.weights_read
    return 0


def _by_torchinfo(node: Node) -> int:
    """Weights times the first size of the output, of convolutions times all but the second."""
    layer, out = node.layer, node.out_shape
    if isinstance(layer, Recurrent):
        return prod(out[:2]) * layer.weights_read
    places = out[0] if out else 1
    is_like_conv = isinstance(layer, Conv2d | Conv)
    if is_like_conv or (isinstance(layer, Linear) and layer.is_turned):
        places *= prod(out[2:])
    return places * _weights_of(layer)


def _torchinfo(keep: Callable[[Layer], bool], is_free: bool, node: Node) -> int:
    """How torchinfo's count of a layer differs from ours, for the layers that are meant."""
    if node.is_free is not is_free or not keep(node.layer):
        return 0
    return (0 if is_free else _by_torchinfo(node)) - counts_of(node).macs


def _is(*kinds: type[Layer]) -> Callable[[Layer], bool]:
    return lambda layer: isinstance(layer, kinds)


def _is_turned(layer: Layer) -> bool:
    return isinstance(layer, Linear) and layer.is_turned


def _is_upright(layer: Layer) -> bool:
    return isinstance(layer, Linear) and not layer.is_turned


COUNTERS: tuple[RecordedCounter, ...] = (
    RecordedCounter(
        "FlopCounterMode, meta",
        "PyTorch 2.13.0",
        "FLOPs",
        Convention.DOUBLE,
        (("products that it has no rule for", _products(WITHOUT_RULE, 2)),),
        (),
        "it sees no product of a matrix and a vector, no addbmm, Bilinear or cdist",
    ),
    RecordedCounter(
        "FlopCounterMode, CPU",
        "PyTorch 2.13.0",
        "FLOPs",
        Convention.DOUBLE,
        (
            ("attention, not seen on a CPU", _unseen(Attention, times=2)),
            ("LSTM, not seen on a CPU", _lstm),
            ("products that it has no rule for", _products(WITHOUT_RULE, 2)),
        ),
        (MultiheadAttention,),
        "on a CPU it is blind to attention, LSTM and TransformerEncoderLayer, which are one kernel"
        " each",
    ),
    RecordedCounter(
        "torchinfo",
        "torchinfo 1.8.0",
        "mult-adds",
        Convention.MACS,
        (
            ("products and attention, not seen", partial(_torchinfo, lambda _: True, True)),
            ("attention as a module, not seen", _unseen(MultiheadAttention)),
            (
                "linear layers once an image, not once a place, and their biases",
                partial(_torchinfo, _is_upright, False),
            ),
            ("Conv1D times its width", partial(_torchinfo, _is_turned, False)),
            (
                "biases of convolutions",
                partial(_torchinfo, _is(Conv2d, Conv), False),
            ),
            (
                "weights of norms, activations and embeddings",
                partial(_torchinfo, _is(BatchNorm2d, Norm, Activation, Embedding), False),
            ),
            (
                "weights of recurrent layers for each place",
                partial(_torchinfo, _is(Recurrent), False),
            ),
            ("products with weights", partial(_torchinfo, _is(MatMul, Attention), False)),
        ),
        (),
        "it multiplies weights of modules by sizes of their output, so it sees no product without a"
        " module, and in its parameters it counts weights twice that two layers share",
    ),
    RecordedCounter(
        "fvcore",
        "fvcore 0.1.5.post20221221",
        "flops",
        Convention.MACS,
        (
            ("attention, not seen", _unseen(Attention)),
            ("products that it has no rule for", _products(WITHOUT_RULE | {"baddbmm"})),
            ("recurrent layers, not seen", _unseen(Recurrent)),
            (
                "2 for each output of batch norms, 5 for each input of others",
                _norms_of_fvcore,
            ),
            ("inputs of adaptive pools, and resizing", _pools_of_fvcore),
        ),
        (MultiheadAttention,),
        "it has no rule for scaled_dot_product_attention, baddbmm and LSTM, and adds norms",
    ),
)


def recorded_peers(network: Network, batch: int = 1) -> tuple[Peer, ...]:
    """What each program says of a recorded network, for a batch where costs are linear in it."""
    return tuple(_peer(counter, network.graph, batch) for counter in COUNTERS)


def total_macs(graph: Graph) -> int:
    """Of the batch that it was recorded with."""
    return sum(times * counts_of(node).macs for node, times in graph.leaves)


def _peer(counter: RecordedCounter, graph: Graph, batch: int) -> Peer:
    beyond = _beyond(counter, graph)
    if beyond:
        note = f"{counter.note}. A recording doesn't show what it says of {beyond}"
        return Peer(counter.name, None, counter.unit, batch, (), counter.version, note)
    times = 2 if counter.convention is Convention.DOUBLE else 1
    terms = [Term(counter.convention.label, batch * times * total_macs(graph))]
    terms += [
        Term(words, batch * sum(leaf.times * of(leaf.node) for leaf in graph.leaves))
        for words, of in counter.differences
    ]
    kept = terms_kept(terms)
    says = sum(term.amount for term in kept)
    return Peer(counter.name, says, counter.unit, batch, kept, counter.version, counter.note)


def _beyond(counter: RecordedCounter, graph: Graph) -> str:
    """The title of a layer that makes a figure unknown: '' for none."""
    kinds = (*counter.unknown, Other, Several)
    layers = (leaf.node.layer for leaf in graph.leaves)
    return next((layer.title for layer in layers if isinstance(layer, kinds)), "")
