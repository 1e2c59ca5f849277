"""Batch norms folded into the convolutions before them: the graph of what then runs.

At inference a batch norm is one factor and one shift for each channel; the convolution's weights
take the factor and its bias the shift (Jacob et al. 2018, section 3.2).
"""

from dataclasses import replace

from resnet_viz.core.graph.graph import BlockNodes, Graph, Node, Shortcut, StageNodes
from resnet_viz.core.graph.layer import BatchNorm2d, Conv2d

Folds = dict[str, str]


def folded_norms(graph: Graph) -> Folds:
    """The path of each batch norm that can be folded, and that of its convolution.

    It can where it alone reads the convolution's output.
    """
    nodes = {node.path: node for node in graph.nodes}
    read = [path for node in graph.nodes for path in node.inputs]
    return {
        node.path: node.inputs[0]
        for node in graph.nodes
        if isinstance(node.layer, BatchNorm2d)
        and node.inputs[0] in nodes
        and isinstance(nodes[node.inputs[0]].layer, Conv2d)
        and read.count(node.inputs[0]) == 1
    }


def fused(graph: Graph) -> Graph:
    """The graph with its batch norms folded: those are gone, their convolutions have a bias."""
    folds = folded_norms(graph)
    return replace(graph, stages=tuple(_stage(stage, folds) for stage in graph.stages))


def _stage(stage: StageNodes, folds: Folds) -> StageNodes:
    blocks = tuple(_block(block, folds) for block in stage.blocks)
    return replace(stage, blocks=blocks, loose=_nodes(stage.loose, folds))


def _block(block: BlockNodes, folds: Folds) -> BlockNodes:
    shortcut = _shortcut(block.shortcut, folds) if block.shortcut else None
    return replace(block, nodes=_nodes(block.nodes, folds), shortcut=shortcut)


def _shortcut(shortcut: Shortcut, folds: Folds) -> Shortcut:
    layers = tuple(path for path in shortcut.layers if path not in folds)
    return replace(shortcut, source=folds.get(shortcut.source, shortcut.source), layers=layers)


def _nodes(nodes: tuple[Node, ...], folds: Folds) -> tuple[Node, ...]:
    return tuple(_node(node, folds) for node in nodes if node.path not in folds)


def _node(node: Node, folds: Folds) -> Node:
    inputs = tuple(folds.get(path, path) for path in node.inputs)
    layer = node.layer
    if isinstance(layer, Conv2d) and node.path in folds.values():
        layer = replace(layer, has_bias=True)
    return node._replace(layer=layer, inputs=inputs)
