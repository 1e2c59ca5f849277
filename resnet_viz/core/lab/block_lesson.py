"""What a lesson on residual blocks shows of one network: two of its blocks, and what one costs."""

from collections.abc import Iterable
from enum import Enum, auto
from typing import NamedTuple

from resnet_viz.core.cost.cost import IMAGE_RANK, counts_of
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.layer import BatchNorm2d, Conv2d, Layer
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.graph.tree import BlockView, Join, ShortcutKind

EXPANSION = 4  # of a bottleneck: its output channels over its inner ones (He et al. 2015, figure 5)


class BlockCost(NamedTuple):
    """Parameters and MACs of one block for one image."""

    params: int
    macs: int


class Rivals(NamedTuple):
    """A block of the network and both designs on its shape: two 3×3, or 1×1, 3×3, 1×1."""

    own: BlockCost
    basic: BlockCost
    bottleneck: BlockCost
    channels: int
    inner: int


class Lack(Enum):
    """Why a network of others has no block that adds its input, or a projection of it."""

    CONCATENATED = auto()  # what a block reads is put next to what it computes
    CHANGED = auto()  # a norm or a pool is on the way
    ACROSS = auto()  # shortcuts lead from one part to another
    NO_SHORTCUT = auto()


class BlockLesson(NamedTuple):
    """The first block that adds x as it is, and the first that has to change its shape.

    Either is None where the network has no such block; both are in a plain network, whose first
    block is `plain`, and where there is a `lack`. With option C blocks that keep the shape have
    projections too: `is_projected`.
    """

    identity: BlockView | None
    changing: BlockView | None
    plain: BlockView | None
    rivals: Rivals | None
    is_projected: bool = False
    lack: Lack | None = None


def lesson_of(network: Network) -> BlockLesson:
    """The lesson of a network, for one image."""
    graph = network.graph
    identity = next(iter(_with(graph, (ShortcutKind.IDENTITY,))), None)
    others = _with(graph, (ShortcutKind.PROJECTION, ShortcutKind.ZERO_PAD))
    changing = next((each for each in others if not _keeps_shape(each)), None)
    is_projected = any(map(_keeps_shape, others))
    is_residual = bool(identity or others)
    plain = (
        None if is_residual else next((each for each in graph.blocks if not each.shortcuts), None)
    )
    lack = None if is_residual or plain else _lack_of(graph)
    shown = identity or plain or changing or next(iter(others), None)
    rivals = rivals_of(shown) if shown and _is_of_images(shown) else None
    return BlockLesson(identity, changing, plain, rivals, is_projected, lack)


def rivals_of(block: BlockView) -> Rivals:
    """What a block costs, and what both designs would on the shape that it gives."""
    shape = block.nodes[-1].out_shape
    channels = shape[1]
    inner = max(1, channels // EXPANSION)
    costs = [counts_of(node) for node in block.nodes]
    own = BlockCost(sum(each.params for each in costs), sum(each.macs for each in costs))
    basic = (_conv(channels, channels, 3), _conv(channels, channels, 3))
    bottleneck = (_conv(channels, inner, 1), _conv(inner, inner, 3), _conv(inner, channels, 1))
    return Rivals(own, _cost(basic, shape), _cost(bottleneck, shape), channels, inner)


def _with(graph: Graph, kinds: tuple[ShortcutKind, ...]) -> tuple[BlockView, ...]:
    """The blocks that add by a shortcut of one of these kinds."""
    return tuple(
        each
        for each in graph.blocks
        if (shortcut := each.shortcut) and shortcut.kind in kinds and shortcut.how is Join.ADD
    )


def _lack_of(graph: Graph) -> Lack:
    if not graph.shortcut_count:
        return Lack.NO_SHORTCUT
    shortcuts = [each.shortcut for each in graph.blocks if each.shortcut]
    if not shortcuts:
        return Lack.ACROSS
    is_sum = any(each.how is Join.ADD for each in shortcuts)
    return Lack.CHANGED if is_sum else Lack.CONCATENATED


def _is_of_images(block: BlockView) -> bool:
    """Whether a block has convolutions over images: only then is there another design of it."""
    return len(block.nodes[-1].out_shape) == IMAGE_RANK and any(
        isinstance(node.layer, Conv2d) for node in block.nodes
    )


def _keeps_shape(block: BlockView) -> bool:
    return block.nodes[0].in_shape == block.nodes[-1].out_shape


def _conv(entering: int, leaving: int, side: int) -> Conv2d:
    return Conv2d(entering, leaving, (side, side), padding=(side // 2, side // 2))


def _cost(convs: Iterable[Conv2d], shape: Shape) -> BlockCost:
    """Convolutions that keep height and width, each with its batch norm."""
    batch, _, *sides = shape
    params = macs = 0
    for conv in convs:
        layers: tuple[Layer, ...] = (conv, BatchNorm2d(conv.out_channels))
        params += sum(layer.params for layer in layers)
        macs += conv.macs((shape,), (batch, conv.out_channels, *sides))
    return BlockCost(params, macs)
