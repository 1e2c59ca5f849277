"""The tensors that a model of others is given: of the shapes that were asked for or guessed."""

from collections.abc import Sequence
from typing import Any

import torch

from resnet_viz.core.models.inputs import USUAL_DTYPE, WHOLE, InputAsked

SEED = 0
FEW = 2  # whole numbers are places in tables, of which even the smallest has two rows

Given = tuple[tuple[Any, ...], dict[str, Any]]
"""Args and kwargs of one call."""


def given_of(inputs: Sequence[InputAsked], *, is_on_meta: bool) -> Given:
    """Tensors of these shapes: the same numbers each time, or none on the meta device."""
    chance = torch.Generator().manual_seed(SEED)
    tensors = [_tensor(each, chance, is_on_meta=is_on_meta) for each in inputs]
    pairs = list(zip(inputs, tensors, strict=True))
    args = tuple(tensor for each, tensor in pairs if not each.name)
    return args, {each.name: tensor for each, tensor in pairs if each.name}


def _tensor(asked: InputAsked, chance: torch.Generator, *, is_on_meta: bool) -> torch.Tensor:
    name = asked.dtype or USUAL_DTYPE
    dtype = getattr(torch, name)
    if is_on_meta:
        return torch.empty(asked.shape, dtype=dtype, device="meta")
    if name == "bool":
        return torch.ones(asked.shape, dtype=dtype)
    if name in WHOLE:
        return torch.randint(0, FEW, asked.shape, generator=chance).to(dtype)
    return torch.rand(asked.shape, generator=chance).to(dtype)
