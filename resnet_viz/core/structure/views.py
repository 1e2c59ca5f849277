"""Layers that only look at the same elements in another way: hidden in tables that people read."""

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.views import View


def bare_views(graph: Graph) -> frozenset[str]:
    """The paths of views that have no parameters."""
    views = (node for node in graph.nodes if isinstance(node.layer, View))
    return frozenset(node.path for node in views if not node.layer.params)
