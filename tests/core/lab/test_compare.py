"""Networks side by side."""

import json
from dataclasses import replace

import pytest

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.compare import Comparison, compare
from resnet_viz.core.networks import network_named
from resnet_viz.core.wording import digits_grouped
from tests.samples.graphs import network_with_uncounted


def comparison(*texts: str) -> Comparison:
    return compare([report_of(network_named(text)) for text in texts])


def test_resnet34_and_its_bottleneck_twin() -> None:
    rows = {row.key: row for row in comparison("resnet34", "resnet50").measures}
    assert rows["depth"].values == (34, 50)
    assert rows["params"].differences == (0, 25_557_032 - 21_797_672)
    assert list(rows["macs"].ratios) == [1, 4_089_184_256 / 3_663_761_408]
    assert rows["shortcuts"].differences == (0, 0)
    assert rows["param_bytes"].values[1] == 102_228_128


def test_every_network_is_held_against_the_first() -> None:
    found = comparison("resnet50", "resnet18", "resnet152").to_dict()["networks"]
    first = found[0]
    assert [network["arch"] for network in found] == ["resnet50", "resnet18", "resnet152"]
    for network in found:
        for key, difference in network["difference"].items():
            assert network[key] - first[key] == difference
            assert network["ratio"][key] == network[key] / first[key]


def test_the_json_names_every_cost() -> None:
    network = json.loads(json.dumps(comparison("resnet34", "resnet50").to_dict()))["networks"][1]
    assert list(network) == [
        "arch", "block", "stages", "batch", "depth", "params", "macs", "flops", "activations",
        "param_bytes", "peak_inference_bytes", "training_bytes", "shortcuts", "difference", "ratio",
        "published_top1",
    ]  # fmt: skip


def test_one_network_is_no_comparison() -> None:
    with pytest.raises(UserError, match="at least two"):
        comparison("resnet50")


def test_of_work_that_is_not_counted_no_difference_is_known() -> None:
    whole = report_of(network_named("resnet18"))
    partly = report_of(network_with_uncounted("resnet18", "conv1"))
    rows = {row.key: row for row in compare([whole, partly]).measures}
    assert rows["macs"].texts[1] == f"at least {digits_grouped(whole.totals.macs - 118_013_952)}"
    assert (rows["macs"].differences, rows["macs"].ratios) == ((0, None), (1, None))
    assert (rows["macs"].change(1), rows["params"].change(1)) == ("", "=")
    assert rows["params"].differences == (0, 0)
    found = compare([whole, partly]).to_dict()["networks"]
    assert ["is_complete" in network for network in found] == [False, True]
    turned = {row.key: row for row in compare([partly, whole]).measures}
    assert turned["macs"].differences == (None, None)


def test_a_network_without_stages_has_no_depth_to_differ_in() -> None:
    traced = report_of(replace(network_named("resnet18"), structure=None))
    depth = compare([report_of(network_named("resnet18")), traced]).measures[0]
    assert depth.values == (18, None)
    assert depth.texts == ("18", "–")
    assert depth.differences == (0, None)
