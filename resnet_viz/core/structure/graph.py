"""From a recorded pass to a graph: its layers, its tree, its repeats and its shortcuts."""

from collections.abc import Iterable, Sequence

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.layer import Input
from resnet_viz.core.graph.tree import Group, GroupKind, Node
from resnet_viz.core.structure.layers import layer_of
from resnet_viz.core.structure.outline import Section, outline_of
from resnet_viz.core.structure.recording import Recording
from resnet_viz.core.structure.units import Placed, units_of

TOP_MARK = "@"  # before the path of a group of layers that are in no module


def graph_of(recording: Recording) -> Graph:
    """The graph of a recorded pass."""
    placed = units_of(recording)
    inputs = tuple(_input(each.name, each.facts.shape) for each in recording.inputs)
    nodes = _nodes(placed, inputs)
    parts = [_part(each, nodes) for each in outline_of(recording, placed)]
    return Graph(recording.title, inputs, tuple(_grouped(parts)))


def _input(name: str, shape: tuple[int, ...]) -> Node:
    return Node(name, Input(), (), (shape,), (shape,))


def _nodes(placed: Sequence[Placed], inputs: Sequence[Node]) -> list[Node]:
    nodes: list[Node] = []
    for unit, sources, _, number in placed:
        read = [nodes[at].path if at >= 0 else inputs[-1 - at].path for at, _ in sources]
        ports = tuple([port for _, port in sources])
        nodes.append(
            Node(
                unit.path,
                layer_of(unit),
                tuple(read),
                unit.in_shapes,
                unit.out_shapes,
                ports=ports if any(ports) else (),
                call=number,
            )
        )
    return nodes


def _part(part: int | Section, nodes: Sequence[Node]) -> Node | Group:
    if not isinstance(part, Section):
        return nodes[part]
    children = tuple(_part(each, nodes) for each in part.children)
    return Group(part.path, part.kind, GroupKind.PART, children)


def _grouped(parts: Iterable[Node | Group]) -> Iterable[Group]:
    """The parts at the top as groups: neighbouring layers are in one without a title."""
    loose: list[Node] = []
    for part in parts:
        if isinstance(part, Node):
            loose.append(part)
            continue
        if loose:
            yield _loose(loose)
            loose = []
        yield part
    if loose:
        yield _loose(loose)


def _loose(nodes: list[Node]) -> Group:
    return Group(TOP_MARK + nodes[0].path, "", GroupKind.PART, tuple(nodes))
