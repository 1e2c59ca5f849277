"""A file's weights in a network of others: a copy of its modules, loaded whole or not at all."""

from collections import defaultdict

import torch
from torch import Tensor, nn

from resnet_viz.core.models.weights import Tensors, fitting_set
from resnet_viz.core.weights.contents import read_contents
from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.engine.tensors import fill
from resnet_viz.engine.trace.copies import own_or_clone, structure_copy


def with_weights(model: nn.Module, place: WeightsPlace, title: str) -> nn.Module:
    """The modules made again on the CPU with a file's weights; the model stays as it was.

    They are loaded by the names of the model's own `state_dict()`, all of them and no others.
    Nothing of the file is run. UserError where it can't be read or doesn't fit.
    """
    found = weights_for_module(model, place, title)
    state = {id(each) for each in _state(model).values()}

    def made(tensor: Tensor) -> Tensor:
        if id(tensor) not in state:
            return own_or_clone(tensor)
        again = torch.empty_like(tensor, device="cpu", requires_grad=False)
        is_parameter = isinstance(tensor, nn.Parameter)
        return nn.Parameter(again, tensor.requires_grad) if is_parameter else again

    copied = structure_copy(model, made)
    fill({name: each.detach() for name, each in _state(copied).items()}, found)
    return copied


def weights_for_module(model: nn.Module, place: WeightsPlace, title: str) -> Tensors:
    """The tensors of a file, not yet read, that a model loads by its own names; UserError as above.

    The model may have shapes alone.
    """
    state = _state(model)
    wanted = {name: tuple(each.shape) for name, each in state.items()}
    names: dict[int, list[str]] = defaultdict(list)
    for name, each in state.items():
        names[id(each)].append(name)
    ties = {name: names[id(each)] for name, each in state.items() if len(names[id(each)]) > 1}
    return fitting_set(read_contents(place.path), place, wanted, ties, title)


def _state(model: nn.Module) -> dict[str, Tensor]:
    """Parameters and saved buffers by their names, themselves and not copies."""
    state = model.state_dict(keep_vars=True)
    return {name: each for name, each in state.items() if isinstance(each, Tensor)}
