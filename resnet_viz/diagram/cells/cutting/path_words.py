"""What the box of a block of convolutions says where those are in a row: channels over kernels."""

from collections.abc import Mapping, Sequence

from resnet_viz.core.graph.layer import Conv2d, Linear
from resnet_viz.core.graph.products import Attention, MatMul, MultiheadAttention
from resnet_viz.core.graph.tree import BlockView, Node
from resnet_viz.diagram.cells.labels import convs_of, kernel_text
from resnet_viz.diagram.cells.layer_labels import Words

PRODUCTS = (Linear, MatMul, Attention, MultiheadAttention)
MULTIPLYING = ("scale", "mul")
ONE_PLACE = (1, 1)  # height and width of a gate
SQUEEZED = 2  # convolutions of a squeeze-and-excitation
Reads = Mapping[str, tuple[str, ...]]


def path_words(block: BlockView, reads: Reads) -> Words | None:
    """Its channels over its kernels, a gate as one of them; None where they are not in a row.

    `reads` are what layers read as they are drawn.
    """
    if len(block.shortcuts) != 1 or any(isinstance(node.layer, PRODUCTS) for node in block.nodes):
        return None
    main = [node for node in block.main if node.path in reads]
    gates = [gate for node in main if (gate := _gate_of(node, main, reads))]
    inside = {node.path for gate in gates for node in gate}
    row = [node for node in main if node.path not in inside]
    convs = convs_of(row)
    if not convs or not _is_in_a_row(row, block.shortcuts[0].join, inside, reads):
        return None
    last = {gate[-1].path: _gate_name(gate) for gate in gates}
    kernels = [_kernel_in(node, last) for node in main if _is_said(node, inside, last)]
    return "·".join(str(conv.out_channels) for conv in convs), " · ".join(kernels)


def _is_in_a_row(row: Sequence[Node], join: str, inside: set[str], reads: Reads) -> bool:
    """Whether each layer reads the one before it, and only the join something else too."""
    paths = [node.path for node in row]
    for before, node in zip(paths, row[1:], strict=False):
        own = [path for path in reads[node.path] if path not in inside]
        if before not in own or (len(own) > 1 and node.path != join):
            return False
    return len(reads[paths[0]]) == 1


def _gate_of(node: Node, nodes: Sequence[Node], reads: Reads) -> list[Node]:
    """The layers from what a product multiplies to its factors, where those are of one place."""
    read = reads[node.path]
    if node.op not in MULTIPLYING or len(read) != len(node.inputs) or len(read) != 2:
        return []
    known = {each.path: each for each in nodes}
    for source, factor in (read, read[::-1]):
        way: list[Node] = []
        at = factor
        while at in known and at != source and len(reads[at]) == 1:
            way.insert(0, known[at])
            at = reads[at][0]
        if way and at == source and way[-1].out_shape[2:] == ONE_PLACE:
            return way
    return []


def _gate_name(gate: Sequence[Node]) -> str:
    return "SE" if len(convs_of(gate)) == SQUEEZED else "gate"


def _is_said(node: Node, inside: set[str], last: Mapping[str, str]) -> bool:
    return node.path in last or (isinstance(node.layer, Conv2d) and node.path not in inside)


def _kernel_in(node: Node, last: Mapping[str, str]) -> str:
    if node.path in last:
        return last[node.path]
    assert isinstance(node.layer, Conv2d)
    return kernel_text(node.layer)
