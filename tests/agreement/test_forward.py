"""The model's forward pass against the papers' equations, written by hand from one state_dict."""

import pytest
import torch
from hypothesis import given, settings
from torch import Tensor, nn
from torch.nn import functional

from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.engine.model.build import build
from tests.samples.legal_specs import SMALL_SPECS

State = dict[str, Tensor]
SMALL = (
    "resnet18,classes=7",
    "resnet,stages=2-1-1,block=bottleneck,classes=7",
    "resnet,stages=2-1-1,block=bottleneck,stride_in=1x1,classes=7",
    "resnet,stages=1-1-1-1-2,block=basic,input=1x96,classes=2",
    "resnet20,stages=2-2",
    "resnet20,stages=2-2,block=bottleneck,stride_in=1x1",
    "resnet20,stages=2-2,shortcut=C,se=3",
    "plain20,stages=2-2",
    "preact110,stages=2-2",
    "preact110,stages=2-2,shortcut=none,se=2",
    "preact164,stages=2-2,downsample=avg",
    "preact18,stages=2-2,shortcut=C,stem=deep",
    "resnet50,stages=2-2,stem=deep,downsample=avg,se=16",
    "resnext50_32x4d,stages=2-2",
    "wide_resnet50_2,stages=1-1,order=pre",
    "preact110,stages=2-1,width=40,shortcut=B,stem_width=16",
    "preact110,stages=2-1,width=40,stem_width=16",
    "resnet20,stages=1-1,stem_width=24,shortcut=B",
    "resnet20,stages=1-1,stem_width=8",
    "resnet50,stages=1-1,shortcut=C,stem_width=96",
    "resnet50,stages=1-1,stem=deep,stem_width=24-32-48,se=16,se_min=20",
    "resnet18,stages=1-1,shortcut=none,stem_width=80,classes=0",
    "preact18,stages=1-1,classes=0",
)


@pytest.mark.parametrize("arch", SMALL)
@pytest.mark.parametrize("is_training", [True, False])
def test_the_whole_network_is_the_papers_step_by_step(arch: str, is_training: bool) -> None:
    spec = parse(arch)
    torch.manual_seed(2)
    model = build(spec)
    make_statistics_uneven(model)
    x = torch.randn(2, spec.image.channels, 61, 72)
    state = {name: value.clone() for name, value in model.state_dict().items()}
    expected = network_by_hand(spec, state, x, is_training)
    torch.testing.assert_close(model.train(is_training)(x), expected, rtol=1e-4, atol=1e-4)


@pytest.mark.deep
@settings(max_examples=30, deadline=None)
@given(SMALL_SPECS.filter(lambda spec: spec.width * 2 ** len(spec.stages) <= 1024))
def test_networks_that_nobody_published_are_what_their_choices_say(spec: ResNetSpec) -> None:
    torch.manual_seed(2)
    model = build(spec).eval()
    make_statistics_uneven(model)
    x = torch.randn(1, spec.image.channels, 21, 26, dtype=torch.float64)
    model.double()
    expected = network_by_hand(spec, model.state_dict(), x, False)
    torch.testing.assert_close(model(x), expected)


@pytest.mark.parametrize("arch", ["resnet20", "preact18"])
def test_an_identity_shortcut_carries_the_input_unchanged(arch: str) -> None:
    block = build(parse(arch)).eval().get_submodule("layer1.1")
    for convolution in block.modules():
        if isinstance(convolution, nn.Conv2d):
            nn.init.zeros_(convolution.weight)  # F(x) = 0, so that only the shortcut is left
    x = torch.randn(2, 16 if arch == "resnet20" else 64, 6, 6)
    expected = x.relu() if arch == "resnet20" else x.clone()
    assert torch.equal(block(x), expected)


def make_statistics_uneven(module: nn.Module) -> None:
    """Batch norms that change every channel otherwise, so that a mix-up shows."""
    for norm in module.modules():
        if isinstance(norm, nn.BatchNorm2d):
            nn.init.uniform_(norm.weight, 0.5, 1.5)
            nn.init.uniform_(norm.bias, -0.5, 0.5)
            assert norm.running_mean is not None
            assert norm.running_var is not None
            norm.running_mean.uniform_(-0.5, 0.5)
            norm.running_var.uniform_(0.5, 1.5)


def network_by_hand(spec: ResNetSpec, state: State, x: Tensor, is_training: bool) -> Tensor:
    """Stem, blocks and head from a state_dict, without any module."""
    state = dict(state) | {"is training": torch.tensor(is_training)}
    out = stem_by_hand(spec, state, x)
    for stage, blocks in enumerate(spec.stages, start=1):
        for index in range(blocks):
            stride = 2 if stage > 1 and index == 0 else 1
            out = block_by_hand(spec, state, f"layer{stage}.{index}", out, stride)
    if spec.order == "pre":
        out = functional.relu(normed(out, state, "final_bn"))
    means = out.mean((2, 3))
    if not spec.classes:
        return means
    return functional.linear(means, state["fc.weight"], state["fc.bias"])


