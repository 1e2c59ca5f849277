"""Shattered gradients: those of single pictures by plain autograd, and how alike they are."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import torch

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.shattered import Shattered
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import DataSet, Init, Setting
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.nets import net_of
from resnet_viz.engine.experiments.run import RUNS
from resnet_viz.engine.experiments.shattered import correlations, parts_of

Of = Callable[[str], Shattered]


@pytest.fixture(scope="module")
def of_start() -> Of:
    """What was found of a network at its start with batch norm, each measured once."""
    known: dict[str, Shattered] = {}

    def found(arch: str) -> Shattered:
        if arch not in known:
            known[arch] = shattered((arch,), Setting())[0]
        return known[arch]

    return found


def shattered(archs: tuple[str, ...], setting: Setting) -> tuple[Shattered, ...]:
    asked = RunExperiment(Experiment.SHATTERED, archs, setting)
    *_, last = RUNS[Experiment.SHATTERED](asked, Kept())
    return last.found().shattered


def test_neighbours_are_unrelated_in_a_deep_plain_net_and_alike_in_a_residual_one(
    of_start: Of,
) -> None:
    plain, residual = of_start("plain56"), of_start("resnet56")
    assert plain.neighbour_cosine is not None
    assert abs(plain.neighbour_cosine) < 0.2
    assert residual.neighbour_cosine is not None
    assert residual.neighbour_cosine > 0.7


def test_in_a_shallow_plain_net_neighbours_are_alike_too(of_start: Of) -> None:
    cosine = of_start("plain8").neighbour_cosine
    assert cosine is not None
    assert cosine > 0.7


def test_each_point_is_that_of_the_picture_by_itself_through_the_same_function() -> None:
    """A network without batch norm needs nothing measured: autograd of one picture at a time."""
    setting = Setting(seed=5, has_batch_norm=False)
    (found,) = shattered(("resnet8",), setting)
    network, data = net_of(found.net.arch, setting, 5), data_of(setting)
    start = data.train_x[(data.train_y == 0).nonzero()[0]]
    end = data.train_x[(data.train_y == 1).nonzero()[0]]
    whole = []
    for place in range(200):
        x = (start + place / 199 * (end - start)).requires_grad_()
        network(x)[0, 0].backward()
        assert x.grad is not None
        whole.append(x.grad[0].double())
    pixels = [each[0, 4, 4].item() for each in whole]
    assert found.gradient == pytest.approx(pixels, rel=1e-3, abs=1e-6)
    cosines = [
        torch.cosine_similarity(one.flatten(), other.flatten(), dim=0).item()
        for one, other in zip(whole[:-3], whole[3:], strict=True)
    ]
    assert found.correlation[3] == pytest.approx(sum(cosines) / len(cosines), abs=1e-3)


def test_a_correlation_is_1_at_lag_0_and_a_mean_cosine_beyond() -> None:
    turning = torch.tensor([[1.0, 0.0], [0.0, 2.0], [-3.0, 0.0], [0.0, -4.0]]).double()
    assert correlations(turning) == pytest.approx((1, 0, -1, 0), abs=1e-12)


def test_points_without_a_direction_are_left_out() -> None:
    assert correlations(torch.zeros(4, 2).double()) == ()
    gaps = torch.tensor([[1.0, 0.0], [0.0, 0.0], [2.0, 0.0], [0.0, 0.0]]).double()
    assert correlations(gaps) == (1,)


def test_tiny_gradients_have_directions_too() -> None:
    tiny = torch.tensor([[1e-44, 0.0], [1e-44, 1e-44]]).double()
    assert correlations(tiny) == pytest.approx((1, 0.5**0.5))


def test_where_gradients_underflow_there_is_no_number() -> None:
    setting = Setting(init=Init.DEFAULT, has_batch_norm=False)
    (found,) = shattered(("plain110",), setting)
    assert not any(found.gradient)
    assert found.correlation == ()
    assert found.neighbour_cosine is None


def test_a_seed_gives_the_same_whichever_run_it_is_part_of_and_steps_say_how_far_it_is() -> None:
    setting = Setting(seed=1, seeds=2)
    asked = RunExperiment(Experiment.SHATTERED, ("plain8", "resnet8"), setting)
    steps = list(RUNS[Experiment.SHATTERED](asked, Kept()))
    done = [each.done for each in steps]
    assert done == sorted(done)
    assert done[-1] == steps[0].total
    found = steps[-1].found().shattered
    assert [(each.net.name, each.seed) for each in found[2:]] == [("plain-8", 2), ("residual-8", 2)]
    assert found[2:] == shattered(("plain8", "resnet8"), replace(setting, seed=2, seeds=1))


def test_larger_pictures_take_more_steps_and_never_more_than_there_are_points() -> None:
    setting = Setting(data=DataSet.SHAPES)
    asked = RunExperiment(Experiment.SHATTERED, ("resnet8",), setting)
    steps = list(RUNS[Experiment.SHATTERED](asked, Kept()))
    assert len(steps) == steps[-1].total == 2 + 9
    huge = data_of(setting)._replace(shape=(3, 512, 512))
    assert parts_of(huge) == 200
