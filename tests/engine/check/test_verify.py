"""The verifier agrees where all is right and names what is wrong, whichever side is wrong."""

import gc
import json
import weakref
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.join_layers import Add
from resnet_viz.core.graph.layer import BatchNorm2d, Linear
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.tree import Node
from resnet_viz.core.plain import plain_of, read_own
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import graph_of, network_of
from resnet_viz.core.verification import Difference, Verification
from resnet_viz.engine.check import verify as verify_module
from resnet_viz.engine.check.observation import FLOPS, PARAMS_TORCHINFO, observe
from resnet_viz.engine.check.verify import WHOLE, account_of, differences_of, verify
from resnet_viz.engine.model.build import build, model_of
from tests.samples.graphs import with_changed_node

SPEC = parse("resnet,stages=2-1,block=bottleneck,input=3x64x48,classes=10")
Change = Callable[[Node], Node]


def test_a_right_network_agrees_and_carries_pytorchs_figures() -> None:
    found = verify(network_of(SPEC))
    totals = report_of(network_of(SPEC)).totals
    assert found.agrees
    assert found.differences == ()
    assert found.arch == str(SPEC)
    assert found.layers == len(graph_of(SPEC).nodes)
    assert (found.params, found.macs) == (totals.params, totals.macs)
    assert found.torch == torch.__version__


def test_an_outcome_travels_as_plain_values() -> None:
    found = verify(network_of(SPEC))
    assert read_own(Verification, json.loads(json.dumps(plain_of(found)))) == found


@pytest.mark.parametrize(
    ("path", "change", "whats"),
    [
        (
            "layer1.0.conv2",
            lambda node: _relayered(node, kernel=(5, 5), padding=(2, 2)),
            {"kernel_size", "padding", "params", PARAMS_TORCHINFO, FLOPS},
        ),
        ("layer2.0.conv2", lambda node: _relayered(node, stride=(1, 1)), {"stride"}),
        ("layer2.0.conv2", lambda node: _relayered(node, padding=(0, 0)), {"padding"}),
        (
            "layer1.1.conv2",
            lambda node: _relayered(node, groups=2),
            {"groups", "params", PARAMS_TORCHINFO, FLOPS},
        ),
        (
            "conv1",
            lambda node: _relayered(node, has_bias=True),
            {"bias", "params", PARAMS_TORCHINFO},
        ),
        ("maxpool", lambda node: _relayered(node, kernel=(5, 5)), {"kernel_size"}),
        (
            "bn1",
            lambda node: node._replace(layer=BatchNorm2d(65)),
            {"params", "buffers", PARAMS_TORCHINFO},
        ),
        (
            "fc",
            lambda node: node._replace(layer=Linear(512, 11), out_shapes=((1, 11),)),
            {"params", PARAMS_TORCHINFO, FLOPS, "out_shape"},
        ),
        ("layer1.0.relu1", lambda node: node._replace(layer=Add()), {"operation"}),
        ("layer2.0.add", lambda node: node._replace(inputs=node.inputs[:1]), {"inputs"}),
        ("layer1.1.add", lambda node: node._replace(inputs=(node.inputs[0], "relu")), {"inputs"}),
        ("layer1.1.bn3", lambda node: node._replace(in_shapes=((1, 256, 16, 13),)), {"in_shape"}),
        (
            "layer1.1.bn3",
            lambda node: node._replace(out_shapes=((1, 256, 17, 12),)),
            {"out_shape"},
        ),
    ],
)
def test_a_change_in_one_layer_is_named_with_its_figures(
    path: str, change: Change, whats: set[str]
) -> None:
    found = _found_after(path, change)
    assert {(item.path, item.what) for item in found if item.path != WHOLE} == {
        (path, what) for what in whats
    }
    assert {item.what for item in found if item.path == WHOLE} == whats & {
        "params",
        "buffers",
        PARAMS_TORCHINFO,
        FLOPS,
    }


def test_a_difference_tells_both_figures() -> None:
    found = _found_after("layer2.0.conv2", lambda node: _relayered(node, stride=(1, 1)))
    assert found == [Difference("layer2.0.conv2", "stride", "(1, 1)", "(2, 2)")]


def test_a_layer_that_the_graph_lacks_is_named() -> None:
    graph = graph_of(SPEC)
    stem = graph.groups[0]
    shorter = replace(graph, groups=(replace(stem, children=stem.children[:-1]),))
    found = _differences(shorter)
    assert Difference("maxpool", "layer", "none", "max_pool") in found
    assert Difference("layer1.0.conv1", "layer", "none", "conv2d") in found
    assert Difference(WHOLE, "layers", "3", str(len(graph.nodes))) in found


