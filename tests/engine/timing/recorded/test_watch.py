"""Times of calls and operations, checked against a network that knows how long each took."""

from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn
from torch.overrides import handle_torch_function, has_torch_function_unary

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.several import Other
from resnet_viz.core.graph.tree import Group, GroupKind, Node
from resnet_viz.engine.timing.recorded.calibrate import Calibration, Round, calibrate
from resnet_viz.engine.timing.recorded.plan import plan_of
from resnet_viz.engine.timing.recorded.watch import CallWatch, shared_out
from resnet_viz.engine.trace.script import script_of
from tests.engine.timing.fake_time import FakeTime

FREE = Calibration((Round((0.0, 0.0), ()),))
Take = Callable[[float], None]


def slow(x: Tensor, take: Take, ms: float) -> Tensor:
    """A function that modes see, and that takes a known time."""
    if has_torch_function_unary(x):
        out: Tensor = handle_torch_function(slow, (x,), x, take, ms)
        return out
    take(ms)
    return x + 1


class Layer(nn.Module):
    """One function in a module by itself: a layer."""

    def __init__(self, take: Take) -> None:
        super().__init__()
        self.take = take

    def forward(self, x: Tensor) -> Tensor:
        return slow(x, self.take, 5.0)


class Part(nn.Module):
    """A layer that runs twice, two functions and some time between them."""

    def __init__(self, take: Take) -> None:
        super().__init__()
        self.layer, self.take = Layer(take), take

    def forward(self, x: Tensor) -> Tensor:
        x = slow(self.layer(x), self.take, 7.0)
        self.take(2.0)
        torch.zeros(3)  # a constant: no row
        out: Tensor = self.layer(slow(x, self.take, 1.0))
        return out


def node(path: str, reads: str, call: int = 1) -> Node:
    return Node(path, Other("slow"), (reads,), ((3,),), ((3,),), call=call)


NODES = (
    node("part.layer", "input"),
    node("part.slow", "part.layer"),
    node("part.slow#2", "part.slow", 2),
    node("part.layer#2", "part.slow#2", 2),
)
GRAPH = Graph("", (node("input", "input"),), (Group("part", "Part", GroupKind.PART, NODES),))


def watched(time: FakeTime, calibration: Calibration = FREE) -> dict[str, float]:
    """The times of a pass of each kind."""

    def take(ms: float) -> None:
        time.now_ms += ms

    model = nn.Sequential()
    model.add_module("part", Part(take))

    def run() -> None:
        with torch.no_grad():
            model(torch.zeros(3))

    clock, script = time.clock(), script_of(model, run)
    watch = CallWatch(plan_of(GRAPH, script), clock, calibration)
    with watch.attached():
        run()
    with watch.inside():
        run()
    times = watch.times(clock.wall_ms, 0.0)
    return dict(zip(watch.paths, times.self_ms, strict=True))


def test_each_call_and_each_operation_has_its_own_time() -> None:
    assert watched(FakeTime()) == pytest.approx(
        {"part.layer": 5.0, "part.slow": 7.0, "part.slow#2": 1.0, "part.layer#2": 5.0,
         "": 0.0, "part": 2.0}
    )  # fmt: skip


def test_what_the_marks_cost_is_in_no_operation_and_the_sum_is_that_of_the_hooked_pass() -> None:
    found = watched(FakeTime(mark_ms=0.1))
    assert sum(found.values()) == pytest.approx(20.0 + 0.1 * 7)  # each hook's mark but the first
    assert found["part.slow"] / found["part.slow#2"] == pytest.approx(7.1 / 1.1)
    assert found["part.slow"] < 7.1


def test_what_the_mode_costs_is_taken_from_what_is_between_the_operations() -> None:
    costly = Calibration((Round((0.0, 16.0), ()), Round((0.0, 48.0), ())))
    found = watched(FakeTime(), costly)  # 0.5 ms each of 32 calls in the fastest round
    assert found["part.slow"] == pytest.approx(10 * 7 / 8.5)
    assert found["part"] == pytest.approx(10 * 0.5 / 8.5)


def test_a_module_s_time_is_shared_out_and_nothing_of_it_is_lost() -> None:
    assert shared_out(10.0, [1.0, 3.0], 8.0) == ([1.25, 3.75], 5.0)
    assert shared_out(10.0, [1.0, 3.0], 2.0) == ([2.5, 7.5], 0.0)
    assert shared_out(10.0, [], 0.0) == ([], 10.0)
    assert shared_out(10.0, [0.0], 0.0) == ([0.0], 10.0)


def test_the_cost_of_the_mode_is_what_is_outside_of_its_marks() -> None:
    time = FakeTime(mark_ms=1.0)
    found = calibrate(time.clock(), "cpu")
    assert found.cost_ms(time.clock().wall_ms) == pytest.approx(1.0, rel=0.05)
    assert Calibration((Round((0.0, 1.0), ((0.0, 3.0),)),)).cost_ms(time.clock().wall_ms) == 0.0
