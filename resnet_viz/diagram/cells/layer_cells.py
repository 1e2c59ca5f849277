"""Cells at layer level: every layer is a box, a shortcut's own layers are next to it."""

from collections.abc import Iterable, Sequence

from resnet_viz.core.graph.paths import parent_of, shortcut_id
from resnet_viz.core.graph.tree import BlockView, Node
from resnet_viz.diagram.cells.cell import JOIN_SIGNS, Box, Bypass, Cell, box_of, circle_of
from resnet_viz.diagram.cells.fold import BlockRun
from resnet_viz.diagram.cells.labels import gate_words, layer_words
from resnet_viz.diagram.scene.scene import WholeOp

LAYER_GAP = 8
CHAIN_GAP = 14


def layer_cell(run: BlockRun, *, is_framed: bool) -> Cell:
    """The layers of a block, or of the first block of a folded run, in a frame of their own."""
    first = run[0]
    alike = list(zip(*(block.nodes for block in run), strict=True))
    members = {nodes[0].path: tuple(node.path for node in nodes) for nodes in alike}
    spine = tuple(_spine_boxes(first, members))
    bypass = _bypass(run, spine, members) if first.shortcut else None
    title = "" if len(run) > 1 else first.path
    return Cell(first.path, spine, LAYER_GAP, bypass, len(run), is_framed, title=title)


def chain_cell(name: str, nodes: Sequence[Node]) -> Cell:
    """A stem or head: every layer in a box of its own."""
    return Cell(name, tuple(layer_box(node, (node.path,)) for node in nodes), CHAIN_GAP)


Members = dict[str, tuple[str, ...]]  # of a layer and its equals in the run


def _spine_boxes(block: BlockView, members: Members) -> Iterable[Box]:
    """The main path; its squeeze-and-excitation, a loop of its own, is one box."""
    for node in block.main:
        if node.path not in block.gate:
            yield layer_box(node, members[node.path])
        elif node.path == block.gate[0]:
            gate = [node for node in block.nodes if node.path in block.gate]
            name = parent_of(node.path)
            paths = (path for node in gate for path in members[node.path])
            yield box_of(name, WholeOp.GATE, gate_words(gate), tuple(paths))


def _bypass(run: BlockRun, spine: tuple[Box, ...], members: Members) -> Bypass:
    block = run[0]
    shortcut = block.shortcut
    assert shortcut
    places = {box.id: place for place, box in enumerate(spine)}
    aside = [node for node in block.nodes if node.path in shortcut.layers]
    return Bypass(
        id=shortcut_id(block.path),
        kind=shortcut.kind,
        add=places[shortcut.join],
        aside=tuple(layer_box(node, members[node.path]) for node in aside),
        fork=places.get(shortcut.source, -1) + 1,
    )


def layer_box(node: Node, members: tuple[str, ...]) -> Box:
    """The box of a layer, or the circle of a sum or a concatenation."""
    if node.op in JOIN_SIGNS:
        return circle_of(node.path, node.op, members)
    return box_of(node.path, node.op, layer_words(node), members)
