"""The words on boxes, frames and shortcuts, read from the graph's nodes."""

from collections.abc import Sequence

from resnet_viz.core.graph import BlockNodes, Node
from resnet_viz.core.layer import BatchNorm2d, Conv2d, Flatten, Input, Linear, ReLU, Shape
from resnet_viz.core.pooling import GlobalAvgPool, MaxPool2d

Words = tuple[str, str]  # label, and the smaller lines below it


def layer_words(node: Node) -> Words:
    """What a layer's own box says."""
    out = node.out_shape
    match node.layer:
        case Conv2d(out_channels=channels, kernel=kernel, stride=stride):
            return f"conv {kernel}×{kernel}, {channels}", _strided(stride, out)
        case MaxPool2d(kernel=kernel, stride=stride):
            return f"max pool {kernel}×{kernel}", _strided(stride, out)
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
    convs = convs_of(block.main)
    if not convs:
        return block.title, ""
    kernels = (f"{conv.kernel}×{conv.kernel}{_stride_text(conv.stride)}" for conv in convs)
    return "·".join(str(conv.out_channels) for conv in convs), " · ".join(kernels)


def joined_words(nodes: Sequence[Node]) -> Words:
    """What one box says that stands for small layers in a row."""
    return " · ".join(layer_words(node)[0] for node in nodes), ""


def projection_words(nodes: Sequence[Node]) -> str:
    """The note beside a projection: `1×1, 256, /2`; nothing where it has no convolution."""
    convs = convs_of(nodes)
    if not convs:
        return ""
    first = convs[0]
    stride = f", {_stride_text(first.stride)}" if first.stride > 1 else ""
    return f"{first.kernel}×{first.kernel}, {first.out_channels}{stride}"


def count_text(count: int) -> str:
    """`× 3`; nothing for one."""
    return f"× {count}" if count > 1 else ""


def size_text(shape: Shape) -> str:
    """Height × width of an image's shape; nothing where it has none."""
    return "×".join(map(str, shape[1:]))


def convs_of(nodes: Sequence[Node]) -> tuple[Conv2d, ...]:
    """The convolutions among the nodes, in their order."""
    return tuple(node.layer for node in nodes if isinstance(node.layer, Conv2d))


def _strided(stride: int, shape: Shape) -> str:
    return f"{_stride_text(stride)} · {size_text(shape)}" if stride > 1 else size_text(shape)


def _stride_text(stride: int) -> str:
    return f"/{stride}" if stride > 1 else ""
