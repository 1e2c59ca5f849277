"""What a longer run of an experiment is: more networks, steps or seeds, and all that takes long."""

from dataclasses import replace
from itertools import product

from resnet_viz.core.experiments.experiment import EXPERIMENTS, ONE_SEED, Experiment
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.requests import RunExperiment

MORE_SEEDS = 3  # where nothing is trained


def longer_of(asked: RunExperiment) -> RunExperiment:
    """The longer run of what a person chose; own networks and steps go on from what they are."""
    row, setting = EXPERIMENTS[asked.experiment], asked.setting
    archs = row.longer if asked.archs == row.archs else asked.archs
    steps = row.longer_steps if setting.steps == row.steps else 2 * setting.steps
    if asked.experiment is Experiment.IDENTITY:  # as many again, by the grown networks
        steps = setting.steps
    is_one = steps or asked.experiment in ONE_SEED
    seeds = setting.seeds if is_one else max(setting.seeds, MORE_SEEDS)
    longer = replace(setting, steps=steps, seeds=seeds, is_longer=True)
    return replace(asked, archs=archs, setting=longer)


def switches_of(outcome: Outcome) -> RunExperiment:
    """What a person chose whose run, or longer run, an outcome is.

    A plane of the landscape is chosen by itself. Where nothing chosen gives the outcome, as for one
    of an older version, its networks and setting are taken as they are.
    """
    experiment, setting = outcome.experiment, outcome.setting
    own = RunExperiment(experiment, outcome.archs, setting)
    if not setting.is_longer or experiment is Experiment.LANDSCAPE:
        return own
    row = EXPERIMENTS[experiment]
    archs, steps = (row.archs, outcome.archs), (row.steps, setting.steps // 2)
    for each, count, seeds in product(archs, steps, (1, setting.seeds)):
        chosen = replace(setting, steps=count, seeds=seeds, is_longer=False)
        asked = replace(own, archs=each, setting=chosen)
        if longer_of(asked) == own:
            return asked
    return replace(own, setting=replace(setting, is_longer=False))
