"""The rules of other counters against the counters themselves, run on the real models.

calflops, DeepSpeed and TorchLens are not installed here: they bring much, and one of them does not
import without a package that it does not ask for. `tests/core/test_peers.py` has their figures.
"""

import warnings
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
import torch
import torchinfo
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import network_of
from resnet_viz.core.resnet.publications.peers import peers_of
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.engine.model.build import build
from resnet_viz.engine.sources.stand_in import torchvision_hidden
from tests.deep import mostly_deep
from tests.samples.legal_specs import SMALL_SPECS

NAMED = (
    "resnet18",
    "resnet34",
    "resnet50",
    "resnet101",
    "resnet152",
    "resnet20",
    "preact50",
    "plain34",
    "resnext50_32x4d",
    "wide_resnet50_2",
)
VARIANTS = (
    "resnet50,stride_in=1x1",
    "resnet18,se=16",
    "resnet50,stem=deep,downsample=avg,input=97x65",
    "resnet34,shortcut=A,input=75x131",
    "resnet50,shortcut=C,input=45x64",
    "resnet34,se=4,stem=deep,downsample=avg,shortcut=C,input=1x33x57,classes=7",
    "preact50,se=5,downsample=avg,stem=deep,input=65",
    "preact164,shortcut=A,input=31x17,se=8",
    "plain20,se=3,input=5",
    "preact110,stages=2-2-2,width=40,stem_width=16,shortcut=B",
    "resnet18,stem=deep,stem_width=24-32-48,se=16,se_min=8,input=64,classes=0",
    "resnext50_32x4d,se=16,order=pre,stem=cifar,input=33x18,width=48",
)
QUICK = ("resnet20", "resnet34,se=4,stem=deep,downsample=avg,shortcut=C,input=1x33x57,classes=7")
Shape = tuple[int, ...]


def by_flop_counter_mode(model: nn.Module, shape: Shape) -> int:
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        model(torch.empty(shape, device="meta"))
    return int(counter.get_total_flops())


def by_torchinfo(model: nn.Module, shape: Shape) -> int:
    return int(torchinfo.summary(model, shape, device="meta", verbose=0).total_mult_adds)


def by_thop(model: nn.Module, shape: Shape) -> int:
    images = torch.empty(shape, device="meta")
    return int(imported("thop").profile(model, (images,), verbose=False)[0])


def by_fvcore(model: nn.Module, shape: Shape) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of PyTorch's tracer, which it uses
        found = imported("fvcore.nn").FlopCountAnalysis(model, torch.zeros(shape))
        found.unsupported_ops_warnings(False).uncalled_modules_warnings(False)
        return int(found.total())


def by_ptflops(model: nn.Module, shape: Shape) -> int:
    count = imported("ptflops").get_model_complexity_info
    return int(count(model, shape[1:], as_strings=False, print_per_layer_stat=False)[0])


# Tools by the device they run on: fvcore's tracer has no other than the CPU, and on `meta` ptflops
# sees the functions that PyTorch makes its shapes with.
ON_META: dict[str, Callable[[nn.Module, Shape], int]] = {
    "FlopCounterMode": by_flop_counter_mode,
    "torchinfo": by_torchinfo,
    "thop": by_thop,
}
ON_CPU: dict[str, Callable[[nn.Module, Shape], int]] = {
    "fvcore": by_fvcore,
    "ptflops": by_ptflops,
}


def imported(name: str) -> Any:
    """A tool's module; its warnings about what is deprecated are not ours to mend.

    ptflops would import torchvision, which needs the build of PyTorch that it was made for.
    """
    with warnings.catch_warnings(), torchvision_hidden():
        warnings.simplefilter("ignore")
        return import_module(name)


def rules_of(spec: ResNetSpec, batch: int, tools: dict[str, Any]) -> dict[str, int | None]:
    return {
        peer.name: peer.says for peer in peers_of(network_of(spec), batch) if peer.name in tools
    }


def measured(spec: ResNetSpec, batch: int, device: str) -> dict[str, int]:
    """What the tools of that device say, each of a new model, as some leave things in it."""
    tools, shape = (ON_META if device == "meta" else ON_CPU), (batch, *spec.image)
    models = (build(spec, "meta").to_empty(device=device).eval() for _ in tools)  # of any weights
    return {
        name: count(model, shape)
        for (name, count), model in zip(tools.items(), models, strict=True)
    }


@pytest.mark.parametrize("arch", mostly_deep(NAMED + VARIANTS, QUICK))
def test_counters_on_meta_say_what_their_rules_say(arch: str) -> None:
    spec, batch = parse(arch), 1 if arch in NAMED else 3
    assert measured(spec, batch, "meta") == rules_of(spec, batch, ON_META)


@pytest.mark.parametrize("arch", mostly_deep(NAMED + VARIANTS, QUICK))
def test_counters_on_the_cpu_say_what_their_rules_say(arch: str) -> None:
    spec = parse(arch)
    assert measured(spec, 1, "cpu") == rules_of(spec, 1, ON_CPU)


def test_a_batch_multiplies_what_fvcore_says_and_not_what_ptflops_says() -> None:
    spec = parse("resnet18,input=64,se=16")
    assert measured(spec, 3, "cpu") == rules_of(spec, 3, ON_CPU)


@pytest.mark.deep
@settings(max_examples=40, deadline=None)
@given(SMALL_SPECS, st.integers(1, 5))
def test_counters_agree_with_their_rules_on_networks_that_nobody_published(
    spec: ResNetSpec, batch: int
) -> None:
    assert measured(spec, batch, "meta") == rules_of(spec, batch, ON_META)
