"""A person's own module as a network, with whatever they give it."""

from collections.abc import Iterable, Mapping
from typing import Any

import torch
from torch import Tensor, nn

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.graph.network import Network
from resnet_viz.core.models.inputs import InputAsked, input_from, inputs_from
from resnet_viz.engine.trace.given import Given
from resnet_viz.engine.trace.network import network_of
from resnet_viz.engine.trace.record import recorded

HOW = "Give a tensor, a shape such as (1, 3, 224, 224), a dict by name, or (args, kwargs)"


def recorded_module(model: nn.Module, given: Given) -> Network:
    """The network of a module, named after its class as `Net()`, which isn't a text that we read.

    UserError where it can't run with what it is given.
    """
    kind = type(model).__name__
    return network_of(model, given, f"{kind}()", kind)


def runs_with(model: nn.Module, given: Given) -> str:
    """How a pass fails with what is given, '' where it works."""
    try:
        recorded(model, given.args, given.kwargs, title=type(model).__name__)
    except UserError as error:
        return error.message
    return ""


def given_from(value: Any) -> Given:
    """Args and kwargs of one call from what a person gives: tensors, shapes, texts, any nesting."""
    if _is_args_and_kwargs(value):
        args, kwargs = value
        return Given(
            tuple(_entry(each) for each in args), {key: _entry(v) for key, v in kwargs.items()}
        )
    if isinstance(value, Mapping):
        return Given((), {str(key): _entry(each) for key, each in value.items()})
    if _is_shape(value) or isinstance(value, Tensor):
        return Given((_entry(value),))
    if isinstance(value, str):
        return _from_texts((value,))
    if isinstance(value, list | tuple) and value:
        if all(isinstance(each, str) for each in value):
            return _from_texts(value)
        return Given(tuple(map(_entry, value)))
    raise UserError(f"a module can't be given {shortened(repr(value))}. {HOW}", "input")


def _from_texts(texts: Iterable[str]) -> Given:
    asked = inputs_from(tuple(texts))
    named = {each.name: _tensor(each) for each in asked if each.name}
    return Given(tuple(_tensor(each) for each in asked if not each.name), named)


def _is_args_and_kwargs(value: Any) -> bool:
    is_pair = isinstance(value, tuple) and len(value) == 2
    return is_pair and isinstance(value[0], tuple | list) and isinstance(value[1], Mapping)


def _is_shape(value: Any) -> bool:
    is_row = isinstance(value, tuple | list) and len(value) > 0
    return is_row and all(type(each) is int for each in value)


def _entry(value: Any) -> Any:
    """A shape or a text as a tensor of it; anything else as it is."""
    if _is_shape(value):
        if min(value) < 1:
            raise UserError(f"the shape {shortened(value)} has a size below 1", "input")
        return _tensor(input_from("x".join(map(str, value))))
    if isinstance(value, str):
        return _tensor(input_from(value))
    return value


def _tensor(asked: InputAsked) -> Tensor:
    """Ones: places in a table of words, numbers, truths alike."""
    return torch.ones(asked.shape, dtype=getattr(torch, asked.dtype or "float32"))
