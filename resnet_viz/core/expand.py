"""From spec to graph: every layer of a residual network with its shapes."""

from dataclasses import dataclass, field

from resnet_viz.core.graph import (
    BlockNodes,
    Graph,
    Node,
    Shortcut,
    ShortcutKind,
    StageNodes,
)
from resnet_viz.core.layer import (
    Add,
    BatchNorm2d,
    Conv2d,
    Flatten,
    GlobalAvgPool,
    Input,
    Layer,
    Linear,
    MaxPool2d,
    ReLU,
)
from resnet_viz.core.presets import title_of
from resnet_viz.core.spec import Block, ResNetSpec, StrideIn

STEM_PLANES = 64


def expand(spec: ResNetSpec) -> Graph:
    """The graph of a legal spec, laid out as in the paper's table 1."""
    entry = Node("input", Input(), (), tuple(spec.image), tuple(spec.image), 0)
    stages = [_stem(entry, spec)]
    for number, blocks in enumerate(spec.stages, start=1):
        stages.append(_stage(stages[-1].nodes[-1], spec, number, blocks))
    stages.append(_head(stages[-1].nodes[-1], spec))
    return Graph(title_of(spec), entry, tuple(stages))


@dataclass
class _Chain:
    """Layers appended one behind the other; `last` feeds the next."""

    last: Node
    prefix: str
    stage: int
    block: int | None = None
    nodes: list[Node] = field(default_factory=list)

    def append(self, name: str, layer: Layer, *, also_from: Node | None = None) -> Node:
        inputs = (self.last.path, also_from.path) if also_from else (self.last.path,)
        shape = self.last.out_shape
        self.last = Node(
            self.prefix + name,
            layer,
            inputs,
            shape,
            layer.out_shape(shape),
            self.stage,
            self.block,
        )
        self.nodes.append(self.last)
        return self.last


def _stem(entry: Node, spec: ResNetSpec) -> StageNodes:
    chain = _Chain(entry, "", 0)
    chain.append("conv1", Conv2d(spec.image.channels, STEM_PLANES, 7, stride=2, padding=3))
    chain.append("bn1", BatchNorm2d(STEM_PLANES))
    chain.append("relu", ReLU())
    chain.append("maxpool", MaxPool2d(3, stride=2, padding=1))
    return StageNodes("stem", "stem", 0, loose=tuple(chain.nodes))


def _stage(entry: Node, spec: ResNetSpec, number: int, count: int) -> StageNodes:
    blocks: list[BlockNodes] = []
    for index in range(count):
        blocks.append(_block(entry, spec, number, index))
        entry = blocks[-1].nodes[-1]
    return StageNodes(f"layer{number}", f"conv{number + 1}_x", number, tuple(blocks))


def _head(last: Node, spec: ResNetSpec) -> StageNodes:
    chain = _Chain(last, "", len(spec.stages) + 1)
    chain.append("avgpool", GlobalAvgPool())
    flat = chain.append("flatten", Flatten())
    chain.append("fc", Linear(flat.out_shape[0], spec.classes))
    return StageNodes("head", "head", chain.stage, loose=tuple(chain.nodes))


def _block(entry: Node, spec: ResNetSpec, number: int, index: int) -> BlockNodes:
    planes = STEM_PLANES * 2 ** (number - 1)
    stride = 2 if number > 1 and index == 0 else 1
    path = f"layer{number}.{index}"
    chain = _Chain(entry, f"{path}.", number, index)
    convs = _main_convs(spec, entry.out_shape[0], planes, stride)
    _append_main(chain, convs)
    out = planes * spec.block.expansion
    aside = _projection(chain, entry, out, stride)
    shortcut = _shortcut(path, entry, aside)
    chain.append("add", Add(), also_from=aside[-1] if aside else entry)
    chain.append("relu", ReLU())
    title = "BasicBlock" if spec.block is Block.BASIC else "Bottleneck"
    return BlockNodes(path, title, tuple(chain.nodes), shortcut)


def _main_convs(spec: ResNetSpec, channels: int, planes: int, stride: int) -> tuple[Conv2d, ...]:
    """The convolutions of F, paper figure 5."""
    if spec.block is Block.BASIC:
        return (
            Conv2d(channels, planes, 3, stride, padding=1),
            Conv2d(planes, planes, 3, padding=1),
        )
    first, second = (stride, 1) if spec.stride_in is StrideIn.CONV1X1 else (1, stride)
    return (
        Conv2d(channels, planes, 1, first),
        Conv2d(planes, planes, 3, second, padding=1),
        Conv2d(planes, planes * Block.BOTTLENECK.expansion, 1),
    )


def _append_main(chain: _Chain, convs: tuple[Conv2d, ...]) -> None:
    for place, conv in enumerate(convs, start=1):
        chain.append(f"conv{place}", conv)
        chain.append(f"bn{place}", BatchNorm2d(conv.out_channels))
        if place < len(convs):
            chain.append(f"relu{place}", ReLU())


def _projection(chain: _Chain, entry: Node, out: int, stride: int) -> tuple[Node, ...]:
    """The layers of option B where the shape changes, appended beside the main path."""
    channels = entry.out_shape[0]
    if channels == out and stride == 1:
        return ()
    main_end, chain.last = chain.last, entry
    nodes = (
        chain.append("downsample.0", Conv2d(channels, out, 1, stride)),
        chain.append("downsample.1", BatchNorm2d(out)),
    )
    chain.last = main_end
    return nodes


def _shortcut(path: str, entry: Node, aside: tuple[Node, ...]) -> Shortcut:
    kind = ShortcutKind.PROJECTION if aside else ShortcutKind.IDENTITY
    return Shortcut(kind, entry.path, f"{path}.add", tuple(node.path for node in aside))
