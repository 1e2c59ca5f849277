"""Lesions equal models that are edited by hand, bit for bit, and leave the network as it was."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from resnet_viz.core.experiments.setting import Setting
from resnet_viz.core.networks import network_named
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.lesioned import (
    Lesion,
    can_drop,
    chosen_lesion,
    is_shape_changing,
    lesioned,
    shortcut_path,
)
from resnet_viz.engine.experiments.nets import block_paths, blocks_of, fitted_arch, net_of
from resnet_viz.engine.model.model import ResNet

Edit = Callable[[Any], None]
POST, PRE = "resnet20,input=1x8x8,classes=10", "resnet20,order=pre,input=1x8x8,classes=10"
PROJECTED = "resnet20,shortcut=B,input=1x8x8,classes=10"
PLAIN = "plain20,input=1x8x8,classes=10"
X = torch.randn(7, 1, 8, 8, generator=torch.Generator().manual_seed(3))


def network(arch: str, *, has_batch_norm: bool = True) -> ResNet:
    """A network in evaluation mode; statistics of batch norm are not those of the start."""
    setting = Setting(has_batch_norm=has_batch_norm)
    made = net_of(fitted_arch(arch, data_of(setting)), setting, 0)
    with torch.no_grad():
        made(torch.randn(40, 1, 8, 8, generator=torch.Generator().manual_seed(4)))
    return made.eval()


def logits(model: nn.Module) -> Tensor:
    with torch.no_grad():
        return model(X.clone())  # type: ignore[no-any-return]


def without_layer1_1(net: Any) -> None:
    del net.layer1[1]


def only_padding_in_layer2_0(net: Any) -> None:
    block = net.layer2[0]
    block.forward = lambda x: block.relu(block.downsample(x))


def only_shortcut_in_pre_layer2_0(net: Any) -> None:
    block = net.layer2[0]
    block.forward = lambda x: block.downsample(block.relu1(block.bn1(x)))


def no_shortcut_in_layer1_1(net: Any) -> None:
    block = net.layer1[1]
    block.forward = lambda x: block.relu(
        block.bn2(block.conv2(block.relu1(block.bn1(block.conv1(x)))))
    )


def no_shortcut_in_pre_layer1_1(net: Any) -> None:
    block = net.layer1[1]
    block.forward = lambda x: block.conv2(
        block.relu2(block.bn2(block.conv1(block.relu1(block.bn1(x)))))
    )


def swapped_in_layer1(net: Any) -> None:
    net.layer1[0], net.layer1[1] = net.layer1[1], net.layer1[0]


def two_gone_and_a_shortcut(net: Any) -> None:
    no_shortcut_in_layer1_1(net)
    only_padding_in_layer2_0(net)
    del net.layer3[2]


CASES = {
    "a block": (POST, Lesion(dropped=frozenset({"layer1.1"})), without_layer1_1),
    "one that pads": (POST, Lesion(dropped=frozenset({"layer2.0"})), only_padding_in_layer2_0),
    "one that projects": (
        PROJECTED,
        Lesion(dropped=frozenset({"layer2.0"})),
        only_padding_in_layer2_0,
    ),
    "a shortcut": (POST, Lesion(cut=frozenset({"layer1.1"})), no_shortcut_in_layer1_1),
    "a plain block": (PLAIN, Lesion(dropped=frozenset({"layer1.1"})), without_layer1_1),
    "a pre-activation block": (PRE, Lesion(dropped=frozenset({"layer1.1"})), without_layer1_1),
    "one of these that projects": (
        PRE,
        Lesion(dropped=frozenset({"layer2.0"})),
        only_shortcut_in_pre_layer2_0,
    ),
    "a shortcut of these": (PRE, Lesion(cut=frozenset({"layer1.1"})), no_shortcut_in_pre_layer1_1),
    "neighbours": (POST, Lesion(swapped=0), swapped_in_layer1),
    "plain neighbours": (PLAIN, Lesion(swapped=0), swapped_in_layer1),
    "several at once": (
        POST,
        Lesion(frozenset({"layer2.0", "layer3.2"}), frozenset({"layer1.1"})),
        two_gone_and_a_shortcut,
    ),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("has_batch_norm", [True, False])
def test_a_lesion_equals_a_model_edited_by_hand(name: str, has_batch_norm: bool) -> None:
    arch, lesion, edit = CASES[name]
    net = network(arch, has_batch_norm=has_batch_norm)
    edited = deepcopy(net)
    edit(edited)
    found = logits(lesioned(net, lesion).eval())
    assert torch.equal(found, logits(edited))
    assert not torch.equal(found, logits(net))


@pytest.mark.parametrize("arch", [POST, PRE, PLAIN])
def test_without_a_lesion_it_is_the_same_network(arch: str) -> None:
    net = network(arch)
    assert torch.equal(logits(lesioned(net, Lesion()).eval()), logits(net))


@pytest.mark.parametrize("name", CASES)
def test_the_network_itself_stays_as_it_was(name: str) -> None:
    arch, lesion, _ = CASES[name]
    net = network(arch)
    before, state = logits(net), deepcopy(net.state_dict())
    logits(lesioned(net, lesion).eval())
    assert torch.equal(logits(net), before)
    assert all(torch.equal(value, state[key]) for key, value in net.state_dict().items())


def test_a_block_without_branch_and_shortcut_passes_nothing() -> None:
    net = network(POST)
    edited: Any = deepcopy(net)
    edited.layer3[2].forward = torch.zeros_like
    both = frozenset({"layer3.2"})
    assert torch.equal(logits(lesioned(net, Lesion(both, both)).eval()), logits(edited))


@pytest.mark.parametrize("arch", [POST, PRE, PROJECTED, PLAIN, "resnet50,stem=cifar"])
def test_blocks_that_change_the_shape_are_those_whose_graph_does(arch: str) -> None:
    fitted = fitted_arch(arch, data_of(Setting()))
    net, graph = net_of(fitted, Setting(), 0), network_named(fitted).graph
    for path, block in zip(block_paths(net), blocks_of(net), strict=True):
        nodes = [node for node in graph.nodes if node.path.startswith(f"{path}.")]
        is_changed = nodes[0].in_shape != nodes[-1].out_shape
        assert is_shape_changing(block) is is_changed
        assert can_drop(block) is (not is_changed or not arch.startswith("plain"))


@pytest.mark.parametrize("arch", [POST, PRE, PLAIN])
def test_shortcuts_have_the_names_of_the_graph(arch: str) -> None:
    fitted = fitted_arch(arch, data_of(Setting()))
    net, graph = net_of(fitted, Setting(), 0), network_named(fitted).graph
    names = [shortcut_path(*each) for each in zip(block_paths(net), blocks_of(net), strict=True)]
    assert [name for name in names if name] == [each.join for each in graph.shortcuts]


def test_chosen_paths_are_blocks_and_shortcuts_and_what_is_elsewhere_is_left_out() -> None:
    chosen = ("layer1.1", "layer2.0.add", "layer9.0", "")
    assert chosen_lesion(network(POST), chosen) == Lesion(
        frozenset({"layer1.1"}), frozenset({"layer2.0"})
    )
    assert chosen_lesion(network(PLAIN), chosen) == Lesion(frozenset({"layer1.1"}))
