"""The formulas of a layer's parameters and of its work, as one reads them aloud."""

from math import prod

from resnet_viz.core.graph.convolution import Conv
from resnet_viz.core.graph.layer import BatchNorm2d, Conv2d, Layer, Linear
from resnet_viz.core.graph.pooling import AvgPool2d, GlobalAvgPool, MaxPool2d
from resnet_viz.core.graph.products import Attention, MatMul, MultiheadAttention
from resnet_viz.core.graph.recurrent import Recurrent
from resnet_viz.core.graph.shape import Shape, Shapes
from resnet_viz.core.graph.views import Embedding

TIMES = "·"


def product_text(*factors: int) -> str:
    """`3·3·64`."""
    return TIMES.join(map(str, factors))


def sizes_text(shape: Shape) -> str:
    """The sizes of a tensor as a product; one image needs no factor, one number is 1."""
    return product_text(*(shape[1:] if len(shape) > 1 and shape[0] == 1 else shape or (1,)))


def params_formula(layer: Layer) -> str:
    """That of the parameters; '' for none."""
    if not layer.params:
        return ""
    match layer:
        case Conv2d(out_channels=out, has_bias=has_bias):
            return _with_biases(f"{_weights(layer)}{TIMES}{out} weights", out, has_bias)
        case BatchNorm2d(channels=channels):
            return f"2{TIMES}{channels} (weight and bias of each channel)"
        case Linear(in_features=entering, out_features=leaving, own=None):
            weights = f"{product_text(entering, leaving)} weights"
            return _with_biases(weights, leaving, layer.has_bias)
        case Conv() if layer.params == layer.weights_read:
            weights = product_text(*layer.kernel, layer.in_channels // layer.groups)
            weights = f"{weights}{TIMES}{layer.out_channels} weights"
            return _with_biases(weights, layer.out_channels, layer.has_bias)
        case Embedding(rows=rows, width=width) if layer.params == rows * width:
            return f"{product_text(rows, width)} weights"
    return f"{layer.params} of its own"


def _with_biases(weights: str, count: int, has_bias: bool) -> str:
    return f"{weights} + {count} biases" if has_bias else weights


def _weights(conv: Conv2d) -> str:
    """The factors of one output's weights: kernel² and the channels of a group."""
    return product_text(*conv.kernel, conv.in_channels // conv.groups)


def macs_formula(layer: Layer, shapes: Shapes, out: Shape) -> str:
    """That of the multiply-accumulates for these shapes; '' for none."""
    macs = layer.macs(shapes, out)
    if not macs:
        return ""
    match layer:
        case Conv2d(out_channels=channels):
            places = f"{product_text(*out[2:])} places"
            each = f"{_weights(layer)}{TIMES}{channels} weights × {places}"
            return _times(each, out[0], "images")
        case Conv():
            return _conv(layer, shapes, out)
        case Linear(in_features=entering, out_features=leaving):
            each = f"{product_text(entering, leaving)} weights"
            return _times(each, prod(out[:-1]), "images" if len(out) == 2 else "rows")
        case MatMul(inner=inner):
            return f"{inner} products × {sizes_text(out)} outputs"
        case Attention(keys=keys, entering=entering, leaving=leaving):
            queries = f"{sizes_text(out[:-1])} queries × {keys} keys"
            return f"{queries} × {entering + leaving} numbers of key and value"
        case MultiheadAttention():
            return _attention(layer, out)
        case Recurrent():
            return _times(f"{layer.weights} weights", prod(shapes[0][:-1]), "steps")
    return f"{macs} in all"


def _conv(conv: Conv, shapes: Shapes, out: Shape) -> str:
    at = shapes[0] if conv.is_transposed else out
    rank = len(conv.kernel)
    facing = conv.out_channels if conv.is_transposed else conv.in_channels
    weights = product_text(*conv.kernel, facing // conv.groups)
    where = "places of its input" if conv.is_transposed else "places"
    each = f"{weights}{TIMES}{at[-rank - 1]} weights × {product_text(*at[-rank:])} {where}"
    return _times(each, prod(at[: -rank - 1]), "images")


def _attention(attention: MultiheadAttention, out: Shape) -> str:
    """Projections of queries and of the output, of keys and values, then the attention itself."""
    width, queries = attention.width, prod(out[:-1])
    keys = queries // attention.queries * attention.keys
    seen = attention.keys + attention.more_keys
    entering = attention.key_width + attention.value_width
    terms = (
        f"2 × {product_text(width, width)} weights × {queries} queries",
        f"{product_text(entering, width)} weights × {keys} keys",
        f"2 × {width} × {queries} queries × {seen} keys",
    )
    return " + ".join(terms)


def _times(each: str, count: int, things: str) -> str:
    return f"{each} × {count} {things}" if count > 1 else each


def extra_formula(layer: Layer, shapes: Shapes, out: Shape) -> str:
    """Operations that are not multiply-accumulates: so many for each element of input or output."""
    extra = layer.extra_flops(shapes, out)
    if not extra:
        return ""
    if isinstance(layer, GlobalAvgPool | AvgPool2d):
        return f"1 × {sizes_text(shapes[0])} inputs"
    if isinstance(layer, MaxPool2d):
        return f"{product_text(*layer.kernel)} × {sizes_text(out)} outputs"
    outputs, inputs = prod(out), prod(shapes[0]) if shapes else 0
    is_of_inputs = inputs and extra % inputs == 0
    if outputs and extra % outputs == 0 and not (is_of_inputs and outputs < inputs):
        return f"{extra // outputs} × {sizes_text(out)} outputs"
    if is_of_inputs:
        return f"{extra // inputs} × {sizes_text(shapes[0])} inputs"
    return f"{extra} operations"
