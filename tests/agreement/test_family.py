"""The published networks: our totals, the literature's and PyTorch's are the same numbers."""

import pytest
import torch
import torchinfo
from torch.utils.flop_counter import FlopCounterMode

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import network_of
from resnet_viz.core.resnet.presets import BY_NAME
from resnet_viz.engine.check.verify import verify
from resnet_viz.engine.model.build import build
from tests.deep import mostly_deep

# Parameters as torchvision documents them; MACs of one 224 × 224 image, solved to the unit.
KNOWN = (
    ("resnet18", 11_689_512, 1_814_073_344),
    ("resnet34", 21_797_672, 3_663_761_408),
    ("resnet50", 25_557_032, 4_089_184_256),
    ("resnet101", 44_549_160, 7_801_405_440),
    ("resnet152", 60_192_808, 11_513_626_624),
    ("resnet18,stride_in=1x1", 11_689_512, 1_814_073_344),
    ("resnet34,stride_in=1x1", 21_797_672, 3_663_761_408),
    ("resnet50,stride_in=1x1", 25_557_032, 3_857_973_248),
    ("resnet101,stride_in=1x1", 44_549_160, 7_570_194_432),
    ("resnet152,stride_in=1x1", 60_192_808, 11_282_415_616),
    ("resnet18,block=bottleneck", 15_995_176, 2_342_256_640),
    ("resnet,stages=5-6-8-5,block=basic", 34_339_112, 5_513_449_472),
)
CIFAR = (
    ("resnet20", 269_722, 40_551_040),
    ("resnet32", 464_154, 68_862_592),
    ("resnet56", 853_018, 125_485_696),
    ("resnet1202", 19_421_274, 2_829_238_912),
    ("resnext50_32x4d", 25_028_904, 4_230_479_872),
    ("wide_resnet50_2", 68_883_240, 11_398_021_120),
)
QUICK = ("resnet34", "plain20", "preact50", "resnext101_64x4d", "wide_resnet101_2", "preact1001")
known = pytest.mark.parametrize(("arch", "params", "macs"), [*KNOWN, *CIFAR])


@known
def test_arithmetic_gives_the_known_totals(arch: str, params: int, macs: int) -> None:
    totals = report_of(network_named(arch)).totals
    assert (totals.params, totals.macs) == (params, macs)


@known
def test_pytorch_confirms_every_layer_and_the_known_totals(
    arch: str, params: int, macs: int
) -> None:
    found = verify(network_named(arch))
    assert found.differences == ()
    assert (found.params, found.macs) == (params, macs)


@pytest.mark.parametrize("name", mostly_deep(BY_NAME, QUICK))
def test_pytorch_confirms_every_named_network(name: str) -> None:
    assert verify(network_named(name)).differences == ()


@pytest.mark.parametrize("batch", [1, 3])
def test_a_batch_multiplies_what_pytorch_counts(batch: int) -> None:
    spec = parse("resnet34")
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        build(spec, "meta").eval()(torch.empty(batch, *spec.image, device="meta"))
    totals = report_of(network_of(spec), batch).totals
    assert 2 * totals.macs == counter.get_total_flops()
    assert totals.params == 21_797_672


@pytest.mark.parametrize("arch", ["resnet18", "resnet50", "resnet50,stride_in=1x1"])
def test_torchinfos_mult_adds_differ_by_its_own_rule_alone(arch: str) -> None:
    """It adds biases and batch norms' parameters, their height and width ignored."""
    spec = parse(arch)
    theirs = torchinfo.summary(build(spec, "meta"), (2, *spec.image), device="meta", verbose=0)
    report = report_of(network_of(spec))
    norms = sum(layer.params for layer in report.layers if layer.op == "batch_norm")
    assert theirs.total_mult_adds == 2 * (report.totals.macs + spec.classes) + 2 * norms
