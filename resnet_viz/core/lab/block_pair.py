"""One basic block against one bottleneck: at the same output size, or on as many channels."""

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from resnet_viz.core.cost.cost import LayerCost, Sums, costs_of, sums_of
from resnet_viz.core.cost.formula import formulas_of
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.layer import Conv2d
from resnet_viz.core.graph.tree import BlockView, ShortcutKind
from resnet_viz.core.lab.choices import BlockPlace, PairSetup, Same
from resnet_viz.core.resnet.expand import expand
from resnet_viz.core.resnet.spec import Block, ResNetSpec


class WorkedLayer(NamedTuple):
    """A layer of a block: its cost for one image, and its numbers as worked formulas by key."""

    cost: LayerCost
    formulas: dict[str, str]
    is_aside: bool  # one of the shortcut's own


class CountedBlock(NamedTuple):
    """One of the two blocks, in a network that has it, and what it costs for one image."""

    kind: Block
    graph: Graph
    block: BlockView
    layers: tuple[WorkedLayer, ...]
    sums: Sums

    @property
    def channels(self) -> int:
        """Of its output."""
        return self.block.nodes[-1].out_shape[1]

    @property
    def inner_channels(self) -> int:
        """What its first convolution gives."""
        return next(each.cost.out_shape[1] for each in self.layers if each.cost.op == Conv2d.op)

    @property
    def sides(self) -> tuple[int, int]:
        """Height and width of its output."""
        high, wide = self.block.nodes[-1].out_shape[2:]
        return high, wide

    @property
    def shortcut(self) -> ShortcutKind | None:
        """How it carries its input to the sum; None in a plain network."""
        return self.block.shortcut.kind if self.block.shortcut else None


class BlockPair(NamedTuple):
    """Both blocks of one stage; `wide` is the basic block on the bottleneck's channels."""

    setup: PairSetup
    title: str
    basic: CountedBlock
    bottleneck: CountedBlock
    wide: CountedBlock

    @property
    def ratio(self) -> float:
        """MACs of the bottleneck over those of the basic block."""
        return self.bottleneck.sums.macs / self.basic.sums.macs

    @property
    def channels_ratio(self) -> float:
        """Channels of the bottleneck's output over those of the basic block's."""
        return self.bottleneck.channels / self.basic.channels

    @property
    def wide_ratio(self) -> float:
        """MACs of a basic block on as many channels over those of the bottleneck."""
        return self.wide.sums.macs / self.bottleneck.sums.macs


def pair_of(spec: ResNetSpec, setup: PairSetup) -> BlockPair:
    """Both blocks of a stage of a legal network, all but the block as in that network.

    A stage that it does not have is its last.
    """
    stage = min(max(setup.stage, 1), len(spec.stages))
    setup = replace(setup, stage=stage)
    basic, bottleneck = (spec.with_block(kind) for kind in Block)
    wide = _widened(basic, bottleneck.out_channels(stage) // basic.out_channels(stage))
    shown = wide if setup.same is Same.WIDTH else basic
    return BlockPair(
        setup,
        f"conv{stage + 1}_x",
        _counted(shown, stage, setup.place),
        _counted(bottleneck, stage, setup.place),
        _counted(wide, stage, setup.place),
    )


def _widened(spec: ResNetSpec, factor: int) -> ResNetSpec:
    """The same network with so many times the channels in each stage, behind the same stem."""
    return replace(spec, width=spec.width * factor, stem_width=spec.stem_channels)


@lru_cache(maxsize=64)
def _counted(spec: ResNetSpec, stage: int, place: BlockPlace) -> CountedBlock:
    """A block of a stage, in the shortest network that has it with the one before it."""
    later = 2 if place is BlockPlace.LATER else 1
    graph = expand(replace(spec, stages=(*(1,) * (stage - 1), later)))
    block = graph.blocks[-1]
    paths = {node.path: node for node in block.nodes}
    aside = frozenset(block.shortcut.layers) if block.shortcut else frozenset()
    costs = tuple(cost for cost in costs_of(graph) if cost.path in paths)
    layers = tuple(
        WorkedLayer(cost, formulas_of(paths[cost.path]), cost.path in aside) for cost in costs
    )
    return CountedBlock(spec.block, graph, block, layers, sums_of(costs))
