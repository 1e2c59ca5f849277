"""What every outcome says of itself in JSON and in the last sentences of its caption."""

import json
import math
from dataclasses import replace

import pytest

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.training import Record, Training
from resnet_viz.core.experiments.net import Net, NetKind
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.setting import Init, Setting
from resnet_viz.core.experiments.telling import caption_of, json_of, plots_of

SETTING = Setting(Init.DEFAULT, has_batch_norm=False, seed=7, steps=60)
TRAINING = Training(
    Net("plain20", NetKind.PLAIN, 20),
    7,
    (2.3, 0.1),
    None,
    (Record(0, (1e-9, 0.1), (1.0,), 4.0),),
    ended_at=2,
)
OUTCOME = Outcome(
    Experiment.TRAINING, ("plain20",), SETTING, Found(training=(TRAINING,)), 1.25, "2.13.0"
)


def test_the_json_has_the_promised_keys_and_every_number_in_full() -> None:
    found = json.loads(json.dumps(json_of(OUTCOME), allow_nan=False))
    assert found["experiment"] == "training"
    setting = found["setting"]
    promised = {"init", "batch_norm", "seed", "steps", "threads", "torch"}
    assert {key: setting[key] for key in promised} == {
        "init": "default",
        "batch_norm": False,
        "seed": 7,
        "steps": 60,
        "threads": 1,
        "torch": "2.13.0",
    }
    assert found["cpu_s"] == 1.25
    (network,) = found["networks"]
    assert network["arch"] == "plain20"
    assert network["loss"] == [2.3, 0.1]


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_is_not_finite_is_null_in_json(number: float) -> None:
    training = replace(TRAINING, loss=(2.3, number))
    found = json_of(replace(OUTCOME, found=Found(training=(training,))))
    (network,) = json.loads(json.dumps(found, allow_nan=False))["networks"]
    assert network["loss"] == [2.3, None]


def test_the_caption_ends_with_the_setting_and_says_when_a_run_did_not_end() -> None:
    setting = str(caption_of(OUTCOME)[-1])
    for words in (
        "digits (Alpaydin and Kaynak 1998, CC BY 4.0)",
        "PyTorch's default initialisation",
        "without batch norm",
        "seed 7",
        "60 steps",
        "1 thread of PyTorch 2.13.0",
        "1.2 s of CPU time",
    ):
        assert words in setting
    *_, last_but_one, last = caption_of(replace(OUTCOME, is_whole=False))
    assert str(last_but_one) == setting
    assert str(last) == "This run has not reached its end."


def test_several_seeds_and_no_steps_are_said_as_that() -> None:
    outcome = replace(OUTCOME, setting=Setting(seed=3, seeds=5))
    text = str(caption_of(outcome)[-1])
    assert "seeds 3 to 7, untrained" in text
    assert "He initialisation, with batch norm" in text


def test_of_several_seeds_only_those_are_said_that_were_taken() -> None:
    outcome = replace(
        OUTCOME, experiment=Experiment.LANDSCAPE, found=Found(), setting=Setting(seed=3, seeds=5)
    )
    assert "seed 3, untrained" in str(caption_of(outcome)[-1])


@pytest.mark.parametrize("experiment", Experiment)
def test_an_outcome_in_which_nothing_was_measured_yet_can_be_shown(experiment: Experiment) -> None:
    outcome = Outcome(experiment, (), SETTING, Found(), 0.0, "2.13.0", is_whole=False)
    assert json_of(outcome)["networks"] == []
    assert caption_of(outcome)
    assert isinstance(plots_of(outcome), tuple)
