"""A program of torch.export as an ONNX model, by PyTorch's own exporter."""

import re
from importlib.util import find_spec
from typing import Any

import torch
from torch.export import ExportedProgram

from resnet_viz.core.errors import UserError
from resnet_viz.core.saving.formats import ONNX_HINT, ONNX_PACKAGES
from resnet_viz.engine.saving.program import BATCH, quietly

INPUT, OUTPUT = "input", "output"
MOST_BYTES = 2**31 - 1
"""Of one protobuf message."""


def check_onnx_is_here() -> None:
    """UserError where a package is missing, with the command that installs it."""
    missing = [name for name in ONNX_PACKAGES if find_spec(name) is None]
    if missing:
        needs = f"{' and '.join(missing)}, which you can install"
        raise UserError(f"saving .onnx needs {needs}. {ONNX_HINT}", "output")


def onnx_bytes(program: ExportedProgram, opset: int) -> bytes:
    """A .onnx file that onnx's own checker has passed. UserError where it is larger than 2 GiB."""
    import onnx  # an extra

    names = _names(program)
    with quietly():
        made = torch.onnx.export(
            program,
            dynamo=True,
            opset_version=opset,
            verbose=False,
            input_names=names[0],
            output_names=names[1],
        )
    assert made is not None
    model: Any = made.model_proto
    if model.ByteSize() > MOST_BYTES:
        raise UserError("it is larger than the 2 GiB that .onnx takes. Choose .pt2", "output")
    _name_batch(model.graph)
    onnx.checker.check_model(model, full_check=True)
    data: bytes = model.SerializeToString()
    return data


def _names(program: ExportedProgram) -> tuple[list[str] | None, list[str] | None]:
    """`input` and `output` for a network that has one of each; None for what the program says."""
    signature = program.graph_signature
    inputs, outputs = signature.user_inputs, signature.user_outputs
    return ([INPUT] if len(inputs) == 1 else None), ([OUTPUT] if len(outputs) == 1 else None)


def _name_batch(graph: Any) -> None:
    """Calls the open size of the inputs what it is, in place of `s77`."""
    shapes = [each.type.tensor_type.shape for each in (*graph.input, *graph.output)]
    shapes += [each.type.tensor_type.shape for each in graph.value_info]
    symbols = {dim.dim_param for dim in shapes[0].dim if dim.dim_param} if shapes else set()
    if len(symbols) != 1:
        return
    symbol = re.compile(rf"\b{re.escape(symbols.pop())}\b")
    for shape in shapes:
        for dim in shape.dim:
            if dim.dim_param:
                dim.dim_param = symbol.sub(BATCH, dim.dim_param)
