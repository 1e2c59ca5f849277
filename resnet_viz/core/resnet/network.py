"""The graph of a network of the family, kept for the next request."""

from functools import lru_cache

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.resnet.expand import expand
from resnet_viz.core.resnet.spec import ResNetSpec


@lru_cache(maxsize=64)
def graph_of(spec: ResNetSpec) -> Graph:
    """The graph of a spec, kept for the next request."""
    return expand(spec)
