"""How other programs count a network's operations: one row each, checked against the program.

The rules are for a network in evaluation mode, written as torchvision writes it: layers of
`torch.nn`, the sum as `out += identity`, flattening and option A's padding as functions. The model
of `engine.model.model` has modules of its own for sum, scaling, flattening and padding. They call
the same functions, so each program says the same of it.
"""

from collections.abc import Callable
from math import prod
from typing import NamedTuple

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.graph.join_layers import Add, Scale
from resnet_viz.core.graph.layer import BatchNorm2d, Conv2d, Layer, Linear, ReLU, Sigmoid
from resnet_viz.core.graph.pooling import AvgPool2d, GlobalAvgPool, MaxPool2d
from resnet_viz.core.graph.tree import Node

Count = Callable[[Node], int]  # of one image
MACS, DOUBLE = Convention.MACS, Convention.DOUBLE
POOLS = (MaxPool2d, AvgPool2d, GlobalAvgPool)


class Counter(NamedTuple):
    """What a program counts: MACs once or twice, and what it adds to them, layer by layer.

    `version` is the one that the rule was checked against, `unit` the program's own word.
    """

    name: str
    version: str
    unit: str
    convention: Convention
    adds: tuple[tuple[str, Count], ...] = ()
    note: str = ""
    is_of_one_image: bool = False


def _inputs(*kinds: type[Layer], each: int = 1) -> Count:
    """So many for each element that goes into a layer of these kinds."""
    return lambda node: each * prod(node.in_shape) * isinstance(node.layer, kinds)


def _outputs(*kinds: type[Layer], each: int = 1) -> Count:
    """So many for each element that comes out of a layer of these kinds."""
    return lambda node: each * prod(node.out_shape) * isinstance(node.layer, kinds)


def _conv_biases(node: Node) -> int:
    """One for each element that a convolution with a bias gives."""
    has_bias = isinstance(node.layer, Conv2d) and node.layer.has_bias
    return prod(node.out_shape) * has_bias


def _biases(node: Node) -> int:
    """One for each element that a layer with a bias gives."""
    return _conv_biases(node) + prod(node.out_shape) * isinstance(node.layer, Linear)


def _norm_params(node: Node) -> int:
    return node.layer.params * isinstance(node.layer, BatchNorm2d)


COUNTERS: tuple[Counter, ...] = (
    Counter("FlopCounterMode", "PyTorch 2.13.0", "FLOPs", DOUBLE),
    Counter(
        "torchinfo",
        "torchinfo 1.8.0",
        "mult-adds",
        MACS,
        (("biases", _biases), ("2 for each channel of batch norms", _norm_params)),
        "the batch multiplies the total, which is not said, and a batch norm's places don't count",
    ),
    Counter(
        "fvcore",
        "fvcore 0.1.5.post20221221",
        "flops",
        MACS,
        (
            ("2 for each output of batch norms", _outputs(BatchNorm2d, each=2)),
            ("inputs of global average pools", _inputs(GlobalAvgPool)),
        ),
    ),
    Counter(
        "thop",
        "thop 0.1.1.post2209072238",
        "MACs",
        MACS,
        (
            ("4 for each output of batch norms", _outputs(BatchNorm2d, each=4)),
            ("inputs of global average pools", _inputs(GlobalAvgPool)),
            ("outputs of average pools", _outputs(AvgPool2d, GlobalAvgPool)),
        ),
    ),
    Counter(
        "ptflops",
        "ptflops 0.7.5",
        "MACs",
        MACS,
        (
            ("2 for each output of batch norms", _outputs(BatchNorm2d, each=2)),
            ("biases", _biases),
            ("ReLUs, twice", _outputs(ReLU, each=2)),
            ("inputs of pools, twice", _inputs(*POOLS, each=2)),
        ),
        "ReLUs and pools count as modules and again as functions, and its own input is one image",
        is_of_one_image=True,
    ),
    Counter(
        "calflops, DeepSpeed",
        "calflops 0.3.2, deepspeed 0.19.8",
        "FLOPs",
        DOUBLE,
        (
            ("2 for each output of batch norms", _outputs(BatchNorm2d, each=2)),
            ("biases of convolutions", _conv_biases),
            ("ReLUs", _outputs(ReLU)),
            ("inputs of pools", _inputs(*POOLS)),
        ),
        "sums, scaling, sigmoids and the linear layer's bias are not seen",
    ),
    Counter(
        "TorchLens",
        "torchlens 2.36.1",
        "FLOPs",
        DOUBLE,
        (
            ("5 for each output of batch norms", _outputs(BatchNorm2d, each=5)),
            ("biases", _biases),
            ("ReLUs", _outputs(ReLU)),
            ("sums", _outputs(Add)),
            ("3 for each output of max pools", _outputs(MaxPool2d, each=3)),
            ("2 for each output of 2×2 average pools", _outputs(AvgPool2d, each=2)),
            ("inputs of global average pools", _inputs(GlobalAvgPool)),
            ("4 for each output of sigmoids", _outputs(Sigmoid, each=4)),
            ("scaling", _outputs(Scale)),
        ),
        "a pool's window counts with its side, not its area",
    ),
)
