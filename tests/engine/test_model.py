"""The model's names, leaves and forward pass."""

from collections.abc import Iterator

import pytest
import torch
from torch import nn
from torch.nn import functional

from resnet_viz.core.arch import parse
from resnet_viz.core.report import graph_of
from resnet_viz.engine.build import build
from resnet_viz.engine.model import Add

FAMILY = ("resnet18", "resnet34", "resnet50", "resnet101", "resnet152")
VARIANTS = (*FAMILY, "resnet50,stride_in=1x1", "resnet,stages=1-2-1,block=basic,input=1x64x48")
SMALL = (
    "resnet18,classes=7",
    "resnet,stages=2-1-1,block=bottleneck,classes=7",
    "resnet,stages=2-1-1,block=bottleneck,stride_in=1x1,classes=7",
    "resnet,stages=1-1-1-1-2,block=basic,input=1x96,classes=2",
)


@pytest.mark.parametrize(
    ("arch", "convs", "expansion", "stages"),
    [
        ("resnet18", 2, 1, (2, 2, 2, 2)),
        ("resnet34", 2, 1, (3, 4, 6, 3)),
        ("resnet50", 3, 4, (3, 4, 6, 3)),
        ("resnet101", 3, 4, (3, 4, 23, 3)),
        ("resnet152", 3, 4, (3, 8, 36, 3)),
    ],
)
def test_the_state_dict_has_torchvisions_names_and_shapes_in_its_order(
    arch: str, convs: int, expansion: int, stages: tuple[int, ...]
) -> None:
    ours = [
        (name, tuple(value.shape))
        for name, value in build(parse(arch), "meta").state_dict().items()
    ]
    assert ours == list(_torchvision_state(convs, expansion, stages))


@pytest.mark.parametrize("arch", VARIANTS)
def test_the_leaf_modules_are_exactly_the_graphs_layers(arch: str) -> None:
    spec = parse(arch)
    model = build(spec, "meta")
    leaves = [path for path, module in model.named_modules() if not any(module.children())]
    assert sorted(leaves) == sorted(node.path for node in graph_of(spec).nodes)


def test_sums_and_relus_write_into_their_input() -> None:
    values, shortcut = torch.randn(1, 4, 2, 2), torch.randn(1, 4, 2, 2)
    expected = values + shortcut
    assert Add()(values, shortcut) is values
    assert torch.equal(values, expected)
    relus = [
        module
        for module in build(parse("resnet18"), "meta").modules()
        if isinstance(module, nn.ReLU)
    ]
    assert len(relus) == 17
    assert all(relu.inplace for relu in relus)


@pytest.mark.parametrize("arch", SMALL)
def test_every_parameter_gets_a_gradient(arch: str) -> None:
    spec = parse(arch)
    torch.manual_seed(0)
    model = build(spec)
    out = model(torch.randn(3, spec.image.channels, 64, 80))
    assert out.shape == (3, spec.classes)
    functional.cross_entropy(out, torch.tensor([0, 1, 1])).backward()  # type: ignore[no-untyped-call]  # PyTorch's is untyped
    without = [
        name
        for name, parameter in model.named_parameters()
        if parameter.grad is None or not parameter.grad.abs().sum() > 0
    ]
    assert without == []


def _torchvision_state(
    convs: int, expansion: int, stages: tuple[int, ...]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """What torchvision documents for its ResNets' state_dict, written out."""
    yield "conv1.weight", (64, 3, 7, 7)
    yield from _norm_state("bn1", 64)
    channels = 64
    for stage, blocks in enumerate(stages):
        planes = 64 * 2**stage
        for index in range(blocks):
            block = f"layer{stage + 1}.{index}"
            widths = [planes, planes] if convs == 2 else [planes, planes, 4 * planes]
            kernels = [3, 3] if convs == 2 else [1, 3, 1]
            before = channels
            for place, (width, kernel) in enumerate(zip(widths, kernels, strict=True), start=1):
                yield f"{block}.conv{place}.weight", (width, before, kernel, kernel)
                yield from _norm_state(f"{block}.bn{place}", width)
                before = width
            if index == 0 and (stage > 0 or channels != planes * expansion):
                yield f"{block}.downsample.0.weight", (planes * expansion, channels, 1, 1)
                yield from _norm_state(f"{block}.downsample.1", planes * expansion)
            channels = planes * expansion
    yield "fc.weight", (1000, channels)
    yield "fc.bias", (1000,)


def _norm_state(name: str, width: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    for part in ("weight", "bias", "running_mean", "running_var"):
        yield f"{name}.{part}", (width,)
    yield f"{name}.num_batches_tracked", ()
