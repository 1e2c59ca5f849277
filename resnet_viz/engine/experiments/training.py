"""Networks that learn next to each other, a step each in turn: experiments 2 and 3."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.outcome import Found
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import DataSet, Setting
from resnet_viz.core.memory_limits import is_out_of_memory, lack_text
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.learning.learner import Learner
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
    learners = yield from taught(asked.archs, asked.setting, kept)
    yield from tested(learners)


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
    """Networks and what was measured while they learned, those of each further seed after others.

    One that learned before goes on from there. They stay in `kept`, also where the run is stopped.
    """
    seeds = range(setting.seed, setting.seed + setting.seeds)
    wanted = [(arch, seed) for seed in seeds for arch in archs]
    learners: list[Learner] = []

    def found() -> Found:
        return found_of(learners)

    for done, (arch, seed) in enumerate(wanted, start=1):
        learners.append(_begun(arch, replace(setting, seed=seed), kept))
        yield Progressed("building networks", done, len(wanted), found)
    total = sum(setting.steps - each.steps for each in learners)
    try:
        for done, _ in enumerate(_learning(learners, setting.steps), start=1):
            yield Progressed("training", done, total, found)
    except GeneratorExit:
        _keep(learners, setting, kept)
        raise
    _keep(learners, setting, kept)
    return tuple(learners)


def _keep(learners: Sequence[Learner], setting: Setting, kept: Kept) -> None:
    for learner in learners:
        if learner.steps:
            kept.put(setting, learner)


def tested(learners: Sequence[Learner]) -> Iterator[Progressed]:
    """Measures the test accuracy of those that have none yet and whose losses were finite."""
    untested = [each for each in learners if each.test_accuracy is None and each.ended_at is None]
    total = sum(test_steps(each.network, each.data) for each in untested)
    for done, _ in enumerate(_testing(untested), start=1):
        yield Progressed("testing", done, total, lambda: found_of(learners))


def found_of(learners: Sequence[Learner]) -> Found:
    """What was measured so far."""
    return Found(training=tuple(learner.found for learner in learners))


def _begun(arch: str, setting: Setting, kept: Kept) -> Learner:
    """A network at its start, or where an earlier run of the same setting left it."""
    data = data_of(setting)
    fitted = fitted_arch(arch, data)
    earlier = kept.nearest(fitted, setting, setting.seed)
    is_changed = setting.data is DataSet.FOLDER and earlier is not None and earlier.data is not data
    if earlier is not None and not is_changed:  # a folder may have other pictures now
        return earlier.copied()
    with memory_explained(arch):
        network = net_of(fitted, setting, setting.seed)
        return Learner(network, net_named(fitted), setting.seed, data)


def _learning(learners: Sequence[Learner], steps: int) -> Iterator[None]:
    """One step of one network after the other, until each has taken so many."""
    for step in range(steps):
        for learner in learners:
            if learner.steps == step and learner.ended_at is None:
                with memory_explained(learner.net.arch):
                    learner.learn()
                yield


def _testing(learners: Sequence[Learner]) -> Iterator[None]:
    """Measures batch norm's statistics again and then the accuracy, a batch a step."""
    for learner in learners:
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
