"""The words on boxes, frames and shortcuts, read from the graph's nodes."""

from collections.abc import Sequence

from resnet_viz.core.graph.join_layers import ZeroPad
from resnet_viz.core.graph.layer import (
    BatchNorm2d,
    Conv2d,
    Flatten,
    Input,
    Layer,
    Linear,
    ReLU,
)
from resnet_viz.core.graph.pooling import AvgPool2d, GlobalAvgPool, MaxPool2d
from resnet_viz.core.graph.several import Other
from resnet_viz.core.graph.shape import Shape, Sides, image_of, sides_text, stride_text
from resnet_viz.core.graph.tree import BlockView, Node
from resnet_viz.diagram.cells.layer_labels import Words, any_layer_words

FLAT = 2  # dimensions of features without places


def layer_words(node: Node) -> Words:
    """What a layer's own box says."""
    out = node.out_shape
    match node.layer:
        case Conv2d(out_channels=channels, kernel=kernel) as conv:
            return f"conv {_window_text(kernel)}, {channels}", _conv_detail(conv, out)
        case MaxPool2d(kernel=kernel, stride=stride):
            return f"max pool {_window_text(kernel)}", _strided(stride, out)
        case AvgPool2d(kernel=kernel, stride=stride):
            return f"avg pool {_window_text(kernel)}", _strided(stride, out)
        case ZeroPad(out_channels=channels, stride=stride):
            return f"zero pad, {channels}", _strided((stride, stride), out)
        case Linear(in_features=entering, out_features=classes):
            name = "fc" if len(out) == FLAT else "linear"
            return f"{name} {classes}", f"{entering} → {classes}"
        case GlobalAvgPool():
            return "global avg pool", f"{size_text(node.in_shape)} → 1×1"
        case Input():
            return node.path, "×".join(map(str, image_of(out)))
        case BatchNorm2d():
            return "BN", ""
        case ReLU():
            return "ReLU", ""
        case Flatten():
            return "flatten", ""
        case Other(op=op):
            return op, size_text(out)
        case layer:
            return any_layer_words(layer, out)


def block_words(block: BlockView) -> Words:
    """What a whole block's box says: channels over kernels of its main path."""
    convs = convs_of([node for node in block.main if node.path not in block.gate])
    if not convs:
        return block.title, ""
    kernels = [kernel_text(conv) for conv in convs] + (["SE"] if block.gate else [])
    return "·".join(str(conv.out_channels) for conv in convs), " · ".join(kernels)


def gate_words(nodes: Sequence[Node]) -> Words:
    """What the one box of a squeeze-and-excitation says: channels squeezed and widened again."""
    convs = convs_of(nodes)
    return "squeeze-excite", " → ".join(
        str(count) for count in (convs[0].in_channels, *(conv.out_channels for conv in convs))
    )


def joined_words(nodes: Sequence[Node]) -> Words:
    """What one box of small layers in a row says."""
    return " · ".join(layer_words(node)[0] for node in nodes), ""


def aside_text(nodes: Sequence[Node]) -> str:
    """The note next to a shortcut with layers of its own: `1×1, 256, /2` or `pad 32, /2`."""
    words = ""
    height, width = 1, 1
    for node in nodes:
        match node.layer:
            case Conv2d(kernel=kernel, out_channels=channels):
                words = f"{_window_text(kernel)}, {channels}"
            case ZeroPad(out_channels=channels):
                words = f"pad to {channels}"
        down, across = _stride_of(node.layer)
        height, width = height * down, width * across
    stride = stride_text((height, width))
    return f"{words}, {stride}" if words and stride else words


def count_text(count: int) -> str:
    """`× 3`; nothing for one."""
    return f"× {count}" if count > 1 else ""


def size_text(shape: Shape) -> str:
    """Height × width of a shape; nothing where it has none."""
    return "×".join(map(str, shape[2:]))


def convs_of(nodes: Sequence[Node]) -> tuple[Conv2d, ...]:
    """The convolutions among the nodes, in their order."""
    return tuple(node.layer for node in nodes if isinstance(node.layer, Conv2d))


def kernel_text(conv: Conv2d) -> str:
    """`3×3/2, 32 groups`."""
    groups = f", {conv.groups} groups" if conv.groups > 1 else ""
    dilated = f", ·{sides_text(conv.dilation)}" if conv.dilation != (1, 1) else ""
    return f"{_window_text(conv.kernel)}{stride_text(conv.stride)}{dilated}{groups}"


def _window_text(kernel: Sides) -> str:
    return "×".join(map(str, kernel))


def _stride_of(layer: Layer) -> Sides:
    match layer:
        case Conv2d(stride=stride) | MaxPool2d(stride=stride) | AvgPool2d(kernel=stride):
            return stride
        case ZeroPad(stride=step):
            return step, step
    return 1, 1


def _conv_detail(conv: Conv2d, out: Shape) -> str:
    groups = f"{conv.groups} groups" if conv.groups > 1 else ""
    dilation = f"dilation {sides_text(conv.dilation)}" if conv.dilation != (1, 1) else ""
    return " · ".join(filter(None, (groups, dilation, _strided(conv.stride, out))))


def _strided(stride: Sides, shape: Shape) -> str:
    words = stride_text(stride)
    return f"{words} · {size_text(shape)}" if words else size_text(shape)
