"""Networks in turn on a real device: who is first when, what a round is, what comes of it."""

from collections import Counter

import pytest

from resnet_viz.core.clock_kind import ClockKind
from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Step, ignore_progress
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.engine.timing import turns
from resnet_viz.engine.timing.passes import Bench, take_turn
from resnet_viz.engine.timing.samples import Samples
from resnet_viz.engine.timing.turns import order_of, time_in_turn

ARCHS = tuple(f"resnet,stages=1-{blocks},input=32,classes=10" for blocks in (1, 2, 3))
NETWORKS = [network_named(arch) for arch in ARCHS]
ONE_THREAD = TimingOptions(threads=1)


@pytest.mark.parametrize("count", range(2, 7))
def test_over_the_rounds_each_network_is_as_often_in_each_place(count: int) -> None:
    rounds = [order_of(number, count) for number in range(2 * count)]
    assert all(sorted(order) == list(range(count)) for order in rounds)
    for place in range(count):
        assert set(Counter(order[place] for order in rounds).values()) == {2}


def test_three_networks_come_in_all_six_orders() -> None:
    assert len({tuple(order_of(number, 3)) for number in range(6)}) == 6


def test_passes_alternate_round_by_round(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[Bench] = []

    def noted(bench: Bench, samples: Samples) -> None:
        order.append(bench)
        take_turn(bench, samples)

    monkeypatch.setattr(turns, "take_turn", noted)
    report = time_in_turn(NETWORKS, ONE_THREAD, ignore_progress)
    benches, taken = order[:3], order[3:]  # the first of each is to warm up
    assert len(set(map(id, benches))) == 3
    assert len(taken) == 3 * report.rounds
    for number in range(report.rounds):
        of_round = taken[3 * number : 3 * number + 3]
        assert [benches.index(each) for each in of_round] == order_of(number, 3)


def test_each_network_has_a_whole_run_and_its_passes_are_those_of_the_rounds() -> None:
    steps: list[Step] = []
    report = time_in_turn(NETWORKS, ONE_THREAD, steps.append)
    assert report.archs == tuple(network.name for network in NETWORKS)
    for run, passes, network in zip(report.runs, report.rounds_ms, NETWORKS, strict=True):
        assert run.runs == len(passes) == report.rounds >= 3
        assert min(passes) == run.whole_ms.min
        assert [layer.path for layer in run.layers] == [n.path for n in network.graph.nodes]
        assert run.trust.clock is report.clock
        assert run.threads == 1
    assert steps[0].doing == "building network 1 of 3"
    assert any(step.doing == "round" and step.done == report.rounds for step in steps)


def test_one_clock_is_for_all_as_soon_as_one_found_the_machine_busy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    met: list[Bench] = []

    def busy_for_one(bench: Bench, samples: Samples) -> None:
        met.append(bench)
        take_turn(bench, samples)
        if bench is met[0]:
            samples.plain_wall[-1] *= 10

    monkeypatch.setattr(turns, "take_turn", busy_for_one)
    report = time_in_turn(NETWORKS[:2], ONE_THREAD, ignore_progress)
    assert report.clock is ClockKind.CPU
    assert {run.trust.clock for run in report.runs} == {ClockKind.CPU}


def test_what_cannot_be_timed_is_refused_before_a_model_is_built(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "prepare", None)  # which would fail
    with pytest.raises(UserError, match="2 to 6 networks"):
        time_in_turn(NETWORKS[:1], ONE_THREAD, ignore_progress)
