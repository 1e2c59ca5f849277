"""FLOPs and activations against a count over the tensors of a pass that really ran."""

from collections import Counter
from functools import partial

import pytest
import torch
from torch import Tensor, nn

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.engine.model.build import build
from resnet_viz.engine.model.model import Add, Scale, ZeroPad

ARCHS = (
    "resnet18,input=3x64x80",
    "resnet34,input=1x33x57,classes=10",
    "resnet,stages=2-1-2,block=bottleneck,input=48",
    "resnet,stages=1-2-1,block=bottleneck,stride_in=1x1,input=65x40",
    "resnet20,stages=1-2-1,input=3x33x18,se=4",
    "preact164,stages=1-2-1,input=3x33x18,se=5,downsample=avg,stem=deep",
    "plain20,stages=1-2",
    "resnext50_32x4d,stages=1-1,width=16,group_width=8,shortcut=C,input=41x30",
)


@pytest.mark.parametrize("arch", ARCHS)
@pytest.mark.parametrize("batch", [1, 2])
def test_flops_are_the_operations_on_the_elements_that_flow(arch: str, batch: int) -> None:
    flops, _ = _counted(arch, batch)
    layers = report_of(network_named(arch), batch).layers
    assert {layer.path: layer.flops for layer in layers} == flops


@pytest.mark.parametrize("arch", ARCHS)
def test_activations_are_the_elements_that_convolutions_and_the_linear_layer_write(
    arch: str,
) -> None:
    _, written = _counted(arch, 2)
    layers = report_of(network_named(arch), 2).layers
    assert {layer.path: layer.activations for layer in layers if layer.activations} == written


@pytest.mark.parametrize("arch", ARCHS)
def test_totals_are_the_sums_of_their_layers(arch: str) -> None:
    flops, written = _counted(arch, 2)
    totals = report_of(network_named(arch), 2).totals
    assert totals.flops == sum(flops.values())
    assert totals.activations == sum(written.values())


def _counted(arch: str, batch: int) -> tuple[dict[str, int], dict[str, int]]:
    """Operations and elements written of each leaf in a real pass on the CPU."""
    spec = parse(arch)
    model = build(spec).eval()
    flops: Counter[str] = Counter()
    written: Counter[str] = Counter()

    def count(path: str, module: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> None:
        flops[path] = _operations(module, inputs, output)
        if isinstance(module, nn.Conv2d | nn.Linear):
            written[path] = output.numel()

    for path, module in model.named_modules():
        if not any(module.children()):
            module.register_forward_hook(partial(count, path))
    with torch.no_grad():
        model(torch.randn(batch, *spec.image))
    return dict(flops), dict(written)


def _operations(module: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> int:
    """Scalar operations by the operation's definition, for tensors of these sizes."""
    match module:
        case nn.Conv2d():
            filters, *window = module.weight.shape
            assert output.shape[1] == filters
            bias = output.numel() if module.bias is not None else 0
            return 2 * output.numel() * window[0] * window[1] * window[2] + bias
        case nn.Linear():
            return output.numel() * (2 * inputs[0].shape[1] + 1)  # the bias adds one
        case nn.BatchNorm2d():
            return 2 * output.numel()  # x · scale + shift, both known at inference
        case nn.MaxPool2d():
            return output.numel() * 9
        case nn.AdaptiveAvgPool2d() | nn.AvgPool2d():
            return inputs[0].numel()  # windows side by side: each element is in one
        case nn.Sigmoid():
            return 4 * output.numel()  # negated, exponential, one more, its reciprocal
        case nn.ReLU() | Add() | Scale():
            return output.numel()
        case ZeroPad():
            return 0
        case nn.Flatten():
            assert output.data_ptr() == inputs[0].data_ptr()  # a view moves nothing
            return 0
    raise AssertionError(f"no rule for {module}")
