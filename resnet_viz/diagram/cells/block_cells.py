"""Cells at block level: a residual block is one box, its sum and its shortcut."""

from collections.abc import Iterable, Sequence

from resnet_viz.core.graph.layer import BatchNorm2d, Flatten, ReLU
from resnet_viz.core.graph.paths import shortcut_id
from resnet_viz.core.graph.tree import Node
from resnet_viz.diagram.cells.cell import Box, Bypass, Cell, add_of, box_of
from resnet_viz.diagram.cells.fold import BlockRun
from resnet_viz.diagram.cells.labels import (
    aside_text,
    block_words,
    joined_words,
    layer_words,
)
from resnet_viz.diagram.scene.scene import WholeOp

BLOCK_GAP = 9
CHAIN_GAP = 14


def block_cell(run: BlockRun) -> Cell:
    """One box and one sum for a block or a folded run of equal blocks.

    The box stands for the shortcut's own layers too, which have no boxes here.
    """
    first = run[0]
    adds = tuple(block.shortcut.join for block in run if block.shortcut)
    inside = (node.path for block in run for node in block.nodes if node.path not in adds)
    box = box_of(first.path, WholeOp.BLOCK, block_words(first), tuple(inside), len(run))
    if not first.shortcut:
        return Cell(first.path, (box,), BLOCK_GAP, count=len(run))
    aside = [node for node in first.nodes if node.path in first.shortcut.layers]
    bypass = Bypass(
        id=shortcut_id(first.path),
        kind=first.shortcut.kind,
        add=1,
        note=aside_text(aside),
        is_curve=True,
    )
    return Cell(first.path, (box, add_of(adds[0], adds)), BLOCK_GAP, bypass, len(run))


def joined_cell(name: str, nodes: Sequence[Node]) -> Cell:
    """A stem or head: small layers in a row share one box."""
    return Cell(name, tuple(_joined_boxes(nodes)), CHAIN_GAP)


def _joined_boxes(nodes: Sequence[Node]) -> Iterable[Box]:
    groups: list[list[Node]] = []
    for node in nodes:
        if groups and _joins(groups[-1][-1], node):
            groups[-1].append(node)
        else:
            groups.append([node])
    for group in groups:
        first = group[0]
        words = joined_words(group) if _is_small(first) else layer_words(first)
        yield box_of(first.path, first.op, words, tuple(node.path for node in group))


def _joins(before: Node, node: Node) -> bool:
    is_view = isinstance(node.layer, Flatten)
    return is_view or (_is_small(before) and _is_small(node))


def _is_small(node: Node) -> bool:
    return isinstance(node.layer, BatchNorm2d | ReLU)
