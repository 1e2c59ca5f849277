"""Residual networks as torchvision, timm and Hugging Face build them, with random weights.

torchvision's wheel needs the very build of PyTorch that it was made for. Its `resnet.py` needs
nothing of it, so that file is loaded by itself, and timm is imported next to a stand-in.
"""

import importlib
import importlib.util
import warnings
from functools import lru_cache
from pathlib import Path
from typing import Any

import torch
from torch import nn

from resnet_viz.engine.sources.stand_in import (
    modules_in_place,
    stand_in,
    torchvision_hidden,
    torchvision_stand_in,
)

ALONE = "torchvision_alone"


def torchvision_model(name: str) -> nn.Module:
    """A network of torchvision by its builder's name."""
    model = getattr(_torchvision_resnet(), name)(weights=None)
    assert isinstance(model, nn.Module)
    return _scattered(model)


def timm_model(name: str) -> nn.Module:
    """A network of timm by its name."""
    model = _timm().create_model(name, pretrained=False)
    assert isinstance(model, nn.Module)
    return _scattered(model)


def transformers_model(**config: Any) -> nn.Module:
    """A classifier of Hugging Face's ResNet with this configuration."""
    with warnings.catch_warnings(), torchvision_hidden():
        warnings.simplefilter("ignore")
        found: Any = importlib.import_module("transformers.models.resnet.modeling_resnet")
    model = found.ResNetForImageClassification(found.ResNetConfig(**config))
    assert isinstance(model, nn.Module)
    return _scattered(model)


def _scattered(model: nn.Module) -> nn.Module:
    """The model in evaluation, every value of its norms unlike those it starts with."""
    chance = torch.Generator().manual_seed(5)
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            for tensor in (module.weight.data, module.running_var):
                assert tensor is not None
                tensor.uniform_(0.5, 1.5, generator=chance)
            for tensor in (module.bias.data, module.running_mean):
                assert tensor is not None
                tensor.uniform_(-0.3, 0.3, generator=chance)
    return model.eval()


@lru_cache
def _torchvision_resnet() -> Any:
    found = importlib.util.find_spec("torchvision")
    assert found is not None
    assert found.origin is not None
    path = Path(found.origin).parent / "models" / "resnet.py"
    spec = importlib.util.spec_from_file_location(f"{ALONE}.models.resnet", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    places = ("", ".models", ".transforms", ".transforms._presets", ".utils")
    names = [f"{ALONE}{place}" for place in (*places, *_OWN)]
    with modules_in_place({name: stand_in(name) for name in names}):
        spec.loader.exec_module(module)
    return module


_OWN = (".models._api", ".models._meta", ".models._utils")


@lru_cache
def _timm() -> Any:
    with torchvision_stand_in(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module("timm")
