"""Paths: how much gradient comes back along paths of each length, drawn at random.

Veit et al. 2016, "Residual Networks Behave Like Ensembles of Relatively Shallow Networks",
section 5 and figure 6.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import torch

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.found.paths import Paths
from resnet_viz.core.experiments.net import Net
from resnet_viz.core.experiments.outcome import Found
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import BATCH, Setting
from resnet_viz.engine.experiments.data import Data, data_of
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.measuring import measuring_again, statistics_kept, test_steps
from resnet_viz.engine.experiments.nets import blocks_of, fitted_arch, net_named, net_of
from resnet_viz.engine.experiments.paths.chain import Chain, chain_of, path_gradient
from resnet_viz.engine.experiments.paths.path_lengths import paths_of
from resnet_viz.engine.experiments.progressed import Progressed
from resnet_viz.engine.experiments.relayed import counted, relayed
from resnet_viz.engine.experiments.training import trained
from resnet_viz.engine.model.model import ResNet

LEAST_DRAWS = 4  # paths of each length
BRANCHES_DRAWN = 72  # through so many all draws of one length go, if that is more


class Drawing(NamedTuple):
    """A network whose paths are drawn, with its weights for one seed."""

    net: Net
    module: ResNet
    seed: int
    is_trained: bool
    is_fitted: bool

    @property
    def lengths(self) -> int:
        """How many lengths a path can have."""
        return len(blocks_of(self.module)) + 1

    def steps(self, data: Data) -> int:
        """Those of measuring batch norm, then one for each length."""
        return test_steps(self.module, data) - 1 + self.lengths


def run(asked: RunExperiment, kept: Kept) -> Iterator[Progressed]:
    """Each network untrained, then trained where the setting has steps, seed by seed.

    UserError for a network without shortcuts.
    """
    found: list[Paths] = []
    return counted(_work(asked, kept, found), lambda: Found(paths=tuple(found)))


def _work(asked: RunExperiment, kept: Kept, found: list[Paths]) -> Iterator[tuple[str, int]]:
    setting = asked.setting
    seeds = range(setting.seed, setting.seed + setting.seeds)
    for seed in seeds:
        one = replace(setting, seed=seed, seeds=1)
        data = data_of(one)
        nets = [net_named(fitted_arch(arch, data)) for arch in asked.archs]
        check_shortcuts(nets)
        untrained = (net_of(net.arch, one, seed) for net in nets)
        drawings = _drawings(nets, untrained, one, is_trained=False)
        own = sum(each.steps(data) for each in drawings)
        training = sum(1 + setting.steps + test_steps(each.module, data) for each in drawings)
        each_seed = training + 2 * own if setting.steps else own
        later = each_seed * (seeds[-1] - seed)
        yield from _drawn(drawings, data, found, after=later + each_seed - own)
        if setting.steps:
            steps = trained(asked.archs, one, kept)
            modules = yield from relayed(steps, after=later + own)
            drawings = _drawings(nets, modules, one, is_trained=True)
            yield from _drawn(drawings, data, found, after=later)


def check_shortcuts(nets: Iterable[Net]) -> None:
    """UserError where one of them is plain."""
    for net in nets:
        if not net.is_residual:
            raise UserError(
                f"{net.name} has no shortcuts, so its gradient has only one path. "
                "Choose a residual network such as resnet20",
                "arch",
            )


def _drawings(
    nets: Iterable[Net], modules: Iterable[ResNet], setting: Setting, *, is_trained: bool
) -> list[Drawing]:
    return [
        Drawing(net, module, setting.seed, is_trained, setting.is_longer)
        for net, module in zip(nets, modules, strict=True)
    ]


def _drawn(
    drawings: Sequence[Drawing], data: Data, found: list[Paths], *, after: int
) -> Iterator[tuple[str, int]]:
    """Adds each network to what was found when all its paths are drawn; a step is one length."""
    left = sum(each.steps(data) for each in drawings) + after
    for each in drawings:
        doing = f"{each.net.name}, {'trained' if each.is_trained else 'untrained'}"
        norms: list[list[float]] = []
        with statistics_kept(each.module):
            for _ in measuring_again(each.module, data.train_x):
                left -= 1
                yield doing, left
            each.module.eval()
            chain = chain_of(each.module, data.train_x[:BATCH], data.train_y[:BATCH])
            generator = torch.Generator().manual_seed(each.seed)
            for length in range(each.lengths):
                norms.append(_norms(chain, length, generator))
                left -= 1
                if length + 1 < each.lengths:
                    yield doing, left
        found.append(_paths(each, norms))
        yield doing, left


def draws_of(branches: int) -> int:
    """Paths of each length: more of them where there are few branches to even out the luck."""
    return max(LEAST_DRAWS, BRANCHES_DRAWN // branches)


def _norms(chain: Chain, length: int, generator: torch.Generator) -> list[float]:
    """|dL/dx| along drawn paths through so many branches."""
    branches = len(chain.links)
    draws = (torch.randperm(branches, generator=generator) for _ in range(draws_of(branches)))
    return [float(path_gradient(chain, frozenset(draw[:length].tolist())).norm()) for draw in draws]


def _paths(drawing: Drawing, norms: list[list[float]]) -> Paths:
    if not all(math.isfinite(norm) for drawn in norms for norm in drawn):
        raise UserError(
            f"the gradient of {drawing.net.name} isn't finite along some of its paths. Turn batch "
            "norm on, or choose a network of fewer layers"
        )
    return paths_of(
        drawing.net,
        drawing.seed,
        norms,
        is_trained=drawing.is_trained,
        is_fitted=drawing.is_fitted,
    )
