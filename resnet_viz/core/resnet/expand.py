"""From spec to graph: every layer of a residual network with its shapes."""

from functools import lru_cache
from itertools import pairwise

from resnet_viz.core.graph.chain import Chain
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.join_layers import Add, Scale, ZeroPad
from resnet_viz.core.graph.layer import (
    BatchNorm2d,
    Conv2d,
    Flatten,
    Input,
    Linear,
    ReLU,
    Sigmoid,
)
from resnet_viz.core.graph.paths import ADD, HEAD, INPUT, STEM
from resnet_viz.core.graph.pooling import AvgPool2d, GlobalAvgPool, MaxPool2d
from resnet_viz.core.graph.runs.unroll import repeated
from resnet_viz.core.graph.tree import Group, GroupKind, Node, Shortcut, ShortcutKind
from resnet_viz.core.resnet.presets import title_of
from resnet_viz.core.resnet.spec import (
    Block,
    Downsample,
    Order,
    ResNetSpec,
    ShortcutOption,
    Stem,
    StrideIn,
)

TITLES = {
    (Block.BASIC, Order.POST): "BasicBlock",
    (Block.BOTTLENECK, Order.POST): "Bottleneck",
    (Block.BASIC, Order.PRE): "PreActBasicBlock",
    (Block.BOTTLENECK, Order.PRE): "PreActBottleneck",
}


def expand(spec: ResNetSpec) -> Graph:
    """The graph of a legal spec, laid out as in the paper's table 1."""
    return expand_untitled(spec, title_of(spec))


def expand_untitled(spec: ResNetSpec, title: str = "") -> Graph:
    """The same for whoever needs no title, which takes a fifth of the time."""
    shape = (1, *spec.image)
    entry = Node(INPUT, Input(), (), (shape,), (shape,), 0)
    shortcuts: list[Shortcut] = []
    groups = [_stem(entry, spec)]
    last = _last_node(groups[0])
    for number, count in enumerate(spec.stages, start=1):
        stage, last = _stage(last, spec, number, count, shortcuts)
        groups.append(stage)
    groups.append(_head(last, spec))
    return Graph(title, (entry,), tuple(groups), tuple(shortcuts))


def _stem(entry: Node, spec: ResNetSpec) -> Group:
    chain = Chain(entry, "", 0)
    channels, out = spec.image.channels, spec.stem_channels[-1]
    if spec.stem is Stem.IMAGENET:
        chain.append("conv1", conv(channels, out, 7, 2))
    elif spec.stem is Stem.CIFAR:
        chain.append("conv1", conv(channels, out, 3))
    else:
        _append_deep_convs(chain, (channels, *spec.stem_channels))
    chain.append("bn1", batch_norm(out))
    chain.append("relu", RELU)
    if spec.stem is not Stem.CIFAR:
        chain.append("maxpool", MaxPool2d((3, 3), (2, 2), (1, 1)))
    return Group(STEM, STEM, GroupKind.STEM, tuple(chain.nodes), 0)


RELU = ReLU()
batch_norm = lru_cache(maxsize=4096)(BatchNorm2d)


@lru_cache(maxsize=4096)
def conv(
    entering: int,
    out: int,
    kernel: int,
    stride: int = 1,
    *,
    groups: int = 1,
    has_bias: bool = False,
) -> Conv2d:
    """A square convolution that keeps the size but for its stride, as all of the family do."""
    pad = kernel // 2
    sides = (kernel, kernel), (stride, stride), (pad, pad)
    return Conv2d(entering, out, *sides, groups=groups, has_bias=has_bias)


def _append_deep_convs(chain: Chain, channels: tuple[int, ...]) -> None:
    """Three 3×3 in place of the 7×7; their places in `conv1` leave room for BN and ReLU.

    `channels` are those of the image and what each convolution gives.
    """
    for place, (entering, out) in zip((0, 3, 6), pairwise(channels), strict=True):
        chain.append(f"conv1.{place}", conv(entering, out, 3, 1 if place else 2))
        if place < 6:
            chain.append(f"conv1.{place + 1}", batch_norm(out))
            chain.append(f"conv1.{place + 2}", RELU)


