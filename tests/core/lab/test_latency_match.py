"""The counterpart nearest in latency: who is timed, and who of them is named."""

from itertools import product

import pytest

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.latency_match import LatencyMatch, match_lines
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.match import By, match, near_in_macs
from resnet_viz.core.resnet.spec import Block
from resnet_viz.core.timing.turns.turns import TurnsReport
from tests.samples.runs import made_up_timing

ARCHS = (
    "resnet50",
    *(f"resnet,stages={each},block=basic" for each in ("3-5-7-3", "4-5-6-4", "3-6-6-4")),
)


def report(*medians: float, spread: float = 0.01) -> TurnsReport:
    rounds = tuple(
        tuple(middle * (1 + spread * (number % 5 - 2)) for number in range(20))
        for middle in medians
    )
    first = (rounds[0][0],) * 20
    return TurnsReport(tuple(map(made_up_timing, ARCHS)), (first, *rounds[1:]))


@pytest.mark.parametrize("arch", ["resnet50", "resnet34", "resnet20", "resnext50_32x4d"])
def test_the_candidates_are_the_three_nearest_in_macs(arch: str) -> None:
    network = network_named(arch)
    found = near_in_macs(network, None, 3)
    wanted = report_of(network).totals.macs
    away = [abs(report_of(each).totals.macs - wanted) for each in found]
    assert len(set(found)) == 3
    assert away == sorted(away)
    assert found[0] == match(network, None, By.MACS).network


def test_no_stage_list_around_the_same_proportion_is_nearer_than_the_candidates() -> None:
    network = network_named("resnet20")
    wanted = report_of(network).totals.macs
    archs = (
        f"resnet20,block=bottleneck,stages={a}-{b}-{c}"
        for a, b, c in product(range(1, 6), repeat=3)
    )
    away = sorted(abs(report_of(network_named(arch)).totals.macs - wanted) for arch in archs)
    found = near_in_macs(network, Block.BOTTLENECK, 3)
    assert [abs(report_of(each).totals.macs - wanted) for each in found] == away[:3]


def test_the_block_that_it_has_is_refused() -> None:
    with pytest.raises(UserError, match="is the block that resnet50 has"):
        near_in_macs(network_named("resnet50"), Block.BOTTLENECK, 3)


def test_the_nearest_is_named_whether_faster_or_slower() -> None:
    assert LatencyMatch(report(60, 50, 58, 80)).nearest == ARCHS[2]
    assert LatencyMatch(report(60, 90, 40, 66)).nearest == ARCHS[3]


def test_those_that_may_be_as_near_are_named_too() -> None:
    found = LatencyMatch(report(60, 60.1, 60.2, 80))
    assert found.nearest == ARCHS[1]
    assert found.unsure == (ARCHS[2],)
    lines = match_lines(found)
    assert lines[0].startswith(f"Nearest in latency: {ARCHS[1]}, ")
    assert f"Perhaps as near: {ARCHS[2]}." in lines
    assert lines[-1].startswith("Measured here now, in turn: ")
    assert LatencyMatch(report(60, 50, 58, 80)).unsure == ()


def test_the_json_has_both_networks_and_every_ratio() -> None:
    said = LatencyMatch(report(60, 50, 58, 80)).to_dict()
    assert [each["arch"] for each in said["networks"]] == [ARCHS[0], ARCHS[2]]
    assert said["by"] == "latency"
    assert len(said["in_turn"]["networks"]) == 4
