"""Costs of a network that is no ResNet: two inputs, concatenations, layers without a formula."""

import json

import pytest

from resnet_viz.core.cost.cost import costs_of, sums_of
from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.cost.groups import groups_of
from resnet_viz.core.cost.memory import inference_memory, inference_timeline
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.cost.totals import totals_of, tree_sums
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.network import Network
from resnet_viz.core.structure.graph import graph_of
from tests.samples.graphs import encoder_decoder
from tests.samples.recordings import transformer


@pytest.fixture(scope="module")
def graph() -> Graph:
    return encoder_decoder()


@pytest.mark.parametrize("batch", [1, 8])
def test_the_tree_has_the_sums_and_the_peak_of_all_its_layers(graph: Graph, batch: int) -> None:
    assert tree_sums(graph, batch) == sums_of(costs_of(graph, batch))
    moments = inference_timeline(graph, batch)
    assert inference_memory(graph, batch).pass_bytes == max(each.total_bytes for each in moments)


def test_what_has_no_formula_is_not_counted_and_never_zero(graph: Graph) -> None:
    report = report_of(Network("encoder-decoder", graph.title, graph))
    values = json.loads(json.dumps(report.to_dict()))
    unknown = [layer for layer in values["layers"] if layer["op"] == "upsample_nearest2d"]
    assert len(unknown) == 3
    assert all(layer[key] is None for layer in unknown for key in ("macs", "flops", "activations"))
    assert values["totals"]["is_complete"] is False
    assert (values["depth"], values["block"], values["stages"]) == (None, None, None)


def test_both_inputs_take_memory(graph: Graph) -> None:
    assert inference_memory(graph).input_bytes == (3 + 1) * 64 * 64 * 4
    assert totals_of(graph).shortcuts == len(graph.shortcuts) == 6 + 3


def test_a_block_with_several_shortcuts_says_how_many_of_each_kind() -> None:
    graph = graph_of(transformer(2))
    rows = groups_of(graph, costs_of(graph), Grouping.BLOCK)
    assert [row.title for row in rows if row.path == "blocks.1"] == ["Block, 2 identity"]
