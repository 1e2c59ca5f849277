"""The model's names, leaves and forward pass."""

import pytest
import torch
from torch import nn
from torch.nn import functional

from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import graph_of
from resnet_viz.core.resnet.presets import BY_NAME
from resnet_viz.engine.model.build import build
from resnet_viz.engine.model.model import Add, ZeroPad
from tests.samples.torchvision_state import torchvision_state

VARIANTS = (
    *BY_NAME,
    "resnet50,stride_in=1x1",
    "resnet,stages=1-2-1,block=basic,input=1x64x48",
    "preact50,se=16,stem=deep,downsample=avg,shortcut=C",
)
SMALL = (
    "resnet18,classes=7",
    "resnet,stages=2-1-1,block=bottleneck,classes=7",
    "resnet,stages=2-1-1,block=bottleneck,stride_in=1x1,classes=7",
    "resnet,stages=1-1-1-1-2,block=basic,input=1x96,classes=2",
)
EVERY_SHORTCUT = tuple(
    f"{name},shortcut={shortcut},{options},classes=7"
    for name in ("resnet20,stages=2-1-1", "preact164,stages=2-1-1")
    for shortcut in ("A", "B", "C", "none")
    for options in ("se=0", "se=4", "stem=deep", "order=pre,width=8", "order=post,width=8")
)
GROUPED = "resnet50,stages=2-1,groups=8,group_width=16,downsample=avg,classes=7"


@pytest.mark.parametrize(
    ("arch", "stages", "groups", "group_width"),
    [
        ("resnet18", (2, 2, 2, 2), 0, 0),
        ("resnet34", (3, 4, 6, 3), 0, 0),
        ("resnet50", (3, 4, 6, 3), 1, 64),
        ("resnet101", (3, 4, 23, 3), 1, 64),
        ("resnet152", (3, 8, 36, 3), 1, 64),
        ("resnext50_32x4d", (3, 4, 6, 3), 32, 4),
        ("resnext101_32x8d", (3, 4, 23, 3), 32, 8),
        ("resnext101_64x4d", (3, 4, 23, 3), 64, 4),
        ("wide_resnet50_2", (3, 4, 6, 3), 1, 128),
        ("wide_resnet101_2", (3, 4, 23, 3), 1, 128),
    ],
)
def test_the_state_dict_has_torchvisions_names_and_shapes_in_its_order(
    arch: str, stages: tuple[int, ...], groups: int, group_width: int
) -> None:
    ours = [
        (name, tuple(value.shape))
        for name, value in build(parse(arch), "meta").state_dict().items()
    ]
    assert ours == list(torchvision_state(stages, groups, group_width))


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


@pytest.mark.parametrize("arch", [*SMALL, *EVERY_SHORTCUT, GROUPED])
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


@pytest.mark.parametrize("sides", [(8, 8), (7, 10), (1, 1)])
@pytest.mark.parametrize("stride", [1, 2])
def test_option_a_slices_and_fills_up_with_zeros(sides: tuple[int, int], stride: int) -> None:
    x = torch.randn(2, 3, *sides)
    expected = torch.zeros(2, 8, -(-sides[0] // stride), -(-sides[1] // stride))
    for row in range(expected.shape[2]):
        for column in range(expected.shape[3]):
            expected[:, :3, row, column] = x[:, :, row * stride, column * stride]
    assert torch.equal(ZeroPad(5, stride)(x), expected)


def test_option_a_adds_its_input_to_the_branch_in_the_whole_block() -> None:
    torch.manual_seed(0)
    block = build(parse("resnet20")).eval().get_submodule("layer2.0")
    nn.init.zeros_(block.get_submodule("bn2").weight)  # type: ignore[arg-type]  # a Parameter
    x = torch.randn(2, 16, 9, 10)
    expected = torch.cat([x[:, :, ::2, ::2], torch.zeros(2, 16, 5, 5)], dim=1).relu()
    assert torch.equal(block(x), expected)


def test_a_plain_twin_has_the_same_layers_without_shortcuts_and_sums() -> None:
    twin = dict(build(parse("plain34"), "meta").named_modules())
    whole = build(parse("resnet34"), "meta").named_modules()
    aside = ("add", "downsample", "downsample.0", "downsample.1")
    expected = {path for path, _ in whole if path.split(".", 2)[2:] not in [[a] for a in aside]}
    assert set(twin) == expected
