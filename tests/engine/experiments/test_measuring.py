"""Batch norm's statistics measured again, which leaves a network as it was."""

import pytest
import torch
from torch import nn

from resnet_viz.core.experiments.setting import Setting
from resnet_viz.engine.experiments.data import Data, data_of
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.learning.learner import Learner
from resnet_viz.engine.experiments.measuring import accuracy, batches, measured_again
from resnet_viz.engine.experiments.nets import net_named, net_of
from tests.engine.experiments.conftest import LEARNED

ARCH = "resnet20,input=1x8x8"


def learner_of(learned: Kept) -> Learner:
    found = learned.get(ARCH, LEARNED, 0)
    assert found is not None
    return found


def test_a_network_is_as_it_was_after_it_was_measured(learned: Kept) -> None:
    learner = learner_of(learned)
    network = learner.network.train()
    before = {name: value.clone() for name, value in network.state_dict().items()}
    with measured_again(network, learner.data):
        assert not network.training
        assert not torch.equal(before["bn1.running_mean"], network.state_dict()["bn1.running_mean"])
    assert network.training
    after = network.state_dict()
    assert all(torch.equal(value, after[name]) for name, value in before.items())
    momenta = {each.momentum for each in network.modules() if isinstance(each, nn.BatchNorm2d)}
    assert momenta == {0.1}


def test_the_first_statistics_are_the_means_over_all_training_pictures(learned: Kept) -> None:
    learner = learner_of(learned)
    network = learner.network
    with torch.no_grad():
        x = network.get_submodule("conv1")(learner.data.train_x)
    with measured_again(network, learner.data):
        found = network.get_buffer("bn1.running_mean").clone()
    assert found == pytest.approx(x.mean((0, 2, 3)).numpy(), abs=1e-3)


def test_a_network_that_hardly_learned_is_judged_by_what_it_learned() -> None:
    setting, arch = Setting(), "resnet56,width=8,input=1x8x8"
    data = data_of(setting)
    learner = Learner(net_of(arch, setting, 0), net_named(arch), 0, data)
    for _ in range(9):
        learner.learn()
    network = learner.network.eval()
    early = accuracy(network, data.test_x, data.test_y)
    with measured_again(network, data):
        assert accuracy(network, data.test_x, data.test_y) > early + 0.1


def test_accuracy_is_the_share_of_hits_counted_one_by_one(learned: Kept) -> None:
    learner = learner_of(learned)
    data: Data = learner.data
    with measured_again(learner.network, data), torch.no_grad():
        found = accuracy(learner.network, data.test_x, data.test_y)
        hits = [
            int(learner.network(x.unsqueeze(0)).argmax()) == int(y)
            for x, y in zip(data.test_x[:60], data.test_y[:60], strict=True)
        ]
        assert accuracy(learner.network, data.test_x[:60], data.test_y[:60]) == pytest.approx(
            sum(hits) / 60
        )
    assert found == pytest.approx(learner.test_accuracy)


@pytest.mark.parametrize("count", [1, 127, 128, 129, 257, 1437])
def test_no_batch_of_many_pictures_is_of_one(count: int) -> None:
    sizes = [len(each) for each in batches(torch.zeros(count, 1, 2, 2))]
    assert sum(sizes) == count
    assert max(sizes) <= 128
    assert count == 1 or min(sizes) > 1
