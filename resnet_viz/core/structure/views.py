"""Layers that only look at the same elements in another way: hidden in tables that people read."""

from resnet_viz.core.graph.graph import Graph


def bare_views(graph: Graph) -> frozenset[str]:
    """The paths of views that have no parameters."""
    views = (node for node in graph.nodes if node.layer.is_view)
    return frozenset(node.path for node in views if not node.layer.params)
