"""From a recorded pass to a graph: its layers, its tree, its repeats and its shortcuts."""

from collections.abc import Iterable, Sequence

from resnet_viz.core.errors import UserError
from resnet_viz.core.garbage import uncollected
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.layer import Input
from resnet_viz.core.graph.paths import TOP_MARK, call_number
from resnet_viz.core.graph.tree import Group, GroupKind, Node, PlainJoin, Shortcut
from resnet_viz.core.structure.layers import layer_of
from resnet_viz.core.structure.outline import outline_of
from resnet_viz.core.structure.recording import Recording
from resnet_viz.core.structure.repeats import Wiring
from resnet_viz.core.structure.shortcuts import FoundShortcut, Joins, joins_of
from resnet_viz.core.structure.tree import Grower
from resnet_viz.core.structure.units import Placed, units_of


def graph_of(recording: Recording) -> Graph:
    """The graph of a recorded pass; UserError for a network without inputs or layers."""
    if not recording.inputs:
        raise UserError(f"{recording.title} takes no tensor. Open one that does")
    with uncollected():  # thousands of small values, all of which stay
        return _graph_of(recording)


def _graph_of(recording: Recording) -> Graph:
    placed = units_of(recording)
    if not placed:
        raise UserError(f"{recording.title} has no layers: it gives back what it is given")
    inputs = _inputs_of(recording)
    nodes = _nodes_of(recording, placed, inputs)
    joins = joins_of(placed, recording.params)
    bare = [not any(op.params for op in each.unit.ops) for each in placed]
    grower = Grower((*nodes, *reversed(inputs)), bare, Wiring(_refers(placed, joins)), joins)
    groups = tuple(_grouped(grower.parts_of(outline_of(recording, placed))))
    kept = [each for each in joins.shortcuts if not grower.dropped[each.join]]
    plain = [each for each in joins.plain if not grower.dropped[each[0]]]
    return Graph(
        recording.title,
        inputs,
        groups,
        tuple([_shortcut(each, nodes, inputs) for each in kept]),
        tuple([PlainJoin(nodes[place].path, how) for place, how in plain]),
    )


def unfolded_nodes(recording: Recording) -> tuple[Node, ...]:
    """The layers of a recorded pass one by one, as its graph has them when it is unfolded."""
    return _nodes_of(recording, units_of(recording), _inputs_of(recording))


def _inputs_of(recording: Recording) -> tuple[Node, ...]:
    """What enters, by the names of arguments: a module may have the same name."""
    modules = {each.path for each in recording.calls}
    return tuple(
        _input(f"{name} (input)" if name in modules else name, facts.shape)
        for name, facts, *_ in recording.inputs
    )


def _input(name: str, shape: tuple[int, ...]) -> Node:
    return Node(name, Input(), (), (shape,), (shape,))


def _nodes_of(
    recording: Recording, placed: Sequence[Placed], inputs: Sequence[Node]
) -> tuple[Node, ...]:
    around = {recording.calls[each.parent].path for each in recording.calls[1:]}
    nodes: list[Node] = []
    for unit, sources, _ in placed:
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
                call=call_number(unit.path),
                is_free=unit.call is None or unit.call.path in around,
            )
        )
    return tuple(nodes)


def _refers(placed: Sequence[Placed], joins: Joins) -> list[tuple[int, ...]]:
    """The layers that each reads or that its shortcut names, by their places."""
    found = [tuple([source.place for source in each.sources]) for each in placed]
    for each in joins.shortcuts:
        found[each.join] = (*found[each.join], each.source, *each.layers)
    return found


def _shortcut(found: FoundShortcut, nodes: Sequence[Node], inputs: Sequence[Node]) -> Shortcut:
    source = nodes[found.source] if found.source >= 0 else inputs[-1 - found.source]
    layers = tuple([nodes[place].path for place in found.layers])
    return Shortcut(found.kind, source.path, nodes[found.join].path, layers, found.how)


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
