"""What differs between two networks."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import given, settings

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.tree import Node, ShortcutKind
from resnet_viz.core.lab.diff.diff import Diff, diff_of
from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.core.lab.diff.places import Places, counterpart_in
from resnet_viz.core.lab.diff.rows import LayerDiff
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.network import network_of
from resnet_viz.core.resnet.spec import ResNetSpec
from tests.samples.graphs import encoder_decoder, network_with_uncounted
from tests.samples.legal_specs import SMALL_SPECS

COSTS = ("params", "buffers", "macs", "flops", "activations", "bytes_read", "bytes_written")


def diff(a: str, b: str, batch: int = 1) -> Diff:
    return diff_of(network_named(a), network_named(b), batch)


def stage(found: Diff, path: str) -> Mapping[str, LayerDiff]:
    rows = next(each for each in found.stages if each.path == path)
    return {layer.path: layer for part in rows.parts for layer in part.layers}


@settings(max_examples=60, deadline=None)
@given(SMALL_SPECS, SMALL_SPECS)
def test_rows_of_stages_and_layers_sum_to_the_totals_of_both_reports(
    one: ResNetSpec, other: ResNetSpec
) -> None:
    networks = network_of(one), network_of(other)
    found = diff_of(*networks, 2)
    for side, network in enumerate(networks):
        totals = report_of(network, 2).totals
        for rows in (found.stages, found.layers):
            for cost in COSTS:
                summed = sum(getattr(row.costs[side], cost) for row in rows)
                assert summed == getattr(totals, cost), cost
        assert sum(each.blocks[side] for each in found.stages) == len(network.graph.blocks)
        shortcuts = [shortcut.kind for shortcut in network.graph.shortcuts]
        for kind in ShortcutKind:
            counted = sum(each.shortcuts[side].get(kind, 0) for each in found.stages)
            assert counted == shortcuts.count(kind)


@settings(max_examples=60, deadline=None)
@given(SMALL_SPECS, SMALL_SPECS)
def test_each_layer_has_one_place_and_is_the_same_only_where_all_of_it_is(
    one: ResNetSpec, other: ResNetSpec
) -> None:
    a, b = network_of(one), network_of(other)
    places = Places(diff_of(a, b))
    ours, theirs = a.graph.by_path, b.graph.by_path
    joins = [{s.join: s.kind for s in network.graph.shortcuts} for network in (a, b)]
    for node in a.graph.nodes:
        place = places.of_a[node.path]
        assert (place.kind is Kind.ONLY_A) is (not place.other)
        if place.other:
            assert places.of_b[place.other].other == node.path
            like = theirs[place.other]
            is_same = facts(node) == facts(like)
            is_same = is_same and joins[0].get(node.path) == joins[1].get(like.path)
            assert (place.kind is Kind.SAME) is is_same
    for node in b.graph.nodes:
        place = places.of_b[node.path]
        assert place.other in ours if place.other else place.kind is Kind.ONLY_B


def facts(node: Node) -> tuple[object, ...]:
    return node.op, node.layer, node.in_shapes, node.out_shapes


@settings(max_examples=30, deadline=None)
@given(SMALL_SPECS)
def test_a_network_does_not_differ_from_itself(spec: ResNetSpec) -> None:
    found = diff_of(network_of(spec), network_of(spec))
    assert found.is_same
    assert {layer.kind for layer in found.layers} == {Kind.SAME}
    assert found.sentences == ("A and B have the same layers, shapes and shortcuts.",)


def test_a_basic_block_against_a_bottleneck_goes_by_the_names_of_layers() -> None:
    rows = stage(diff("resnet34", "resnet50"), "layer1")
    assert rows["layer1.1.conv1"].words == ("kernel 3×3 → 1×1, input 64 × 56 × 56 → 256 × 56 × 56")
    assert rows["layer1.1.conv1"].repeats == 2
    assert rows["layer1.1.conv2"].kind is Kind.SAME
    assert rows["layer1.1.conv3"].kind is Kind.ONLY_B
    assert rows["layer1.0.add"].kind is Kind.SHORTCUT
    assert rows["layer1.0.add"].words.endswith("shortcut identity → projection")


def test_a_projection_after_a_new_pooling_is_held_against_the_old_projection() -> None:
    found = diff("resnet50", "resnet50,stride_in=1x1,downsample=avg")
    rows = next(each for each in found.stages if each.path == "layer2").parts[0].layers
    named = {row.name: row for row in rows}
    assert named["downsample.0 → downsample.1"].words.startswith("stride 2×2 → 1×1")
    assert named["downsample.1 → downsample.2"].kind is Kind.SAME
    assert [row.node.op for row in rows if row.kind is Kind.ONLY_B] == ["avg_pool"]


def test_extra_blocks_are_those_behind_the_last_that_both_have() -> None:
    found = diff("resnet50", "resnet101")
    conv4 = next(each for each in found.stages if each.path == "layer3")
    extra = [part for part in conv4.parts if part.kind is Kind.ONLY_B]
    assert [part.paths for part in extra] == [tuple(f"layer3.{n}" for n in range(6, 23))]
    assert (conv4.blocks, conv4.kind) == ((6, 23), Kind.BLOCKS)
    assert {each.kind for each in found.stages if each is not conv4} == {Kind.SAME}


@pytest.mark.parametrize(
    ("a", "b", "sentence"),
    [
        ("resnet34", "resnet50", "B has one more projection, in conv2_x."),
        ("resnet50", "resnet34", "A has one more projection, in conv2_x."),
        ("resnet18", "plain18", "B has no shortcuts. A has 8."),
        ("resnet50", "resnet101", "B has 17 more blocks, in conv4_x."),
        ("resnet20", "resnet18", "Only B has conv5_x."),
        ("resnet50", "resnext50_32x4d", "The number of groups differs in 16 layers,"),
        ("resnet50", "resnet50,input=192", "The input is 3 × 224 × 224 in A and 3 × 192 × 192"),
        ("resnet50", "resnet50,classes=10", "1 layer has another shape."),
        ("resnet50", "resnet50,downsample=avg", "Only B has three average pooling layers,"),
        ("resnet56", "resnet56,shortcut=B", "B has two more projections, in conv3_x and conv4_x."),
    ],
)
def test_plain_sentences_say_what_differs(a: str, b: str, sentence: str) -> None:
    assert sentence in " ".join(diff(a, b).sentences)


def test_any_other_graph_is_compared_too() -> None:
    other = Network("encoder-decoder", "Encoder-decoder", encoder_decoder())
    mixed = diff_of(network_named("resnet18"), other)
    whole = diff_of(other, other)
    assert whole.is_same
    assert sum(row.costs.b.macs for row in mixed.layers) == report_of(other).totals.macs
    assert sum(row.costs.a.params for row in whole.layers) == report_of(other).totals.params
    assert sum(row.repeats for row in whole.layers) == len(other.graph.nodes)
    assert {row.kind for row in mixed.layers} <= {Kind.ONLY_A, Kind.ONLY_B}


def test_work_without_a_formula_is_null_in_json() -> None:
    partly = network_with_uncounted("resnet18", "conv1")
    found = json.loads(json.dumps(diff_of(network_named("resnet18"), partly).to_dict()))
    assert found["stages"][0]["a"]["macs"] == 118_013_952
    assert found["stages"][0]["b"]["macs"] is None


def test_what_is_selected_in_one_has_its_counterpart_in_the_other() -> None:
    places = Places(diff("resnet34", "resnet50"))
    assert counterpart_in(places.of_b, "layer2.0.conv2") == "layer2.0.conv2"
    assert counterpart_in(places.of_b, "layer2.0.conv3") == "layer2.0"
    assert counterpart_in(Places(diff("resnet20", "resnet18")).of_b, "layer4.1") == ""


def test_inputs_of_another_size_are_another_shape() -> None:
    places = Places(diff("resnet50", "resnet50,input=192"))
    assert places.of_a["input"].kind is Kind.SHAPE
    assert Places(diff("resnet50", "resnet34")).of_b["input"].kind is Kind.SAME


def test_networks_without_layers_of_one_name_are_unlike_in_one_sentence() -> None:
    graph = encoder_decoder()
    found = diff_of(network_named("resnet50"), Network("net", graph.title, graph))
    assert found.is_unlike
    assert found.lettered("A", "C") == (
        "Hardly any layer of A has the name of one in C. Only their totals can be compared.",
    )
    assert len(found.layers) > 100


@pytest.mark.parametrize("other", ["resnet34", "resnet20", "plain18", "preact200", "resnet50,se=4"])
def test_networks_of_the_family_are_never_unlike(other: str) -> None:
    assert not diff("resnet50", other).is_unlike
    assert not diff(other, "resnet50").is_unlike
