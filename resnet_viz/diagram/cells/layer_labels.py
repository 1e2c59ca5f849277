"""The words on boxes of layers that other networks have and residual networks have not."""

from resnet_viz.core.graph.any_pooling import Pool
from resnet_viz.core.graph.convolution import Conv
from resnet_viz.core.graph.layer import Layer
from resnet_viz.core.graph.pointwise import Norm
from resnet_viz.core.graph.products import Attention, MatMul, MultiheadAttention
from resnet_viz.core.graph.recurrent import Recurrent
from resnet_viz.core.graph.shape import Shape, image_of
from resnet_viz.core.graph.views import Embedding

Words = tuple[str, str]  # label, and the smaller lines below it


def any_layer_words(layer: Layer, out: Shape) -> Words:
    """What the box of a layer says; `out` is the shape that comes out of it."""
    match layer:
        case Conv(kernel=kernel, out_channels=channels, is_transposed=is_up):
            name = "up-conv" if is_up else "conv"
            return f"{name} {_by(kernel)}, {channels}", _conv_detail(layer, out)
        case MatMul(inner=inner):
            return "matmul", f"{inner} → {out[-1]}"
        case Attention(heads=heads, keys=keys):
            return "attention", f"{_heads(heads)} · {keys} keys"
        case MultiheadAttention(heads=heads, width=width):
            return "attention", f"{_heads(heads)} · width {width}"
        case Embedding(rows=rows, width=width):
            return "embedding", f"{rows} × {width}"
        case Recurrent() as recurrent:
            return layer.title, _recurrent_detail(recurrent)
        case Pool(op=op, kernel=kernel):
            return f"{op.replace('_', ' ')} {_by(kernel)}".strip(), _by(image_of(out)[1:])
        case Norm(op="batch_norm"):
            return "BN", ""
    return layer.title, ""


def _recurrent_detail(layer: Recurrent) -> str:
    layers = f"{layer.layers} layers" if layer.layers > 1 else ""
    directions = "both directions" if layer.directions > 1 else ""
    return " · ".join(filter(None, (f"{layer.entering} → {layer.hidden}", layers, directions)))


def _heads(count: int) -> str:
    return f"{count} head{'s' * (count > 1)}"


def _by(sizes: Shape) -> str:
    return "×".join(map(str, sizes))


def _conv_detail(conv: Conv, out: Shape) -> str:
    stride = "" if set(conv.stride) == {1} else f"/{_by(conv.stride[:1])}"
    groups = f"{conv.groups} groups" if conv.groups > 1 else ""
    return " · ".join(filter(None, (groups, stride, _by(image_of(out)[1:]))))
