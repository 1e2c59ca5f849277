"""Training passes of recorded networks: whose work the backward pass is, and what is refused."""

from collections.abc import Callable
from math import inf
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.autograd import Function
from torch.autograd.function import FunctionCtx
from torch.overrides import handle_torch_function, has_torch_function_unary

from resnet_viz.core.errors import UserError
from resnet_viz.core.progress import ignore_progress
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.what_if import WhatIf
from resnet_viz.engine.timing import passes, reporting, timing
from resnet_viz.engine.timing.recorded.plan import plan_of
from resnet_viz.engine.timing.recorded.timing import time_model
from resnet_viz.engine.timing.recorded.training import loss_of
from resnet_viz.engine.timing.recorded.watch import CallWatch
from resnet_viz.engine.timing.sampling import Limits
from resnet_viz.engine.trace.given import Given
from resnet_viz.engine.trace.network import network_of
from resnet_viz.engine.trace.script import script_of
from tests.engine.timing.fake_time import FakeTime
from tests.engine.timing.recorded.test_watch import FREE, GRAPH
from tests.samples.modules import sample

TRAINING = TimingOptions(threads=1, what_if=WhatIf(is_training=True))
Take = Callable[[float], None]


class Timed(Function):
    """Takes a known time forward, and ten times as much backward."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, take: Take, ms: float) -> Tensor:
        take(ms)
        ctx.took = take, ms
        return x + 1

    @staticmethod
    def backward(ctx: FunctionCtx, *gradients: Tensor) -> Any:
        take, ms = ctx.took  # type: ignore[attr-defined]  # as it was set above
        take(10 * ms)
        return gradients[0], None, None


def slow(x: Tensor, take: Take, ms: float) -> Tensor:
    """A function that modes see."""
    if has_torch_function_unary(x):
        out: Tensor = handle_torch_function(slow, (x,), x, take, ms)
        return out
    again: Tensor = Timed.apply(x, take, ms)  # type: ignore[no-untyped-call]  # PyTorch's own
    return again


class Layer(nn.Module):
    """One function in a module by itself: a layer."""

    def __init__(self, take: Take) -> None:
        super().__init__()
        self.take = take

    def forward(self, x: Tensor) -> Tensor:
        return slow(x, self.take, 5.0)


class Part(nn.Module):
    """A layer that runs twice, two functions, and work between them without a row."""

    def __init__(self, take: Take) -> None:
        super().__init__()
        self.layer, self.take = Layer(take), take

    def forward(self, x: Tensor) -> Tensor:
        x = slow(self.layer(x), self.take, 7.0)
        x = Timed.apply(x, self.take, 2.0)  # type: ignore[no-untyped-call]  # PyTorch's own
        out: Tensor = self.layer(slow(x, self.take, 1.0))
        return out


def test_each_layer_and_operation_has_its_own_part_of_the_backward_pass() -> None:
    time = FakeTime()

    def take(ms: float) -> None:
        time.now_ms += ms

    model = nn.Sequential()
    model.add_module("part", Part(take))
    weight = nn.Parameter(torch.ones(3))
    clock, outputs = time.clock(), list[Tensor]()

    def forward() -> None:
        outputs[:] = [model(weight * 1)]

    def run() -> None:
        forward()
        take(3.0)  # as the loss does
        outputs[0].sum().backward()  # type: ignore[no-untyped-call]  # PyTorch's own

    watch = CallWatch(plan_of(GRAPH, script_of(model, forward)), clock, FREE, has_backward=True)
    with watch.attached():
        run()
    inside = watch.inside()
    with inside:
        run()
    times = watch.times(clock.wall_ms, 0.0)
    found = dict(zip(watch.paths, times.backward_ms, strict=True))
    assert found == pytest.approx(
        {"part.layer": 50.0, "part.slow": 70.0, "part.slow#2": 10.0, "part.layer#2": 50.0,
         "": 23.0, "part": 0.0}
    )  # fmt: skip
    both = dict(zip(watch.paths, times.self_ms, strict=True))
    assert both["part.slow"] == pytest.approx(77.0)
    assert both["part"] == pytest.approx(2.0)


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few passes and no ceilings: these tests ask what is done, not how precise it is."""
    monkeypatch.setattr(timing, "USUAL", Limits(3, 3, inf))
    monkeypatch.setattr(passes, "MOST_WARMUP", 1)
    monkeypatch.setattr(reporting, "under_ceilings", lambda report, *_: report)