def _stage(
    entry: Node, spec: ResNetSpec, number: int, count: int, shortcuts: list[Shortcut]
) -> tuple[Group, Node]:
    """A stage and its last layer. Blocks are alike but for the first, or without exception."""
    first = _block(entry, spec, number, 0, shortcuts)
    children, last = [first], _last_node(first)
    if count > 1:
        own: list[Shortcut] = []
        second = _block(last, spec, number, 1, own)
        if _is_alike(first, second, (*shortcuts[-1:], *own)):
            children = [_run_of(first, number, range(count))]
        else:
            shortcuts += own
            children.append(_run_of(second, number, range(1, count)))
        last = _last_node(children[-1])
    path, title = f"layer{number}", f"conv{number + 1}_x"
    return Group(path, title, GroupKind.STAGE, tuple(children), number), last


def _run_of(block: Group, number: int, places: range) -> Group:
    """So many blocks like this one, kept once; of one block itself."""
    if len(places) == 1:
        return block
    paths = tuple([f"layer{number}.{place}" for place in places])
    first, *_, last = _nodes_of(block)
    carries = ((first.inputs[0], last.path),)
    return Group(block.path, block.title, GroupKind.RUN, (block,), paths=paths, carries=carries)


def _is_alike(one: Group, other: Group, shortcuts: tuple[Shortcut, ...]) -> bool:
    """Whether two blocks have the same layers, shapes and kind of shortcut."""
    layers = [
        [(node.layer, node.in_shapes, node.out_shapes) for node in _nodes_of(block)]
        for block in (one, other)
    ]
    return layers[0] == layers[1] and len({shortcut.kind for shortcut in shortcuts}) <= 1


def _nodes_of(block: Group) -> list[Node]:
    nodes: list[Node] = []
    for child in block.children:
        nodes += [child] if isinstance(child, Node) else _nodes_of(child)
    return nodes


def _last_node(part: Group) -> Node:
    """The last layer of a stem, a block or a run."""
    last = repeated(part, part.count - 1)[-1]
    return last if isinstance(last, Node) else _last_node(last)


def _head(last: Node, spec: ResNetSpec) -> Group:
    chain = Chain(last, "", len(spec.stages) + 1)
    if spec.order is Order.PRE:
        chain.append("final_bn", batch_norm(last.out_shape[1]))
        chain.append("final_relu", RELU)
    chain.append("avgpool", GlobalAvgPool())
    flat = chain.append("flatten", Flatten())
    if spec.classes:
        chain.append("fc", Linear(flat.out_shape[1], spec.classes))
    return Group(HEAD, HEAD, GroupKind.HEAD, tuple(chain.nodes), chain.stage)


def _block(
    entry: Node, spec: ResNetSpec, number: int, index: int, shortcuts: list[Shortcut]
) -> Group:
    stride = 2 if number > 1 and index == 0 else 1
    path = f"layer{number}.{index}"
    chain = Chain(entry, f"{path}.", number, index)
    fork = _append_main(chain, spec, _main_convs(spec, number, entry.out_shape[1], stride))
    gate = _append_excitation(chain, spec, number) if spec.se else ()
    if not spec.is_plain:
        shortcuts.append(_close(chain, spec, (entry, fork), stride))
    if spec.order is Order.POST:
        chain.append("relu", RELU)
    title = TITLES[spec.block, spec.order]
    return Group(path, title, GroupKind.BLOCK, _with_gate(f"{path}.se", chain.nodes, gate))


def _with_gate(path: str, nodes: list[Node], gate: tuple[Node, ...]) -> tuple[Node | Group, ...]:
    """The nodes of a block, its squeeze-and-excitation as a group of its own."""
    if not gate:
        return tuple(nodes)
    start = nodes.index(gate[0])
    inner = Group(path, "SE", GroupKind.GATE, gate)
    return *nodes[:start], inner, *nodes[start + len(gate) :]


def _main_convs(spec: ResNetSpec, number: int, channels: int, stride: int) -> tuple[Conv2d, ...]:
    """The convolutions of F, paper figure 5."""
    inner, out = spec.inner_channels(number), spec.out_channels(number)
    if spec.block is Block.BASIC:
        return conv(channels, inner, 3, stride), conv(inner, out, 3)
    first, second = (stride, 1) if spec.stride_in is StrideIn.CONV1X1 else (1, stride)
    return (
        conv(channels, inner, 1, first),
        conv(inner, inner, 3, second, groups=spec.groups),
        conv(inner, out, 1),
    )


