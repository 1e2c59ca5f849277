"""A model as a program of torch.export, for any batch where it can be one."""

import warnings
from contextlib import AbstractContextManager
from io import BytesIO

import torch
from torch import Tensor, nn
from torch.export import Dim, ExportedProgram
from torch.fx.experimental import _config as shapes

BATCH = "batch"
PLACES = "stack_trace"  # where the author's files are


def program_of(model: nn.Module, args: tuple[Tensor, ...]) -> ExportedProgram:
    """The program of a model in evaluation whose first dimension may be any.

    Without PyTorch's `backed_size_oblivious` an example of one image would be for one image only.
    """
    batch = Dim(BATCH)
    dynamic = tuple({0: batch} for _ in args)
    any_size = shapes.patch(backed_size_oblivious=True)  # type: ignore[attr-defined]  # made later
    with torch.no_grad(), any_size, _quietly():
        return without_places(torch.export.export(model, args, dynamic_shapes=dynamic))


def program_bytes(program: ExportedProgram) -> bytes:
    """A .pt2 file."""
    file = BytesIO()
    with _quietly():
        torch.export.save(program, file)
    return file.getvalue()


def without_places(program: ExportedProgram) -> ExportedProgram:
    """The program without the paths of its author's files, which each operation has."""
    for module in program.graph_module.modules():
        if isinstance(module, torch.fx.GraphModule):
            for node in module.graph.nodes:
                node.meta.pop(PLACES, None)
    return program


def _quietly() -> AbstractContextManager[object]:
    """Without PyTorch's warnings of its own future."""
    return warnings.catch_warnings(action="ignore")
