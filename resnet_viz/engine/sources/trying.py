"""A pass of a model of others that is only tried: whether its inputs fit."""

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import cast

import torch
from torch import nn

from resnet_viz.core.errors import UserError
from resnet_viz.core.models.inputs import InputAsked
from resnet_viz.core.models.source import Source
from resnet_viz.engine.sources.factory import guarded
from resnet_viz.engine.sources.tensors import given_of

META = "meta"  # what PyTorch names where a tensor without values is asked for some


def failure_with(module: nn.Module, inputs: Sequence[InputAsked], source: Source) -> str:
    """How a pass with these inputs fails, '' where it works.

    '' too where only the meta device is at fault: with values it may work.
    """
    on_meta = is_on_meta(module)
    args, kwargs = given_of(inputs, is_on_meta=on_meta)

    def run() -> None:
        with torch.no_grad(), _nothing_compiled():
            module(*args, **kwargs)

    try:
        guarded("the pass", source.path, run)
    except UserError as error:
        return "" if on_meta and META in error.message.lower() else error.message
    return ""


def _nothing_compiled() -> AbstractContextManager[None]:
    if "torch._dynamo" in sys.modules:  # else nothing was given to torch.compile
        return cast(AbstractContextManager[None], torch.compiler.set_stance("force_eager"))
    return nullcontext()


def is_on_meta(module: nn.Module) -> bool:
    """Whether all of a module's tensors are on the meta device."""
    tensors = [*module.parameters(), *module.buffers()]
    return bool(tensors) and all(each.is_meta for each in tensors)
