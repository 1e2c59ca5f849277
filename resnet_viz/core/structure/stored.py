"""A recorded network as JSON and back: it comes from a process that ran code of others.

Nothing is believed unread: kinds, lengths, depth, and the templates of notes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from re import fullmatch
from string import Formatter
from typing import Any

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.graph.stored import graph_from, graph_json
from resnet_viz.core.graph.traced import Traced, TracedInput
from resnet_viz.core.leaves import list_from, object_from, text_from
from resnet_viz.core.message import Message
from resnet_viz.core.plain import plain_of, read_as

FORMAT = "resnet-viz network"
VERSION = 1
MOST_NOTES = 100
VALUE_KINDS = (str, int, float, bool)
NAME = r"[a-z_]\w{0,40}"  # of a value in a note
SPEC = r",?(\.\d)?[dfs%]?"  # how it is written: nothing that makes a text long


def network_json(network: Network) -> dict[str, Any]:
    """A recorded network as plain values, ready for `json.dumps`; equal neighbours once."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "name": network.name,
        "title": network.title,
        "is_batch_free": network.is_batch_free,
        "traced": plain_of(network.traced),
        "graph": graph_json(network.graph),
    }


def network_from(values: object) -> Network:
    """The network that `network_json` wrote; UserError names what is wrong with it and where."""
    found = object_from(values, "network")
    if found.get("format") != FORMAT:
        raise UserError(f"this is not a network of ResNet Viz: its format is not '{FORMAT}'")
    if found.get("version") != VERSION:
        raise UserError(
            f"this network has version {found.get('version')!r}, "
            f"and this program reads version {VERSION}"
        )
    head = read_as(_Head, {name: found.get(name) for name in HEAD_NAMES}, "")
    if not head.name:
        raise UserError("name must be the text that leads back to this network, not ''")
    return Network(
        head.name,
        head.title,
        graph_from(found.get("graph")),
        is_batch_free=head.is_batch_free,
        traced=_traced_from(found.get("traced")),
    )


@dataclass(frozen=True, slots=True)
class _Head:
    name: str
    title: str
    is_batch_free: bool


HEAD_NAMES = tuple(each.name for each in fields(_Head))


@dataclass(frozen=True, slots=True)
class _StoredInput:
    name: str
    shape: Shape
    dtype: str


@dataclass(frozen=True, slots=True)
class _StoredTraced:
    """All that is known next to the graph but the notes."""

    source: str
    way: str
    inputs: tuple[_StoredInput, ...]
    params: int
    buffers: int
    counted_macs: int | None = None
    unread: tuple[tuple[str, int], ...] = ()
    peak_bytes: int = 0


def _traced_from(values: object) -> Traced:
    rest = dict(object_from(values, "traced"))
    notes = list_from(rest.pop("notes", ()), "traced.notes")
    if len(notes) > MOST_NOTES:
        raise UserError(
            f"traced.notes has {len(notes)} entries, and at most {MOST_NOTES} are allowed"
        )
    found = read_as(_StoredTraced, rest, "traced")
    counts = (found.params, found.buffers, found.peak_bytes, found.counted_macs or 0)
    if min(counts) < 0 or any(count < 0 for _, count in found.unread):
        raise UserError("traced has a count below zero")
    return Traced(
        found.source,
        found.way,
        tuple(TracedInput(each.name, each.shape, each.dtype) for each in found.inputs),
        found.params,
        found.buffers,
        found.counted_macs,
        found.unread,
        found.peak_bytes,
        tuple(_note_from(each, f"traced.notes[{n}]") for n, each in enumerate(notes)),
    )


def _note_from(values: object, place: str) -> Message:
    found = object_from(values, place)
    if set(found) != {"template", "values"}:
        raise UserError(f"{place} must have a template and its values, and nothing else")
    template = text_from(found["template"], f"{place}.template")
    given = {
        text_from(key, f"{place}.values"): _value_from(each, f"{place}.values.{key}")
        for key, each in object_from(found["values"], f"{place}.values").items()
    }
    _check_template(template, given, place)
    return Message(template, given)


def _value_from(value: object, place: str) -> object:
    for kind in VALUE_KINDS:
        if type(value) is kind:
            return read_as(kind, value, place)
    raise UserError(f"{place} must be a text or a number")


def _check_template(template: str, values: Mapping[str, object], place: str) -> None:
    """UserError for a template that reaches into its values, or makes long texts of short ones."""
    try:
        parts = list(Formatter().parse(template))
    except ValueError:
        raise UserError(f"{place}.template has a brace too many or too few") from None
    for _, name, spec, conversion in parts:
        if name is None:
            continue
        is_plain = fullmatch(NAME, name) and fullmatch(SPEC, spec or "") and conversion is None
        if not is_plain or name not in values:
            raise UserError(f"{place}.template has '{{{name[:40]}}}', which is not a value of it")
    try:
        template.format(**values)
    except (ValueError, TypeError):
        raise UserError(f"{place}.template doesn't fit its values") from None
