"""How long a run of an experiment would take, from its first steps, which are thrown away."""

from collections.abc import Iterator
from dataclasses import replace

from resnet_viz.core.experiments.experiment import EXPERIMENTS
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.driving import MayGoOn, Pace, always, one_thread
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.nets import fitted_arch
from resnet_viz.engine.experiments.progressed import Progressed
from resnet_viz.engine.experiments.run import RUNS
from resnet_viz.engine.experiments.training import taught

MOST_TRIAL_S = 2.0  # of processor time, for each of the two parts that are tried
ROUNDS = 3  # of training: the first warms up


def predicted_s(asked: RunExperiment, kept: Kept, may_go_on: MayGoOn = always) -> float:
    """Seconds of processor time that a run takes.

    A training is tried for a few rounds, in each of which every network takes a step, and what
    comes after it on networks that took one. Networks that learned in an earlier run are not
    counted again. UserError for what can't be run.
    """
    with one_thread():
        left = _steps_left(asked, kept)
        if not left:
            return tried_s(RUNS[asked.experiment](asked, kept), may_go_on)
        each_s, is_long = _step_s(asked, may_go_on)
        if is_long:  # nothing else counts next to it
            return left * each_s
        first = replace(asked, setting=replace(asked.setting, steps=1))
        rest_s = tried_s(RUNS[asked.experiment](first, Kept()), may_go_on)
        return rest_s + max(left - _count(asked), 0) * each_s


def _steps_left(asked: RunExperiment, kept: Kept) -> int:
    """Steps of training that no earlier run of this process took, of all networks."""
    row, setting = EXPERIMENTS[asked.experiment], asked.setting
    if not row.steps and not row.longer_steps:
        return 0
    return sum(
        setting.steps - _learned(arch, replace(setting, seed=setting.seed + further), kept)
        for further in range(setting.seeds)
        for arch in asked.archs
    )


def _learned(arch: str, setting: Setting, kept: Kept) -> int:
    learner = kept.nearest(fitted_arch(arch, data_of(setting)), setting, setting.seed)
    return learner.steps if learner else 0


def _step_s(asked: RunExperiment, may_go_on: MayGoOn) -> tuple[float, bool]:
    """What a step of training takes, the mean of all networks; whether one takes very long."""
    count = _count(asked)
    steps, pace = taught(asked.archs, replace(asked.setting, steps=ROUNDS), Kept()), Pace()
    costs: list[float] = []
    while may_go_on() and sum(costs) < MOST_TRIAL_S and len(costs) < (ROUNDS + 1) * count:
        before_s = pace.cpu_s
        if pace.next_of(steps) is None:
            break
        costs.append(pace.cpu_s - before_s)
    trained = costs[count:]  # after each network was built
    warm = trained[count:] or trained[1:] or trained
    return (sum(warm) / len(warm) if warm else 0.0), len(trained) <= count


def tried_s(steps: Iterator[Progressed], may_go_on: MayGoOn) -> float:
    """Processor time of a run, where it lasts longer than a trial by the steps it is at then."""
    pace, last = Pace(), None
    while may_go_on() and pace.cpu_s < MOST_TRIAL_S:
        progressed = pace.next_of(steps)
        if progressed is None:
            return pace.cpu_s
        last = progressed
    left = max(last.total - last.done, 0) if last else 0
    return pace.cpu_s + left * pace.each_cpu_s


def _count(asked: RunExperiment) -> int:
    return len(asked.archs) * asked.setting.seeds
