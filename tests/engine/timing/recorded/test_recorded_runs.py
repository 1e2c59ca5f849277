"""Timed runs of recorded networks: their rows, what they leave alone, what they refuse."""

from collections.abc import Callable
from dataclasses import replace
from math import inf

import pytest
import torch
from torch import Tensor, nn
from torch.nn.modules import module as torch_modules

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import ignore_progress
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.options import Precision, TimingOptions
from resnet_viz.core.timing.what_if import Casting, WhatIf
from resnet_viz.engine.timing import passes, reporting, timing
from resnet_viz.engine.timing.recorded.prepare import Loaded
from resnet_viz.engine.timing.recorded.timing import (
    compare_model_settings,
    time_model,
    time_models_in_turn,
)
from resnet_viz.engine.timing.sampling import Limits
from resnet_viz.engine.trace.given import Given
from resnet_viz.engine.trace.network import network_of
from tests.samples.modules import sample

ROWS = ("residual_network", "VisionTransformer", "DenseNet", "Recurrent", "Language", "InPlace")
ONE_THREAD = TimingOptions(threads=1)


@pytest.fixture(autouse=True)
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few passes and no ceilings: these tests ask what is done, not how precise it is."""
    monkeypatch.setattr(timing, "USUAL", Limits(3, 3, inf))
    monkeypatch.setattr(passes, "MOST_WARMUP", 1)
    monkeypatch.setattr(reporting, "under_ceilings", lambda report, *_: report)


def recorded(model: nn.Module, given: Given, name: str = "net.py:make") -> Network:
    return network_of(model, given, name, name)


def timed(
    model: nn.Module, given: Given, options: TimingOptions = ONE_THREAD
) -> tuple[Network, TimingReport]:
    network = recorded(model, given)
    return network, time_model(model, given, network, options, ignore_progress)


def of_sample(name: str, options: TimingOptions = ONE_THREAD) -> tuple[Network, TimingReport]:
    model, args, kwargs = sample(name)
    return timed(model, Given(args, kwargs), options)


@pytest.mark.parametrize(
    "name", [*ROWS, "TwoInputs", "ByData", "Mixture", "compiled", "scripted", "Translation"]
)
def test_the_rows_are_the_layers_of_the_recorded_network(name: str) -> None:
    network, report = of_sample(name)
    assert [layer.path for layer in report.layers] == [node.path for node in network.graph.nodes]
    assert report.arch == network.name
    layers = sum(layer.median_ms for layer in report.layers)
    assert report.layer_sum_ms == pytest.approx(layers + report.glue_ms)
    assert "" in dict(report.glue)
    assert all(layer.median_ms >= 0 for layer in report.layers)


def test_a_module_that_runs_twice_has_two_rows() -> None:
    _, report = of_sample("residual_network")
    times = {layer.path: layer.median_ms for layer in report.layers}
    assert times["1.0.relu"] > 0
    assert times["1.0.relu#2"] > 0
    assert times["1.0.add"] > 0


def test_a_batch_is_so_many_times_what_was_given() -> None:
    model, args, kwargs = sample("VisionTransformer")
    given = Given(args, kwargs)
    network = replace(recorded(model, given), is_batch_free=True)
    options = replace(ONE_THREAD, batch=3)
    report = time_model(model, given, network, options, ignore_progress)
    assert report.batch == 3
    assert len(report.layers) == len(network.graph.nodes)


@pytest.mark.parametrize(
    "what_if", [WhatIf(), WhatIf(casting=Casting.AUTOCAST), WhatIf(is_channels_last=True)]
)
@pytest.mark.parametrize("name", ["UNet", "Recurrent"])
def test_precision_and_layout_are_options_of_any_network(name: str, what_if: WhatIf) -> None:
    options = replace(ONE_THREAD, precision=Precision.BF16, what_if=what_if)
    network, report = of_sample(name, options)
    assert report.precision is Precision.BF16
    assert len(report.layers) == len(network.graph.nodes)


class Caching(nn.Module):
    """Keeps what it computed last, counts its passes, and runs by hooks of its own."""

    seen: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.inner, self.drop = nn.Linear(4, 4), nn.Dropout(0.5)
        self.latest: Tensor | None = None
        self.passes = 0
        self.register_buffer("seen", torch.zeros(1))

    def forward(self, x: Tensor) -> Tensor:
        self.passes += 1
        self.seen += 1
        latest = self.latest = torch.relu(self.drop(self.inner(x)))
        return latest + 1


def test_the_callers_module_is_as_it_was() -> None:
    model = Caching().train()
    model.drop.eval()
    hook = model.inner.register_forward_hook(lambda *_: None)
    before = {name: tensor.data_ptr() for name, tensor in model.state_dict().items()}
    timed(model, Given((torch.randn(2, 4),)), replace(ONE_THREAD, precision=Precision.BF16))
    assert {name: tensor.data_ptr() for name, tensor in model.state_dict().items()} == before
    assert model.inner.weight.dtype == torch.float32
    assert (model.latest, model.passes, float(model.seen)) == (None, 0, 0.0)
    assert (model.training, model.inner.training, model.drop.training) == (True, True, False)
    assert list(model.inner._forward_hooks) == [hook.id]
    assert model.inner.weight.grad is None
    assert not torch.is_inference(model.inner.weight)


def test_no_hook_and_no_mode_is_left_behind_by_a_pass_that_fails() -> None:
    class Failing(nn.Module):
        """Fails inside of a layer from its fifth pass on."""

        def __init__(self) -> None:
            super().__init__()
            self.layer = nn.Linear(3, 3)
            self.left = [5]

        def forward(self, x: Tensor) -> Tensor:
            self.left[0] -= 1
            if self.left[0] < 0:
                x = x[:, :2]
            return torch.relu(self.layer(x))

    with pytest.raises(RuntimeError, match="shapes"):
        timed(Failing(), Given((torch.randn(1, 3),)))
    assert torch._C._len_torch_function_stack() == 0
    assert not torch_modules._global_forward_hooks
    assert not torch_modules._global_forward_pre_hooks


class ByChance(nn.Module):
    """Takes one way or the other in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right = nn.Linear(3, 3), nn.Linear(3, 3)
        self.turns = 0

    def forward(self, x: Tensor) -> Tensor:
        self.turns += 1
        return torch.relu(self.left(x) if self.turns % 3 == 1 else self.right(self.left(x)))


