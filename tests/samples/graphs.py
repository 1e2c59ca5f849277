"""Graphs with something changed, to be checked against what is right."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from resnet_viz.core.graph.chain import Chain
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.join_layers import Add, Cat
from resnet_viz.core.graph.layer import BatchNorm2d, Conv2d, Input, ReLU
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.pooling import MaxPool2d
from resnet_viz.core.graph.runs.unroll import repeated
from resnet_viz.core.graph.several import Other
from resnet_viz.core.graph.shape import Sides
from resnet_viz.core.graph.tree import Group, GroupKind, Join, Node, Shortcut, ShortcutKind
from resnet_viz.core.networks import network_named


def with_changed_node(graph: Graph, path: str, change: Callable[[Node], Node]) -> Graph:
    """The graph with another layer in place of the one at a path, which is in no run."""

    def changed(group: Group) -> Group:
        return replace(group, children=tuple(map(changed_part, group.children)))

    def changed_part(part: Node | Group) -> Node | Group:
        if isinstance(part, Group):
            return changed(part)
        return change(part) if part.path == path else part

    return replace(graph, groups=tuple(map(changed, graph.groups)))


def encoder_decoder() -> Graph:
    """A network that is no ResNet: an encoder and a decoder joined by concatenating skips.

    Two inputs; three levels of convolutions, one of them rectangular and one dilated; residual
    blocks of two kinds in turn; groups in groups: network, encoder, level, unit, layers.
    """
    image, mask = _input("image", 3), _input("mask", 1)
    entry = Chain(image, "entry.")
    entry.append("cat", Cat(), also_from=mask)
    skips: list[Node] = []
    shortcuts: list[Shortcut] = []
    encoder = _encoder(entry.last, skips)
    bottleneck = _bottleneck(_last_of(encoder), shortcuts)
    decoder = _decoder(_last_of(bottleneck), skips, shortcuts)
    head = Chain(_last_of(decoder), "head.")
    head.append("conv", Conv2d(8, 2, (1, 1), has_bias=True))
    groups = (
        _part("entry", "inputs", *entry.nodes),
        encoder,
        bottleneck,
        decoder,
        _part("head", "output", *head.nodes),
    )
    return Graph("Encoder-decoder", (image, mask), groups, tuple(shortcuts))


def _input(path: str, channels: int) -> Node:
    shape = (1, channels, 64, 64)
    return Node(path, Input(), (), (shape,), (shape,))


def _part(path: str, title: str, *children: Node | Group) -> Group:
    return Group(path, title, GroupKind.PART, children)


def _last_of(part: Node | Group) -> Node:
    if isinstance(part, Node):
        return part
    return _last_of(repeated(part, part.count - 1)[-1])


def _unit(path: str, entry: Node, layer: Conv2d) -> Group:
    """A convolution, its batch norm and its ReLU."""
    chain = Chain(entry, f"{path}.")
    chain.append("conv", layer)
    chain.append("bn", BatchNorm2d(layer.out_channels))
    chain.append("relu", ReLU())
    return _part(path, "ConvUnit", *chain.nodes)


def _conv(entering: int, out: int, kernel: Sides = (3, 3), dilation: Sides = (1, 1)) -> Conv2d:
    """A convolution that keeps the size."""
    high, wide = (step * (side - 1) // 2 for side, step in zip(kernel, dilation, strict=True))
    return Conv2d(entering, out, kernel, padding=(high, wide), dilation=dilation)


def _encoder(entry: Node, skips: list[Node]) -> Group:
    """Three levels, each followed by max pooling; `skips` gets what comes out of each."""
    seconds = (_conv(8, 8, (1, 5)), _conv(16, 16), _conv(32, 32, dilation=(2, 2)))
    children: list[Node | Group] = []
    last = entry
    for number, second in enumerate(seconds, start=1):
        path = f"encoder.level{number}"
        first = _unit(f"{path}.first", last, _conv(last.out_shape[1], second.in_channels))
        level = _part(
            path, f"level {number}", first, _unit(f"{path}.second", _last_of(first), second)
        )
        skips.append(_last_of(level))
        pooling = Chain(skips[-1], "encoder.")
        last = pooling.append(f"pool{number}", MaxPool2d((2, 2), (2, 2)))
        children += [level, last]
    return _part("encoder", "encoder", *children)


def _bottleneck(entry: Node, shortcuts: list[Shortcut]) -> Group:
    """Six residual blocks, two kinds in turn, kept as three times the first two."""
    plain = [_conv(32, 32), _conv(32, 32)]
    narrow = [_conv(32, 8, (1, 1)), _conv(8, 8, dilation=(2, 2)), _conv(8, 32, (1, 1))]
    first = _residual("bottleneck.0", "plain", entry, plain, shortcuts)
    second = _residual("bottleneck.1", "narrow", _last_of(first), narrow, shortcuts)
    paths = tuple(f"bottleneck.{place}" for place in range(6))
    carries = ((entry.path, _last_of(second).path),)
    run = Group("bottleneck.0", "blocks", GroupKind.RUN, (first, second), None, paths, carries)
    return _part("bottleneck", "bottleneck", run)


def _residual(
    path: str, title: str, entry: Node, convs: Sequence[Conv2d], shortcuts: list[Shortcut]
) -> Group:
    chain = Chain(entry, f"{path}.")
    for place, layer in enumerate(convs, start=1):
        chain.append(f"conv{place}", layer)
        chain.append(f"bn{place}", BatchNorm2d(layer.out_channels))
        if place < len(convs):
            chain.append(f"relu{place}", ReLU())
    add = chain.append("add", Add(), also_from=entry)
    chain.append("relu", ReLU())
    shortcuts.append(Shortcut(ShortcutKind.IDENTITY, entry.path, add.path))
    return Group(path, title, GroupKind.BLOCK, tuple(chain.nodes))


def _decoder(entry: Node, skips: Sequence[Node], shortcuts: list[Shortcut]) -> Group:
    """Three levels, each twice as large as the one before, with the skip of the encoder's."""
    children: list[Node | Group] = []
    last = entry
    for number, skip in reversed(list(enumerate(skips, start=1))):
        path, out = f"decoder.level{number}", max(skip.out_shape[1] // 2, 8)
        chain = Chain(_upsample(f"{path}.up", last), f"{path}.")
        up = chain.last
        cat = chain.append("cat", Cat(), also_from=skip)
        shortcuts.append(Shortcut(ShortcutKind.IDENTITY, skip.path, cat.path, how=Join.CAT))
        first = _unit(f"{path}.first", cat, _conv(cat.out_shape[1], out))
        second = _unit(f"{path}.second", _last_of(first), _conv(out, out))
        children.append(_part(path, f"level {number}", up, cat, first, second))
        last = _last_of(second)
    return _part("decoder", "decoder", *children)


def _upsample(path: str, entry: Node) -> Node:
    """A layer without a formula, whose shape is given and not computed."""
    batch, channels, height, width = entry.out_shape
    shape = (batch, channels, 2 * height, 2 * width)
    return Node(path, Other("upsample_nearest2d"), (entry.path,), (entry.out_shape,), (shape,))


def network_with_uncounted(arch: str, path: str) -> Network:
    """The network with a layer of no known kind at a path, which has its parameters and shapes."""
    network = network_named(arch)

    def changed(node: Node) -> Node:
        return node._replace(layer=Other("unknown", node.layer.params, node.layer.buffers))

    graph = with_changed_node(network.graph, path, changed)
    return replace(network, name=f"{arch}, {path} unknown", graph=graph)
