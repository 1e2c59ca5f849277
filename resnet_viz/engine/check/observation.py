"""What PyTorch itself says of a model: shapes, inputs and counts of every layer, in one pass."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import torch
import torchinfo
from torch import Tensor, nn
from torch.nn.modules.module import register_module_forward_hook
from torch.utils.flop_counter import FlopCounterMode

from resnet_viz.core.graph.paths import INPUT, parent_of
from resnet_viz.core.graph.shape import Shape
from resnet_viz.engine.model.meta import PassMemory
from resnet_viz.engine.model.model import Add, Scale, ZeroPad

KINDS: Mapping[type[nn.Module], str] = {
    nn.Conv2d: "conv2d",
    nn.BatchNorm2d: "batch_norm",
    nn.ReLU: "relu",
    nn.MaxPool2d: "max_pool",
    nn.AdaptiveAvgPool2d: "avg_pool",
    nn.AvgPool2d: "avg_pool",
    nn.Flatten: "flatten",
    nn.Linear: "linear",
    nn.Sigmoid: "sigmoid",
    Add: "add",
    Scale: "scale",
    ZeroPad: "zero_pad",
}

PARAMS_TORCHINFO = "params (torchinfo)"
FLOPS = "2 × MACs (FlopCounterMode)"

Facts = dict[str, Any]
NONE_HELD: Mapping[str, int] = {"params": 0, "buffers": 0}


@dataclass(frozen=True, slots=True)
class Account:
    """Named facts of each layer, in order of execution, and of the whole network.

    Shapes are of one image, (height, width) pairs say how a window slides.
    """

    layers: Mapping[str, Facts]
    total: Facts


def observe(model: nn.Module, image: Shape) -> Account:
    """What PyTorch says of a model on the meta device when one image goes through it.

    Parameters and buffers are those that the model has, and once more as torchinfo finds them;
    FLOPs are FlopCounterMode's, 2 for each MAC.
    """
    leaves = {module: path for path, module in model.named_modules() if not any(module.children())}
    seen, counter = _run(model, leaves, image)
    flops = {path: sum(ops.values()) for path, ops in counter.get_flop_counts().items()}
    found = torchinfo.summary(model, verbose=0)
    params = {layer.module: layer.num_params for layer in found.summary_list}
    layers = dict(seen.facts)  # in order of execution
    held = _counts_by_path(model)
    for module, path in leaves.items():
        layers[path] = {
            "operation": KINDS.get(type(module), type(module).__name__),
            **layers.get(path, {"runs": 0}),
            **held.get(path, NONE_HELD),
            PARAMS_TORCHINFO: params[module],
            FLOPS: flops.get(f"{type(model).__name__}.{path}", 0),
            **_window_of(module),
        }
    sums = {PARAMS_TORCHINFO: found.total_params, FLOPS: counter.get_total_flops()}
    totals = {kind: sum(counts[kind] for counts in held.values()) for kind in NONE_HELD}
    return Account(layers, {"layers": len(leaves), **totals, **sums})


@dataclass(slots=True)
class _Pass:
    """One forward pass as its layers report it; `made_by` knows tensors by identity."""

    leaves: Mapping[nn.Module, str]
    facts: dict[str, Facts] = field(default_factory=dict)
    made_by: dict[int, str] = field(default_factory=dict)
    kept: list[Tensor] = field(default_factory=list)  # alive, so that no identity comes twice

    def note(self, tensor: Tensor, maker: str) -> None:
        self.made_by[id(tensor)] = maker
        self.kept.append(tensor)

    def on_done(self, module: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> None:
        path = self.leaves.get(module)
        if path is None:
            return
        shapes = tuple(tuple(tensor.shape[1:]) for tensor in inputs)
        self.facts[path] = {
            "runs": self.facts.get(path, {}).get("runs", 0) + 1,
            "inputs": tuple(self.made_by.get(id(tensor), "?") for tensor in inputs),
            "in_shape": shapes[0] if len(set(shapes)) == 1 else shapes,
            "out_shape": tuple(output.shape[1:]),
        }
        self.note(output, path)


def _run(
    model: nn.Module, leaves: Mapping[nn.Module, str], image: Shape
) -> tuple[_Pass, FlopCounterMode]:
    images = torch.empty(1, *image, device="meta")
    seen, counter = _Pass(leaves), FlopCounterMode(display=False)
    seen.note(images, INPUT)
    model.eval()
    hook = register_module_forward_hook(seen.on_done)
    with hook, torch.no_grad(), counter, PassMemory():  # the last hears of a call first
        model(images)
    return seen, counter


def _counts_by_path(model: nn.Module) -> dict[str, Facts]:
    """The elements of parameters and buffers that each module itself holds, by its path.

    In one walk over the model: to ask every module for its own takes PyTorch longer.
    """
    held: dict[str, Facts] = {}
    tensors = {"params": model.named_parameters(), "buffers": model.named_buffers()}
    for kind, named in tensors.items():
        for name, tensor in named:
            counts = held.setdefault(parent_of(name), dict(NONE_HELD))
            counts[kind] += tensor.numel()
    return held


def _window_of(module: nn.Module) -> Facts:
    """How a convolution or a pooling with a fixed window slides: (height, width) each."""
    if not isinstance(module, nn.Conv2d | nn.MaxPool2d | nn.AvgPool2d):
        return {}
    names = ("kernel_size", "stride", "padding", "dilation")
    window: Facts = {name: _pair(getattr(module, name, 1)) for name in names}
    if isinstance(module, nn.Conv2d):
        window |= {"groups": module.groups, "bias": module.bias is not None}
    return window


def _pair(value: int | tuple[int, ...]) -> tuple[int, ...]:
    return (value, value) if isinstance(value, int) else value
