"""From spec to graph: every layer of a residual network with its shapes."""

from resnet_viz.core.graph.chain import Chain
from resnet_viz.core.graph.graph import BlockNodes, Graph, Node, Shortcut, ShortcutKind, StageNodes
from resnet_viz.core.graph.layer import (
    Add,
    BatchNorm2d,
    Conv2d,
    Flatten,
    Input,
    Linear,
    ReLU,
    Scale,
    Sigmoid,
    ZeroPad,
)
from resnet_viz.core.graph.paths import ADD, HEAD, INPUT, STEM
from resnet_viz.core.graph.pooling import AvgPool2d, GlobalAvgPool, MaxPool2d
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
    entry = Node(INPUT, Input(), (), tuple(spec.image), tuple(spec.image), 0)
    stages = [_stem(entry, spec)]
    for number, blocks in enumerate(spec.stages, start=1):
        stages.append(_stage(stages[-1].nodes[-1], spec, number, blocks))
    stages.append(_head(stages[-1].nodes[-1], spec))
    return Graph(title_of(spec), entry, tuple(stages))


def _stem(entry: Node, spec: ResNetSpec) -> StageNodes:
    chain = Chain(entry, "", 0)
    channels, width = spec.image.channels, spec.width
    if spec.stem is Stem.IMAGENET:
        chain.append("conv1", Conv2d(channels, width, 7, stride=2, padding=3))
    elif spec.stem is Stem.CIFAR:
        chain.append("conv1", Conv2d(channels, width, 3, padding=1))
    else:
        _append_deep_convs(chain, channels, width)
    chain.append("bn1", BatchNorm2d(width))
    chain.append("relu", ReLU())
    if spec.stem is not Stem.CIFAR:
        chain.append("maxpool", MaxPool2d(3, stride=2, padding=1))
    return StageNodes(STEM, STEM, 0, loose=tuple(chain.nodes))


def _append_deep_convs(chain: Chain, channels: int, width: int) -> None:
    """Three 3×3 in place of the 7×7; their places in `conv1` leave room for BN and ReLU."""
    half = width // 2
    rows = ((0, channels, half, 2), (3, half, half, 1), (6, half, width, 1))
    for place, entering, out, stride in rows:
        chain.append(f"conv1.{place}", Conv2d(entering, out, 3, stride, padding=1))
        if place < 6:
            chain.append(f"conv1.{place + 1}", BatchNorm2d(out))
            chain.append(f"conv1.{place + 2}", ReLU())


def _stage(entry: Node, spec: ResNetSpec, number: int, count: int) -> StageNodes:
    blocks: list[BlockNodes] = []
    for index in range(count):
        blocks.append(_block(entry, spec, number, index))
        entry = blocks[-1].nodes[-1]
    return StageNodes(f"layer{number}", f"conv{number + 1}_x", number, tuple(blocks))


def _head(last: Node, spec: ResNetSpec) -> StageNodes:
    chain = Chain(last, "", len(spec.stages) + 1)
    if spec.order is Order.PRE:
        chain.append("final_bn", BatchNorm2d(last.out_shape[0]))
        chain.append("final_relu", ReLU())
    chain.append("avgpool", GlobalAvgPool())
    flat = chain.append("flatten", Flatten())
    chain.append("fc", Linear(flat.out_shape[0], spec.classes))
    return StageNodes(HEAD, HEAD, chain.stage, loose=tuple(chain.nodes))


def _block(entry: Node, spec: ResNetSpec, number: int, index: int) -> BlockNodes:
    stride = 2 if number > 1 and index == 0 else 1
    path = f"layer{number}.{index}"
    chain = Chain(entry, f"{path}.", number, index)
    convs = _main_convs(spec, number, entry.out_shape[0], stride)
    fork = _append_main(chain, spec, convs)
    gate = _append_excitation(chain, spec, number) if spec.se else ()
    shortcut = None if spec.is_plain else _close(chain, spec, (entry, fork), stride)
    if spec.order is Order.POST:
        chain.append("relu", ReLU())
    title = TITLES[spec.block, spec.order]
    return BlockNodes(path, title, tuple(chain.nodes), shortcut, gate)


