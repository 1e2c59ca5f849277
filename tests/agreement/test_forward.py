"""The model's forward pass against the paper's equations, written by hand from one state_dict."""

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from resnet_viz.core.arch import parse
from resnet_viz.engine.build import build
from resnet_viz.engine.model import BasicBlock, Bottleneck, projection

SMALL = (
    "resnet18,classes=7",
    "resnet,stages=2-1-1,block=bottleneck,classes=7",
    "resnet,stages=2-1-1,block=bottleneck,stride_in=1x1,classes=7",
    "resnet,stages=1-1-1-1-2,block=basic,input=1x96,classes=2",
)


@pytest.mark.parametrize(
    ("block", "convs"),
    [
        (BasicBlock(8, 8), ((1, 1), (1, 1))),
        (BasicBlock(8, 16, 2, projection(8, 16, 2)), ((2, 1), (1, 1))),
        (Bottleneck(32, 8), ((1, 0), (1, 1), (1, 0))),
        (Bottleneck(8, 8, (1, 2), projection(8, 32, 2)), ((1, 0), (2, 1), (1, 0))),
        (Bottleneck(8, 8, (2, 1), projection(8, 32, 2)), ((2, 0), (1, 1), (1, 0))),
    ],
    ids=["basic", "basic projected", "bottleneck", "bottleneck v1.5", "bottleneck v1"],
)
@pytest.mark.parametrize("is_training", [True, False])
def test_a_block_is_its_convolutions_and_the_sum_with_its_shortcut(
    block: BasicBlock | Bottleneck, convs: tuple[tuple[int, int], ...], is_training: bool
) -> None:
    torch.manual_seed(1)
    _make_statistics_uneven(block)
    x = torch.randn(2, block.conv1.in_channels, 9, 10)
    expected = _block_by_hand(x, block.state_dict(), convs, is_training)
    block.train(is_training)
    torch.testing.assert_close(block(x.clone()), expected)


def test_an_identity_shortcut_carries_the_input_unchanged() -> None:
    block = BasicBlock(4, 4)
    nn.init.zeros_(block.bn2.weight)  # F(x) = 0, so that only the shortcut is left
    x = torch.randn(2, 4, 6, 6)
    assert torch.equal(block(x), x.relu())


@pytest.mark.parametrize("arch", SMALL)
def test_the_whole_network_is_table_1_step_by_step(arch: str) -> None:
    spec = parse(arch)
    torch.manual_seed(2)
    model = build(spec).eval()
    _make_statistics_uneven(model)
    first, second = (2, 1) if spec.stride_in == "1x1" else (1, 2)
    x = torch.randn(2, spec.image.channels, 61, 72)
    state = model.state_dict()
    out = functional.conv2d(x, state["conv1.weight"], stride=2, padding=3)
    out = functional.max_pool2d(functional.relu(_normed(out, state, "bn1", False)), 3, 2, 1)
    for stage, blocks in enumerate(spec.stages, start=1):
        for index in range(blocks):
            down = 2 if stage > 1 and index == 0 else 1
            strides = (first if down == 2 else 1, second if down == 2 else 1)
            convs = (
                ((down, 1), (1, 1))
                if spec.block == "basic"
                else ((strides[0], 0), (strides[1], 1), (1, 0))
            )
            prefix = f"layer{stage}.{index}."
            here = {
                name.removeprefix(prefix): value
                for name, value in state.items()
                if name.startswith(prefix)
            }
            out = _block_by_hand(out, here, convs, False)
    expected = functional.linear(out.mean((2, 3)), state["fc.weight"], state["fc.bias"])
    torch.testing.assert_close(model(x), expected)


def _make_statistics_uneven(module: nn.Module) -> None:
    """Batch norms that change every channel otherwise, so that a mix-up shows."""
    for norm in module.modules():
        if isinstance(norm, nn.BatchNorm2d):
            nn.init.uniform_(norm.weight, 0.5, 1.5)
            nn.init.uniform_(norm.bias, -0.5, 0.5)
            assert norm.running_mean is not None
            assert norm.running_var is not None
            norm.running_mean.uniform_(-0.5, 0.5)
            norm.running_var.uniform_(0.5, 1.5)


def _block_by_hand(
    x: Tensor, state: dict[str, Tensor], convs: tuple[tuple[int, int], ...], is_training: bool
) -> Tensor:
    """y = ReLU(F(x) + x), or W_s x for x; `convs` holds stride and padding of each."""
    out, total = x, convs[0][0] * convs[1][0]
    for place, (stride, padding) in enumerate(convs, start=1):
        out = functional.conv2d(out, state[f"conv{place}.weight"], stride=stride, padding=padding)
        out = _normed(out, state, f"bn{place}", is_training)
        out = functional.relu(out) if place < len(convs) else out
    if "downsample.0.weight" in state:
        x = functional.conv2d(x, state["downsample.0.weight"], stride=total)
        x = _normed(x, state, "downsample.1", is_training)
    return functional.relu(out + x)


def _normed(x: Tensor, state: dict[str, Tensor], name: str, is_training: bool) -> Tensor:
    """Batch normalisation by its definition, Ioffe & Szegedy 2015, algorithm 1."""
    mean, variance = state[f"{name}.running_mean"], state[f"{name}.running_var"]
    if is_training:
        mean, variance = x.mean((0, 2, 3)), x.var((0, 2, 3), correction=0)
    scale = state[f"{name}.weight"] / (variance + 1e-5).sqrt()
    shift = state[f"{name}.bias"] - mean * scale
    return x * scale[:, None, None] + shift[:, None, None]
