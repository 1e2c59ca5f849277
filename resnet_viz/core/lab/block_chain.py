"""Whether a residual block can be drawn in a column: one way through it, one shortcut past it."""

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.tree import BlockView


def is_chain(graph: Graph, block: BlockView) -> bool:
    """Whether each layer of the main path reads the one before it, and only the join more.

    Blocks in stages are made that way. Weights and other constants are not counted as read.
    """
    if block.nodes[0].stage is not None:
        return True
    if len(block.shortcuts) != 1:
        return False
    (shortcut,) = block.shortcuts
    looked_at: dict[str, str] = {}
    before, entries = "", set[str]()
    for node in block.main:
        reads = {looked_at.get(each, each) for each in node.inputs} - graph.constants
        if node.layer.is_view and len(reads) == 1:
            looked_at[node.path] = reads.pop()
            continue
        further = reads - {before}
        if node.path == shortcut.join:
            source = looked_at.get(shortcut.source, shortcut.source)
            further -= {source, *shortcut.layers}
        if further if before else len(further) > 1:
            return False
        if before and before not in reads:
            return False
        before = node.path
        entries |= reads
    return shortcut.join in entries | {before}
