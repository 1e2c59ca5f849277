"""The verifier of recorded networks: agrees where all is right, and names what is wrong."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from torch import nn

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.layer import Conv2d
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.tree import Node
from resnet_viz.core.structure.recording import Way
from resnet_viz.core.verification import Difference
from resnet_viz.engine.check.observation import FLOPS, PARAMS_TORCHINFO
from resnet_viz.engine.check.recorded import verify_model
from resnet_viz.engine.check.recorded_summary import summary_of
from resnet_viz.engine.check.verify import WHOLE
from resnet_viz.engine.trace.given import Given
from resnet_viz.engine.trace.network import network_of
from tests.samples.graphs import with_changed_node
from tests.samples.modules import SAMPLES, sample

NAME = "net.py:make"
WITHOUT_FORMULA = {"Mixture": ("experts",)}


def of_sample(name: str) -> tuple[nn.Module, Given, Network]:
    model, args, kwargs = sample(name)
    given = Given(args, kwargs)
    return model, given, network_of(model, given, NAME, name)


@pytest.mark.parametrize("name", SAMPLES)
def test_arithmetic_and_pytorch_agree_layer_by_layer(name: str) -> None:
    model, given, network = of_sample(name)
    found = verify_model(model, given, network)
    assert found.differences == ()
    assert found.arch == NAME
    assert found.layers == len(network.graph.nodes)
    assert found.params == sum(tensor.numel() for tensor in model.parameters())
    assert found.uncounted == WITHOUT_FORMULA.get(name, ())


def _wider(node: Node) -> Node:
    assert isinstance(node.layer, Conv2d)
    return node._replace(layer=replace(node.layer, in_channels=node.layer.in_channels + 1))


def _without_a_row(node: Node) -> Node:
    (first, rows, *rest), *others = node.out_shapes
    return node._replace(out_shapes=((first, rows - 1, *rest), *others))


@pytest.mark.parametrize(
    ("path", "change", "whats"),
    [
        ("middle.0", _wider, {"params", PARAMS_TORCHINFO, FLOPS}),
        ("middle.0", _without_a_row, {"out_shape", FLOPS}),
        ("cat", _without_a_row, {"out_shape"}),
    ],
)
def test_a_wrong_layer_is_named(path: str, change: Callable[[Node], Node], whats: set[str]) -> None:
    model, given, network = of_sample("UNet")
    wrong = replace(network, graph=with_changed_node(network.graph, path, change))
    found = verify_model(model, given, wrong)
    assert {each.what for each in found.differences if each.path == path} == whats
    assert not found.agrees


def test_a_module_that_holds_a_wrong_layer_differs_in_its_count_too() -> None:
    model, given, network = of_sample("UNet")
    graph = with_changed_node(network.graph, "middle.0", _wider)
    found = verify_model(model, given, replace(network, graph=graph))
    places = {each.path for each in found.differences if each.what == FLOPS}
    assert places == {"middle.0", "middle", WHOLE}


def test_a_layer_that_does_not_run_any_more_is_a_difference() -> None:
    model, given, network = of_sample("UNet")
    assert isinstance(model.middle, nn.Module)
    model.middle = nn.Sequential(*[*model.middle.children()][:1])
    found = verify_model(model, given, network)
    assert Difference("middle.1", "layer", "batch_norm", "none") in found.differences


def test_what_has_no_formula_is_named_and_no_difference() -> None:
    found = verify_model(*of_sample("Mixture"))
    assert found.agrees
    assert found.uncounted == ("experts",)
    assert "no formula" in found.notes[0]


def test_tied_parameters_and_real_tensors_are_said_and_no_difference() -> None:
    assert (
        "tied parameters twice: 815 in place of 655"
        in verify_model(*of_sample("Language")).notes[0]
    )
    assert "needs real tensors" in verify_model(*of_sample("ByData")).notes[0]


def test_a_file_without_code_can_not_be_verified() -> None:
    model, given, network = of_sample("Recurrent")
    assert network.traced is not None
    read = replace(network, traced=replace(network.traced, way=Way.FILE))
    with pytest.raises(UserError, match="no code to run"):
        verify_model(model, given, read)


def test_the_callers_module_is_not_touched() -> None:
    model, given, network = of_sample("residual_network")
    model.train()
    before = {
        name: (tensor.data_ptr(), tensor.device) for name, tensor in model.state_dict().items()
    }
    verify_model(model, given, network)
    summary_of(model, given)
    assert before == {
        name: (tensor.data_ptr(), tensor.device) for name, tensor in model.state_dict().items()
    }
    assert all(module.training for module in model.modules())


@pytest.mark.parametrize("name", ["VisionTransformer", "TwoInputs", "Translation"])
def test_the_summary_is_torchinfos_table_with_what_it_does_not_see(name: str) -> None:
    model, given, _ = of_sample(name)
    text = summary_of(model, given)
    assert "Total params" in text
    assert "outside of them" in text
    assert "Units." not in text


def test_a_network_that_torchinfo_can_not_read_is_one_sentence() -> None:
    model, given, _ = of_sample("ByData")
    with pytest.raises(UserError, match="torchinfo can't read this network: "):
        summary_of(model, given)
