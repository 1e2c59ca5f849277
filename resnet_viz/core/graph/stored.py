"""A graph as JSON and back, for files and processes of our own: nothing is believed unread."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.kinds import KINDS
from resnet_viz.core.graph.shape import Shapes
from resnet_viz.core.graph.tree import (
    Group,
    GroupKind,
    Join,
    Node,
    PlainJoin,
    Shortcut,
    ShortcutKind,
)
from resnet_viz.core.leaves import list_from, object_from
from resnet_viz.core.plain import read_as

FORMAT = "resnet-viz graph"
VERSION = 1
MOST_DEPTH = 64  # of groups within groups
MOST_NODES = 1_000_000  # of all repetitions together

Part = Node | Group


def graph_json(graph: Graph) -> dict[str, Any]:
    """The tree as plain values, ready for `json.dumps`; equal blocks are in it once."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": graph.title,
        "inputs": [_node_json(node) for node in graph.inputs],
        "groups": [_group_json(group) for group in graph.groups],
        "shortcuts": [shortcut._asdict() for shortcut in graph.kept_shortcuts],
        "plain_joins": [plain._asdict() for plain in graph.kept_plain_joins],
        **({"scaling": sorted(graph.scaling)} if graph.scaling else {}),
    }


def graph_from(values: object) -> Graph:
    """The graph that `graph_json` wrote; UserError names what is wrong with it and where."""
    found = object_from(values, "graph")
    if found.get("format") != FORMAT:
        raise UserError(f"this is not a graph of ResNet Viz: its format is not '{FORMAT}'")
    if found.get("version") != VERSION:
        raise UserError(
            f"this graph has version {found.get('version')!r}, "
            f"and this program reads version {VERSION}"
        )
    graph = Graph(
        read_as(str, found.get("title"), "title"),
        tuple(_node_from(each, f"inputs[{n}]") for n, each in _listed(found, "inputs")),
        tuple(_group_from(each, f"groups[{n}]", 0) for n, each in _listed(found, "groups")),
        tuple(_shortcut_from(each, f"shortcuts[{n}]") for n, each in _listed(found, "shortcuts")),
        tuple(
            _plain_join_from(each, f"plain_joins[{n}]") for n, each in _listed(found, "plain_joins")
        ),
        frozenset(read_as(tuple[str, ...], found.get("scaling", ()), "scaling")),
    )
    _check(graph)
    return graph


def _listed(values: Mapping[str, Any], key: str) -> Iterator[tuple[int, object]]:
    return enumerate(list_from(values.get(key), key))


def _node_json(node: Node) -> dict[str, Any]:
    layer = {"kind": type(node.layer).__name__, **asdict(node.layer)}
    return node._asdict() | {"layer": layer}


def _group_json(group: Group) -> dict[str, Any]:
    children = [
        {"node": _node_json(child)} if isinstance(child, Node) else {"group": _group_json(child)}
        for child in group.children
    ]
    return {
        "path": group.path,
        "title": group.title,
        "kind": group.kind,
        "number": group.number,
        "paths": group.paths,
        "carries": group.carries,
        "renamed": group.renamed,
        "children": children,
    }


@dataclass(frozen=True, slots=True)
class _StoredNode:
    """All of a node but its layer."""

    path: str
    inputs: tuple[str, ...]
    in_shapes: Shapes
    out_shapes: Shapes
    stage: int | None = None
    block: int | None = None
    ports: tuple[int, ...] = ()
    call: int = 1
    is_free: bool = False


@dataclass(frozen=True, slots=True)
class _StoredGroup:
    """All of a group but its children."""

    path: str
    title: str
    kind: GroupKind
    number: int | None = None
    paths: tuple[str, ...] = ()
    carries: tuple[tuple[str, str], ...] = ()
    renamed: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class _StoredPlainJoin:
    join: str
    how: Join = Join.ADD


@dataclass(frozen=True, slots=True)
class _StoredShortcut:
    kind: ShortcutKind
    source: str
    join: str
    layers: tuple[str, ...] = ()
    how: Join = Join.ADD


