"""A network with its weights written to a file, whole or not at all."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.export import ExportedProgram

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.files.save import save_bytes
from resnet_viz.core.files.typed_path import typed_path
from resnet_viz.core.graph.network import Network
from resnet_viz.core.memory_limits import limit_text, tightest
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.saving.formats import ModelFormat, format_of, opset_for
from resnet_viz.core.saving.requests import SavedModel
from resnet_viz.core.saving.words import OF_PROGRAM, SEED, expected_bytes
from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.core.wording import bytes_text
from resnet_viz.engine.model.build import model_of
from resnet_viz.engine.model.weights import load_file
from resnet_viz.engine.saving.onnx_file import check_onnx_is_here, onnx_bytes
from resnet_viz.engine.saving.program import program_bytes, program_of
from resnet_viz.engine.saving.state import pth_bytes, safetensors_bytes
from resnet_viz.engine.trace.weights import with_weights

Given = tuple[tuple[Any, ...], Mapping[str, Any]]
"""The args and kwargs of one call."""

BUILD, EXPORT, CONVERT, WRITE = (
    "building the model",
    "exporting the network",
    "converting to ONNX",
    "writing the file",
)


def save_network(
    network: Network,
    path: str | Path,
    weights: WeightsPlace | None,
    opset: int,
    on_progress: Progress,
) -> SavedModel:
    """Writes a network of the family by the path's suffix; random weights without a file.

    `opset` 0 is the usual one. UserError for a suffix or an opset that is not written, weights that
    are another network's, too little memory, a package that is not installed, and a place that
    can't be written; what was at the path is then untouched.
    """
    target = typed_path(str(path))
    kind = format_of(target)
    opset = opset_for(kind, opset)
    if kind.has_opset:
        check_onnx_is_here()
    check_room(network.title, expected_bytes(network, kind), kind)
    on_progress(Step(BUILD))
    model = _model(network, weights)
    given = (torch.zeros(network.graph.input.out_shape),), dict[str, Any]()
    seed = SEED if weights is None else None
    return replace(_saved(model, given, target, opset, on_progress), seed=seed)


def save_module(
    model: nn.Module,
    given: Given,
    path: str | Path,
    opset: int,
    on_progress: Progress,
    weights: WeightsPlace | None = None,
) -> SavedModel:
    """Writes any module by the path's suffix, with its own weights or a file's; it stays as it was.

    `given` are the args and kwargs of one call. What can't take any batch is written for that of
    its arguments. UserError as above, and where PyTorch can't export it.
    """
    target = typed_path(str(path))
    kind = format_of(target)
    opset = opset_for(kind, opset)
    if kind.has_opset:
        check_onnx_is_here()
    check_room_for_module(model, kind, type(model).__name__, is_loaded=weights is not None)
    if weights is not None:
        model = with_weights(model, weights, type(model).__name__)
    return _saved(model, given, target, opset, on_progress)


def _saved(
    model: nn.Module, given: Given, target: Path, opset: int, on_progress: Progress
) -> SavedModel:
    kind = format_of(target)
    data, is_batch_free = _weights_or_program(model, given, kind, opset, on_progress)
    on_progress(Step(WRITE))
    save_bytes(target, data)
    return SavedModel(str(target), len(data), opset, is_batch_free=is_batch_free)


def _weights_or_program(
    model: nn.Module, given: Given, kind: ModelFormat, opset: int, on_progress: Progress
) -> tuple[bytes, bool]:
    """What the file has, and whether it takes any batch."""
    match kind.suffix:
        case ".safetensors":
            return safetensors_bytes(model), True
        case ".pth":
            return pth_bytes(model), True
    on_progress(Step(EXPORT))
    program, is_batch_free = _program(model, given)
    if not kind.has_opset:
        return program_bytes(program), is_batch_free
    on_progress(Step(CONVERT))
    return onnx_bytes(program, opset), is_batch_free


def _program(model: nn.Module, given: Given) -> tuple[ExportedProgram, bool]:
    """The program in evaluation, for any batch where that can be; UserError where there is none."""
    modes = {module: module.training for module in model.modules()}
    try:
        model.eval()
        with suppress(Exception):  # whatever PyTorch says of a network that has one batch
            return program_of(model, *given, is_batch_free=True), True
        return program_of(model, *given, is_batch_free=False), False
    except Exception as error:
        text = " ".join(str(error).split()) or type(error).__name__
        raise UserError(
            f"torch.export can't export it: {shortened(text)}. Save .safetensors or .pth", "output"
        ) from error
    finally:
        for module, is_training in modes.items():
            module.training = is_training


def _model(network: Network, weights: WeightsPlace | None) -> nn.Module:
    if weights is not None:
        return load_file(network, weights)
    with torch.random.fork_rng(devices=()):
        torch.manual_seed(SEED)
        return model_of(network)


def check_room_for_module(
    model: nn.Module, kind: ModelFormat, title: str, *, is_loaded: bool = False
) -> None:
    """The same for a module: its own weights are there already, unless it has shapes alone.

    Those of a file are there once more.
    """
    tensors = (*model.parameters(), *model.buffers())
    own = sum(each.nbytes for each in tensors)
    there = sum(each.nbytes for each in tensors if not each.is_meta)
    program = OF_PROGRAM * kind.is_program
    check_room(title, own + program, kind, more_bytes=own * is_loaded - there)


def check_room(title: str, file_bytes: int, kind: ModelFormat, *, more_bytes: int = 0) -> None:
    """UserError where the weights don't fit into memory as often as they will be there."""
    limit = tightest()
    needed = kind.copies * file_bytes + more_bytes
    if limit is not None and limit.free_bytes is not None and limit.free_bytes < needed:
        raise UserError(
            f"saving {title} as {kind.suffix} takes about {bytes_text(needed)} of memory, "
            f"and {bytes_text(limit.free_bytes)} are left of {limit_text(limit)}. "
            "Close other programs",
            "memory",
        )
