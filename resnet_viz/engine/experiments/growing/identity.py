"""Identity by construction: trained networks, and deeper ones that compute the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from resnet_viz.core.experiments.found.identity import Growth
from resnet_viz.core.experiments.outcome import Found
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.growing.grown import grown_arch, grown_network
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.learning.learner import Learner
from resnet_viz.engine.experiments.measuring import (
    batches,
    measuring_again,
    statistics_kept,
    test_steps,
)
from resnet_viz.engine.experiments.nets import block_paths, fitted_arch, net_named
from resnet_viz.engine.experiments.progressed import Progressed
from resnet_viz.engine.experiments.training import found_of, memory_explained, taught
from resnet_viz.engine.model.model import ResNet


@dataclass
class _Pair:
    """A trained network, the one grown of it, and what was found of both."""

    shallow: Learner
    deep: Learner | None = None
    growth: Growth | None = None


def run(asked: RunExperiment, kept: Kept) -> Iterator[Progressed]:
    """Trains, grows and compares; a longer run then trains the grown networks for as many steps.

    UserError for a network that can't be grown, before anything is trained.
    """
    setting = asked.setting
    for arch in asked.archs:
        grown_arch(fitted_arch(arch, data_of(setting)))
    learners = yield from taught(asked.archs, setting, kept)
    pairs = [_Pair(each) for each in learners if each.ended_at is None]

    def found() -> Found:
        return replace(found_of(learners), growth=tuple(_growths(pairs)))

    total = sum(test_steps(each.shallow.network, each.shallow.data) + 1 for each in pairs)
    for done, _ in enumerate(_compared(pairs, setting), start=1):
        yield Progressed("growing", done, total, found)
    steps = setting.steps if setting.is_longer else 0
    for done, _ in enumerate(_trained_on(pairs, steps), start=1):
        yield Progressed("training on", done, steps * len(pairs), found)


def _growths(pairs: Sequence[_Pair]) -> Iterator[Growth]:
    for pair in pairs:
        if pair.growth and pair.deep:
            learned = pair.deep.found
            has_learned = learned.loss or learned.ended_at is not None
            yield replace(pair.growth, trained_on=learned if has_learned else None)


def _compared(pairs: Sequence[_Pair], setting: Setting) -> Iterator[None]:
    """Measures batch norm's statistics again, grows each network, and holds both side by side."""
    for pair in pairs:
        network, data = pair.shallow.network, pair.shallow.data
        arch = grown_arch(pair.shallow.net.arch)
        with statistics_kept(network):
            yield from measuring_again(network, data.train_x)
            with memory_explained(arch):
                deep = grown_network(network, arch, setting, pair.shallow.seed)
                pair.deep = Learner(deep, net_named(arch), pair.shallow.seed, data)
                yield
                pair.growth = _growth(pair.shallow, pair.deep)
        yield


def _growth(shallow: Learner, deep: Learner) -> Growth:
    """Both in evaluation mode on all test pictures, then in training mode on one batch."""
    data = shallow.data
    logits, grown_logits = (_logits(each.network, data.test_x) for each in (shallow, deep))
    with torch.no_grad():
        batch, _ = shallow.batch(0)
        in_training = [each.network.train()(batch) for each in (shallow, deep)]
    return Growth(
        shallow.net,
        deep.net,
        shallow.seed,
        len(block_paths(deep.network)) - len(block_paths(shallow.network)),
        len(data.test_y),
        tuple(logits[0].tolist()),
        tuple(grown_logits[0].tolist()),
        _difference(logits, grown_logits),
        _difference(*in_training),
        _share_right(logits, data.test_y),
        _share_right(grown_logits, data.test_y),
    )


def _logits(network: ResNet, x: Tensor) -> Tensor:
    network.eval()
    with torch.no_grad():
        return torch.cat([network(batch) for batch in batches(x)])


def _difference(one: Tensor, other: Tensor) -> float:
    return (one - other).abs().max().item()


def _share_right(logits: Tensor, y: Tensor) -> float:
    return (logits.argmax(1) == y).double().mean().item()


def _trained_on(pairs: Sequence[_Pair], steps: int) -> Iterator[None]:
    for _ in range(steps):
        for pair in pairs:
            if pair.deep and pair.deep.ended_at is None:
                with memory_explained(pair.deep.net.arch):
                    pair.deep.learn()
                yield
