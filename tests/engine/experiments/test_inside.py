"""Inside networks: probes, readouts and sums equal what plain formulas and hooks give."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.inside import Inside
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import DataSet, Init, Setting
from resnet_viz.engine.experiments.data import Data, data_of
from resnet_viz.engine.experiments.inside import _steps, run
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.measuring import accuracy, measured_again
from resnet_viz.engine.experiments.nets import blocks_of, fitted_arch, net_of
from resnet_viz.engine.experiments.reading import RIDGE
from tests.engine.experiments.conftest import DEEP_LEARNED, LEARNED

UNTRAINED = Setting()


def inside_of(
    *archs: str, setting: Setting = UNTRAINED, kept: Kept | None = None
) -> tuple[Inside, ...]:
    *_, last = run(RunExperiment(Experiment.INSIDE, archs, setting), kept or Kept())
    return last.found().inside


def outputs_of(net: nn.Module, places: tuple[nn.Module, ...], x: Tensor) -> list[Tensor]:
    """What modules give for pictures, by hooks."""
    seen: list[Tensor] = []
    handles = [
        place.register_forward_hook(lambda _, __, output: seen.append(output.clone()))
        for place in places
    ]
    with torch.no_grad():
        net(x)
    for handle in handles:
        handle.remove()
    return seen


def ridge_accuracy(train: Tensor, test: Tensor, data: Data) -> float:
    """A ridge regression as least squares with a row more for each weight, by NumPy."""
    x, x_test = (each.double().mean((2, 3)).numpy() for each in (train, test))
    middle, spread = x.mean(0), x.std(0, ddof=1)
    x, x_test = (x - middle) / spread, (x_test - middle) / spread
    targets = np.eye(data.classes)[data.train_y.numpy()]
    share = targets.mean(0)
    penalty = np.sqrt(RIDGE * len(x)) * np.eye(x.shape[1])
    rows = np.vstack([x, penalty])
    wanted = np.vstack([targets - share, np.zeros((x.shape[1], data.classes))])
    weights = np.linalg.lstsq(rows, wanted, rcond=None)[0]
    guessed = (x_test @ weights + share).argmax(1)
    return float((guessed == data.test_y.numpy()).mean())


@pytest.mark.parametrize("arch", ["resnet20", "plain20", "resnet20,order=pre"])
def test_probes_equal_least_squares_on_what_hooks_see(arch: str) -> None:
    (found,) = inside_of(arch)
    data = data_of(UNTRAINED)
    net = net_of(fitted_arch(arch, data), UNTRAINED, 0)
    places = (net.get_submodule("relu"), *blocks_of(net))
    with measured_again(net, data):
        train = outputs_of(net, places, data.train_x)
        test = outputs_of(net, places, data.test_x)
    wanted = [ridge_accuracy(*each, data) for each in zip(train, test, strict=True)]
    assert found.probe == pytest.approx(wanted, abs=1.01 / len(data.test_y))


@pytest.mark.parametrize("arch", ["resnet20", "resnet20,order=pre", "resnet20,shortcut=B"])
def test_sums_are_those_that_a_hook_on_the_addition_sees(arch: str) -> None:
    (found,) = inside_of(arch)
    data = data_of(UNTRAINED)
    net = net_of(fitted_arch(arch, data), UNTRAINED, 0)
    ratios, cosines = [], []

    def seen(_: nn.Module, addends: tuple[Any, ...]) -> None:
        branch, shortcut = (each.double().flatten(1).numpy() for each in addends)
        sizes = np.linalg.norm(branch, axis=1), np.linalg.norm(shortcut, axis=1)
        ratios.append(float((sizes[0] / sizes[1]).mean()))
        cosines.append(float(((branch * shortcut).sum(1) / sizes[0] / sizes[1]).mean()))

    for block in blocks_of(net):
        block.get_submodule("add").register_forward_pre_hook(seen)
    with measured_again(net, data), torch.no_grad():
        ratios.clear()
        cosines.clear()
        net(data.test_x)
    assert found.branch_ratio == pytest.approx(ratios, rel=1e-4)
    assert found.cosine == pytest.approx(cosines, abs=1e-5)


@pytest.mark.parametrize("arch", ["resnet20", "plain20", "resnet20,order=pre"])
def test_after_the_last_block_a_readout_is_the_network_itself(arch: str) -> None:
    (found,) = inside_of(arch)
    data = data_of(UNTRAINED)
    net = net_of(fitted_arch(arch, data), UNTRAINED, 0)
    with measured_again(net, data):
        whole = accuracy(net, data.test_x, data.test_y)
    assert found.readout[-1] == pytest.approx(whole, abs=1.01 / len(data.test_y))


def test_there_is_a_value_for_the_stem_and_each_block_and_a_sum_for_each_shortcut() -> None:
    plain, residual = inside_of("plain20", "resnet20")
    assert [len(plain.probe), len(plain.readout), len(residual.probe)] == [10, 10, 10]
    assert [len(plain.branch_ratio), len(plain.cosine)] == [0, 0]
    assert [len(residual.branch_ratio), len(residual.cosine)] == [9, 9]


def test_untrained_a_plain_network_of_56_layers_lets_nothing_through_and_a_residual_one_does() -> (
    None
):
    plain, residual = inside_of("plain56", "resnet56")
    assert plain.probe[-1] < 0.2
    assert residual.probe[-1] > 0.4
    assert plain.probe[0] == residual.probe[0] > 0.7


def test_untrained_a_plain_network_of_20_layers_lets_little_through() -> None:
    (plain,) = inside_of("plain20")
    assert plain.probe[-1] < 0.45


def test_a_branch_gets_smaller_next_to_its_shortcut_before_any_training() -> None:
    (residual,) = inside_of("resnet20")
    assert residual.branch_ratio[0] > residual.branch_ratio[-1]


def test_with_the_last_gamma_at_zero_f_is_nothing() -> None:
    (residual,) = inside_of("resnet8", setting=Setting(init=Init.ZERO_GAMMA))
    assert residual.branch_ratio == residual.cosine == (0.0, 0.0, 0.0)


def test_training_adds_networks_and_leaves_the_untrained_and_the_kept_ones_as_they_were(
    learned: Kept,
) -> None:
    data = data_of(LEARNED)
    learner = learned.get(fitted_arch("resnet20", data), LEARNED, 0)
    assert learner is not None
    state = deepcopy(learner.network.state_dict())
    before, trained = inside_of("resnet20", setting=LEARNED, kept=learned)
    assert [before.is_trained, trained.is_trained] == [False, True]
    assert (before,) == inside_of("resnet20")
    assert trained.probe[-1] > 0.8 > before.probe[-1]
    kept_now = learned.get(fitted_arch("resnet20", data), LEARNED, 0)
    assert kept_now is not None
    now = kept_now.network.state_dict()
    assert all(torch.equal(value, state[key]) for key, value in now.items())


def test_a_seed_is_the_same_whichever_run_it_was_part_of() -> None:
    _, second = inside_of("resnet8", setting=Setting(seeds=2))
    assert (second,) == inside_of("resnet8", setting=Setting(seed=1))


def test_partial_results_grow_place_by_place_and_stay_while_networks_learn() -> None:
    request = RunExperiment(Experiment.INSIDE, ("resnet8",), replace(UNTRAINED, steps=1))
    found = [step.found().inside for step in run(request, Kept())]
    counts = [sum(len(each.probe) for each in inside) for inside in found]
    assert counts == sorted(counts)
    assert counts[-1] == 8


def test_features_that_overflow_end_the_reading_there() -> None:
    arch = fitted_arch("resnet8", data := data_of(UNTRAINED))
    net = net_of(arch, UNTRAINED, 0)
    with torch.no_grad():
        net.get_parameter("layer2.0.bn2.weight").fill_(3e38)
    first = Inside(inside_of("resnet8")[0].net, 0, False, 0.1, len(data.test_y))
    *_, last = _steps(net, data, first)
    assert last.ended_at == 2
    assert len(last.probe) == 2


def test_other_data_have_their_own_chance_of_guessing() -> None:
    (found,) = inside_of("resnet8", setting=Setting(data=DataSet.SHAPES))
    assert found.chance == pytest.approx(1 / data_of(Setting(data=DataSet.SHAPES)).classes)


@pytest.mark.deep
def test_trained_the_residual_network_of_56_layers_can_be_read_and_the_plain_one_hardly(
    deeply_learned: Kept,
) -> None:
    found = inside_of("plain56", "resnet56", setting=DEEP_LEARNED, kept=deeply_learned)
    plain, residual = found[2:]
    assert plain.probe[-1] < 0.7
    assert residual.probe[-1] > 0.9
