"""Convolutions, linear layers, embeddings and recurrent ones, from what they were given."""

from dataclasses import replace
from math import prod

from resnet_viz.core.graph.convolution import Conv
from resnet_viz.core.graph.layer import Conv2d, Layer, Linear
from resnet_viz.core.graph.products import MatMul
from resnet_viz.core.graph.recurrent import CELLS, Recurrent
from resnet_viz.core.graph.shape import Shape, Shapes
from resnet_viz.core.graph.views import Embedding
from resnet_viz.core.structure.arguments import argument, sides_of, whole
from resnet_viz.core.structure.seen import Seen

SIDES = (("stride", 3), ("padding", 4), ("dilation", 5), ("groups", 8))  # of aten::convolution


def conv(seen: Seen) -> Layer | None:
    """A convolution: `Conv2d` where it is of images and its padding is even."""
    weight = seen.shapes[1]
    kernel = weight[2:]
    rank, op = len(kernel), seen.op
    stride = sides_of(argument(op, "stride", 3), rank)
    dilation = sides_of(argument(op, "dilation", 5), rank)
    groups = whole(argument(op, "groups", 6), 1)
    padding = _padding(seen, kernel, dilation)
    has_bias = len(seen.shapes) > 2
    out, entering = weight[0], weight[1] * groups
    if rank == 2 and padding is not None and len(seen.out) == 4:
        sides = (_pair(kernel), _pair(stride), _pair(padding))
        exact = Conv2d(entering, out, *sides, groups, has_bias, _pair(dilation))
        if seen.own == (exact.params, 0):
            return exact
    return Conv(entering, out, kernel, stride, dilation, groups, has_bias, own=seen.own)


def _padding(seen: Seen, kernel: Shape, dilation: Shape) -> Shape | None:
    """None where both ends of a side have other padding."""
    given = argument(seen.op, "padding", 4, 0)
    if given == "valid":
        return (0,) * len(kernel)
    if given != "same":
        return sides_of(given, len(kernel), 0)
    both = [step * (side - 1) for side, step in zip(kernel, dilation, strict=True)]
    return None if any(each % 2 for each in both) else tuple([each // 2 for each in both])


def _pair(sides: Shape) -> tuple[int, int]:
    high, wide = sides
    return high, wide


def transposed_conv(seen: Seen) -> Layer | None:
    """A transposed convolution."""
    weight, op = seen.shapes[1], seen.op
    kernel = weight[2:]
    stride = sides_of(argument(op, "stride", 3), len(kernel))
    groups = whole(argument(op, "groups", 6), 1)
    dilation = sides_of(argument(op, "dilation", 7), len(kernel))
    has_bias = len(seen.shapes) > 2
    channels = weight[0], weight[1] * groups
    return Conv(
        *channels, kernel, stride, dilation, groups, has_bias, is_transposed=True, own=seen.own
    )


def any_conv(seen: Seen) -> Layer | None:
    """`aten::convolution`, which is of any rank and may be transposed."""
    op = seen.op
    sides = tuple((name, argument(op, name, at)) for name, at in SIDES)
    plain = seen._replace(op=replace(op, arguments=sides))
    return transposed_conv(plain) if argument(op, "transposed", 6) is True else conv(plain)


def linear(seen: Seen) -> Layer | None:
    """`F.linear`, whose weights have the outputs first."""
    weight = seen.shapes[1]
    return _linear(seen, weight[-1], prod(weight[:-1]), has_bias=len(seen.shapes) > 2)


def linear_of_product(seen: Seen, entering: Shape, weight: Shape, has_bias: bool) -> Layer:
    """A product with a weight, whose inputs come first."""
    return _linear(seen, entering[-1], weight[-1], has_bias=has_bias, is_turned=True)


def _linear(
    seen: Seen, entering: int, leaving: int, *, has_bias: bool, is_turned: bool = False
) -> Layer:
    exact = Linear(entering, leaving, has_bias, is_turned)
    if seen.own == (exact.params, 0):
        return exact
    return Linear(entering, leaving, has_bias, is_turned, own=seen.own)


def bilinear(seen: Seen) -> Layer | None:
    """Each output is a sum over all pairs of both inputs."""
    _, left, right = seen.shapes[2]
    return MatMul(left * right, len(seen.shapes) > 3, seen.name, own=seen.own)


def embedding(seen: Seen) -> Layer | None:
    """A table of rows."""
    tables = [shape for shape in seen.shapes if len(shape) == 2 and shape[-1] == seen.out[-1]]
    rows, width = tables[-1] if tables else (0, seen.out[-1])
    return Embedding(rows, width, own=seen.own)


def recurrent(seen: Seen) -> Layer | None:
    """A recurrent layer over a sequence, packed or not: its module says how it is made.

    Without a module what it was given does.
    """
    shapes = seen.shapes
    is_packed = len(shapes[1]) == 1
    name, at = seen.name.split("_")[0], 3 + is_packed
    said = dict(seen.call.attributes) if seen.call and seen.call.is_torch else {}
    layers = said.get("num_layers", argument(seen.op, "num_layers", at + 1))
    has_bias = said.get("bias", argument(seen.op, "has_biases", at)) is not False
    both = said.get("bidirectional", argument(seen.op, "bidirectional", at + 4)) is True
    hidden, projected = _widths(name, shapes[1 + is_packed :])
    return Recurrent(
        name,
        shapes[0][-1],
        hidden,
        whole(layers, 1),
        2 if both else 1,
        projected,
        has_bias,
        own=seen.own,
    )


def recurrent_cell(seen: Seen) -> Layer | None:
    """One step of a recurrent layer."""
    name = seen.name.split("_")[0]
    hidden, _ = _widths(name, seen.shapes[1:])
    states = 2 if name == "lstm" else 1
    has_bias = len(seen.shapes) > 1 + states + 2
    return Recurrent(name, seen.shapes[0][-1], hidden, has_bias=has_bias, own=seen.own)


def _widths(name: str, states: Shapes) -> tuple[int, int]:
    """Hidden units and what a projection gives, 0 for none."""
    if name not in CELLS or name != "lstm":
        return states[0][-1], 0
    given, hidden = states[0][-1], states[1][-1]
    return hidden, given if given != hidden else 0
