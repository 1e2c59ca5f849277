"""A network with its weights written to a file, whole or not at all."""

from pathlib import Path

import torch
from torch import Tensor, nn

from resnet_viz.core.errors import UserError
from resnet_viz.core.files.save import save_bytes
from resnet_viz.core.files.typed_path import typed_path
from resnet_viz.core.graph.network import Network
from resnet_viz.core.memory_limits import limit_text, tightest
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.saving.formats import ModelFormat, format_of, opset_for
from resnet_viz.core.saving.requests import SavedModel
from resnet_viz.core.saving.words import SEED, expected_bytes
from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.core.wording import bytes_text
from resnet_viz.engine.model.build import model_of
from resnet_viz.engine.model.weights import load_file
from resnet_viz.engine.saving.onnx_file import check_onnx_is_here, onnx_bytes
from resnet_viz.engine.saving.program import program_bytes, program_of
from resnet_viz.engine.saving.state import pth_bytes, safetensors_bytes

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
    _check_room(network, kind)
    on_progress(Step(BUILD))
    model = _model(network, weights).eval()
    example = torch.zeros(network.graph.input.out_shape)
    data = file_bytes(model, (example,), kind, opset, on_progress)
    on_progress(Step(WRITE))
    save_bytes(target, data)
    return SavedModel(str(target), len(data), opset, SEED if weights is None else None)


def file_bytes(
    model: nn.Module,
    args: tuple[Tensor, ...],
    kind: ModelFormat,
    opset: int,
    on_progress: Progress,
) -> bytes:
    """What a file of this format has of a model in evaluation that takes these arguments."""
    match kind.suffix:
        case ".safetensors":
            return safetensors_bytes(model)
        case ".pth":
            return pth_bytes(model)
    on_progress(Step(EXPORT))
    program = program_of(model, args)
    if not kind.has_opset:
        return program_bytes(program)
    on_progress(Step(CONVERT))
    return onnx_bytes(program, opset)


def _model(network: Network, weights: WeightsPlace | None) -> nn.Module:
    if weights is not None:
        return load_file(network, weights)
    with torch.random.fork_rng(devices=()):
        torch.manual_seed(SEED)
        return model_of(network)


def _check_room(network: Network, kind: ModelFormat) -> None:
    """UserError where the weights don't fit into memory as often as they will be there."""
    limit = tightest()
    needed = kind.copies * expected_bytes(network, kind)
    if limit is not None and limit.free_bytes is not None and limit.free_bytes < needed:
        raise UserError(
            f"saving {network.title} as {kind.suffix} takes about {bytes_text(needed)} of memory, "
            f"and {bytes_text(limit.free_bytes)} are left of {limit_text(limit)}. "
            "Close other programs",
            "memory",
        )
