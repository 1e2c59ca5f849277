"""Tensors in arguments and results of any nesting, and what is said of one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

import torch
from torch import Tensor, dtype

from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.structure.recording import TensorFacts

DEEPEST = 12  # a value in a value in a value: nothing that a network takes is deeper


def tensors_in(value: Any, depth: int = 0) -> Iterator[Tensor]:
    """Every tensor of a value in order: of tuples, lists, dicts and dataclasses in each other."""
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, str | int | float | None) or depth > DEEPEST:
        return
    else:
        for _, part in _parts_of(value):
            yield from tensors_in(part, depth + 1)


def named_tensors(name: str, value: Any, depth: int = 0) -> Iterator[tuple[str, Tensor]]:
    """The same with a name each: `facts.numbers`, `images[0]`."""
    if isinstance(value, Tensor):
        yield name, value
    elif depth <= DEEPEST:
        for key, part in _parts_of(value):
            inner = f"{name}.{key}" if isinstance(key, str) else f"{name}[{key}]"
            yield from named_tensors(inner, part, depth + 1)


def with_tensors(value: Any, change: Callable[[Tensor], Tensor], depth: int = 0) -> Any:
    """The same value with each tensor in it replaced; what holds them is made again."""
    if isinstance(value, Tensor):
        return change(value)
    if depth > DEEPEST or not any(True for _ in tensors_in(value, depth)):
        return value

    def changed(part: Any) -> Any:
        return with_tensors(part, change, depth + 1)

    if isinstance(value, Mapping):
        again = {key: changed(part) for key, part in value.items()}
        return again if type(value) is dict else type(value)(again)  # type: ignore[call-arg]
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*map(changed, value))
    if isinstance(value, list | tuple | set | frozenset):
        return type(value)(map(changed, value))
    own = {each.name: changed(getattr(value, each.name)) for each in fields(value) if each.init}
    return replace(value, **own)


def facts_of(tensor: Tensor, storage: int = -1) -> TensorFacts:
    """Shape and element type of a tensor."""
    return TensorFacts(shape_of(tensor), dtype_text(tensor.dtype), storage)


def shape_of(tensor: Tensor) -> Shape:
    """The whole shape, with what torch.vmap hides of it."""
    own = torch._C._functorch
    if own.peek_interpreter_stack() is not None:
        while own.is_functorch_wrapped_tensor(tensor):
            tensor = own.get_unwrapped(tensor)
    return tuple(tensor.shape)


def dtype_text(kind: dtype) -> str:
    """`float32`."""
    return str(kind).removeprefix("torch.")


def _parts_of(value: Any) -> Iterable[tuple[str | int, Any]]:
    if isinstance(value, Mapping):
        return ((str(key), part) for key, part in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return enumerate(value)
    if is_dataclass(value) and not isinstance(value, type):
        return ((each.name, getattr(value, each.name, None)) for each in fields(value))
    return ()
