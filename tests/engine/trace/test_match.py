"""Layers of a recorded network found in a real pass of it."""

import pytest
import torch
from torch import Tensor, nn

from resnet_viz.core.errors import UserError
from resnet_viz.engine.trace.copies import own_or_clone, structure_copy
from resnet_viz.engine.trace.given import Given
from resnet_viz.engine.trace.match import check_found, match_of, without_number
from resnet_viz.engine.trace.network import network_of
from resnet_viz.engine.trace.script import Script, script_of
from tests.samples.modules import SAMPLES, sample


def real_pass(model: nn.Module, given: Given) -> Script:
    copied = structure_copy(model, own_or_clone)  # without what torch.compile put around its parts

    def run() -> None:
        with torch.no_grad():
            copied(*given.args, **given.kwargs)

    return script_of(copied, run)


@pytest.mark.parametrize("name", SAMPLES)
def test_each_layer_is_one_call_or_one_operation_of_a_pass(name: str) -> None:
    model, args, kwargs = sample(name)
    given = Given(args, kwargs)
    graph = network_of(model, given, "net.py:make", name).graph
    match = match_of(graph, real_pass(model, given))
    calls = zip(match.layer_of_call, match.is_whole, strict=True)
    found = [layer for layer, is_whole in calls if is_whole]
    found += [layer for layer in match.layer_of_op if layer is not None]
    assert sorted(layer for layer in found if layer is not None) == [*range(len(graph.nodes))]
    assert match.missing == ()


class Idle(nn.Module):
    """Asks for rows in a row twice: by sizes alone the second has nothing to do."""

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x.contiguous()).transpose(0, 1).contiguous()


def test_an_operation_that_has_nothing_to_do_is_no_layer_of_the_same_name() -> None:
    model, given = nn.Sequential(Idle()), Given((torch.randn(2, 3),))
    network = network_of(nn.Sequential(Idle(), nn.ReLU()), given, "net.py:make", "net")
    script = real_pass(model, given)
    idle = [op.is_idle for op in script.ops if op.name == "contiguous"]
    assert idle == [True, False]
    match = match_of(network.graph, script)
    found = [op.name for op, layer in zip(match.ops, match.layer_of_op, strict=True)
             if layer is not None and op.is_idle]  # fmt: skip
    assert found == []


def test_an_operation_that_was_recorded_and_has_nothing_to_do_now_is_still_a_layer() -> None:
    rows = Given((torch.randn(3, 2).t(),))
    graph = network_of(nn.Sequential(Idle()), rows, "net.py:make", "net").graph
    match = match_of(graph, real_pass(nn.Sequential(Idle()), Given((torch.randn(2, 3),))))
    assert match.missing == ()


def test_a_layer_that_does_not_run_is_named() -> None:
    given = Given((torch.randn(1, 3),))
    graph = network_of(nn.Sequential(nn.Linear(3, 3), nn.Tanh()), given, "a.py:b", "a").graph
    match = match_of(graph, real_pass(nn.Sequential(nn.Linear(3, 3)), given))
    assert [graph.nodes[place].path for place in match.missing] == ["1"]
    with pytest.raises(UserError, match="'1' was recorded and doesn't run now"):
        check_found(match, graph)


def test_numbers_of_second_calls_come_off() -> None:
    assert without_number("layer1.0.relu#2") == "layer1.0.relu"
    assert without_number("layer1.0.add") == "layer1.0.add"
