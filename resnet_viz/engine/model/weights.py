"""Weights from a file: read without running anything of it, checked whole, then loaded whole."""

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import nn

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.state import COUNTER, StateShapes, is_fitting, misfit_text, state_shapes
from resnet_viz.core.resnet.network import network_of, spec_of
from resnet_viz.core.resnet.recognise import recognise
from resnet_viz.core.weights.contents import read_contents
from resnet_viz.core.weights.damage import quoted, refused
from resnet_viz.core.weights.stored import StoredTensor, Stub, TensorKind
from resnet_viz.engine.model.build import DeviceLike, assemble
from resnet_viz.engine.model.tensors import check_sums, tensors_of

WRAPPERS = ("state_dict", "model", "model_state_dict")
PREFIX = "module."  # of a model that was trained with DataParallel
FLOATS = ("float64", "float32", "float16", "bfloat16")
COUNTS = ("int64", "int32")

Weights = Mapping[str, StoredTensor]


def read_weights(path: Path) -> Weights:
    """The tensors of a file by the names of a state_dict, their bytes not read yet.

    A checkpoint's wrapping and a `module.` before every name are taken off. Nothing of the file
    is run. UserError where it can't be read, is cut off, or holds something else.
    """
    return _unwrapped(path, read_contents(path).tree)


def network_in(weights: Weights, file: str) -> Network:
    """The network that a file's weights belong to, by their shapes; UserError for none."""
    return network_of(recognise(_shapes_of(weights), file))


def is_made_for(weights: Weights, network: Network) -> bool:
    """Whether these are weights of this network."""
    return is_fitting(_shapes_of(weights), state_shapes(network.graph))


def load(network: Network, weights: Weights, device: DeviceLike = "cpu") -> nn.Module:
    """The model of a network with these weights, loaded with `strict=True`.

    UserError where they are another network's, or their bytes are not those that the file has
    checksums of; there is no half-loaded model.
    """
    shapes, needed = _shapes_of(weights), state_shapes(network.graph)
    if not is_fitting(shapes, needed):
        words = misfit_text(shapes, needed)
        raise UserError(f"the weights don't match {network.name}: {words}", "weights")
    check_sums(weights)
    tensors = tensors_of(weights)
    model = assemble(spec_of(network)).to_empty(device=device)
    counters = {name: torch.tensor(0) for name in model.state_dict() if name.endswith(COUNTER)}
    model.load_state_dict({**counters, **tensors}, strict=True)
    return model


def _shapes_of(weights: Weights) -> StateShapes:
    return {name: each.shape for name, each in weights.items()}


def _unwrapped(path: Path, found: object) -> Weights:
    """The state_dict within a checkpoint, under the plain network's names."""
    for _ in WRAPPERS:
        if isinstance(found, dict):
            inner = (found.get(key) for key in WRAPPERS)
            found = next((each for each in inner if isinstance(each, dict)), found)
    if isinstance(found, Stub):
        raise refused(path, f"it is an object ({quoted(found.name)}). Save model.state_dict()")
    if not isinstance(found, dict) or not found:
        raise refused(path, "it has no state_dict, which is a table of names and tensors")
    for name, value in found.items():
        if not isinstance(name, str):
            raise refused(path, f"the names in it are not text: {quoted(name)}")
        if reason := _fault(name, value):
            raise refused(path, f"{quoted(name)} {reason}")
    if all(name.startswith(PREFIX) for name in found):
        return {name.removeprefix(PREFIX): tensor for name, tensor in found.items()}
    return dict(found)


def _fault(name: str, value: object) -> str:
    if not isinstance(value, StoredTensor):
        return "is not a tensor"
    if value.kind is not TensorKind.DENSE:
        return f"is a {value.kind} tensor. Save plain ones"
    formats = FLOATS + COUNTS if name.endswith(COUNTER) else FLOATS
    return "" if value.dtype in formats else f"is {value.dtype}, and weights are {FLOATS[1]}"
