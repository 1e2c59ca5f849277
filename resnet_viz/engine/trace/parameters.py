"""Parameters and buffers of a network, each once by identity, with all of its names."""

from typing import NamedTuple

from torch import Tensor, nn

from resnet_viz.core.structure.recording import Parameter
from resnet_viz.engine.trace.tensors import facts_of


class Listed(NamedTuple):
    """The parameters of a network in order, those tensors, and the place of each by identity."""

    params: tuple[Parameter, ...]
    tensors: tuple[Tensor, ...]
    places: dict[int, int]


def listed(model: nn.Module) -> Listed:
    """Parameters first, then buffers."""
    tensors: dict[int, Tensor] = {}
    names: dict[int, list[str]] = {}
    buffers: set[int] = set()
    for name, tensor in model.named_parameters(remove_duplicate=False):
        tensors.setdefault(id(tensor), tensor)
        names.setdefault(id(tensor), []).append(name)
    for name, buffer in model.named_buffers(remove_duplicate=False):
        if id(buffer) not in tensors:
            buffers.add(id(buffer))
        tensors.setdefault(id(buffer), buffer)
        names.setdefault(id(buffer), []).append(name)
    params = tuple(
        Parameter(names[key][0], facts_of(tensor), key in buffers, tuple(names[key][1:]))
        for key, tensor in tensors.items()
    )
    return Listed(params, tuple(tensors.values()), {key: n for n, key in enumerate(tensors)})


def paths_of(model: nn.Module) -> dict[int, str]:
    """The path of each module by identity, the first where it has several."""
    return {id(module): path for path, module in model.named_modules()}


def containers_of(model: nn.Module) -> tuple[tuple[str, str], ...]:
    """Lists and dicts of modules, by path and class: they are never called."""
    kinds = (nn.ModuleList, nn.ModuleDict)
    return tuple(
        (path, type(module).__name__)
        for path, module in model.named_modules()
        if isinstance(module, kinds) and type(module).forward in _NEVER_CALLED
    )


_NEVER_CALLED = (nn.ModuleList.forward, nn.ModuleDict.forward)
