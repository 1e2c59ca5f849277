"""From a recorded pass to its layers: which operations become one, what each reads of others."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from resnet_viz.core.graph.paths import numbered
from resnet_viz.core.graph.shape import Shape, Shapes
from resnet_viz.core.structure.recording import Call, Op, Parameter, Read, Recording
from resnet_viz.core.structure.unit import Unit

FREE = -1  # in place of a call: an operation that is a layer of its own


class Source(NamedTuple):
    """What a layer reads: output `port` of the layer at `place`; input k where that is -1 - k."""

    place: int
    port: int


class Placed(NamedTuple):
    """A layer, what it reads, and the place of the call that it is directly in."""

    unit: Unit
    sources: tuple[Source, ...]
    parent: int


class _Span(NamedTuple):
    """The operations from `first` to `end`, which become one layer, and the call they are of."""

    call: int
    first: int
    end: int


class _Wires(NamedTuple):
    """The layer of each operation, -1 for none, and the port of what others read of a layer."""

    owner: Sequence[int]
    port_of: Mapping[Read, int]


def units_of(recording: Recording) -> tuple[Placed, ...]:
    """The layers in order of execution.

    What depends neither on an input nor on a parameter is a constant, and in none of them.
    """
    calls, ops = recording.calls, recording.ops
    spans = _live_spans(recording, _spans(recording))
    owner = [-1] * len(ops)
    for place, (_, first, end) in enumerate(spans):
        for op in range(first, end):
            owner[op] = place
    leaving = _leaving(recording, spans, owner)
    wires = _Wires(owner, {each: port for some in leaving for port, each in enumerate(some)})
    names, params = _names(recording, spans), _first_readers(recording, spans)
    found: list[Placed] = []
    for place, (at, first, end) in enumerate(spans):
        own = ops[first:end]
        sources, ins = _entering(recording, own, range(first, end), wires)
        call = None if at == FREE else calls[at]
        parent = call.parent if call else own[0].call
        outs = _shapes_of(recording, leaving[place])
        unit = Unit(names[place], call, own, ins, outs, params[place])
        found.append(Placed(unit, sources, parent))
    return tuple(found)


def _spans(recording: Recording) -> list[_Span]:
    """Calls that are one layer each, and single operations for the rest, in order."""
    whole = {call.first: place for place, call in _whole_calls(recording)}
    spans: list[_Span] = []
    op = 0
    while op < len(recording.ops):
        place = whole.get(op, FREE)
        end = op + 1 if place == FREE else recording.calls[place].end
        spans.append(_Span(place, op, end))
        op = end
    return spans


def _whole_calls(recording: Recording) -> list[tuple[int, Call]]:
    """Calls that are not looked into.

    They are torch.nn's or have at most one operation other than views, and no calls with operations
    in them. The whole network is never one.
    """
    calls, ops = recording.calls, recording.ops
    parents = {call.parent for call in calls if call.end > call.first}
    return [
        (place, call)
        for place, call in enumerate(calls)
        if call.end > call.first and place not in parents and call.parent >= 0
        if call.is_torch or sum(not op.is_view for op in ops[call.first : call.end]) <= 1
    ]


def _live_spans(recording: Recording, spans: Sequence[_Span]) -> list[_Span]:
    """Those that depend on an input or a parameter."""
    live: list[bool] = []
    for op in recording.ops:
        is_live = bool(op.params)
        for at, _ in op.reads:
            is_live = is_live or at < 0 or live[at]
        live.append(is_live)
    return [span for span in spans if any(live[span.first : span.end])]


def _leaving(
    recording: Recording, spans: Sequence[_Span], owner: Sequence[int]
) -> list[list[Read]]:
    """What of each layer other layers read, or the caller; if none does, what comes out last."""
    read: list[set[Read]] = [set() for _ in spans]
    for place, (_, first, end) in enumerate(spans):
        for op in recording.ops[first:end]:
            for each in op.reads:
                if each[0] >= 0 and owner[each[0]] not in (place, -1):
                    read[owner[each[0]]].add(each)
    for each in recording.outputs:
        if each.op >= 0 and owner[each.op] >= 0:
            read[owner[each.op]].add(each)
    return [
        sorted(some) if some else [Read(span.end - 1)]
        for some, span in zip(read, spans, strict=True)
    ]


def _entering(
    recording: Recording, own: Sequence[Op], places: range, wires: _Wires
) -> tuple[tuple[Source, ...], Shapes]:
    """What comes in from outside, with its shapes; of several operations each tensor once."""
    reads: Iterable[Read] = own[0].reads
    if len(own) > 1:
        outside = [each for op in own for each in op.reads if each[0] not in places]
        reads = dict.fromkeys(outside)
    sources: list[Source] = []
    shapes: list[Shape] = []
    for read in reads:
        at, port = read
        if at < 0:
            sources.append(Source(at, 0))
            shapes.append(recording.inputs[-1 - at].facts.shape)
        elif wires.owner[at] >= 0:
            sources.append(Source(wires.owner[at], wires.port_of[read]))
            shapes.append(recording.ops[at].outputs[port].shape)
    return tuple(sources), tuple(shapes)


def _shapes_of(recording: Recording, reads: Sequence[Read]) -> Shapes:
    """The shapes that come out; of an operation without an output that of nothing."""
    outs = [(recording.ops[at].outputs, port) for at, port in reads]
    return tuple([each[port].shape for each, port in outs if port < len(each)]) or ((),)


def _first_readers(recording: Recording, spans: Sequence[_Span]) -> list[tuple[Parameter, ...]]:
    """The parameters and buffers of each layer: each is of the first that reads it.

    A table that layers of several modules read, as that of rotary embeddings, is of none of them.
    """
    taken = _tables(recording)
    found = []
    for _, first, end in spans:
        own = [each for op in recording.ops[first:end] for each in op.params]
        new = [each for each in dict.fromkeys(own) if each not in taken]
        taken.update(new)
        found.append(tuple([recording.params[each] for each in new]))
    return found


def _tables(recording: Recording) -> set[int]:
    """The buffers that several modules read."""
    readers: dict[int, set[str]] = {}
    for op in recording.ops:
        for each in op.params:
            if recording.params[each].is_buffer:
                readers.setdefault(each, set()).add(recording.calls[op.call].path)
    return {each for each, paths in readers.items() if len(paths) > 1}


def _names(recording: Recording, spans: Sequence[_Span]) -> list[str]:
    """The path of each layer, all different."""
    calls = [recording.calls[span.call] for span in spans if span.call != FREE]
    taken = {numbered(call.path, call.number) for call in calls}
    taken |= {each.name for each in recording.inputs}
    counts: dict[str, int] = {}
    return [
        _free_name(recording, recording.ops[span.first], taken, counts)
        if span.call == FREE
        else numbered(recording.calls[span.call].path, recording.calls[span.call].number)
        for span in spans
    ]


def _free_name(recording: Recording, op: Op, taken: set[str], counts: dict[str, int]) -> str:
    """The path of an operation: its module's, its own name, and the how manyth it is there."""
    module = recording.calls[op.call].path
    base = f"{module}.{op.name}" if module else op.name
    number = counts.get(base, 0) + 1
    while (path := numbered(base, number)) in taken:
        number += 1
    counts[base] = number
    return path
