"""Batch norms folded into the convolutions before them: the graph of what then runs.

At inference a batch norm is one factor and one shift for each channel; the convolution's weights
take the factor and its bias the shift (Jacob et al. 2018, section 3.2).
"""

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.layer import BatchNorm2d, Conv2d
from resnet_viz.core.graph.tree import Group, Node, Shortcut

Folds = dict[str, str]


def folded_norms(graph: Graph) -> Folds:
    """The path of each batch norm that can be folded, and that of its convolution.

    It can where nothing else reads the convolution's output.
    """
    nodes = graph.by_path
    readers = Counter(path for node in graph.nodes for path in node.inputs)
    return {
        node.path: node.inputs[0]
        for node in graph.nodes
        if isinstance(node.layer, BatchNorm2d)
        and isinstance(nodes[node.inputs[0]].layer, Conv2d)
        and readers[node.inputs[0]] == 1
    }


def fused(graph: Graph) -> Graph:
    """The graph with its batch norms folded: those are gone, their convolutions have a bias."""
    folds = folded_norms(graph)
    folding = Folding(folds, frozenset(folds.values()))
    groups = tuple(folding.group(group) for group in graph.groups)
    shortcuts = tuple(map(folding.shortcut, graph.kept_shortcuts))
    return replace(graph, groups=groups, kept_shortcuts=shortcuts)


class Folding(NamedTuple):
    """What takes batch norms out of a tree: each with its convolution, and who gets a bias."""

    folds: Folds
    biased: frozenset[str]

    def group(self, group: Group) -> Group:
        children = (self._part(child) for child in group.children)
        carries = tuple((self.folds.get(a, a), self.folds.get(b, b)) for a, b in group.carries)
        kept = tuple(child for child in children if child is not None)
        return replace(group, children=kept, carries=carries)

    def shortcut(self, shortcut: Shortcut) -> Shortcut:
        layers = tuple(path for path in shortcut.layers if path not in self.folds)
        source = self.folds.get(shortcut.source, shortcut.source)
        return shortcut._replace(source=source, layers=layers)

    def _part(self, part: Node | Group) -> Node | Group | None:
        if isinstance(part, Group):
            return self.group(part)
        return None if part.path in self.folds else self._node(part)

    def _node(self, node: Node) -> Node:
        inputs = tuple(self.folds.get(path, path) for path in node.inputs)
        layer = node.layer
        if isinstance(layer, Conv2d) and node.path in self.biased:
            layer = replace(layer, has_bias=True)
        return node._replace(layer=layer, inputs=inputs)
