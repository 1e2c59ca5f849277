"""What a longer run of an experiment is: more networks, steps or seeds, and all that takes long."""

from dataclasses import replace

from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.core.experiments.requests import RunExperiment

MORE_SEEDS = 3  # where nothing is trained


def longer_of(asked: RunExperiment) -> RunExperiment:
    """The longer run of what a person chose; own networks and steps go on from what they are."""
    row, setting = EXPERIMENTS[asked.experiment], asked.setting
    archs = row.longer if asked.archs == row.archs else asked.archs
    steps = row.longer_steps if setting.steps == row.steps else 2 * setting.steps
    if asked.experiment is Experiment.IDENTITY:  # as many again, by the grown networks
        steps = setting.steps
    seeds = setting.seeds if steps else max(setting.seeds, MORE_SEEDS)
    longer = replace(setting, steps=steps, seeds=seeds, is_longer=True)
    return replace(asked, archs=archs, setting=longer)