def trained(model: nn.Module, given: Given) -> TimingReport:
    network = network_of(model, given, "net.py:make", "net.py:make")
    report = time_model(model, given, network, TRAINING, ignore_progress)
    assert [layer.path for layer in report.layers] == [node.path for node in network.graph.nodes]
    return report


@pytest.mark.usefixtures("brief")
@pytest.mark.parametrize(
    "name",
    ["residual_network", "VisionTransformer", "DenseNet", "Recurrent", "Language",
     "TwoInputs", "Translation"],
)  # fmt: skip
def test_layers_with_weights_have_a_backward_pass_and_the_report_has_one_row_a_layer(
    name: str,
) -> None:
    model, args, kwargs = sample(name)
    report = trained(model, Given(args, kwargs))
    assert report.what_if.is_training
    assert report.peak_bytes.predicted is None
    kinds = {"conv2d", "linear", "lstm", "gru", "layer_norm", "multihead_attention"}
    for layer in report.layers:
        assert layer.backward_ms is not None
        assert layer.median_ms >= layer.backward_ms >= 0
        assert layer.backward_ms > 0 or layer.op not in kinds, layer.path


class Noting(nn.Module):
    """Has statistics of its inputs, a dropout, a frozen layer, and what it computed last."""

    def __init__(self) -> None:
        super().__init__()
        self.frozen, self.layer = nn.Linear(4, 4), nn.Linear(4, 4)
        self.norm, self.drop = nn.BatchNorm1d(4), nn.Dropout(0.5)
        self.frozen.requires_grad_(False)
        self.latest: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        latest = self.latest = self.drop(self.norm(self.layer(self.frozen(x))))
        return torch.relu(latest)


@pytest.mark.usefixtures("brief")
def test_the_callers_module_is_as_it_was_after_training() -> None:
    model = Noting().eval()
    x = torch.randn(3, 4, requires_grad=True)
    model(x).sum().backward()
    assert model.layer.weight.grad is not None
    model.latest = None
    before = {name: each.clone() for name, each in model.state_dict().items()}
    grad, state = model.layer.weight.grad.clone(), torch.get_rng_state()
    report = trained(model, Given((x,)))
    backward = {layer.path: layer.backward_ms for layer in report.layers}
    assert backward["frozen"] == 0
    assert (backward["layer"] or 0) > 0
    assert all(each.equal(before[name]) for name, each in model.state_dict().items())
    assert model.layer.weight.grad.equal(grad)
    assert torch.get_rng_state().equal(state)
    assert (model.training, model.norm.training, model.latest) == (False, False, None)
    assert model.frozen.weight.grad is None


def test_the_loss_is_the_mean_square_of_each_output_added_up() -> None:
    first, second = torch.tensor([3.0, 1.0], requires_grad=True), torch.ones(4, requires_grad=True)
    output = {"logits": first * 1, "more": [second * 2, torch.arange(3), second.detach()]}
    assert loss_of(output).item() == pytest.approx((9 + 1) / 2 + 4)


class Detached(nn.Module):
    """Gives nothing back that gradients could come from."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(3, 3)

    def forward(self, x: Tensor) -> Tensor:
        with torch.no_grad():
            out: Tensor = self.layer(x)
        return out


class Overwritten(nn.Module):
    """Writes into what the backward pass needs."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(3, 3)

    def forward(self, x: Tensor) -> Tensor:
        x = torch.sigmoid(self.layer(x))
        x += 1
        return x


def normed() -> nn.Module:
    return nn.Sequential(nn.Linear(3, 3), nn.BatchNorm1d(3))


UNTRAINABLE: dict[str, tuple[Callable[[], nn.Module], str]] = {
    "no gradients": (Detached, "no output of this network has gradients"),
    "out=": (lambda: sample("InPlace").model, r"can't be trained .*out=\.\.\. arguments"),
    "frozen": (lambda: nn.Sequential(nn.Linear(3, 3)).requires_grad_(False), "has gradients"),
    "written into": (Overwritten, "can't be trained with this input: .*modified by an inplace"),
    "one value of a channel": (normed, "can't be trained with this input: .*more than 1 value"),
}


@pytest.mark.usefixtures("brief")
@pytest.mark.parametrize("what", UNTRAINABLE)
def test_what_refuses_gradients_is_one_sentence(what: str) -> None:
    make, words = UNTRAINABLE[what]
    with pytest.raises(UserError, match=words) as raised:
        trained(make(), Given((torch.randn(1, 4) if what == "out=" else torch.randn(1, 3),)))
    assert "\n" not in raised.value.message
    assert raised.value.message.endswith("Time the forward pass")
