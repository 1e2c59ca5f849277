"""What enters an exported program and what leaves it: inputs, parameters and buffers by name."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from resnet_viz.core.structure.exported.nodes import Nodes
from resnet_viz.core.structure.exported.values import Object, meta_of, module_path, name_of
from resnet_viz.core.structure.recording import GivenInput, Parameter, TensorFacts


class Signature(NamedTuple):
    """Inputs and parameters, the places of both by the names that the graph has for them.

    `outputs` are the graph's names of the tensors that leave.
    """

    inputs: tuple[GivenInput, ...]
    params: tuple[Parameter, ...]
    input_places: Mapping[str, int]
    param_places: Mapping[str, int]
    outputs: tuple[str, ...]


class _Named(NamedTuple):
    """A parameter by one of its names; those of one `identity` are one tensor."""

    name: str
    identity: object
    facts: TensorFacts
    is_buffer: bool


def signature_of(signature: Object, weights: Object, nodes: Nodes) -> Signature:
    """The signature, with what no operation reads: the list of weights has that too."""
    entries = dict(weights.get("config", {}))
    specs = [next(iter(each.items())) for each in signature["input_specs"]]
    inputs = [name for kind, spec in specs if kind == "user_input" for name in _entered(spec)]
    read = [_parameter(kind, spec, entries, nodes) for kind, spec in specs if kind in _NAMES]
    unread = [_of_weights(name, entry) for name, entry in entries.items()]
    params, places = _once_each([*(each for _, each in read), *unread])
    return Signature(
        tuple(
            GivenInput(name if len(inputs) > 1 else ONLY, nodes.metas[name].facts)
            for name in inputs
        ),
        params,
        {name: place for place, name in enumerate(inputs)},
        {name: places[each.identity] for name, each in read},
        tuple(_left(signature["output_specs"])),
    )


ONLY = "input"  # what a network's one input is called, as in a recorded pass
_NAMES = {"parameter": "parameter_name", "buffer": "buffer_name"}


def _entered(spec: Object) -> Iterator[str]:
    if "as_tensor" in spec["arg"]:
        yield name_of(spec["arg"]["as_tensor"]["name"])


def _left(specs: list[Any]) -> Iterator[str]:
    for each in specs:
        arg = each.get("user_output", {}).get("arg", {})
        if "as_tensor" in arg:
            yield name_of(arg["as_tensor"]["name"])


def _parameter(kind: str, spec: Object, entries: Object, nodes: Nodes) -> tuple[str, _Named]:
    graph_name, name = name_of(spec["arg"]["name"]), name_of(spec[_NAMES[kind]])
    facts = nodes.metas[graph_name].facts
    identity = _identity(name, entries[name]) if name in entries else name
    return graph_name, _Named(module_path(name), identity, facts, kind == "buffer")


def _of_weights(name: str, entry: Object) -> _Named:
    facts = meta_of(entry["tensor_meta"]).facts
    return _Named(module_path(name_of(name)), _identity(name, entry), facts, not entry["is_param"])


def _identity(name: str, entry: Object) -> object:
    """Tied parameters have the same bytes in the same shape."""
    tensor = meta_of(entry["tensor_meta"]) if entry.get("tensor_meta") else name
    return entry["path_name"], tensor, str(entry.get("tensor_meta", {}).get("storage_offset"))


def _once_each(named: list[_Named]) -> tuple[tuple[Parameter, ...], dict[object, int]]:
    """Parameters first, then buffers."""
    found: dict[object, list[_Named]] = {}
    for each in named:
        same = found.setdefault(each.identity, [])
        if each.name not in {one.name for one in same}:
            same.append(each)
    ordered = sorted(found.items(), key=lambda each: each[1][0].is_buffer)
    params = [
        Parameter(first.name, first.facts, first.is_buffer, tuple(each.name for each in others))
        for _, (first, *others) in ordered
    ]
    return tuple(params), {identity: place for place, (identity, _) in enumerate(ordered)}