def _node_from(values: object, place: str) -> Node:
    rest = dict(object_from(values, place))
    attributes = dict(object_from(rest.pop("layer", None), f"{place}.layer"))
    kind = attributes.pop("kind", None)
    if not isinstance(kind, str) or kind not in KINDS:
        raise UserError(f"{place}.layer.kind is unknown. Choose one of {', '.join(KINDS)}")
    layer = read_as(KINDS[kind], attributes, f"{place}.layer")
    node = read_as(_StoredNode, rest, place)
    if len(node.inputs) != len(node.in_shapes) and kind != "Input":
        raise UserError(f"{place} has {len(node.inputs)} inputs and {len(node.in_shapes)} shapes")
    if not node.out_shapes or (kind == "Input" and not node.in_shapes):
        raise UserError(f"{place} has no shape of what goes in or comes out")
    return Node(
        node.path,
        layer,
        node.inputs,
        node.in_shapes,
        node.out_shapes,
        node.stage,
        node.block,
        node.ports,
        node.call,
        node.is_free,
    )


def _group_from(values: object, place: str, depth: int) -> Group:
    if depth > MOST_DEPTH:
        raise UserError(f"{place}: groups are nested more than {MOST_DEPTH} deep")
    found = dict(object_from(values, place))
    listed = enumerate(list_from(found.pop("children", None), f"{place}.children"))
    children = tuple(_part_from(each, f"{place}.children[{n}]", depth) for n, each in listed)
    group = read_as(_StoredGroup, found, place)
    if not children:
        raise UserError(f"{place} has no children")
    if (group.kind is GroupKind.RUN) != bool(group.paths) or len(group.paths) % len(children):
        raise UserError(f"{place}: the paths of a run are those of its children, over and over")
    count = len(group.paths) // len(children)
    if any(len(row) != count for row in group.renamed):
        raise UserError(f"{place}: a renamed path has one name for each repetition")
    rest = (group.number, group.paths, group.carries, group.renamed)
    return Group(group.path, group.title, group.kind, children, *rest)


def _part_from(values: object, place: str, depth: int) -> Part:
    match object_from(values, place):
        case {"node": node, **more} if not more:
            return _node_from(node, f"{place}.node")
        case {"group": group, **more} if not more:
            return _group_from(group, f"{place}.group", depth + 1)
    raise UserError(f"{place} must have either a node or a group")


def _shortcut_from(values: object, place: str) -> Shortcut:
    found = read_as(_StoredShortcut, values, place)
    return Shortcut(found.kind, found.source, found.join, found.layers, found.how)


def _plain_join_from(values: object, place: str) -> PlainJoin:
    found = read_as(_StoredPlainJoin, values, place)
    return PlainJoin(found.join, found.how)


def _check(graph: Graph) -> None:
    """UserError for a tree that no network can have; its short form is enough to see it."""
    if not graph.inputs or not graph.groups:
        raise UserError("a graph has at least one input and one group")
    if sum(leaf.times for leaf in graph.leaves) > MOST_NODES:
        raise UserError(f"this graph has more than {MOST_NODES} layers")
    small = graph.clipped.graph
    known = {node.path: node for node in small.inputs}
    if len(known) < len(small.inputs):
        raise UserError("two inputs have one path")
    for node in small.nodes:
        _check_node(node, known)
        known[node.path] = node
    for shortcut in small.kept_shortcuts:
        for path in (shortcut.source, shortcut.join, *shortcut.layers):
            if path not in known:
                raise UserError(f"a shortcut names '{path}', which is not a layer")


def _check_node(node: Node, known: Mapping[str, Node]) -> None:
    if node.path in known:
        raise UserError(f"two layers have the path '{node.path}'")
    ports = node.ports or (0,) * len(node.inputs)
    if len(ports) != len(node.inputs):
        raise UserError(f"'{node.path}' has {len(ports)} ports for {len(node.inputs)} inputs")
    for path, port, shape in zip(node.inputs, ports, node.in_shapes, strict=True):
        if path not in known:
            raise UserError(f"'{node.path}' reads '{path}', and no layer before it has that path")
        outs = known[path].out_shapes
        if not 0 <= port < len(outs) or outs[port] != shape:
            raise UserError(f"'{node.path}' reads of '{path}' what that layer does not give")
