"""Multiply-accumulates of an exported program's operations by the shapes of what they read.

The same numbers as PyTorch's FlopCounterMode, halved. What multiplies matrices or reads weights and
is not here has none: it is not counted.
"""

from collections.abc import Callable, Container, Mapping
from math import prod

from resnet_viz.core.graph.shape import Shape, Shapes
from resnet_viz.core.structure.exported.nodes import Node
from resnet_viz.core.structure.exported.values import Meta
from resnet_viz.core.structure.exported.views import LOOKING
from resnet_viz.core.structure.recording import Aten

Count = Callable[[Node, Shapes, Shape], int]


def aten_of(node: Node, metas: Mapping[str, Meta], params: Container[str]) -> Aten:
    """An operation with its count; `params` are the names of parameters and buffers."""
    is_foreign = "." in node.operator
    name = node.operator if is_foreign else f"aten.{node.operator}"
    shapes = tuple(metas[each].shape for each in node.tensors)
    if count := COUNTS.get(node.operator.removesuffix("_")):
        return Aten(name, count(node, shapes, metas[node.outputs[0]].shape))
    is_known = node.operator.removesuffix("_") in WITHOUT or node.operator in LOOKING
    reads_weights = any(each in params for each in node.tensors)
    return Aten(name, 0 if is_known or not (reads_weights or is_foreign) else None)


def _conv(node: Node, shapes: Shapes, out: Shape) -> int:
    """Places of the output times a window; of a transposed one places of the input."""
    image, weight = shapes[:2]
    is_transposed = "transpose" in node.operator or node.plain.get("transposed")
    return prod(image if is_transposed else out) * prod(weight[1:])


def _linear(_: Node, shapes: Shapes, out: Shape) -> int:
    return prod(out) * shapes[0][-1]


def _product(_: Node, shapes: Shapes, out: Shape) -> int:
    """Of two matrices, or stacks of them: the side that they share."""
    return prod(out) * shapes[-2][-1]


def _sum_and_product(_: Node, shapes: Shapes, out: Shape) -> int:
    return prod(out) * shapes[1][-1]


def _attention(_: Node, shapes: Shapes, out: Shape) -> int:
    """B · H · L · S · (E + Ev)."""
    query, key, value = shapes[:3]
    return prod(query[:-1]) * key[-2] * (query[-1] + value[-1])


def _recurrent(node: Node, shapes: Shapes, out: Shape) -> int:
    """Every matrix of weights once for each step of each sequence."""
    steps = prod(shapes[0][:-1])
    states = 2 if node.operator == "lstm" else 1
    return steps * sum(prod(shape) for shape in shapes[1 + states :] if len(shape) == 2)


def _bilinear(_: Node, shapes: Shapes, out: Shape) -> int:
    """Every weight once for each place."""
    weight = shapes[2]
    return prod(out) * prod(weight[1:])


def _einsum(node: Node, shapes: Shapes, out: Shape) -> int:
    """The product of all sizes if something is summed."""
    inputs, _, result = str(node.plain.get("equation", "")).replace(" ", "").partition("->")
    terms = inputs.split(",")
    sizes: dict[str, int] = {}
    for term, shape in zip(terms, shapes, strict=True):
        letters = term.replace("...", "")
        rest = len(shape) - len(letters)
        places = term.replace("...", "." * rest)
        names = (f".{n}" if each == "." else each for n, each in enumerate(places, -rest))
        sizes.update(zip(names, shape, strict=True))
    summed = set(sizes) - set(result) if len(terms) > 1 else set()
    return prod(sizes.values()) if any("." not in name for name in summed) else 0


COUNTS: Mapping[str, Count] = {
    **dict.fromkeys(
        (
            "conv1d",
            "conv2d",
            "conv3d",
            "convolution",
            "_convolution",
            "conv_transpose1d",
            "conv_transpose2d",
            "conv_transpose3d",
        ),
        _conv,
    ),
    "linear": _linear,
    **dict.fromkeys(("mm", "bmm", "matmul", "mv", "dot", "vdot"), _product),
    **dict.fromkeys(("addmm", "baddbmm", "addbmm", "addmv"), _sum_and_product),
    "scaled_dot_product_attention": _attention,
    **dict.fromkeys(("lstm", "gru", "rnn_tanh", "rnn_relu"), _recurrent),
    "bilinear": _bilinear,
    "einsum": _einsum,
}

WITHOUT = frozenset(
    (
        "add",
        "sub",
        "rsub",
        "mul",
        "div",
        "embedding",
        "embedding_bag",
        "batch_norm",
        "instance_norm",
        "layer_norm",
        "group_norm",
        "rms_norm",
        "native_batch_norm",
        "native_layer_norm",
        "native_group_norm",
        "_native_batch_norm_legit_no_training",
        "prelu",
        "cat",
        "stack",
        "where",
        "lerp",
        "index",
        "index_select",
        "gather",
        "pow",
        "sqrt",
        "rsqrt",
        "exp",
        "neg",
        "sigmoid",
        "tanh",
        "softplus",
        "softmax",
        "sum",
        "mean",
        "var",
        "var_mean",
        "norm",
        "linalg_vector_norm",
        "clone",
        "copy",
        "contiguous",
        "to",
        "_to_copy",
        "repeat",
        "repeat_interleave",
        "roll",
        "pad",
        "clamp",
        "clamp_min",
        "clamp_max",
        "maximum",
        "minimum",
        "abs",
        "upsample_bicubic2d",
        "upsample_bilinear2d",
        "upsample_nearest2d",
        "grid_sampler",
    )
)
"""Operations that may read weights and multiply no matrices."""
