"""What a longer run is."""

from dataclasses import replace

import pytest

from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.core.experiments.longer import MORE_SEEDS, longer_of, switches_of
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import FIRST_SETTING


def usual(experiment: Experiment) -> RunExperiment:
    row = EXPERIMENTS[experiment]
    return RunExperiment(experiment, row.archs, replace(FIRST_SETTING, steps=row.steps))


@pytest.mark.parametrize("experiment", EXPERIMENTS)
def test_the_longer_run_has_the_networks_and_steps_of_the_row(experiment: Experiment) -> None:
    row, longer = EXPERIMENTS[experiment], longer_of(usual(experiment))
    assert (longer.archs, longer.setting.steps) == (row.longer, row.longer_steps)
    assert longer.setting.is_longer
    assert longer.setting.seeds == (1 if row.longer_steps else MORE_SEEDS)


def test_a_longer_look_of_a_network_of_others_has_one_seed_and_no_steps() -> None:
    asked = RunExperiment(Experiment.PICTURE, ("timm:resnet18",), replace(FIRST_SETTING, seed=4))
    longer = longer_of(asked)
    assert longer.setting == replace(asked.setting, is_longer=True)
    outcome = Outcome(Experiment.PICTURE, longer.archs, longer.setting, Found(), 1.0, "2.13.0")
    assert switches_of(outcome) == replace(asked, image="")


@pytest.mark.parametrize("experiment", EXPERIMENTS)
def test_the_switches_of_a_longer_run_are_those_that_it_came_from(experiment: Experiment) -> None:
    own = replace(usual(experiment), archs=("plain8",))
    for asked in (usual(experiment), own):
        for each in (asked, longer_of(asked)):
            outcome = Outcome(experiment, each.archs, each.setting, Found(), 1.0, "2.13.0")
            switches = switches_of(outcome)
            assert each in (switches, longer_of(switches))
            assert experiment is Experiment.LANDSCAPE or switches == asked


def test_networks_and_steps_of_ones_own_go_on_from_what_they_are() -> None:
    asked = usual(Experiment.DEGRADATION)
    own = replace(asked, archs=("plain8",), setting=replace(asked.setting, steps=33))
    longer = longer_of(own)
    assert (longer.archs, longer.setting.steps) == (("plain8",), 66)


def test_grown_networks_are_trained_on_for_as_many_steps_again() -> None:
    asked = usual(Experiment.IDENTITY)
    own = replace(asked, setting=replace(asked.setting, steps=33))
    assert longer_of(own).setting == replace(own.setting, is_longer=True)
    assert EXPERIMENTS[Experiment.IDENTITY].longer_text == "Train on"
