"""Whether a network can be trained with a batch: a batch norm needs two values of each channel."""

from bisect import bisect_left
from collections.abc import Sequence
from math import prod
from typing import NamedTuple

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.join_layers import ZeroPad
from resnet_viz.core.graph.layer import BatchNorm2d, Conv2d, Layer
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.pooling import AvgPool2d, GlobalAvgPool, MaxPool2d
from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.graph.tree import Node
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.wording import shape_text

LEAST_VALUES = 2  # of a channel; with one PyTorch raises a ValueError in training mode
LARGEST_SIDE = 10_000  # pixels up to which a larger image is looked for
Sliding = Conv2d | MaxPool2d | AvgPool2d | GlobalAvgPool | ZeroPad


class Untrainable(NamedTuple):
    """The first batch norm with one value of each channel, and what would give all of them two.

    `sides` are the least height, with the width as it is, and the least width; None where no larger
    image helps.
    """

    path: str
    shape: Shape
    batch: int
    sides: tuple[int, int] | None


def untrainable(network: Network, batch: int) -> Untrainable | None:
    """What keeps a network from being trained with so many images; None where nothing does."""
    graph = network.graph.clipped.graph
    starved = [node for node in graph.nodes if _values(node, batch) < LEAST_VALUES]
    if not starved:
        return None
    first = starved[0]
    needed = [_least_sides(graph, node) for node in starved]
    known = [each for each in needed if each]
    sides = (max(high for high, _ in known), max(wide for _, wide in known)) if known else None
    shape = (batch, *first.out_shape[1:])
    return Untrainable(
        first.path, shape, LEAST_VALUES, sides if len(known) == len(needed) else None
    )


def untrainable_text(network: Network, options: TimingOptions) -> str:
    """Why a run can't train the network, and with what it could; '' where it can, or needn't."""
    if not options.what_if.is_training:
        return ""
    found = untrainable(network, options.batch)
    if found is None:
        return ""
    return (
        f"training needs two values of each channel in every batch norm, and with batch "
        f"{options.batch} {found.path} of {network.name} has one ({shape_text(found.shape)}). "
        f"Take a batch of at least {found.batch}{_image_text(found)}"
    )


def least_batch(network: Network, options: TimingOptions) -> int:
    """The fewest images that a run can have: one, or as many as training needs."""
    is_trained = options.what_if.is_training and network.traced is None
    is_starved = is_trained and untrainable(network, 1) is not None
    return LEAST_VALUES if is_starved else 1


def _image_text(found: Untrainable) -> str:
    if found.sides is None:
        return ""
    high, wide = found.sides
    size = f"{high} pixels high or wide" if high == wide else f"{high} pixels high or {wide} wide"
    return f", or images at least {size}"


def _values(node: Node, batch: int) -> int:
    """How many values of a channel a batch norm has; of other layers as many as it takes."""
    if not isinstance(node.layer, BatchNorm2d):
        return LEAST_VALUES
    return batch * prod(node.out_shape) // node.layer.channels


def _least_sides(graph: Graph, node: Node) -> tuple[int, int] | None:
    """The least height and the least width of the image that give a layer two rows or columns."""
    way = [each for each in _way_to(graph, node) if isinstance(each, Sliding)]
    high, wide = graph.input.out_shape[2:]
    found = _least(way, high, 0), _least(way, wide, 1)
    return found if max(found) <= LARGEST_SIDE else None


def _least(way: Sequence[Layer], side: int, axis: int) -> int:
    """The least side of the image, from this one on, that leaves two; one too large for none."""
    sides = range(side, LARGEST_SIDE + 1)
    return side + bisect_left(sides, LEAST_VALUES, key=lambda tried: _slid(way, tried, axis))


def _slid(way: Sequence[Layer], side: int, axis: int) -> int:
    """How many rows or columns are left of so many after these layers."""
    for layer in way:
        side = layer.out_shape((1, 1, side, side))[2 + axis]
    return side


def _way_to(graph: Graph, node: Node) -> list[Layer]:
    """The layers from the input to a layer, along what each reads first."""
    way = []
    while node.inputs:
        way.append(node.layer)
        node = graph.by_path[node.inputs[0]]
    return way[::-1]
