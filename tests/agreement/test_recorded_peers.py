"""What we say that other counters say of recorded networks, against the counters themselves."""

import logging
import warnings
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

import pytest
import torch
import torchinfo
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from resnet_viz.core.cost.peer import Peer
from resnet_viz.core.models.source import source_in
from resnet_viz.core.resnet.publications.peers import peers_dict, peers_of
from resnet_viz.engine.sources.load import loaded
from resnet_viz.engine.trace.network import network_of
from tests.samples.modules import sample

Args = tuple[Any, ...]
Kwargs = Mapping[str, Any]
Program = Callable[[nn.Module, Args, Kwargs], int]
ON_CPU, INFO, FVCORE = "FlopCounterMode, CPU", "torchinfo", "fvcore"
EVERY = (
    "residual_network", "VisionTransformer", "UNet", "DenseNet", "Recurrent", "TwoStreams",
)  # fmt: skip
LIBRARIES = (
    "timm:vit_tiny_patch16_224", "timm:swin_tiny_patch4_window7_224", "timm:convnext_tiny",
    "timm:efficientnet_b0", "timm:mobilevit_s", "transformers:GPT2LMHeadModel",
)  # fmt: skip
UNTRACED = {("transformers:GPT2LMHeadModel", FVCORE)}  # it can't trace what that network returns


def by_flop_counter_mode(model: nn.Module, args: Args, kwargs: Kwargs) -> int:
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        model(*args, **kwargs)
    return int(counter.get_total_flops())


def by_torchinfo(model: nn.Module, args: Args, kwargs: Kwargs) -> int:
    given = list(args) if args else dict(kwargs)
    found = torchinfo.summary(model, input_data=given, verbose=0, device="cpu")
    return int(found.total_mult_adds)


def by_fvcore(model: nn.Module, args: Args, kwargs: Kwargs) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it scripts a function of its own when it is imported
        analysis = import_module("fvcore.nn").FlopCountAnalysis
    counted = analysis(model, args or tuple(kwargs.values()))
    counted.unsupported_ops_warnings(False).uncalled_modules_warnings(False)
    return int(counted.total())


PROGRAMS: Mapping[str, Program] = {
    ON_CPU: by_flop_counter_mode,
    INFO: by_torchinfo,
    FVCORE: by_fvcore,
}


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """What the counters and PyTorch's tracer say on their way."""
    logging.disable(logging.WARNING)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
    logging.disable(logging.NOTSET)


def peers(model: nn.Module, args: Args, kwargs: Kwargs, name: str) -> dict[str, Peer]:
    found = peers_of(network_of(model, (args, kwargs), name, name))
    assert all(each.says in (None, sum(term.amount for term in each.terms)) for each in found)
    return {each.name: each for each in found}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("name", EVERY)
def test_each_program_says_what_we_say_it_does(name: str, program: str) -> None:
    model, args, kwargs = sample(name)
    says = peers(model, args, kwargs, name)[program].says
    assert says == PROGRAMS[program](model, args, kwargs)


@pytest.mark.parametrize("name", ["TwoInputs", "Language", "Translation"])
def test_torchinfo_says_what_we_say_of_two_inputs_and_of_attention_as_a_module(name: str) -> None:
    model, args, kwargs = sample(name)
    if kwargs:
        kwargs = {"image": args[0], **kwargs}
        theirs = torchinfo.summary(model, input_data=kwargs, verbose=0, device="cpu")
        assert peers(model, (), kwargs, name)[INFO].says == theirs.total_mult_adds
    else:
        assert peers(model, args, {}, name)[INFO].says == by_torchinfo(model, args, {})


@pytest.mark.deep
@pytest.mark.parametrize("name", LIBRARIES)
def test_each_program_says_what_we_say_of_networks_of_libraries(name: str) -> None:
    source = source_in(name)
    assert source
    model, (args, kwargs), _ = loaded(source, "", is_on_meta=False)
    ours = peers(model, args, kwargs, name)
    for program, count in PROGRAMS.items():
        if (name, program) not in UNTRACED:
            assert ours[program].says == count(model, args, kwargs), program


def test_what_a_program_is_blind_to_is_a_term_of_its_own() -> None:
    model, args, kwargs = sample("VisionTransformer")
    found = peers(model, args, kwargs, "")
    attention = 3 * 17 * 17 * 2 * 8  # blocks, places, both products, width
    words = {each.words: each.amount for each in found[ON_CPU].terms}
    assert words["attention, not seen on a CPU"] == -2 * attention
    assert {each.words: each.amount for each in found[FVCORE].terms}[
        "attention, not seen"
    ] == -attention


def test_what_can_not_be_told_from_a_recording_is_no_figure_and_says_why() -> None:
    model, args, kwargs = sample("Mixture")
    for peer in peers(model, args, kwargs, "").values():
        assert peer.says is None
        assert "experts" in peer.note


def test_json_of_a_recorded_network_has_its_macs_and_all_programs() -> None:
    model, args, kwargs = sample("residual_network")
    network = network_of(model, (args, kwargs), "net", "net")
    found = peers_dict(network, 2)
    one = peers_dict(network)
    assert found["macs"] == 2 * one["macs"] == 2 * 1_169_488
    assert [each["says"] for each in found["peers"]] == [2 * each["says"] for each in one["peers"]]
