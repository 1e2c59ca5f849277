"""Graphs with something changed, to be held against what is right."""

from collections.abc import Callable
from dataclasses import replace

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.layer import Other
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.tree import Group, Node
from resnet_viz.core.networks import network_named


def with_changed_node(graph: Graph, path: str, change: Callable[[Node], Node]) -> Graph:
    """The graph with another layer in place of the one at a path, which is in no run."""

    def changed(group: Group) -> Group:
        return replace(group, children=tuple(map(changed_part, group.children)))

    def changed_part(part: Node | Group) -> Node | Group:
        if isinstance(part, Group):
            return changed(part)
        return change(part) if part.path == path else part

    return replace(graph, groups=tuple(map(changed, graph.groups)))


def network_with_uncounted(arch: str, path: str) -> Network:
    """The network with a layer of no known kind at a path, which has its parameters and shapes."""
    network = network_named(arch)

    def changed(node: Node) -> Node:
        return node._replace(layer=Other("unknown", node.layer.params, node.layer.buffers))

    graph = with_changed_node(network.graph, path, changed)
    return replace(network, name=f"{arch}, {path} unknown", graph=graph)
