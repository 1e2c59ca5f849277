"""What a file has and this version does not know: set apart when read, put back when written."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin

from resnet_viz.core.plain import kinds_of_fields
from resnet_viz.session.member import Unknown

KEPT_IN = "unknown"  # the field in which a dataclass keeps them, which no file has


def set_apart(kind: Any, values: Mapping[str, Any]) -> tuple[Any, Unknown]:
    """The fields that a dataclass has, at every level of it, and apart from them all others.

    Lists are left as they are.
    """
    return _known_in(kind, values), tuple(_unknown_in(kind, values, ()))


def is_known(kind: Any, value: Any) -> bool:
    """Whether a value has no field that its kind does not have, in lists too."""
    if get_origin(kind) is tuple:
        each = get_args(kind)[0]
        many = value if isinstance(value, list) and _has_fields(each) else ()
        return all(is_known(each, item) for item in many)
    hints = _hints_of(kind)
    if hints is None or not isinstance(value, dict):
        return True
    return all(name in hints and is_known(hints[name], value[name]) for name in value)


def _has_fields(kind: Any) -> bool:
    return get_origin(kind) is tuple or _hints_of(kind) is not None


def put_back(values: Mapping[str, Any], unknown: Unknown) -> dict[str, Any]:
    """The values with what was set apart, each where it was; without those whose place is gone.

    What is known by now goes first.
    """
    whole = dict(values)
    for path, text in unknown:
        inside: Any = whole
        for name in path[:-1]:
            inside = inside.get(name) if isinstance(inside, dict) else None
        if isinstance(inside, dict):
            inside.setdefault(path[-1], json.loads(text))
    return whole


def _known_in(kind: Any, value: Any) -> Any:
    hints = _hints_of(kind)
    if hints is None or not isinstance(value, dict):
        return value
    return {name: _known_in(hints[name], value[name]) for name in value if name in hints}


def _unknown_in(
    kind: Any, value: Any, place: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str]]:
    hints = _hints_of(kind)
    if hints is None or not isinstance(value, dict):
        return
    for name, inside in value.items():
        if name in hints:
            yield from _unknown_in(hints[name], inside, (*place, name))
        else:
            yield (*place, name), json.dumps(inside)


@cache
def _hints_of(kind: Any) -> dict[str, Any] | None:
    """The fields of a dataclass, of an optional one too; None for any other kind."""
    if get_origin(kind) in (Union, UnionType):
        kind = next(each for each in get_args(kind) if each is not type(None))
    if not is_dataclass(kind):
        return None
    kinds = kinds_of_fields(cast(type, kind))
    return {name: each for name, each in kinds.items() if name != KEPT_IN}
