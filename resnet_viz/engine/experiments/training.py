"""Networks that learn next to each other, a step each in turn: experiments 2 and 3."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.outcome import Found
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.core.memory_limits import is_out_of_memory, lack_text
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.learner import Learner
from resnet_viz.engine.experiments.measuring import (
    accuracy,
    measuring_again,
    statistics_kept,
    test_steps,
)
from resnet_viz.engine.experiments.nets import fitted_arch, net_named, net_of
from resnet_viz.engine.experiments.progressed import Progressed
from resnet_viz.engine.model.model import ResNet

BUILDING, LEARNING, TESTING = "building networks", "training", "testing"


def run(asked: RunExperiment, kept: Kept) -> Iterator[Progressed]:
    """Loss, gradients and test accuracy of networks that learn."""
    yield from taught(asked.archs, asked.setting, kept)


def trained(
    archs: Sequence[str], setting: Setting, kept: Kept
) -> Generator[Progressed, None, tuple[ResNet, ...]]:
    """The networks after their steps with the setting's first seed, in the order of `archs`.

    They stay in `kept` for others: whoever changes one leaves it as it was. UserError where a loss
    was not finite.
    """
    learners = yield from taught(archs, replace(setting, seeds=1), kept)
    for learner in learners:
        if learner.ended_at is not None:
            raise UserError(
                f"{learner.net.name} can't be looked at: its loss was not finite at step "
                f"{learner.ended_at}. Take fewer steps or turn batch norm on"
            )
    return tuple(learner.network for learner in learners)


def taught(
    archs: Sequence[str], setting: Setting, kept: Kept
) -> Generator[Progressed, None, tuple[Learner, ...]]:
    """Networks with all that they learned on the way, those of each further seed after the others.

    One that learned before goes on from there. Wherever the run ends, all of them stay in `kept`.
    """
    seeds = range(setting.seed, setting.seed + setting.seeds)
    count = len(seeds) * len(archs)
    learners: list[Learner] = []

    def found() -> Found:
        return Found(training=tuple(learner.found for learner in learners))

    work = _work([(arch, seed) for seed in seeds for arch in archs], setting, kept, learners)
    try:
        for done, doing in enumerate(work, start=1):
            skipped = sum(learner.taken_over for learner in learners)
            steps = count * (1 + setting.steps) - skipped
            yield Progressed(doing, done, steps + count * test_steps(data_of(setting)), found)
    finally:
        for learner in learners:
            kept.put(setting, learner)
    return tuple(learners)


def _work(
    wanted: Sequence[tuple[str, int]], setting: Setting, kept: Kept, learners: list[Learner]
) -> Iterator[str]:
    """Every step, by what is being done in it."""
    for arch, seed in wanted:
        with memory_explained(arch):
            learners.append(_begun(arch, replace(setting, seed=seed), kept))
        yield BUILDING
    for step in range(setting.steps):
        for learner in learners:
            if learner.steps == step and learner.ended_at is None:
                with memory_explained(learner.net.arch):
                    learner.learn()
                yield LEARNING
    for learner in learners:
        if learner.test_accuracy is None and learner.ended_at is None:
            for _ in _tested(learner):
                yield TESTING


def _begun(arch: str, setting: Setting, kept: Kept) -> Learner:
    """A network at its start, or where an earlier run of the same setting left it."""
    data = data_of(setting)
    fitted = fitted_arch(arch, data)
    earlier = kept.nearest(fitted, setting, setting.seed)
    if earlier is not None:
        return earlier.copied()
    network = net_of(fitted, setting, setting.seed)
    return Learner(network, net_named(fitted), setting.seed, data)


def _tested(learner: Learner) -> Iterator[None]:
    data, network = learner.data, learner.network
    with statistics_kept(network):
        yield from measuring_again(network, data.train_x)
        learner.test_accuracy = accuracy(network, data.test_x, data.test_y)
    yield


@contextmanager
def memory_explained(arch: str) -> Iterator[None]:
    """Turns lack of memory into a UserError that names the network."""
    try:
        yield
    except (MemoryError, RuntimeError) as error:
        if not is_out_of_memory(error):
            raise
        raise UserError(f"{arch} is too large to be trained here: {lack_text()}") from error
