"""The counterpart with the other block: legal, as near as stages allow, and true to the report."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.resnet import rules
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.match import (
    By,
    Match,
    by_named,
    distance_text,
    match,
    notes_on,
    stage_costs_of,
)
from resnet_viz.core.resnet.network import network_of, spec_of
from resnet_viz.core.resnet.presets import PRESETS, Preset
from resnet_viz.core.resnet.spec import Block, ResNetSpec
from resnet_viz.core.resnet.stage_search import (
    REACH,
    StageCosts,
    nearest_stages,
    range_about,
    shares_of,
    unevenness,
)
from resnet_viz.core.wording import THIN_SPACE
from tests.samples.legal_specs import SMALL_SPECS

EIGHT_STAGES = "resnet,stages=125-125-125-125-125-125-125-125"


def counterpart(arch: str, by: By) -> Match:
    spec = parse(arch)
    return match(network_of(spec), spec.block.other, by)


def figure(spec: ResNetSpec, by: By) -> int:
    totals = report_of(network_of(spec)).totals
    figures = {By.STAGES: sum(spec.stages), By.DEPTH: spec.depth}
    return (figures | {By.MACS: totals.macs, By.PARAMS: totals.params})[by]


def nearest_by_trying_all(costs: StageCosts, wanted: int, proportion: tuple[int, ...]) -> int:
    shares, reach = shares_of(costs, wanted, proportion), REACH[len(proportion)]
    every = product(*(range_about(share, reach) for share in shares))
    legal = (stages for stages in every if sum(stages) <= rules.MAX_BLOCKS)
    return min(abs(costs.of(stages) - wanted) for stages in legal)


def test_resnet50_and_resnet34_are_counterparts_by_stages() -> None:
    assert spec_of(counterpart("resnet50", By.STAGES).network) == parse("resnet34")
    assert spec_of(counterpart("resnet34", By.STAGES).network) == parse("resnet50")


def test_resnet18_with_bottlenecks() -> None:
    found = counterpart("resnet18", By.STAGES)
    assert (spec_of(found.network).stages, spec_of(found.network).depth) == ((2, 2, 2, 2), 26)
    assert report_of(network_of(spec_of(found.network))).totals.params == 15_995_176
    assert (found.wanted, found.found, found.distance, found.ratio) == (8, 8, 0, 1)


def test_resnet50_with_basic_blocks_by_depth() -> None:
    found = counterpart("resnet50", By.DEPTH)
    totals = report_of(network_of(spec_of(found.network))).totals
    assert (spec_of(found.network).stages, spec_of(found.network).depth) == ((5, 6, 8, 5), 50)
    assert (totals.params, totals.macs) == (34_339_112, 5_513_449_472)


@pytest.mark.parametrize(
    ("arch", "depth"),
    [
        ("resnet18", 17),
        ("resnet34", 35),
        ("resnet101", 100),
        ("resnet,stages=1-1-1-1,block=basic", 14),
        ("resnet,stages=250-250-250-250,block=bottleneck", 2002),
    ],
)
def test_a_depth_that_is_out_of_reach_gives_way_to_the_nearest(arch: str, depth: int) -> None:
    found = counterpart(arch, By.DEPTH)
    assert spec_of(found.network).depth == found.found == depth
    assert found.distance == depth - parse(arch).depth


@pytest.mark.parametrize("by", By)
@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_of_every_published_network_all_but_block_and_stages_is_kept(
    preset: Preset, by: By
) -> None:
    spec = preset.spec
    found = spec_of(match(network_of(spec), spec.block.other, by).network)
    assert replace(found, stages=spec.stages) == spec.with_block(spec.block.other)
    assert len(found.stages) == len(spec.stages)


@settings(deadline=None)
@given(SMALL_SPECS, st.sampled_from(By))
def test_of_any_network_it_is_legal_and_its_figure_is_the_reports(spec: ResNetSpec, by: By) -> None:
    found = match(network_of(spec), spec.block.other, by)
    assert rules.checked(spec_of(found.network)) == spec_of(found.network)
    assert spec_of(found.network).block is spec.block.other
    assert len(spec_of(found.network).stages) == len(spec.stages)
    assert (found.wanted, found.found) == (figure(spec, by), figure(spec_of(found.network), by))
    assert json.loads(json.dumps(found.to_dict()))["distance"] == found.found - found.wanted


@settings(deadline=None)
@given(SMALL_SPECS, st.sampled_from([By.MACS, By.PARAMS]))
def test_the_cost_of_any_stages_follows_from_two_blocks_in_each(spec: ResNetSpec, by: By) -> None:
    assert stage_costs_of(spec, by).of(spec.stages) == figure(spec, by)


@settings(deadline=None)
@given(SMALL_SPECS, st.sampled_from([By.MACS, By.PARAMS]))
def test_no_list_in_proportion_comes_nearer_to_a_networks_cost(spec: ResNetSpec, by: By) -> None:
    found = match(network_of(spec), spec.block.other, by)
    costs = stage_costs_of(spec_of(found.network), by)
    assert abs(found.distance) == nearest_by_trying_all(costs, found.wanted, spec.stages)


@pytest.mark.parametrize("by", [By.MACS, By.PARAMS])
@pytest.mark.parametrize("arch", ["resnet34", "resnet50", "resnext50_32x4d,input=97x130"])
def test_no_list_within_a_half_of_its_exact_share_comes_nearer(arch: str, by: By) -> None:
    found = counterpart(arch, by)
    costs, proportion = stage_costs_of(spec_of(found.network), by), parse(arch).stages
    scale = Fraction(found.wanted - costs.rest, costs.of(proportion) - costs.rest)
    shares = [scale * blocks for blocks in proportion]
    in_proportion = (
        stages
        for stages in product(range(1, 13), repeat=4)
        if all(
            abs(blocks - share) <= max(Fraction(1), share / 2)
            for blocks, share in zip(stages, shares, strict=True)
        )
    )
    least = min(abs(costs.of(stages) - found.wanted) for stages in in_proportion)
    assert abs(found.distance) == least


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 300)), min_size=1, max_size=4),
    st.integers(-300, 300),
    st.integers(0, 10_000),
)
def test_no_list_in_proportion_comes_nearer_to_any_cost(
    stages: list[tuple[int, int]], rest: int, wanted: int
) -> None:
    proportion, each = zip(*stages, strict=True)
    costs = StageCosts(rest, each)
    found = nearest_stages(costs, wanted, proportion)
    rules.check_stages(found)
    least = nearest_by_trying_all(costs, wanted, proportion)
    assert abs(costs.of(found) - wanted) == least


def test_of_lists_that_are_as_near_the_one_most_in_proportion_is_taken() -> None:
    costs = StageCosts(0, (10, 10, 10))
    found = nearest_stages(costs, 240, (3, 6, 3))
    assert found == (6, 12, 6)
    shares = shares_of(costs, 250, (3, 6, 3))
    alike = [stages for stages in product(range(1, 20), repeat=3) if sum(stages) == 25]
    nearest = min(unevenness(stages, shares) for stages in alike)
    assert unevenness(nearest_stages(costs, 250, (3, 6, 3)), shares) == nearest


def test_what_costs_more_than_all_legal_lists_gets_as_many_blocks_as_are_legal() -> None:
    found = nearest_stages(StageCosts(0, (1, 1, 1, 1)), 10**9, (3, 4, 6, 3))
    assert sum(found) == rules.MAX_BLOCKS


def test_what_costs_less_than_all_legal_lists_gets_one_block_in_each_stage() -> None:
    assert nearest_stages(StageCosts(500, (1, 2, 3)), 1, (3, 4, 6)) == (1, 1, 1)


@pytest.mark.parametrize(
    ("arch", "by", "most"),
    [
        ("resnet50", By.MACS, 0.01),
        ("resnet50", By.PARAMS, 0.001),
        ("resnet152", By.MACS, 0.001),
        ("resnet1202", By.PARAMS, 0.0001),
        (EIGHT_STAGES, By.PARAMS, 0.001),
    ],
)
def test_networks_of_many_blocks_are_matched_closely(arch: str, by: By, most: float) -> None:
    assert abs(counterpart(arch, by).ratio - 1) < most


@pytest.mark.parametrize("block", Block)
def test_the_block_that_a_network_has_already_is_refused(block: Block) -> None:
    spec = ResNetSpec(block, (2, 2, 2, 2))
    with pytest.raises(UserError, match=f"{spec} has") as caught:
        match(network_of(spec), block, By.STAGES)
    assert (caught.value.field, caught.value.nearest) == ("block", (block.other,))


def test_what_the_other_block_cant_have_is_said() -> None:
    assert list(notes_on(counterpart("resnet50,se=16", By.MACS))) == []
    (groups,) = notes_on(counterpart("resnext50_32x4d", By.STAGES))
    assert "groups=32 and group_width=4" in groups
    found = counterpart("resnet50,se=256", By.PARAMS)
    assert spec_of(found.network).se == 64
    (lowered,) = notes_on(found)
    assert "se=256 becomes se=64" in lowered
    (stem,) = notes_on(counterpart("resnet50,shortcut=A,stem_width=128", By.STAGES))
    assert "stem_width=128 left out" in stem


def test_an_unknown_figure_is_refused_with_the_known_ones() -> None:
    assert [by_named(word) for word in ("stages", "depth", "MACs", "params")] == list(By)
    with pytest.raises(UserError) as caught:
        by_named("flops")
    assert str(caught.value) == "by=flops is unknown. Choose stages, depth, macs, params or latency"
    assert (caught.value.field, caught.value.nearest) == ("by", (*By, "latency"))


@pytest.mark.parametrize(
    ("arch", "by", "words"),
    [
        ("resnet50", By.STAGES, "Stages: exact"),
        ("resnet50", By.DEPTH, "Depth: exact"),
        ("resnet34", By.DEPTH, "Depth: +2.9 % (1 more)"),
        ("resnet101", By.DEPTH, "Depth: −1.0 % (1 fewer)"),
        ("resnet50", By.PARAMS, "Parameters: +0.008 % (2 048 more)"),
    ],
)
def test_the_distance_is_said_in_one_line(arch: str, by: By, words: str) -> None:
    assert distance_text(counterpart(arch, by)).replace(THIN_SPACE, " ") == words


def test_the_json_names_both_networks_and_their_distance() -> None:
    found = json.loads(json.dumps(counterpart("resnet34", By.DEPTH).to_dict()))
    networks = found.pop("networks")
    assert found == {"by": "depth", "wanted": 34, "found": 35, "distance": 1, "ratio": 35 / 34}
    assert [parse(network["arch"]).depth for network in networks] == [34, 35]
    assert networks[1]["block"] == "bottleneck"
    assert networks[1]["stages"] == [2, 3, 4, 2]