def _main_convs(spec: ResNetSpec, number: int, channels: int, stride: int) -> tuple[Conv2d, ...]:
    """The convolutions of F, paper figure 5."""
    inner, out = spec.inner_channels(number), spec.out_channels(number)
    if spec.block is Block.BASIC:
        return (
            Conv2d(channels, inner, 3, stride, padding=1),
            Conv2d(inner, out, 3, padding=1),
        )
    first, second = (stride, 1) if spec.stride_in is StrideIn.CONV1X1 else (1, stride)
    return (
        Conv2d(channels, inner, 1, first),
        Conv2d(inner, inner, 3, second, padding=1, groups=spec.groups),
        Conv2d(inner, out, 1),
    )


def _append_main(chain: Chain, spec: ResNetSpec, convs: tuple[Conv2d, ...]) -> Node:
    """F, batch norms and ReLUs by the order; gives what a shortcut with layers of its own takes.

    That is the block's input, in `pre` order the activated one. The network's first block takes
    what its stem has activated (He et al. 2016, appendix).
    """
    if spec.order is Order.POST:
        fork = chain.last
        for place, conv in enumerate(convs, start=1):
            chain.append(f"conv{place}", conv)
            chain.append(f"bn{place}", BatchNorm2d(conv.out_channels))
            if place < len(convs):
                chain.append(f"relu{place}", ReLU())
        return fork
    is_first = (chain.stage, chain.block) == (1, 0)
    fork = chain.last
    for place, conv in enumerate(convs, start=1):
        if place > 1 or not is_first:
            chain.append(f"bn{place}", BatchNorm2d(conv.in_channels))
            chain.append(f"relu{place}", ReLU())
        fork = chain.last if place == 1 else fork
        chain.append(f"conv{place}", conv)
    return fork


def _append_excitation(chain: Chain, spec: ResNetSpec, number: int) -> tuple[str, ...]:
    """Squeeze-and-excitation, Hu et al. 2018, figure 3: F's channels, each scaled by its gate."""
    start, scaled = len(chain.nodes), chain.last
    channels = spec.out_channels(number)
    reduced = channels // spec.se
    chain.append("se.avgpool", GlobalAvgPool())
    chain.append("se.fc1", Conv2d(channels, reduced, 1, has_bias=True))
    chain.append("se.relu", ReLU())
    chain.append("se.fc2", Conv2d(reduced, channels, 1, has_bias=True))
    gate = chain.append("se.sigmoid", Sigmoid())
    chain.last = scaled
    chain.append("se.scale", Scale(), also_from=gate)
    return tuple(node.path for node in chain.nodes[start:])


def _close(chain: Chain, spec: ResNetSpec, sources: tuple[Node, Node], stride: int) -> Shortcut:
    """The shortcut beside the main path and the sum that closes the block.

    `sources` are the block's input and, for what is no identity, the activated input.
    """
    entry, fork = sources
    out, main_end = chain.last.out_shape[0], chain.last
    is_changed = stride > 1 or entry.out_shape[0] != out
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
    """W_s of equation 2: a 1×1, behind average pooling for ResNet-D, with BN in `post` order."""
    names = iter(("downsample.0", "downsample.1", "downsample.2"))
    start = len(chain.nodes)
    if spec.downsample is Downsample.AVG:
        pool = next(names)
        if stride > 1:
            chain.append(pool, AvgPool2d(stride))
        stride = 1
    chain.append(next(names), Conv2d(chain.last.out_shape[0], out, 1, stride))
    if spec.order is Order.POST:
        chain.append(next(names), BatchNorm2d(out))
    return tuple(chain.nodes[start:])
