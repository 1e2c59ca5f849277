"""Gradient flow: equal to plain autograd's, and what is measured at the start of networks."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import torch
from torch.nn import functional

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.flow import Flow
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import DataSet, Init, Setting
from resnet_viz.engine.experiments import gradients
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.nets import net_of
from resnet_viz.engine.experiments.run import RUNS
from resnet_viz.engine.model.model import ResNet
from tests.engine.experiments.by_hand import pass_by_hand

PRE = ",order=pre"
BARE = Setting(init=Init.DEFAULT, has_batch_norm=False)
FlowOf = Callable[[str, Setting], Flow]


@pytest.fixture(scope="module")
def flow_of() -> FlowOf:
    """What gradient flow found of a network in a setting, each measured once."""
    known: dict[tuple[str, Setting], Flow] = {}

    def found(arch: str, setting: Setting) -> Flow:
        key = arch, setting
        if key not in known:
            known[key] = flows((arch,), setting)[0]
        return known[key]

    return found


def flows(archs: tuple[str, ...], setting: Setting) -> tuple[Flow, ...]:
    asked = RunExperiment(Experiment.GRADIENTS, archs, setting)
    *_, last = RUNS[Experiment.GRADIENTS](asked, Kept())
    return last.found().flow


@pytest.mark.parametrize("arch", ["plain20", "resnet20", "plain20" + PRE, "resnet20" + PRE])
@pytest.mark.parametrize(
    "setting",
    [Setting(seed=4), Setting(seed=4, has_batch_norm=False), Setting(seed=4, data=DataSet.SHAPES)],
)
def test_norms_equal_those_of_plain_autograd_through_a_network_written_by_hand(
    arch: str, setting: Setting
) -> None:
    (flow,) = flows((arch,), setting)
    network = net_of(flow.net.arch, setting, setting.seed)
    data = data_of(setting if setting.has_batch_norm else replace(setting, data=DataSet.NOISE))
    batch = 64 if setting.has_batch_norm else 16
    state = dict(network.named_parameters())
    by_hand = pass_by_hand(
        state,
        data.train_x[:batch],
        has_shortcut=not arch.startswith("plain"),
        is_pre=arch.endswith(PRE),
    )
    loss = functional.cross_entropy(by_hand.logits, data.train_y[:batch])
    convs = [each for name, each in state.items() if "conv" in name]
    found = torch.autograd.grad(loss, [*by_hand.outputs, *convs])
    norms = [each.double().pow(2).sum().sqrt().item() for each in found]
    assert flow.loss == pytest.approx(loss.item(), rel=1e-6)
    assert [*flow.signal, *flow.weights] == pytest.approx(norms, rel=1e-6, abs=0)
    sizes = [each.double().pow(2).mean().sqrt().item() for each in by_hand.outputs]
    assert flow.activations == pytest.approx(sizes, rel=1e-6)


@pytest.mark.parametrize(
    ("arch", "least", "most"),
    [
        ("plain56", 500, 1e5),
        pytest.param("plain110", 1e5, 1e9, marks=pytest.mark.deep),
        ("resnet56", 1.5, 100),
        pytest.param("resnet110", 1.5, 200, marks=pytest.mark.deep),
        ("resnet56" + PRE, 1.5, 150),
        pytest.param("resnet110" + PRE, 1.5, 500, marks=pytest.mark.deep),
    ],
)
def test_how_the_signal_grows_to_the_stem_with_batch_norm_and_hes_start(
    flow_of: FlowOf, arch: str, least: float, most: float
) -> None:
    ratio = flow_of(arch, Setting()).signal_ratio
    assert ratio is not None
    assert least < ratio < most


def test_how_the_weights_gradients_grow_to_the_first_convolution(flow_of: FlowOf) -> None:
    plain, residual = (flow_of(arch, Setting()).weights_ratio for arch in ("plain56", "resnet56"))
    assert plain is not None
    assert plain > 500
    assert residual is not None
    assert residual < 40


def test_with_the_last_gammas_at_0_the_signal_is_as_even_at_any_depth(flow_of: FlowOf) -> None:
    """And gradients inside of branches are exactly 0, all but those after the zeros."""
    setting = Setting(init=Init.ZERO_GAMMA)
    found = [flow_of(arch, setting) for arch in ("resnet8", "resnet20", "resnet56")]
    ratios = [flow.signal_ratio or 0 for flow in found]
    assert min(ratios) > 0.1
    assert max(ratios) < 1.5 * min(ratios)
    assert all(flow.weights[0] > 0 for flow in found)
    assert all(not any(flow.weights[1:]) for flow in found)


def test_without_batch_norm_pytorchs_start_lets_nothing_through_a_plain_net(
    flow_of: FlowOf,
) -> None:
    shallow, deep = flow_of("plain20", BARE), flow_of("plain56", BARE)
    assert (shallow.signal_ratio or 0) < 1e-6
    assert (deep.signal_ratio or 0) < 1e-20
    for arch in ("resnet20", "resnet56"):
        assert 0.1 < (flow_of(arch, BARE).signal_ratio or 0) < 1


@pytest.mark.deep
def test_what_underflows_is_0_and_stays_in_the_lists() -> None:
    (flow,) = flows(("plain110",), BARE)
    assert flow.signal[0] == 0
    assert flow.signal[-1] > 0
    assert len(flow.signal) == 55


def test_without_batch_norm_hes_start_multiplies_activations_of_a_residual_net() -> None:
    (flow,) = flows(("resnet56",), replace(BARE, init=Init.HE))
    assert flow.activations[-1] > 100 * flow.activations[0]
    assert flow.loss > 10


def test_what_is_beyond_pytorchs_numbers_is_said_and_gives_no_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def net_of_huge(arch: str, setting: Setting, seed: int) -> ResNet:
        network = net_of(arch, setting, seed)
        torch.nn.init.constant_(network.get_parameter("conv1.weight"), 3e38)
        return network

    monkeypatch.setattr(gradients, "net_of", net_of_huge)
    (flow,) = flows(("resnet8",), replace(BARE, init=Init.HE))
    assert flow.has_overflowed
    assert (flow.signal, flow.weights, flow.activations) == ((), (), ())
    assert flow.signal_ratio is None


def test_each_seed_gives_what_a_run_of_its_own_gives() -> None:
    both = flows(("plain8", "resnet8"), Setting(seed=2, seeds=2))
    assert [(flow.net.name, flow.seed) for flow in both] == [
        ("plain-8", 2),
        ("residual-8", 2),
        ("plain-8", 3),
        ("residual-8", 3),
    ]
    assert both[2:] == flows(("plain8", "resnet8"), Setting(seed=3))
    assert both == flows(("plain8", "resnet8"), Setting(seed=2, seeds=2))


def test_a_run_goes_forward_and_back_and_says_how_far_it_is() -> None:
    asked = RunExperiment(Experiment.GRADIENTS, ("plain8", "resnet8"), Setting())
    steps = [
        (each.done, each.total, len(each.found().flow))
        for each in RUNS[Experiment.GRADIENTS](asked, Kept())
    ]
    assert steps == [(1, 4, 0), (2, 4, 1), (3, 4, 1), (4, 4, 2)]


@pytest.mark.parametrize(
    "arch",
    [
        "resnet,stages=1-1-1,block=bottleneck,stem=cifar,width=16,se=4",
        "resnext50_32x4d,stages=1-1,width=16",
        "resnet,stages=1-1-1-1-1-1-1-1,width=4",
    ],
)
def test_any_network_of_the_family_has_gradients_at_every_block(arch: str) -> None:
    (flow,) = flows((arch,), Setting())
    assert all(value > 0 for value in (*flow.signal, *flow.weights, *flow.activations))
