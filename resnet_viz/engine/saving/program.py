"""A model as a program of torch.export, for any batch where it can be one."""

import inspect
import logging
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import BytesIO, StringIO
from typing import Any

import torch
from torch import Tensor, nn
from torch.export import Dim, ExportedProgram
from torch.fx.experimental import _config as shapes
from torch.utils._pytree import tree_map

BATCH = "batch"
PLACES = "stack_trace"  # where the author's files are


def program_of(
    model: nn.Module, args: tuple[Any, ...], kwargs: Mapping[str, Any], *, is_batch_free: bool
) -> ExportedProgram:
    """The program of a model in evaluation, of any batch or of that of its arguments.

    Without PyTorch's `backed_size_oblivious` an example of one image would be for one image only.
    """
    dynamic = _open_batch(model, args, kwargs) if is_batch_free else None
    any_size = shapes.patch(backed_size_oblivious=True)  # type: ignore[attr-defined]  # made later
    with torch.no_grad(), any_size, quietly():
        return without_places(
            torch.export.export(model, args, dict(kwargs), dynamic_shapes=dynamic)
        )


def _open_batch(model: nn.Module, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
    """The same open size for the first dimension of every tensor that is given."""
    batch = Dim(BATCH)
    named = inspect.signature(model.forward).bind(*args, **kwargs).arguments

    def opened(value: Any) -> Any:
        return {0: batch} if isinstance(value, Tensor) and value.dim() else None

    return tree_map(opened, dict(named))


def program_bytes(program: ExportedProgram) -> bytes:
    """A .pt2 file."""
    file = BytesIO()
    with quietly():
        torch.export.save(program, file)
    return file.getvalue()


def without_places(program: ExportedProgram) -> ExportedProgram:
    """The program without the paths of its author's files, which each operation has."""
    for module in program.graph_module.modules():
        if isinstance(module, torch.fx.GraphModule):
            for node in module.graph.nodes:
                node.meta.pop(PLACES, None)
    return program


@contextmanager
def quietly() -> Iterator[None]:
    """Without what PyTorch says of its own future, and what it prints of a program that fails."""
    level = logging.root.manager.disable
    nowhere = StringIO()
    logging.disable(logging.CRITICAL)
    try:
        no_words = redirect_stdout(nowhere), redirect_stderr(nowhere)
        with warnings.catch_warnings(action="ignore"), no_words[0], no_words[1]:
            yield
    finally:
        logging.disable(level)
