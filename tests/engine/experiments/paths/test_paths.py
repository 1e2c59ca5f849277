"""Gradients along paths: brute force over all of them gives what plain autograd gives."""

import math
from itertools import chain, combinations

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.paths import Paths
from resnet_viz.core.experiments.net import Net, NetKind
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import Init, Setting
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.nets import (
    blocks_of,
    fitted_arch,
    net_of,
    outputs_seen,
)
from resnet_viz.engine.experiments.paths.chain import chain_of, path_gradient
from resnet_viz.engine.experiments.paths.path_lengths import paths_of
from resnet_viz.engine.experiments.paths.paths import draws_of, run
from resnet_viz.engine.model import model
from resnet_viz.engine.model.model import PreActivation, ResNet
from tests.engine.experiments.conftest import DEEP_LEARNED, LEARNED

RESIDUAL = Net("resnet20", NetKind.RESIDUAL, 20)
TINY = (
    "resnet,stages=2-2,block=basic,stem=cifar,width=4,order=pre,shortcut=A",
    "resnet,stages=2-2,block=basic,stem=cifar,width=4,order=pre,shortcut=B",
    "resnet,stages=2-2,block=basic,stem=cifar,width=4,shortcut=A",
    "resnet,stages=2-2,block=bottleneck,stem=cifar,width=4,shortcut=B",
    "resnet,stages=2-2,block=basic,stem=cifar,width=4,order=pre,se=4",
)


def found_by(asked: RunExperiment, kept: Kept) -> tuple[Paths, ...]:
    *_, last = run(asked, kept)
    return last.found().paths


def asked_of(setting: Setting, *archs: str) -> RunExperiment:
    return RunExperiment(Experiment.PATHS, archs, setting)


def tiny(arch: str, setting: Setting = LEARNED) -> tuple[ResNet, Tensor, Tensor]:
    """A network in evaluation with a few digits, all in float64 for exact sums."""
    data = data_of(setting)
    network = net_of(fitted_arch(arch, data), setting, 3).double().eval()
    return network, data.train_x[:8].double(), data.train_y[:8]


def all_paths(branches: int) -> list[tuple[int, ...]]:
    lengths = range(branches + 1)
    return list(chain.from_iterable(combinations(range(branches), length) for length in lengths))


def whole_gradient(network: ResNet, pictures: Tensor, labels: Tensor) -> Tensor:
    """dL/dx at the stem's output by one plain pass back."""
    pictures = pictures.clone().requires_grad_()
    with outputs_seen(network) as outputs:
        loss = functional.cross_entropy(network(pictures), labels)
    return torch.autograd.grad(loss, outputs[0])[0]


@pytest.mark.parametrize("arch", TINY)
def test_the_gradients_of_all_paths_add_up_to_the_whole_gradient(arch: str) -> None:
    network, pictures, labels = tiny(arch)
    taken = chain_of(network, pictures, labels)
    total = torch.stack([path_gradient(taken, path) for path in all_paths(4)]).sum(0)
    whole = whole_gradient(network, pictures, labels)
    assert torch.allclose(total, whole, rtol=1e-9, atol=1e-12)
    assert whole.norm() > 1e-6


