"""Folded batch norms: what is gone, what a convolution has instead, and that the sums stay."""

import pytest

from resnet_viz.core.cost.cost import costs_of, sums_of
from resnet_viz.core.graph.fuse import folded_norms, fused
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.layer import BatchNorm2d, Conv2d
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import graph_of

NETWORKS = ("resnet18", "resnet50", "resnet20", "plain20", "preact110", "resnet18,stem=deep,se=4")


@pytest.fixture(params=NETWORKS)
def graph(request: pytest.FixtureRequest) -> Graph:
    return graph_of(parse(request.param))


def test_each_folded_norm_is_gone_and_its_convolution_has_a_bias(graph: Graph) -> None:
    folds, after = folded_norms(graph), {node.path: node for node in fused(graph).nodes}
    assert folds
    for norm, conv in folds.items():
        layer = after[conv].layer
        assert norm not in after
        assert isinstance(layer, Conv2d)
        assert layer.has_bias


def test_whatever_read_a_norm_reads_its_convolution(graph: Graph) -> None:
    after = fused(graph)
    known = {after.input.path} | {node.path for node in after.nodes}
    assert all(path in known for node in after.nodes for path in node.inputs)
    assert all(path in known for each in after.shortcuts for path in (*each.layers, each.source))


def test_the_multiply_accumulates_stay_and_the_norms_numbers_become_biases(graph: Graph) -> None:
    before, after = sums_of(costs_of(graph)), sums_of(costs_of(fused(graph)))
    norms = [node.layer for node in graph.nodes if node.path in folded_norms(graph)]
    channels = sum(layer.channels for layer in norms if isinstance(layer, BatchNorm2d))
    assert after.macs == before.macs
    assert before.params - after.params == channels  # a factor and a shift were, a bias is
    assert before.buffers - after.buffers == sum(layer.buffers for layer in norms)


def test_in_post_activation_every_norm_folds_and_in_pre_those_behind_a_sum_stay() -> None:
    post = fused(graph_of(parse("resnet50")))
    assert not any(isinstance(node.layer, BatchNorm2d) for node in post.nodes)
    pre = fused(graph_of(parse("preact110")))
    left = [node.path for node in pre.nodes if isinstance(node.layer, BatchNorm2d)]
    # the stem's own norm folds; each further block begins with one, and one closes the network
    assert len(left) == 54
    assert all(path.endswith("bn1") or path == "final_bn" for path in left)
