"""What a network is given, and the names of the tensors in it."""

import inspect
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from torch import Tensor, nn

from resnet_viz.core.graph.paths import INPUT
from resnet_viz.engine.trace.tensors import named_tensors, with_tensors


class Given(NamedTuple):
    """The arguments of one forward pass, of any nesting."""

    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = MappingProxyType({})

    def changed(self, change: Callable[[Tensor], Tensor]) -> "Given":
        """The same with other tensors in the places of these."""
        args, kwargs = with_tensors((self.args, dict(self.kwargs)), change)
        return Given(args, kwargs)


def inputs_of(model: nn.Module, given: Given) -> tuple[tuple[str, Tensor], ...]:
    """The tensors that enter with their names, each once: `input` where there is but one."""
    named = _arguments_of(model, given)
    found = [pair for name, value in named for pair in named_tensors(name, value)]
    first = {id(tensor): name for name, tensor in reversed(found)}
    kept = [(name, tensor) for name, tensor in found if first[id(tensor)] == name]
    if len(kept) == 1 and given.args and not given.kwargs:
        return ((INPUT, kept[0][1]),)
    return tuple(kept)


def _arguments_of(model: nn.Module, given: Given) -> list[tuple[str, Any]]:
    try:
        parameters = inspect.signature(model.forward).parameters.values()
        names = [each.name for each in parameters if each.kind is each.POSITIONAL_OR_KEYWORD]
    except (TypeError, ValueError):
        names = []
    places = [names[n] if n < len(names) else f"input{n}" for n in range(len(given.args))]
    return [*zip(places, given.args, strict=True), *given.kwargs.items()]