def test_without_batch_norm_they_add_up_too() -> None:
    network, pictures, labels = tiny(TINY[0], Setting(has_batch_norm=False))
    taken = chain_of(network, pictures, labels)
    total = torch.stack([path_gradient(taken, path) for path in all_paths(4)]).sum(0)
    assert torch.allclose(total, whole_gradient(network, pictures, labels), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("path", [(), (2,), (0, 3), (0, 1, 2, 3)])
def test_one_path_is_what_a_model_with_the_other_ways_cut_gives(path: tuple[int, ...]) -> None:
    """By plain autograd: what is not on the path is there going forward, and detached."""
    network, pictures, labels = tiny(TINY[0])
    with torch.no_grad(), outputs_seen(network) as outputs:
        network(pictures)
    start = outputs[0].clone().requires_grad_()
    x = start
    for place, block in enumerate(blocks_of(network)):
        assert isinstance(block, PreActivation)
        active = model.run(block, block.activation, x)
        shortcut = x if block.downsample is None else block.downsample(active)
        branch = block(x) - shortcut
        x = branch + shortcut.detach() if place in path else branch.detach() + shortcut
    logits = model.run(network, ("final_bn", "final_relu", "avgpool", "flatten", "fc"), x)
    (expected,) = torch.autograd.grad(functional.cross_entropy(logits, labels), start)
    found = path_gradient(chain_of(network, pictures, labels), path)
    assert torch.allclose(found, expected, rtol=1e-6, atol=1e-10)


def test_what_a_branch_costs_is_found_again_in_made_norms() -> None:
    norms = [[5.0 * 0.4**length] * 2 for length in range(10)]
    found = paths_of(RESIDUAL, 0, norms, is_trained=False, is_fitted=False)
    assert found.factor == pytest.approx(2.5)
    assert found.mean_length == pytest.approx(9 * 0.4 / 1.4)  # a binomial with 0.4 to 1
    assert sum(found.share) == pytest.approx(1)
    assert found.counts == tuple(math.comb(9, length) / 512 for length in range(10))
    assert not found.is_identity


def test_a_quadratic_takes_away_what_was_only_drawn() -> None:
    clean = [math.exp(1 - 0.5 * length - 0.03 * length**2) for length in range(28)]
    noisy = [[value * (1.2 if place % 2 else 1 / 1.2)] for place, value in enumerate(clean)]
    found = paths_of(RESIDUAL, 0, noisy, is_trained=False, is_fitted=True)
    assert found.is_fitted
    assert [a / b for a, b in zip(found.gradient, clean, strict=True)] == pytest.approx(
        [1] * 28, rel=0.05
    )


@pytest.mark.parametrize("norms", [[[1.0], [0.0], [0.0], [0.0], [0.0]], [[0.0]] * 5])
def test_gradients_of_zero_are_neither_fitted_nor_divided_by(norms: list[list[float]]) -> None:
    found = paths_of(RESIDUAL, 0, norms, is_trained=False, is_fitted=True)
    assert not found.is_fitted
    assert found.factor == 0
    assert found.mean_length == 0
    assert sum(found.share) == norms[0][0]


def test_with_zero_gamma_all_gradient_takes_the_shortcuts() -> None:
    (found,) = found_by(asked_of(Setting(Init.ZERO_GAMMA), "resnet8"), Kept())
    assert found.gradient[0] > 0
    assert set(found.gradient[1:]) == {0.0}
    assert found.share == (1.0, 0.0, 0.0, 0.0)


def test_a_run_gives_each_network_untrained_and_trained_and_the_same_again(learned: Kept) -> None:
    asked = asked_of(LEARNED, "resnet8")
    found = found_by(asked, learned)
    assert [each.is_trained for each in found] == [False, True]
    assert all(each.branches == 3 and each.draws == draws_of(3) for each in found)
    assert found_by(asked, learned) == found


def test_the_kept_network_is_left_as_it_was(learned: Kept) -> None:
    asked = asked_of(LEARNED, "resnet8")
    first = found_by(asked, learned)
    steps = run(asked, learned)
    for _ in range(20):  # ended in the middle, wherever that is
        next(steps, None)
    steps.close()  # type: ignore[attr-defined]  # a generator
    assert found_by(asked, learned) == first


def test_progress_never_goes_back(learned: Kept) -> None:
    steps = list(run(asked_of(Setting(seeds=2), "resnet8", "resnet8,order=pre"), learned))
    assert [each.done for each in steps] == list(range(1, len(steps) + 1))
    assert {each.total for each in steps} == {len(steps)}
    assert len(steps[-1].found().paths) == 4


def test_a_plain_network_is_refused_with_the_reason() -> None:
    with pytest.raises(UserError, match=r"plain-20 has no shortcuts.*Choose a residual network"):
        found_by(asked_of(Setting(), "resnet20", "plain20"), Kept())


@pytest.mark.deep
def test_in_56_layers_short_paths_carry_the_gradient_most_of_all_when_trained(
    deeply_learned: Kept,
) -> None:
    setting = Setting(steps=DEEP_LEARNED.steps, is_longer=True)
    before, after = found_by(asked_of(setting, "resnet56"), deeply_learned)
    assert before.middle == 13.5
    assert before.mean_length < 12.5
    assert after.mean_length < 10.5
    assert after.mean_length < before.mean_length
    assert 1.2 < before.factor < after.factor


@pytest.mark.deep
def test_at_the_start_a_branch_costs_less_with_pre_activation() -> None:
    """1.35 against 1.6 at 56 layers."""
    post, pre = found_by(
        asked_of(Setting(is_longer=True), "resnet56", "resnet56,order=pre"), Kept()
    )
    assert pre.is_identity
    assert not post.is_identity
    assert 1.1 < pre.factor < post.factor