def stem_by_hand(spec: ResNetSpec, state: State, x: Tensor) -> Tensor:
    if spec.stem == "deep":
        out = functional.conv2d(x, state["conv1.0.weight"], stride=2, padding=1)
        out = functional.relu(normed(out, state, "conv1.1"))
        out = functional.conv2d(out, state["conv1.3.weight"], padding=1)
        out = functional.relu(normed(out, state, "conv1.4"))
        out = functional.conv2d(out, state["conv1.6.weight"], padding=1)
    else:
        kernel, stride = (7, 2) if spec.stem == "imagenet" else (3, 1)
        weight = state["conv1.weight"]
        assert weight.shape[2:] == (kernel, kernel)
        out = functional.conv2d(x, weight, stride=stride, padding=kernel // 2)
    out = functional.relu(normed(out, state, "bn1"))
    return out if spec.stem == "cifar" else functional.max_pool2d(out, 3, 2, 1)


def block_by_hand(spec: ResNetSpec, state: State, path: str, x: Tensor, stride: int) -> Tensor:
    """ReLU(F(x) + x), or F(a(x)) + x with a = ReLU ∘ BN; the plain block leaves the sum out."""
    strides = [stride, 1]
    if spec.block == "bottleneck":
        strides = [stride, 1, 1] if spec.stride_in == "1x1" else [1, stride, 1]
    is_pre = spec.order == "pre"
    out = active = x
    for place, each in enumerate(strides, start=1):
        weight = state[f"{path}.conv{place}.weight"]
        groups = spec.groups if spec.block == "bottleneck" and place == 2 else 1
        if is_pre and (place > 1 or path != "layer1.0"):
            out = functional.relu(normed(out, state, f"{path}.bn{place}"))
        active = out if place == 1 else active
        out = functional.conv2d(
            out, weight, stride=each, padding=weight.shape[2] // 2, groups=groups
        )
        if not is_pre:
            out = normed(out, state, f"{path}.bn{place}")
            out = functional.relu(out) if place < len(strides) else out
    if spec.se:
        out = out * gate_by_hand(state, f"{path}.se", out)
    if not spec.is_plain:
        out = out + shortcut_by_hand(spec, state, path, (x, active), (stride, out.shape[1]))
    return out if is_pre else functional.relu(out)


def gate_by_hand(state: State, path: str, x: Tensor) -> Tensor:
    """σ(W₂ ReLU(W₁ z)) of the channels' means z."""
    squeezed, excited = state[f"{path}.fc1.weight"], state[f"{path}.fc2.weight"]
    z = functional.linear(x.mean((2, 3)), squeezed[:, :, 0, 0], state[f"{path}.fc1.bias"])
    gate = functional.linear(z.relu(), excited[:, :, 0, 0], state[f"{path}.fc2.bias"])
    return (1 / (1 + (-gate).exp()))[:, :, None, None]


def shortcut_by_hand(
    spec: ResNetSpec,
    state: State,
    path: str,
    inputs: tuple[Tensor, Tensor],
    change: tuple[int, int],
) -> Tensor:
    """x, its strided and zero-padded form, or its projection, by the option."""
    (x, active), (stride, channels) = inputs, change
    if spec.shortcut != "C" and stride == 1 and x.shape[1] == channels:
        return x
    source = active if spec.order == "pre" else x
    if spec.shortcut == "A":
        strided = source[:, :, ::stride, ::stride]
        zeros = strided.new_zeros(len(x), channels - x.shape[1], *strided.shape[2:])
        return torch.cat([strided, zeros], dim=1)
    first = 0
    if spec.downsample == "avg":
        source = averaged(source) if stride == 2 else source
        first, stride = 1, 1
    out = functional.conv2d(source, state[f"{path}.downsample.{first}.weight"], stride=stride)
    return out if spec.order == "pre" else normed(out, state, f"{path}.downsample.{first + 1}")


def averaged(x: Tensor) -> Tensor:
    """Means of 2×2 windows; at an odd side the last window is half as large."""
    rows = [x[:, :, row : row + 2].mean(2) for row in range(0, x.shape[2], 2)]
    stacked = torch.stack(rows, 2)
    columns = [stacked[..., at : at + 2].mean(3) for at in range(0, x.shape[3], 2)]
    return torch.stack(columns, 3)


def normed(x: Tensor, state: State, name: str) -> Tensor:
    """Batch normalisation by its definition, Ioffe & Szegedy 2015, algorithm 1."""
    mean, variance = state[f"{name}.running_mean"], state[f"{name}.running_var"]
    if state["is training"]:
        mean, variance = x.mean((0, 2, 3)), x.var((0, 2, 3), correction=0)
    scale = state[f"{name}.weight"] / (variance + 1e-5).sqrt()
    shift = state[f"{name}.bias"] - mean * scale
    return x * scale[:, None, None] + shift[:, None, None]
