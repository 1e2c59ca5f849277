"""Wide ResNets for CIFAR, stems of other widths and SE with a floor, against models by hand."""

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.engine.check.verify import verify
from resnet_viz.engine.model.build import build


class WideBlock(nn.Module):
    """Zagoruyko & Komodakis 2016, figure 1 (c): BN and ReLU before each 3×3, no bias anywhere."""

    def __init__(self, channels: int, out: int, stride: int) -> None:
        super().__init__()
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv1 = nn.Conv2d(channels, out, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(out)
        self.conv2 = nn.Conv2d(out, out, 3, 1, 1, bias=False)
        is_same = channels == out
        self.carry = None if is_same else nn.Conv2d(channels, out, 1, stride, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        active = functional.relu(self.bn1(x))
        out: Tensor = self.conv2(functional.relu(self.bn2(self.conv1(active))))
        return out + (x if self.carry is None else self.carry(active))


class WideResNet(nn.Module):
    """The paper's table 1: 16 channels, then three groups of n blocks, depth 6n + 4."""

    def __init__(self, depth: int, factor: int) -> None:
        super().__init__()
        widths = [16, 16 * factor, 32 * factor, 64 * factor]
        self.conv1 = nn.Conv2d(3, widths[0], 3, 1, 1, bias=False)
        blocks = []
        for group in range(3):
            for place in range((depth - 4) // 6):
                entering = widths[group + 1] if place else widths[group]
                stride = 2 if group and not place else 1
                blocks.append(WideBlock(entering, widths[group + 1], stride))
        self.blocks = nn.Sequential(*blocks)
        self.bn = nn.BatchNorm2d(widths[-1])
        self.fc = nn.Linear(widths[-1], 10)

    def forward(self, x: Tensor) -> Tensor:
        out = functional.relu(self.bn(self.blocks(self.conv1(x))))
        return self.fc(functional.avg_pool2d(out, 8).flatten(1))  # type: ignore[no-any-return]  # Module calls


def arch_of(depth: int, factor: int) -> str:
    stages = "-".join([str((depth - 4) // 6)] * 3)
    return f"preact110,stages={stages},width={16 * factor},stem_width=16,shortcut=B"


# Table 4 of the paper prints millions, the authors' repository 36.5 M for the largest of these.
PRINTED = [
    (40, 2, 2.2),
    (40, 4, 8.9),
    (40, 8, 35.7),
    (28, 10, 36.5),
    (28, 12, 52.5),
    (22, 8, 17.2),
    (22, 10, 26.8),
    (16, 8, 11.0),
    (16, 10, 17.1),
]


@pytest.mark.parametrize(("depth", "factor", "millions"), PRINTED)
def test_a_wide_resnet_has_the_parameters_of_the_paper_and_of_a_model_by_hand(
    depth: int, factor: int, millions: float
) -> None:
    with torch.device("meta"):
        by_hand = sum(each.numel() for each in WideResNet(depth, factor).parameters())
    found = verify(network_named(arch_of(depth, factor)))
    assert found.differences == ()
    assert found.params == by_hand
    assert round(by_hand / 1e6, 1) == millions


def test_wrn_28_10_has_its_published_parameters() -> None:
    assert verify(network_named(arch_of(28, 10))).params == 36_479_194


@pytest.mark.parametrize("is_training", [True, False])
def test_a_wide_resnet_gives_the_output_of_a_model_by_hand(is_training: bool) -> None:
    """Its first batch norm is the stem's here; otherwise the layers come in the same order."""
    torch.manual_seed(7)
    ours, theirs = build(parse(arch_of(16, 2))), WideResNet(16, 2)
    state = list(ours.state_dict().values())
    theirs.load_state_dict(dict(zip(theirs.state_dict(), state, strict=True)))
    x = torch.randn(3, 3, 32, 32)
    expected = theirs.train(is_training)(x)
    torch.testing.assert_close(ours.train(is_training)(x), expected, rtol=1e-4, atol=1e-5)


TIERED = "stem=deep,stem_width=24-32-64,downsample=avg"
LARGE = "stem=deep,stem_width=64-64-128"


@pytest.mark.parametrize(
    ("arch", "params"),
    [
        (f"resnet,stages=2-2-2-2,block=bottleneck,{TIERED}", 16_011_872),  # resnet26t
        (f"resnet50,{TIERED}", 25_573_728),  # resnet50t
        (f"resnet50,{TIERED},se=16", 28_104_720),  # seresnet50t
        (f"resnet50,{LARGE}", 25_680_808),  # resnet50s
        (f"resnet101,{LARGE}", 44_672_936),  # resnet101s
        (f"resnet152,{LARGE}", 60_316_584),  # resnet152s
        ("resnet18,se=16,se_min=8", 11_779_624),  # seresnet18
        ("resnet34,se=16,se_min=8", 21_960_416),  # seresnet34
        ("resnet50,se=16,se_min=8", 28_088_024),  # seresnet50
    ],
)
def test_stems_and_floors_have_the_parameters_of_timms_networks(arch: str, params: int) -> None:
    """As its models have them when built, timm 1.0.31."""
    found = verify(network_named(arch))
    assert found.differences == ()
    assert found.params == params


class Excitation(nn.Module):
    """As widely used code has it: channels // reduction, but at least 8, in 1×1 convolutions."""

    def __init__(self, channels: int, reduction: int = 16) -> None:
        super().__init__()
        squeezed = max(8, channels // reduction)
        self.fc1 = nn.Conv2d(channels, squeezed, 1)
        self.fc2 = nn.Conv2d(squeezed, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        gate: Tensor = self.fc2(functional.relu(self.fc1(x.mean((2, 3), keepdim=True))))
        return x * torch.sigmoid(gate)


def test_squeeze_and_excitation_with_a_floor_is_that_of_widely_used_code() -> None:
    model = build(parse("resnet18,se=16,se_min=8")).eval()
    for stage, channels in enumerate((64, 128, 256, 512), start=1):
        ours, theirs = model.get_submodule(f"layer{stage}.1.se"), Excitation(channels)
        theirs.load_state_dict(ours.state_dict())  # strict: the same names and shapes
        x = torch.randn(2, channels, 5, 4)
        torch.testing.assert_close(ours(x), theirs(x))
