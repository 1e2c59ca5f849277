"""The command that charts and sheets give to repeat an experiment asks for the same experiment."""

import shlex
from dataclasses import replace
from typing import Any

import pytest

from resnet_viz.cli.commands import learn
from resnet_viz.cli.program import run
from resnet_viz.core.experiments.asking import Wish, request_of
from resnet_viz.core.experiments.command import command_of
from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from tests.core.experiments.captions.made_outcomes import made_outcome


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Wish]:
    wishes: list[Wish] = []

    def show(wish: Wish, *_: Any) -> int:
        wishes.append(wish)
        return 0

    monkeypatch.setattr(learn, "show_experiment", show)
    return wishes


@pytest.mark.parametrize("experiment", Experiment)
def test_the_command_of_a_result_asks_for_its_networks_and_setting(
    experiment: Experiment, asked: list[Wish]
) -> None:
    for seed in range(40):
        outcome = made_outcome(experiment, seed)
        if not outcome.archs or outcome.origin:  # of others: core/experiments/test_command.py
            continue
        longer = bool(seed % 2) and bool(EXPERIMENTS[experiment].longer)
        outcome = replace(outcome, setting=replace(outcome.setting, is_longer=longer))
        program, *words = shlex.split(command_of(outcome))
        assert program == "resnet-viz"
        assert run(words) == 0
        wish = asked[-1]
        for each in outcome.found.responses[:1]:
            assert (wish.image, wish.weights) == (each.name * each.is_own, each.weights)
        request = request_of(wish._replace(image="", weights=""))
        assert request.experiment is experiment
        assert request.archs == outcome.archs
        assert request.setting == outcome.setting
