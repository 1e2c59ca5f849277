"""Cells at layer level: every layer is a box, a projection's own layers stand beside."""

from collections.abc import Sequence

from resnet_viz.core.graph import Node
from resnet_viz.diagram.cell import Box, Bypass, Cell, add_of, box_of
from resnet_viz.diagram.fold import Run
from resnet_viz.diagram.labels import layer_words

LAYER_GAP = 8
CHAIN_GAP = 14


def layer_cell(run: Run) -> Cell:
    """The layers of a block, or of the first block of a folded run."""
    first = run[0]
    boxes = {
        nodes[0].path: _box(nodes[0], tuple(node.path for node in nodes))
        for nodes in zip(*(block.nodes for block in run), strict=True)
    }
    spine = tuple(boxes[node.path] for node in first.main)
    bypass = None
    if first.shortcut:
        bypass = Bypass(
            id=f"{first.path}.shortcut",
            kind=first.shortcut.kind,
            add=[box.id for box in spine].index(first.shortcut.add),
            aside=tuple(boxes[path] for path in first.shortcut.layers),
        )
    return Cell(first.path, spine, LAYER_GAP, bypass, len(run), is_framed=len(run) > 1)


def chain_cell(name: str, nodes: Sequence[Node]) -> Cell:
    """A stem or head: every layer in a box of its own."""
    return Cell(name, tuple(_box(node, (node.path,)) for node in nodes), CHAIN_GAP)


def _box(node: Node, members: tuple[str, ...]) -> Box:
    if node.op == "add":
        return add_of(node.path, members)
    return box_of(node.path, node.op, layer_words(node), members)
