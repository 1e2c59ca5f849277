"""Which networks are drawn as the family is: a stem, stages of blocks and a head."""

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.tree import GroupKind

CHAINED = (GroupKind.STEM, GroupKind.STAGE, GroupKind.HEAD)


def is_chained(graph: Graph) -> bool:
    """Whether a network is a stem, stages of blocks and a head, one after the other."""
    return len(graph.inputs) == 1 and all(group.kind in CHAINED for group in graph.groups)
