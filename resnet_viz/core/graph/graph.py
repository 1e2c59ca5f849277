"""A network as a graph of layers with shapes, its blocks, stages and shortcuts.

Nothing here is ResNet's alone: any module traced into nodes fills the same `Graph`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from resnet_viz.core.graph.layer import Layer, Shape


class ShortcutKind(StrEnum):
    """How a residual block carries its input to its sum."""

    IDENTITY = "identity"
    ZERO_PAD = "zero-pad"
    PROJECTION = "projection"


class Node(NamedTuple):
    """One layer: `path` is the module's name in the real model, shapes are of one image.

    `stage` is 0 for the stem and counts on to the head, one past the last stage; `block` is the
    index within its stage, None outside of blocks. A tuple, because thousands are made a keystroke.
    """

    path: str
    layer: Layer
    inputs: tuple[str, ...]
    in_shape: Shape
    out_shape: Shape
    stage: int
    block: int | None = None

    @property
    def op(self) -> str:
        return self.layer.op


@dataclass(frozen=True, slots=True)
class Shortcut:
    """The way past a block's main path: from `source` to the sum at `add`.

    `layers` are the paths of its own layers (a projection's convolution and batch norm).
    """

    kind: ShortcutKind
    source: str
    add: str
    layers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockNodes:
    """One block: its own nodes in order of the data flow, its projection's among them.

    `gate` are the paths of its squeeze-and-excitation, which is a module of its own.
    """

    path: str
    title: str
    nodes: tuple[Node, ...]
    shortcut: Shortcut | None
    gate: tuple[str, ...] = ()

    @property
    def main(self) -> tuple[Node, ...]:
        """The nodes without the shortcut's own."""
        aside = self.shortcut.layers if self.shortcut else ()
        return tuple(node for node in self.nodes if node.path not in aside)


@dataclass(frozen=True, slots=True)
class StageNodes:
    """A stem, a stage of blocks, or a head: `path` is its module, or `stem` and `head`."""

    path: str
    title: str
    number: int
    blocks: tuple[BlockNodes, ...] = ()
    loose: tuple[Node, ...] = ()

    @property
    def nodes(self) -> tuple[Node, ...]:
        return self.loose + tuple(node for block in self.blocks for node in block.nodes)


@dataclass(frozen=True, slots=True)
class Graph:
    """A whole network: its stages in order of the data flow, from `input` on."""

    title: str
    input: Node
    stages: tuple[StageNodes, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Every layer in order of the data flow, without the input."""
        return tuple(node for stage in self.stages for node in stage.nodes)

    @property
    def blocks(self) -> tuple[BlockNodes, ...]:
        return tuple(block for stage in self.stages for block in stage.blocks)

    @property
    def shortcuts(self) -> tuple[Shortcut, ...]:
        return tuple(block.shortcut for block in self.blocks if block.shortcut)
