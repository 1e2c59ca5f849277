"""Which calls and functions of a pass are the layers of a recorded network."""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Sequence, Set
from math import prod
from typing import NamedTuple

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.paths import parent_of
from resnet_viz.core.graph.tree import Node
from resnet_viz.engine.trace.script import Script, SeenOp, call_path

NUMBER = re.compile(r"#\d+$")  # of a second call, and of a second operation of one name


class Match(NamedTuple):
    """The layers by their places in the graph's nodes.

    `layer_of_call` says which one a call is in, None for a call around layers; `is_whole` whether
    it is that layer itself. `ops` are the functions outside of layers that are calls, and
    `layer_of_op` which one each is: None for what computes constants. `missing` are the layers that
    the pass doesn't have.
    """

    layer_of_call: tuple[int | None, ...]
    is_whole: tuple[bool, ...]
    ops: tuple[SeenOp, ...]
    layer_of_op: tuple[int | None, ...]
    missing: tuple[int, ...] = ()


def match_of(graph: Graph, script: Script, batch: int = 1) -> Match:
    """The layers of a recorded network in a pass with so many times its input.

    An operation is found by its name and by how much comes out of it. Where that finds too little,
    among those too that do nothing here, as `contiguous` may, and then by its name alone.
    """
    parts = _parts_of(graph, script, batch)
    matches = []
    for is_it in (_is_it, _is_it_idle, _is_its_name):
        matches.append(_matched(script, parts, is_it))
        if not matches[-1].missing:
            break
    return min(matches, key=lambda each: len(each.missing))


def check_found(match: Match, graph: Graph) -> None:
    """UserError for a layer that the pass doesn't have."""
    if match.missing:
        path = graph.nodes[match.missing[0]].path
        raise UserError(
            f"'{shortened(path)}' was recorded and doesn't run now. "
            "Record the network again with this input"
        )


def _matched(script: Script, parts: Sequence["_Part"], is_it: "_Test") -> Match:
    layer_of_call, is_whole = _calls(script, parts)
    outside = [op for op in script.ops if op.call >= 0 and layer_of_call[op.call] is None]
    layer_of_op = _ops(script, outside, parts, is_it)
    found = {*layer_of_op, *layer_of_call}
    missing = tuple(place for place in range(len(parts)) if place not in found)
    return Match(layer_of_call, is_whole, tuple(outside), tuple(layer_of_op), missing)


def without_number(path: str) -> str:
    """The path of a first call, or of the first operation of a name."""
    return NUMBER.sub("", path)


class _Part(NamedTuple):
    """A layer as it was recorded: a whole call, or an operation in a module by its name.

    `call` is the path of the call, '' for an operation; `sizes` are the numbers of elements that
    come out of an operation, as far as other layers read them: a view may have the batch anywhere.
    """

    path: str
    call: str = ""
    module: str = ""
    op: str = ""
    sizes: frozenset[int] = frozenset()


def _parts_of(graph: Graph, script: Script, batch: int) -> tuple[_Part, ...]:
    calls = {call_path(call.path, call.number) for call in script.calls}
    modules = {"", *(call.path for call in script.calls)}
    return tuple(
        _Part(node.path, call=node.path) if node.path in calls else _operation(node, modules, batch)
        for node in graph.nodes
    )


def _operation(node: Node, modules: Set[str], batch: int) -> _Part:
    """`blocks.0.add#2` as the operation `add` of the module `blocks.0`."""
    whole = without_number(node.path)
    module = parent_of(whole)
    while module not in modules:
        module = parent_of(module)
    name = whole.removeprefix(f"{module}.") if module else whole
    sizes = frozenset(batch * prod(each) for each in node.out_shapes if each)
    return _Part(node.path, module=module, op=name, sizes=sizes)


def _calls(
    script: Script, parts: Sequence[_Part]
) -> tuple[tuple[int | None, ...], tuple[bool, ...]]:
    layers = {part.call: place for place, part in enumerate(parts) if part.call}
    found: list[int | None] = []
    is_whole = []
    for call in script.calls:
        around = found[call.parent] if call.parent >= 0 else None
        path = call_path(call.path, call.number)
        own = layers.get(path) if around is None else None
        found.append(own if around is None else around)
        is_whole.append(own is not None)
    return tuple(found), tuple(is_whole)


def _ops(
    script: Script, outside: Sequence[SeenOp], parts: Sequence[_Part], is_it: "_Test"
) -> list[int | None]:
    """What was recorded comes in the same order, and between it what computes constants."""
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for place, part in enumerate(parts):
        if not part.call:
            waiting[part.module].append(place)
    found: list[int | None] = []
    for op in outside:
        places = waiting[script.calls[op.call].path]
        found.append(places.popleft() if places and is_it(op, parts[places[0]]) else None)
    return found


def _is_it(op: SeenOp, part: _Part) -> bool:
    return not op.is_idle and _is_it_idle(op, part)


def _is_it_idle(op: SeenOp, part: _Part) -> bool:
    return _is_its_name(op, part) and part.sizes <= set(map(prod, op.shapes))


def _is_its_name(op: SeenOp, part: _Part) -> bool:
    return bool(op.shapes) and op.name == part.op


_Test = Callable[[SeenOp, _Part], bool]