def _append_main(chain: Chain, spec: ResNetSpec, convs: tuple[Conv2d, ...]) -> Node:
    """F, batch norms and ReLUs by the order; gives what a shortcut with layers of its own takes.

    That is the block's input, in `pre` order the activated one. The network's first block takes
    what its stem has activated (He et al. 2016, appendix).
    """
    if spec.order is Order.POST:
        fork = chain.last
        for place, layer in enumerate(convs, start=1):
            chain.append(f"conv{place}", layer)
            chain.append(f"bn{place}", batch_norm(layer.out_channels))
            if place < len(convs):
                chain.append(f"relu{place}", RELU)
        return fork
    is_first = (chain.stage, chain.block) == (1, 0)
    fork = chain.last
    for place, layer in enumerate(convs, start=1):
        if place > 1 or not is_first:
            chain.append(f"bn{place}", batch_norm(layer.in_channels))
            chain.append(f"relu{place}", RELU)
        fork = chain.last if place == 1 else fork
        chain.append(f"conv{place}", layer)
    return fork


def _append_excitation(chain: Chain, spec: ResNetSpec, number: int) -> tuple[Node, ...]:
    """Squeeze-and-excitation, Hu et al. 2018, figure 3: F's channels, each scaled by its gate."""
    start, scaled = len(chain.nodes), chain.last
    channels = spec.out_channels(number)
    reduced = spec.squeezed_channels(number)
    chain.append("se.avgpool", GlobalAvgPool())
    chain.append("se.fc1", conv(channels, reduced, 1, has_bias=True))
    chain.append("se.relu", RELU)
    chain.append("se.fc2", conv(reduced, channels, 1, has_bias=True))
    gate = chain.append("se.sigmoid", Sigmoid())
    chain.last = scaled
    chain.append("se.scale", Scale(), also_from=gate)
    return tuple(chain.nodes[start:])


def _close(chain: Chain, spec: ResNetSpec, sources: tuple[Node, Node], stride: int) -> Shortcut:
    """The shortcut next to the main path and the sum that closes the block.

    `sources` are the block's input and, for anything but an identity, the activated input.
    """
    entry, fork = sources
    out, main_end = chain.last.out_shape[1], chain.last
    is_changed = stride > 1 or entry.out_shape[1] != out
    kind = _kind_of(spec.shortcut, is_changed)
    source = entry if kind is ShortcutKind.IDENTITY else fork
    chain.last = source
    aside: tuple[Node, ...] = ()
    if kind is ShortcutKind.ZERO_PAD:
        aside = (chain.append("downsample", ZeroPad(out, stride)),)
    elif kind is ShortcutKind.PROJECTION:
        aside = _append_projection(chain, spec, out, stride)
    chain.last = main_end
    add = chain.append(ADD, Add(), also_from=aside[-1] if aside else entry)
    return Shortcut(kind, source.path, add.path, tuple(node.path for node in aside))


def _kind_of(option: ShortcutOption, is_changed: bool) -> ShortcutKind:
    if option is ShortcutOption.ALL_PROJECTIONS:
        return ShortcutKind.PROJECTION
    if not is_changed:
        return ShortcutKind.IDENTITY
    is_padded = option is ShortcutOption.ZERO_PAD
    return ShortcutKind.ZERO_PAD if is_padded else ShortcutKind.PROJECTION


def _append_projection(chain: Chain, spec: ResNetSpec, out: int, stride: int) -> tuple[Node, ...]:
    """W_s of equation 2: a 1×1, after average pooling for ResNet-D, with BN in `post` order."""
    names = iter(("downsample.0", "downsample.1", "downsample.2"))
    start = len(chain.nodes)
    if spec.downsample is Downsample.AVG:
        pool = next(names)
        if stride > 1:
            chain.append(pool, AvgPool2d((stride, stride)))
        stride = 1
    chain.append(next(names), conv(chain.last.out_shape[1], out, 1, stride))
    if spec.order is Order.POST:
        chain.append(next(names), batch_norm(out))
    return tuple(chain.nodes[start:])
