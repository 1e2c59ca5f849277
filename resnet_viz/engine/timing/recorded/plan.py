"""The rows of a run, and where in a pass their times are."""

from collections import Counter, defaultdict
from typing import NamedTuple

from resnet_viz.core.graph.graph import Graph
from resnet_viz.engine.trace.match import Match, check_found, match_of
from resnet_viz.engine.trace.script import Script, call_path


class Container(NamedTuple):
    """A call that isn't a layer: its operations with their rows, and how many functions it has.

    `path` is that of its module, with the number of the call.
    """

    path: str
    call: int
    ops: tuple[tuple[int, int], ...]
    functions: int


class Plan(NamedTuple):
    """The rows of a run, which are a graph's layers, and where in a pass their times are.

    Calls and functions are in order of their begins, functions without those inside of layers;
    `row_of_call` is None for containers, `is_layer` only of the outermost call of a layer.
    `has_aten` is whether some are aten operations that no function of Python calls.
    """

    rows: tuple[str, ...]
    children: tuple[tuple[int, ...], ...]
    row_of_call: tuple[int | None, ...]
    is_layer: tuple[bool, ...]
    is_row_op: tuple[bool, ...]
    containers: tuple[Container, ...]
    has_aten: bool


def plan_of(graph: Graph, script: Script, batch: int = 1) -> Plan:
    """Where in a pass each layer is; UserError for layers that the pass doesn't have."""
    match = match_of(graph, script, batch)
    check_found(match, graph)
    pairs = zip(match.ops, match.layer_of_op, strict=True)
    has_aten = any(op.is_aten and row is not None for op, row in pairs)
    if not has_aten:
        match = _without_aten(match)
    return Plan(
        tuple(node.path for node in graph.nodes),
        _children(script),
        match.layer_of_call,
        match.is_whole,
        tuple(row is not None for row in match.layer_of_op),
        _containers(script, match),
        has_aten,
    )


def _without_aten(match: Match) -> Match:
    """Without what no function calls: nothing of it is a row, so it needs no marks."""
    pairs = zip(match.ops, match.layer_of_op, strict=True)
    kept = [(op, row) for op, row in pairs if not op.is_aten]
    ops, rows = tuple(op for op, _ in kept), tuple(row for _, row in kept)
    return match._replace(ops=ops, layer_of_op=rows)


def _children(script: Script) -> tuple[tuple[int, ...], ...]:
    inside: list[list[int]] = [[] for _ in script.calls]
    for place, call in enumerate(script.calls):
        if call.parent >= 0:
            inside[call.parent].append(place)
    return tuple(map(tuple, inside))


def _containers(script: Script, match: Match) -> tuple[Container, ...]:
    ops: dict[int, list[tuple[int, int]]] = defaultdict(list)
    functions: Counter[int] = Counter()
    timed = 0
    for op, row in zip(match.ops, match.layer_of_op, strict=True):
        functions[op.call] += 1
        if row is not None:
            ops[op.call].append((timed, row))
            timed += 1
    return tuple(
        Container(call_path(call.path, call.number), place, tuple(ops[place]), functions[place])
        for place, call in enumerate(script.calls)
        if match.layer_of_call[place] is None
    )