REFUSED: dict[str, tuple[Callable[[], tuple[nn.Module, nn.Module]], str]] = {
    "no weights": (
        lambda: (nn.Sequential(nn.Linear(3, 3)), nn.Sequential(nn.Linear(3, 3, device="meta"))),
        "shapes and no weights",
    ),
    "another network": (
        lambda: (nn.Sequential(nn.Linear(3, 3), nn.Tanh()), nn.Sequential(nn.Linear(3, 3))),
        "'1' was recorded and doesn't run now",
    ),
    "another way each time": (lambda: (ByChance(), ByChance()), "doesn't do the same in each pass"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_can_not_be_timed_is_one_sentence(what: str) -> None:
    make, words = REFUSED[what]
    then, now = make()
    given = Given((torch.randn(1, 3),))
    with pytest.raises(UserError, match=words):
        time_model(now, given, recorded(then, given), ONE_THREAD, ignore_progress)


def test_a_recorded_network_takes_turns_with_one_of_the_family() -> None:
    model, args, kwargs = sample("UNet")
    given = Given(args, kwargs)
    networks = recorded(model, given), network_named("resnet,stages=1,input=32,classes=10")
    models = {networks[0].name: Loaded(model, given)}
    report = time_models_in_turn(networks, models, ONE_THREAD, ignore_progress)
    assert report.archs == tuple(network.name for network in networks)
    for network, run in zip(networks, report.runs, strict=True):
        assert [layer.path for layer in run.layers] == [node.path for node in network.graph.nodes]


def test_two_settings_of_a_recorded_network_take_turns() -> None:
    model, args, kwargs = sample("UNet")
    loaded = Loaded(model, Given(args, kwargs))
    settings = replace(ONE_THREAD, precision=Precision.BF16), ONE_THREAD
    network = recorded(*loaded)
    report = compare_model_settings(loaded, network, settings, ignore_progress)
    assert report.arch == network.name
    assert report.pairs >= 3
    assert (report.options, report.other) == settings
