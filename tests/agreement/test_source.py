"""The Python file of a network is the real model's twin: same weights in, same bits out."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from torch import nn

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import network_of
from resnet_viz.core.resnet.presets import BY_NAME
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.engine.model.build import build
from resnet_viz.export.source.source import source_of
from tests.deep import mostly_deep
from tests.samples.legal_specs import SMALL_SPECS

MOST_PARAMS = 3_000_000  # of a network whose weights are made here; of the others, their state is
NAMED = (
    *("resnet18", "resnet50", "resnet20", "resnet110", "plain18", "plain20", "preact18"),
    *("preact50", "preact110", "preact164", "resnext50_32x4d"),
)
SMALL = (
    "resnet50,stages=1-2,stride_in=1x1",
    "resnet50,stages=2-2,stem=deep,downsample=avg,se=16",
    "resnet50,stages=1-2,shortcut=C,downsample=avg",
    "resnet50,stages=2-1-1,shortcut=A",
    "resnet20,stages=2",
    "resnet20,stages=2-2,shortcut=C,se=3",
    "plain20,stages=2-2,block=bottleneck,se=4",
    "resnext50_32x4d,stages=2-2",
    "resnext50_32x4d,stages=1-1,stride_in=1x1,width=48,group_width=3",
    "wide_resnet50_2,stages=1-1,order=pre",
    "preact18,stages=2-2,shortcut=C,stem=deep",
    "preact164,stages=2-2,downsample=avg",
    "preact110,stages=2-2,se=2",
    "preact110,stages=2-2,shortcut=none",
    "preact110,stages=2-2,width=40,shortcut=B,stem_width=16",
    "preact110,stages=1-1,width=40,stem_width=16",
    "resnet20,stages=2-1,stem_width=24,shortcut=none,classes=0",
    "resnet50,stages=1-1,stem=deep,stem_width=24-32-64,se=16,se_min=20,width=32,classes=0",
    "preact18,stages=1-1-1-1-1-1-1-1,width=2,input=1x40x33,classes=3",
)


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Small layers gain nothing from more, and lose much where other programs run too."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def is_light(spec: ResNetSpec) -> bool:
    return report_of(network_of(spec)).totals.params <= MOST_PARAMS


def module_from(source: str) -> dict[str, Any]:
    """What the file defines once it is imported."""
    names: dict[str, Any] = {"__name__": "made"}
    exec(compile(source, "made.py", "exec"), names)  # noqa: S102
    return names


def twin_of(spec: ResNetSpec, device: str = "cpu") -> nn.Module:
    """The network that the file builds, which no argument has to describe."""
    with torch.device(device):
        network = module_from(source_of(network_of(spec)))["ResNet"]()
    assert isinstance(network, nn.Module)
    return network


def shapes_of(network: nn.Module) -> list[tuple[str, torch.Size]]:
    return [(name, value.shape) for name, value in network.state_dict().items()]


def make_uneven(network: nn.Module) -> None:
    """Statistics and biases that change every channel otherwise, so that a mix-up shows."""
    for name, value in network.state_dict().items():
        if name.endswith(("running_var", "bn1.weight", "bn2.weight", "bn3.weight")):
            value.uniform_(0.5, 1.5)
        elif name.endswith(("running_mean", "bias")):
            value.uniform_(-0.5, 0.5)


def assert_twins(spec: ResNetSpec, height: int, width: int) -> None:
    torch.manual_seed(3)
    model, twin = build(spec).eval(), twin_of(spec).eval()
    make_uneven(model)
    assert shapes_of(twin) == shapes_of(model)
    twin.load_state_dict(model.state_dict())
    x = torch.randn(2, spec.image.channels, height, width)
    with torch.no_grad():
        out = model(x)
        assert torch.equal(twin(x), out)
    assert out.isfinite().all()


@pytest.mark.parametrize("name", mostly_deep(BY_NAME, NAMED))
def test_every_named_network_has_the_real_models_state(name: str) -> None:
    spec = BY_NAME[name].spec
    assert shapes_of(twin_of(spec, "meta")) == shapes_of(build(spec, "meta"))


@pytest.mark.parametrize("name", mostly_deep(NAMED, ["resnet18", "plain20", "preact50"]))
def test_named_networks_give_the_real_models_output(name: str) -> None:
    assert_twins(BY_NAME[name].spec, 33, 40)


@pytest.mark.parametrize("arch", SMALL)
def test_chosen_combinations_give_the_real_models_output(arch: str) -> None:
    assert_twins(parse(arch), 45, 38)


@pytest.mark.deep
@settings(max_examples=100, deadline=None)
@given(SMALL_SPECS.filter(lambda spec: spec.width * 2 ** len(spec.stages) <= 1024).filter(is_light))
def test_any_network_gives_the_real_models_output(spec: ResNetSpec) -> None:
    assert_twins(spec, 21, 26)


@pytest.mark.deep
@settings(max_examples=100, deadline=None)
@given(SMALL_SPECS)
def test_any_network_has_the_real_models_state(spec: ResNetSpec) -> None:
    assert shapes_of(twin_of(spec, "meta")) == shapes_of(build(spec, "meta"))


@pytest.mark.parametrize("arch", SMALL)
def test_it_trains_as_the_real_model_does(arch: str) -> None:
    spec = parse(arch)
    torch.manual_seed(4)
    model, twin = build(spec), twin_of(spec)
    twin.load_state_dict(model.state_dict())
    x = torch.randn(2, spec.image.channels, 45, 38)
    for network in (model, twin):
        network(x).square().sum().backward()
    for (name, ours), theirs in zip(model.named_parameters(), twin.parameters(), strict=True):
        assert ours.grad is not None, name
        assert theirs.grad is not None, name
        torch.testing.assert_close(theirs.grad, ours.grad)


@pytest.mark.parametrize("arch", ["resnet50,stages=1-1,se=16", "preact110,stages=1-1"])
def test_first_weights_are_drawn_as_the_real_models(arch: str) -> None:
    spec = parse(arch)
    torch.manual_seed(5)
    model, twin = build(spec).state_dict(), twin_of(spec).state_dict()
    for name, value in model.items():
        if value.numel() > 1000:
            torch.testing.assert_close(twin[name].std(), value.std(), rtol=0.1, atol=0)
        elif not name.endswith("weight") and not name.startswith("fc."):
            assert torch.equal(twin[name], value), name


@pytest.mark.parametrize(
    ("arch", "shape", "params"),
    [
        ("resnet50", (1, 1000), 25_557_032),
        ("resnet50,classes=0", (1, 2048), 23_508_032),
        ("resnet50,stem=deep,stem_width=24-32-64", (1, 1000), 25_573_728),
        ("preact110,stages=4-4-4,width=160,stem_width=16,shortcut=B", (1, 10), 36_479_194),
        ("resnet18,se=16,se_min=8", (1, 1000), 11_779_624),
    ],
)
def test_the_file_runs_on_its_own(
    tmp_path: Path, arch: str, shape: tuple[int, ...], params: int
) -> None:
    path = tmp_path / "network.py"
    path.write_text(source_of(network_named(arch)), encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    told = subprocess.run(
        [sys.executable, "-I", str(path)], cwd=elsewhere, capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines() == [str(shape), f"{params} parameters"]
    assert told.stderr == ""
