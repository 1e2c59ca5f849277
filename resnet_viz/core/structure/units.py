"""From a recorded pass to its layers: which operations become one, what each reads of others."""

from collections.abc import Sequence
from typing import NamedTuple

from resnet_viz.core.graph.paths import numbered
from resnet_viz.core.graph.shape import Shapes
from resnet_viz.core.structure.recording import Call, Op, Parameter, Read, Recording, TensorFacts
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


def units_of(recording: Recording) -> tuple[Placed, ...]:
    """The layers in order of execution.

    What depends neither on an input nor on a parameter is a constant, and in none of them.
    """
    spans = _live_spans(recording, _spans(recording))
    ports = _ports(recording, spans)
    names = _names(recording, spans)
    params = _first_readers(recording, spans)
    of_op = {op: place for place, span in enumerate(spans) for op in range(span.first, span.end)}
    calls, ops = recording.calls, recording.ops
    found: list[Placed] = []
    for place, span in enumerate(spans):
        own = ops[span.first : span.end]
        reads = _reads_of(own, span)
        kept = [each for each in reads if each.op < 0 or each.op in of_op]
        sources = tuple([_source(each, of_op, ports) for each in kept])
        ins = tuple([_facts(recording, each).shape for each in kept])
        call = None if span.call == FREE else calls[span.call]
        parent = calls[span.call].parent if call else own[0].call
        unit = Unit(names[place], call, own, ins, _outs(recording, ports[place]), params[place])
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

    They are torch.nn's or have at most one operation that is no view, and no calls with operations
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
    live: set[int] = set()
    for place, op in enumerate(recording.ops):
        if op.params or any(read.op < 0 or read.op in live for read in op.reads):
            live.add(place)
    return [span for span in spans if not live.isdisjoint(range(span.first, span.end))]


def _ports(recording: Recording, spans: Sequence[_Span]) -> list[dict[Read, int]]:
    """What of each layer other layers read, or the caller, and its place among its outputs."""
    of_op = {op: place for place, span in enumerate(spans) for op in range(span.first, span.end)}
    read: list[set[Read]] = [set() for _ in spans]
    for place, op in enumerate(recording.ops):
        reader = of_op.get(place)
        for each in op.reads:
            owner = of_op.get(each.op)
            if owner is not None and reader is not None and owner != reader:
                read[owner].add(each)
    for each in recording.outputs:
        if (owner := of_op.get(each.op)) is not None:
            read[owner].add(each)
    last = [Read(span.end - 1) for span in spans]
    return [
        {each: port for port, each in enumerate(sorted(some or {end}))}
        for some, end in zip(read, last, strict=True)
    ]


def _reads_of(ops: Sequence[Op], span: _Span) -> list[Read]:
    """What comes in from outside; of several operations each tensor once."""
    reads = [each for op in ops for each in op.reads if not span.first <= each.op < span.end]
    return reads if len(ops) == 1 else list(dict.fromkeys(reads))


def _source(read: Read, of_op: dict[int, int], ports: Sequence[dict[Read, int]]) -> Source:
    if read.op < 0:
        return Source(read.op, 0)
    place = of_op[read.op]
    return Source(place, ports[place][read])


def _facts(recording: Recording, read: Read) -> TensorFacts:
    if read.op < 0:
        return recording.inputs[-1 - read.op].facts
    return recording.ops[read.op].outputs[read.port]


def _outs(recording: Recording, ports: dict[Read, int]) -> Shapes:
    """The shapes that come out; of an operation without an output that of nothing."""
    some = [each for each in ports if each.port < len(recording.ops[each.op].outputs)]
    return tuple([_facts(recording, each).shape for each in some]) or ((),)


def _first_readers(recording: Recording, spans: Sequence[_Span]) -> list[tuple[Parameter, ...]]:
    """The parameters and buffers of each layer: each is of the first that reads it.

    A table that layers of several modules read, as that of rotary embeddings, is of none of them.
    """
    taken = _tables(recording)
    found = []
    for span in spans:
        own = [each for op in recording.ops[span.first : span.end] for each in op.params]
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
