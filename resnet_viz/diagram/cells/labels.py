"""The words on boxes, frames and shortcuts, read from the graph's nodes."""

from collections.abc import Sequence

from resnet_viz.core.graph.graph import BlockNodes, Node
from resnet_viz.core.graph.layer import (
    BatchNorm2d,
    Conv2d,
    Flatten,
    Input,
    Linear,
    ReLU,
    Shape,
    ZeroPad,
)
from resnet_viz.core.graph.pooling import AvgPool2d, GlobalAvgPool, MaxPool2d

Words = tuple[str, str]  # label, and the smaller lines below it


def layer_words(node: Node) -> Words:
    """What a layer's own box says."""
    out = node.out_shape
    match node.layer:
        case Conv2d(out_channels=channels, kernel=kernel, stride=stride, groups=groups):
            detail = _strided(stride, out)
            grouped = f"{groups} groups · {detail}" if groups > 1 else detail
            return f"conv {kernel}×{kernel}, {channels}", grouped
        case MaxPool2d(kernel=kernel, stride=stride):
            return f"max pool {kernel}×{kernel}", _strided(stride, out)
        case AvgPool2d(kernel=kernel, stride=stride):
            return f"avg pool {kernel}×{kernel}", _strided(stride, out)
        case ZeroPad(out_channels=channels, stride=stride):
            return f"zero pad, {channels}", _strided(stride, out)
        case Linear(in_features=entering, out_features=classes):
            return f"fc {classes}", f"{entering} → {classes}"
        case GlobalAvgPool():
            return "global avg pool", f"{size_text(node.in_shape)} → 1×1"
        case Input():
            return "input", "×".join(map(str, out))
        case BatchNorm2d():
            return "BN", ""
        case ReLU():
            return "ReLU", ""
        case Flatten():
            return "flatten", ""
        case layer:
            return layer.title, ""


def block_words(block: BlockNodes) -> Words:
    """What a whole block's box says: channels over kernels of its main path."""
    convs = convs_of([node for node in block.main if node.path not in block.gate])
    if not convs:
        return block.title, ""
    kernels = [_kernel_text(conv) for conv in convs] + (["SE"] if block.gate else [])
    return "·".join(str(conv.out_channels) for conv in convs), " · ".join(kernels)


def gate_words(nodes: Sequence[Node]) -> Words:
    """What the one box of a squeeze-and-excitation says: channels squeezed and widened again."""
    convs = convs_of(nodes)
    return "squeeze-excite", " → ".join(
        str(count) for count in (convs[0].in_channels, *(conv.out_channels for conv in convs))
    )


def joined_words(nodes: Sequence[Node]) -> Words:
    """What one box says that stands for small layers in a row."""
    return " · ".join(layer_words(node)[0] for node in nodes), ""


def shortcut_words(nodes: Sequence[Node]) -> str:
    """The note beside a shortcut with layers of its own: `1×1, 256, /2` or `pad 32, /2`."""
    words = ""
    stride = 1
    for node in nodes:
        match node.layer:
            case Conv2d(kernel=kernel, out_channels=channels):
                words = f"{kernel}×{kernel}, {channels}"
            case ZeroPad(out_channels=channels):
                words = f"pad to {channels}"
        stride *= getattr(node.layer, "stride", 1)
    return f"{words}, {_stride_text(stride)}" if words and stride > 1 else words


def run_words(words: str, count: int) -> str:
    """The note beside the shortcut of a run of so many blocks: `1×1, 256 · × 3`, or `× 3` alone."""
    return " · ".join(filter(None, (words, count_text(count))))


def count_text(count: int) -> str:
    """`× 3`; nothing for one."""
    return f"× {count}" if count > 1 else ""


def size_text(shape: Shape) -> str:
    """Height × width of an image's shape; nothing where it has none."""
    return "×".join(map(str, shape[1:]))


def convs_of(nodes: Sequence[Node]) -> tuple[Conv2d, ...]:
    """The convolutions among the nodes, in their order."""
    return tuple(node.layer for node in nodes if isinstance(node.layer, Conv2d))


def _kernel_text(conv: Conv2d) -> str:
    groups = f", {conv.groups} groups" if conv.groups > 1 else ""
    return f"{conv.kernel}×{conv.kernel}{_stride_text(conv.stride)}{groups}"


def _strided(stride: int, shape: Shape) -> str:
    return f"{_stride_text(stride)} · {size_text(shape)}" if stride > 1 else size_text(shape)


def _stride_text(stride: int) -> str:
    return f"/{stride}" if stride > 1 else ""
