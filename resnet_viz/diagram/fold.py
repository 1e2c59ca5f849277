"""Runs of equal neighbours: blocks with the same layers, shapes and kind of shortcut."""

from itertools import groupby
from typing import Any

from resnet_viz.core.graph import BlockNodes

Run = tuple[BlockNodes, ...]


def runs_of(blocks: tuple[BlockNodes, ...], is_folded: bool) -> tuple[Run, ...]:
    """The blocks in order, equal neighbours together if folded, else each by itself."""
    if not is_folded:
        return tuple((block,) for block in blocks)
    return tuple(tuple(run) for _, run in groupby(blocks, _structure))


def _structure(block: BlockNodes) -> Any:
    layers = tuple((node.layer, node.in_shape, node.out_shape) for node in block.nodes)
    return layers, block.shortcut.kind if block.shortcut else None
