"""Inside networks: what can be read off after each block, and how F and x meet."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from copy import deepcopy
from dataclasses import replace
from math import isfinite
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn.functional import cosine_similarity

from resnet_viz.core.experiments.found.inside import Inside
from resnet_viz.core.experiments.outcome import Found
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.engine.experiments.data import Data, data_of
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.lesioned import addends, head_of
from resnet_viz.engine.experiments.measuring import batches, measuring_again
from resnet_viz.engine.experiments.nets import (
    blocks_of,
    branch_of,
    fitted_arch,
    net_named,
    net_of,
    stem_of,
)
from resnet_viz.engine.experiments.progressed import Progressed
from resnet_viz.engine.experiments.reading import means_of, probe_accuracy, readout_accuracy
from resnet_viz.engine.experiments.training import trained
from resnet_viz.engine.model.model import PostActivation, PreActivation, ResNet

LOOKING = "places read"
TINY = 1e-12  # in place of the norm of an x that is 0


def run(asked: RunExperiment, kept: Kept) -> Iterator[Progressed]:
    """Each network as it starts, and after its training where it has steps; by seed."""
    found: list[Inside] = []
    seeds = range(asked.setting.seed, asked.setting.seed + asked.setting.seeds)
    settings = [replace(asked.setting, seed=seed, seeds=1) for seed in seeds]
    for setting in settings:
        data = data_of(setting)
        fitted = [fitted_arch(arch, data) for arch in asked.archs]
        starts = [net_of(arch, setting, setting.seed) for arch in fitted]
        begun = [_begun(arch, setting, data, is_trained=False) for arch in fitted]
        yield from _looked_into(starts, begun, data, found)
    for setting in settings if asked.setting.steps else ():
        data = data_of(setting)
        networks = yield from _trained(asked.archs, setting, kept, found)
        fitted = [fitted_arch(arch, data) for arch in asked.archs]
        begun = [_begun(arch, setting, data, is_trained=True) for arch in fitted]
        # Others look into those that are kept.
        yield from _looked_into([deepcopy(each) for each in networks], begun, data, found)


def _begun(arch: str, setting: Setting, data: Data, *, is_trained: bool) -> Inside:
    pictures = len(data.test_y)
    return Inside(net_named(arch), setting.seed, is_trained, 1 / data.classes, pictures)


def _trained(
    archs: Sequence[str], setting: Setting, kept: Kept, found: list[Inside]
) -> Generator[Progressed, None, tuple[ResNet, ...]]:
    """Trains networks; what was found before stays in sight."""
    with closing(trained(archs, setting, kept)) as steps:
        while True:
            try:
                progressed = next(steps)
            except StopIteration as ended:
                return ended.value  # type: ignore[no-any-return]
            yield progressed._replace(found=lambda: Found(inside=tuple(found)))


def _looked_into(
    networks: Sequence[ResNet], begun: Sequence[Inside], data: Data, found: list[Inside]
) -> Iterator[Progressed]:
    """Looks into one network after the other, place by place."""
    done, total = 0, sum(_step_count(network, data) for network in networks)
    for network, first in zip(networks, begun, strict=True):
        found.append(first)
        # Faster by a third; torch's types don't know this form of the call.
        fast = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        for inside in _steps(fast, data, first):
            found[-1] = inside
            done += 1
            yield Progressed(LOOKING, done, total, lambda: Found(inside=tuple(found)))


def _step_count(network: ResNet, data: Data) -> int:
    has_norms = any(isinstance(each, nn.BatchNorm2d) for each in network.modules())
    return has_norms * len(batches(data.train_x)) + 1 + len(blocks_of(network))


class _Features(NamedTuple):
    """What a stem or a block gives: the means of all channels, and all that of the test pictures.

    `sums` are ‖F‖/‖x‖ and cos(F, x), None without a sum.
    """

    train_means: Tensor
    test: Tensor
    sums: tuple[float, float] | None = None


@torch.no_grad()
def _steps(network: ResNet, data: Data, inside: Inside) -> Iterator[Inside]:
    """What is found of one network so far: batch norm is measured, then each place is read."""
    for _ in measuring_again(network, data.train_x):
        yield inside
    head = nn.Sequential(*head_of(network))
    for place, features in enumerate(_places(network, data)):
        sums = features.sums or ()
        means = features.train_means, means_of(features.test)
        is_finite = all(bool(each.isfinite().all()) for each in means)
        if not is_finite or not all(map(isfinite, sums)):
            yield replace(inside, ended_at=place)
            return
        probe = probe_accuracy(means[0], data.train_y, means[1], data.test_y)
        readout = readout_accuracy(head, _channels(network), features.test, data.test_y)
        inside = replace(
            inside,
            probe=(*inside.probe, probe),
            readout=(*inside.readout, readout),
            branch_ratio=(*inside.branch_ratio, *sums[:1]),
            cosine=(*inside.cosine, *sums[1:]),
        )
        yield inside


def _places(network: ResNet, data: Data) -> Iterator[_Features]:
    """The stem's features, then each block's."""
    train, test = batches(data.train_x), data.test_x
    for part in (nn.Sequential(*stem_of(network)), *blocks_of(network)):
        sums = _sums(part, test)
        train, test = tuple(map(part, train)), part(test)
        yield _Features(torch.cat([means_of(each) for each in train]), test, sums)


def _sums(block: nn.Module, x: Tensor) -> tuple[float, float] | None:
    """‖F‖/‖x‖ and cos(F, x) at a block's sum, x as its shortcut carries it, means over pictures."""
    if not isinstance(block, PostActivation | PreActivation):
        return None
    branch, shortcut = (each.double().flatten(1) for each in addends(block, x))
    ratios = branch.norm(dim=1) / shortcut.norm(dim=1).clamp_min(TINY)
    return ratios.mean().item(), cosine_similarity(branch, shortcut).mean().item()


def _channels(network: ResNet) -> int:
    """How many channels the last block gives."""
    branch = branch_of(blocks_of(network)[-1])
    return [each for each in branch if isinstance(each, nn.Conv2d)][-1].out_channels