def test_a_layer_that_the_model_lacks_is_named() -> None:
    found = _found_after("fc", lambda node: node._replace(path="classifier"))
    assert Difference("classifier", "layer", "linear", "none") in found
    assert Difference("fc", "layer", "none", "linear") in found


def test_another_order_is_named_once() -> None:
    graph = graph_of(SPEC)
    conv, norm, relu, pool = graph.stages[0].loose
    turned = (
        conv,
        relu._replace(inputs=("conv1",)),
        norm._replace(inputs=("relu",)),
        pool._replace(inputs=("bn1",)),
    )
    stem = replace(graph.groups[0], children=turned)
    found = _differences(replace(graph, groups=(stem, *graph.groups[1:])))
    assert [item for item in found if item.what == "order"] == [
        Difference("relu", "order", "relu", "bn1")
    ]
    assert Difference("maxpool", "inputs", "('bn1',)", "('relu',)") in found


def test_a_spec_that_is_built_otherwise_is_told_apart() -> None:
    found = _differences(graph_of(SPEC), build(replace(SPEC, stages=(2, 2)), "meta"))
    assert Difference("layer2.1.conv1", "layer", "none", "conv2d") in found
    assert {"layers", "params", FLOPS} <= {item.what for item in found if item.path == WHOLE}


def test_a_module_that_never_runs_and_one_that_runs_twice_are_named() -> None:
    model = build(SPEC, "meta")
    shared = model.get_submodule("layer1.0.relu2")
    model.get_submodule("layer1.1").register_module("relu2", shared)
    model.get_submodule("layer1.0").register_module("dropout", nn.Dropout())
    found = _differences(graph_of(SPEC), model)
    assert Difference("layer1.0.relu2", "runs", "1", "2") in found
    assert Difference("layer1.1.relu2", "layer", "relu", "none") in found
    assert Difference("layer1.0.dropout", "layer", "none", "Dropout") in found


def test_a_functional_operation_between_layers_is_noticed() -> None:
    class Doubled(nn.Sequential):
        def forward(self, x: Tensor) -> Tensor:
            return super().forward(x * 2)  # type: ignore[no-any-return, no-untyped-call]  # untyped

    model = build(SPEC, "meta")
    model.register_module("layer2", Doubled(*model.get_submodule("layer2").children()))
    found = _differences(graph_of(SPEC), model)
    assert Difference("layer2.0.conv1", "inputs", "('layer1.1.relu',)", "('?',)") in found


def test_a_shortcut_that_is_spread_over_the_sum_is_noticed() -> None:
    model = build(SPEC, "meta")
    model.get_submodule("layer1.1").downsample = nn.AdaptiveAvgPool2d(1)
    found = _differences(graph_of(SPEC), model)
    shapes = "((256, 16, 12), (256, 1, 1))"
    assert Difference("layer1.1.add", "in_shape", "(256, 16, 12)", shapes) in found


def test_a_stray_parameter_of_a_block_is_noticed_in_the_whole() -> None:
    model = build(SPEC, "meta")
    block = model.get_submodule("layer1.1")
    block.register_parameter("scale", nn.Parameter(torch.empty(3, device="meta")))
    found = _differences(graph_of(SPEC), model)
    assert {(item.path, item.what) for item in found} == {
        (WHOLE, "params"),
        (WHOLE, PARAMS_TORCHINFO),
    }


def test_verified_models_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[weakref.ref[nn.Module]] = []

    def build_and_note(network: Network, device: str) -> nn.Module:
        model = model_of(network, device)
        built.append(weakref.ref(model))
        return model

    monkeypatch.setattr(verify_module, "model_of", build_and_note)
    for classes in range(1, 6):
        verify(network_of(replace(SPEC, classes=classes)))
    gc.collect()
    assert [reference() for reference in built] == [None] * 5


@pytest.mark.parametrize("was_enabled", [True, False])
def test_the_garbage_collector_is_left_as_it_was(was_enabled: bool) -> None:
    before = gc.isenabled()
    (gc.enable if was_enabled else gc.disable)()
    try:
        verify(network_of(SPEC))
        assert gc.isenabled() is was_enabled
    finally:
        (gc.enable if before else gc.disable)()


def _found_after(path: str, change: Change) -> list[Difference]:
    """The differences when one layer of our graph is changed."""
    graph = graph_of(SPEC)
    changed = with_changed_node(graph, path, change)
    assert changed.nodes != graph.nodes
    return _differences(changed)


def _relayered(node: Node, **values: Any) -> Node:
    """The node with other attributes of its layer, its shapes as they were."""
    return node._replace(layer=replace(node.layer, **values))


def _differences(graph: Graph, model: nn.Module | None = None) -> list[Difference]:
    theirs = observe(model or build(SPEC, "meta"), SPEC.image)
    return list(differences_of(account_of(graph), theirs))
