"""Arguments of an operation other than tensors, as plain values with their names."""

import inspect
import math
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import torch
from torch import Tensor

from resnet_viz.core.structure.recording import Plain

LONGEST_TEXT = 200
LONGEST_TUPLE = 64

Named = tuple[tuple[str, Plain], ...]


class _NotPlainError(Exception):
    """A value that is left out."""


def arguments_of(func: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Named:
    """The plain arguments by their names, by their place where nobody says the name.

    Numbers that are given one by one, as to `view(1, -1, 8)`, are one tuple.
    """
    names = _names_of(func, len(args))
    if names and len(args) > len(names) and _are_numbers(args[len(names) - 1 :]):
        args = (*args[: len(names) - 1], args[len(names) - 1 :])
    return tuple(_named(names, args, kwargs))


def plain_attributes(values: dict[str, Any]) -> Named:
    """The plain ones of a module's own attributes."""
    return tuple(_plain_pairs(values.items()))


def _named(
    names: tuple[str, ...], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Iterator[tuple[str, Plain]]:
    places = (names[n] if n < len(names) else str(n) for n in range(len(args)))
    yield from _plain_pairs(zip(places, args, strict=True))
    yield from _plain_pairs(kwargs.items())


def _plain_pairs(pairs: Any) -> Iterator[tuple[str, Plain]]:
    for name, value in pairs:
        if name[:1] == "_" or name == "training" or isinstance(value, Tensor):
            continue
        try:
            yield name, plain_of(value)
        except _NotPlainError:
            continue


def plain_of(value: Any) -> Plain:
    """A value as a recording may have it; _NotPlainError for what is left out."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, str):
        return str(value[:LONGEST_TEXT])
    if isinstance(value, int | float):
        return int(value) if isinstance(value, int) else float(value)
    if isinstance(value, torch.dtype | torch.memory_format):
        return str(value).removeprefix("torch.")
    if value is Ellipsis:
        return "..."
    if isinstance(value, slice):
        ends = (value.start, value.stop, value.step)
        return (
            ":".join("" if end is None else str(plain_of(end)) for end in ends).rstrip(":") or ":"
        )
    if isinstance(value, tuple | list) and len(value) <= LONGEST_TUPLE:
        return tuple(map(plain_of, value))
    raise _NotPlainError


def _are_numbers(values: tuple[Any, ...]) -> bool:
    return all(isinstance(value, int) for value in values)


@lru_cache(maxsize=4096)
def _names_of(func: Any, count: int) -> tuple[str, ...]:
    """Names of the places: of Python's own signature, else of PyTorch's for so many arguments."""
    if inspect.isfunction(func):
        try:
            parameters = inspect.signature(func).parameters.values()
        except (TypeError, ValueError):
            return ()
        return tuple(each.name for each in parameters if each.kind is each.POSITIONAL_OR_KEYWORD)
    schemas = [*_schemas_of(func)]
    fitting = [names for names in schemas if len(names) >= count]
    return min(fitting, key=len) if fitting else max(schemas, key=len, default=())


def _schemas_of(func: Any) -> Iterator[tuple[str, ...]]:
    own = getattr(func, "_schema", None)
    name = getattr(func, "__name__", "").strip("_")
    packet = getattr(torch.ops.aten, name, None) if name and own is None else None
    schemas = [own] if own is not None else _overloads(packet)
    for schema in schemas:
        types = [str(each.type) for each in schema.arguments]
        if not any("Dimname" in each or each == "str[]" for each in types):
            yield tuple(each.name for each in schema.arguments if not each.kwarg_only)


def _overloads(packet: Any) -> list[Any]:
    if packet is None or not hasattr(packet, "overloads"):
        return []
    names = [name for name in packet.overloads() if "out" not in name]
    return [getattr(packet, name)._schema for name in names]
