"""Which calls and functions of a pass are layers of the recorded network: the rows of a run."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Sequence, Set
from math import prod
from typing import NamedTuple

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.paths import parent_of
from resnet_viz.core.graph.tree import Node
from resnet_viz.engine.timing.recorded.script import Script, SeenOp

NUMBER = re.compile(r"#\d+$")  # of a second call, and of a second operation of one name


class Part(NamedTuple):
    """A layer as it was recorded: a whole call, or an operation in a module by its name.

    `call` is the path of the call, '' for an operation; `sizes` are the numbers of elements that
    come out of an operation, as far as other layers read them: a view may have the batch anywhere.
    """

    path: str
    call: str = ""
    module: str = ""
    op: str = ""
    sizes: frozenset[int] = frozenset()


def call_path(path: str, number: int) -> str:
    """The path of a call: its module's, with its number from the second on."""
    return path if number == 1 else f"{path}#{number}"


class Container(NamedTuple):
    """A call that is no layer: its operations with their rows, and how many functions it has.

    `path` is that of its module, with the number of the call.
    """

    path: str
    call: int
    ops: tuple[tuple[int, int], ...]
    functions: int


class Plan(NamedTuple):
    """The rows of a run, and where in a pass their times are.

    Calls and functions are in order of their begins, functions without those inside of layers;
    `row_of_call` is None for containers, `is_layer` only of the outermost call of a layer.
    """

    rows: tuple[str, ...]
    children: tuple[tuple[int, ...], ...]
    row_of_call: tuple[int | None, ...]
    is_layer: tuple[bool, ...]
    is_row_op: tuple[bool, ...]
    containers: tuple[Container, ...]


def parts_of(graph: Graph, script: Script, batch: int = 1) -> tuple[Part, ...]:
    """The layers of a recorded network, each as the call or the operation that it was."""
    calls = {call_path(call.path, call.number) for call in script.calls}
    modules = {call.path for call in script.calls}
    return tuple(
        Part(node.path, call=node.path) if node.path in calls else _operation(node, modules, batch)
        for node in graph.nodes
    )


def _operation(node: Node, modules: Set[str], batch: int) -> Part:
    """`blocks.0.add#2` as the operation `add` of the module `blocks.0`."""
    whole = NUMBER.sub("", node.path)
    module = parent_of(whole)
    while module not in modules:
        module = parent_of(module)
    name = whole.removeprefix(f"{module}.") if module else whole
    sizes = frozenset(batch * prod(each) for each in node.out_shapes if each)
    return Part(node.path, module=module, op=name, sizes=sizes)


def plan_of(script: Script, parts: Sequence[Part]) -> Plan:
    """Where in a pass each layer is; UserError for layers that the pass doesn't have."""
    row_of_call, is_layer = _calls(script, parts)
    outside = [op for op in script.ops if op.call >= 0 and row_of_call[op.call] is None]
    row_of_op = _op_rows(script, outside, parts)
    _check_all(parts, {*row_of_op, *row_of_call})
    containers = _containers(script, row_of_call, outside, row_of_op)
    return Plan(
        tuple(part.path for part in parts),
        _children(script),
        row_of_call,
        is_layer,
        tuple(row is not None for row in row_of_op),
        containers,
    )


def _calls(
    script: Script, parts: Sequence[Part]
) -> tuple[tuple[int | None, ...], tuple[bool, ...]]:
    """The row of each call, which is that of the layer it is in; and whether it is that layer."""
    layers = {part.call: row for row, part in enumerate(parts) if part.call}
    rows: list[int | None] = []
    is_layer = []
    for call in script.calls:
        around = rows[call.parent] if call.parent >= 0 else None
        path = call_path(call.path, call.number)
        own = layers.get(path) if around is None else None
        rows.append(own if around is None else around)
        is_layer.append(own is not None)
    return tuple(rows), tuple(is_layer)


def _op_rows(script: Script, outside: Sequence[SeenOp], parts: Sequence[Part]) -> list[int | None]:
    """The row of each function, None for one that was not recorded.

    Those that were come in the same order, and between them what computes constants.
    """
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for row, part in enumerate(parts):
        if not part.call:
            waiting[part.module].append(row)
    found: list[int | None] = []
    for op in outside:
        rows = waiting[script.calls[op.call].path]
        found.append(rows.popleft() if rows and _is_it(op, parts[rows[0]]) else None)
    return found


def _is_it(op: SeenOp, part: Part) -> bool:
    return op.name == part.op and part.sizes <= set(map(prod, op.shapes))


def _check_all(parts: Sequence[Part], found: set[int | None]) -> None:
    for row, part in enumerate(parts):
        if row not in found:
            raise UserError(
                f"'{shortened(part.path)}' was recorded and doesn't run now, so the layers can't "
                "be timed. Record the network again with the input that is to be timed"
            )


def _children(script: Script) -> tuple[tuple[int, ...], ...]:
    inside: list[list[int]] = [[] for _ in script.calls]
    for place, call in enumerate(script.calls):
        if call.parent >= 0:
            inside[call.parent].append(place)
    return tuple(map(tuple, inside))


def _containers(
    script: Script,
    row_of_call: Sequence[int | None],
    outside: Sequence[SeenOp],
    row_of_op: Sequence[int | None],
) -> tuple[Container, ...]:
    ops: dict[int, list[tuple[int, int]]] = defaultdict(list)
    functions: Counter[int] = Counter()
    timed = 0
    for op, row in zip(outside, row_of_op, strict=True):
        functions[op.call] += 1
        if row is not None:
            ops[op.call].append((timed, row))
            timed += 1
    return tuple(
        Container(call_path(call.path, call.number), place, tuple(ops[place]), functions[place])
        for place, call in enumerate(script.calls)
        if row_of_call[place] is None
    )
