"""The weights of a model as files: safetensors, and what torch.save writes."""

from io import BytesIO

import torch
from safetensors.torch import save
from torch import Tensor, nn


def safetensors_bytes(model: nn.Module) -> bytes:
    """A .safetensors file of a model's state_dict; tensors that share memory are there twice."""
    seen: set[int] = set()
    tensors: dict[str, Tensor] = {}
    for name, tensor in plain_state(model).items():
        place = tensor.untyped_storage().data_ptr()
        tensors[name] = tensor.clone() if place in seen else tensor
        seen.add(place)
    return save(tensors, {"format": "pt"})


def pth_bytes(model: nn.Module) -> bytes:
    """A .pth file of a model's state_dict, which `torch.load(weights_only=True)` reads."""
    file = BytesIO()
    torch.save(plain_state(model), file)
    return file.getvalue()


def plain_state(model: nn.Module) -> dict[str, Tensor]:
    """Every parameter and buffer that is saved, as a plain tensor on the CPU."""
    state = model.state_dict()
    return {name: each.detach().cpu().contiguous() for name, each in state.items()}
