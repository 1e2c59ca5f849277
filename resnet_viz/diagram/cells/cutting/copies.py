"""The layers of a part of a tree, and of all of its copies that are drawn as one."""

from collections.abc import Iterator, Sequence

from resnet_viz.core.graph.runs.unroll import repeated
from resnet_viz.core.graph.tree import Group, Node

Part = Node | Group
Alike = Sequence[Part]  # a part in each of its repetitions that are drawn as one


def nodes_in(part: Part) -> Iterator[Node]:
    """Every layer in a part of a tree, each repetition of a run by itself."""
    if isinstance(part, Node):
        yield part
    else:
        for place in range(part.count):
            for child in repeated(part, place):
                yield from nodes_in(child)


def children_of(part: Part) -> tuple[Part, ...]:
    """What is in a part; nothing in a layer."""
    return part.children if isinstance(part, Group) else ()


def until(nodes: Sequence[Node], join: str) -> Sequence[Node]:
    """The layers in front of one; all where it is none of them."""
    place = next((place for place, node in enumerate(nodes) if node.path == join), len(nodes))
    return nodes[:place]


def columns_of(alike: Alike) -> list[tuple[str, ...]]:
    """The paths of each layer of a part in all of its repetitions."""
    rows = ([node.path for node in nodes_in(each)] for each in alike)
    return list(zip(*rows, strict=True))
