"""Graphs with something changed, to be held against what is right."""

from collections.abc import Callable
from dataclasses import replace

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.tree import Group, Node


def with_changed_node(graph: Graph, path: str, change: Callable[[Node], Node]) -> Graph:
    """The graph with another layer in place of the one at a path, which is in no run."""

    def changed(group: Group) -> Group:
        return replace(group, children=tuple(map(changed_part, group.children)))

    def changed_part(part: Node | Group) -> Node | Group:
        if isinstance(part, Group):
            return changed(part)
        return change(part) if part.path == path else part

    return replace(graph, groups=tuple(map(changed, graph.groups)))
