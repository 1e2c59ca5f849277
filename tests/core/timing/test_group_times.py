"""Times by groups: each has its layers and its modules' own glue, and all sum to the run."""

from dataclasses import replace

import pytest

from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.networks import network_named
from resnet_viz.core.timing.group_times import time_groups
from resnet_viz.core.timing.measurement import TimingReport
from tests.samples.runs import made_up_timing

GLUE = (
    ("", 0.5),
    ("layer1", 0.25),
    ("layer1.0", 2.0),
    ("layer2.0", 4.0),
    ("layer2.0.downsample", 8.0),
)


@pytest.fixture
def report() -> TimingReport:
    report, glue_ms = made_up_timing("resnet18"), sum(time_ms for _, time_ms in GLUE)
    return replace(report, glue=GLUE, glue_ms=glue_ms, layer_sum_ms=report.layer_sum_ms + glue_ms)


@pytest.mark.parametrize("grouping", list(Grouping))
def test_the_groups_and_what_lies_between_them_are_the_run(
    report: TimingReport, grouping: Grouping
) -> None:
    found = time_groups(report, network_named(report.arch).graph, grouping)
    total = sum(group.time_ms for group in found.groups) + found.between_ms
    assert total == pytest.approx(report.layer_sum_ms)
    shares = sum(group.share for group in found.groups) + found.between_ms / report.layer_sum_ms
    assert shares == pytest.approx(1.0)


def test_a_block_has_its_own_glue_and_that_of_its_projection(report: TimingReport) -> None:
    found = time_groups(report, network_named(report.arch).graph, Grouping.BLOCK)
    blocks = found.by_path()
    assert blocks["layer1.0"].glue_ms == 2.0
    assert blocks["layer1.1"].glue_ms == 0.0
    assert blocks["layer2.0"].glue_ms == 12.0
    assert found.between_ms == pytest.approx(0.75)  # a stage's and the network's own
    inside = [layer.median_ms for layer in report.layers if layer.path.startswith("layer1.0.")]
    assert blocks["layer1.0"].time_ms == pytest.approx(sum(inside) + 2.0)


def test_a_stage_has_its_blocks_and_its_own(report: TimingReport) -> None:
    stages, blocks = (
        time_groups(report, network_named(report.arch).graph, Grouping.STAGE),
        time_groups(report, network_named(report.arch).graph, Grouping.BLOCK),
    )
    first = stages.by_path()["layer1"]
    inside = [group.time_ms for group in blocks.groups if group.path.startswith("layer1.")]
    assert first.time_ms == pytest.approx(sum(inside) + 0.25)
    assert first.glue_ms == pytest.approx(2.25)
    assert stages.between_ms == pytest.approx(0.5)


def test_kinds_of_layer_have_no_glue_of_their_own(report: TimingReport) -> None:
    found = time_groups(report, network_named(report.arch).graph, Grouping.OPERATION)
    assert all(group.glue_ms == 0.0 for group in found.groups)
    assert found.between_ms == pytest.approx(report.glue_ms)


def test_ten_stages_are_not_taken_for_the_first() -> None:
    glue = ("layer1", 1.0), ("layer10", 5.0)
    report = replace(made_up_timing("resnet18"), glue=glue, glue_ms=6.0)
    assert (
        time_groups(report, network_named(report.arch).graph, Grouping.STAGE)
        .by_path()["layer1"]
        .glue_ms
        == 1.0
    )
