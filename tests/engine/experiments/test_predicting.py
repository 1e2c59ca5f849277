"""What a run is said to take: worked out from first steps on a clock that is moved by hand."""

from collections.abc import Generator, Iterator
from typing import cast

import pytest
import torch

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.outcome import Found
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.engine.experiments import driving, predicting
from resnet_viz.engine.experiments.driving import outcomes
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.predicting import predicted_s
from resnet_viz.engine.experiments.progressed import Progressed
from resnet_viz.engine.experiments.run import RUNS, Run

PAIR = ("plain20", "resnet20")
WITHOUT_TRAINING = RunExperiment(Experiment.SHATTERED, PAIR, Setting())


class Clock:
    """The driver's clocks, and a run whose steps take as long as it says."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now_s, self.steps_taken = 0.0, 0
        self._patch = monkeypatch
        for name in ("process_time", "monotonic"):
            monkeypatch.setattr(driving, name, lambda: self.now_s)

    def steps(self, *costs_s: float) -> Iterator[Progressed]:
        for done, cost_s in enumerate(costs_s, start=1):
            self.now_s += cost_s
            self.steps_taken += 1
            yield Progressed("step", done, len(costs_s), Found)

    def set_run(self, *costs_s: float, experiment: Experiment = Experiment.SHATTERED) -> None:
        runs = cast(dict[Experiment, Run], RUNS)
        self._patch.setitem(runs, experiment, lambda _, __: self.steps(*costs_s))

    def set_training(self, building_s: float, costs_s: tuple[float, ...]) -> None:
        """So long for each network's building, then for each step of training."""

        def taught(archs: tuple[str, ...], setting: Setting, _: Kept) -> Generator[Progressed]:
            yield from self.steps(*[building_s] * len(archs))
            yield from self.steps(*[costs_s[place] for place in range(len(costs_s))])

        self._patch.setattr(predicting, "taught", taught)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_a_short_run_costs_what_it_takes(clock: Clock) -> None:
    clock.set_run(0.5, 0.25, 0.25)
    assert predicted_s(WITHOUT_TRAINING, Kept()) == 1.0


def test_a_long_run_is_reckoned_from_the_steps_that_a_trial_has_time_for(clock: Clock) -> None:
    clock.set_run(1.0, *[0.5] * 99)  # the first warms up
    assert predicted_s(WITHOUT_TRAINING, Kept()) == 1.0 + 99 * 0.5
    assert clock.steps_taken == 3


def test_a_first_step_beyond_all_patience_says_what_the_others_take(clock: Clock) -> None:
    clock.set_run(*[30.0] * 10)
    assert predicted_s(WITHOUT_TRAINING, Kept()) == 300.0
    assert clock.steps_taken == 1


def test_training_is_reckoned_by_its_rounds_and_what_follows_is_tried(clock: Clock) -> None:
    request = RunExperiment(Experiment.LESION, PAIR, Setting(steps=60))
    # After a round that warms up the two networks take 0.01 and 0.03 s.
    clock.set_training(0.125, (0.5, 0.5, 0.01, 0.03, 0.01, 0.03))
    clock.set_run(0.25, 0.5, experiment=Experiment.LESION)
    assert predicted_s(request, Kept()) == pytest.approx(0.75 + (120 - 2) * 0.02)


def test_where_a_step_of_training_takes_long_nothing_else_is_tried(clock: Clock) -> None:
    request = RunExperiment(Experiment.LESION, PAIR, Setting(steps=60))
    clock.set_training(0.125, (9.0, 9.0, 9.0))
    clock.set_run(1.0, experiment=Experiment.LESION)
    assert predicted_s(request, Kept()) == 120 * 9.0
    assert clock.steps_taken == 3  # both were built, one took a step


def test_a_run_without_networks_or_that_may_not_go_on_costs_nothing(clock: Clock) -> None:
    clock.set_run()
    assert predicted_s(WITHOUT_TRAINING, Kept()) == 0.0
    clock.set_run(1.0, 1.0)
    assert predicted_s(WITHOUT_TRAINING, Kept(), lambda: False) == 0.0


def test_a_prediction_leaves_no_trained_network_and_a_trained_one_costs_nothing_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request = RunExperiment(Experiment.TRAINING, ("resnet8",), Setting(steps=3))
    kept, threads = Kept(), torch.get_num_threads()
    assert predicted_s(request, kept) > 0
    assert predicting._steps_left(request, kept) == 3
    assert torch.get_num_threads() == threads
    *_, (_, outcome) = outcomes(request, kept)
    assert outcome.is_whole
    assert predicting._steps_left(request, kept) == 0


@pytest.mark.parametrize("experiment", [Experiment.GRADIENTS, Experiment.SHATTERED])
def test_experiments_that_train_nothing_have_no_steps_left(experiment: Experiment) -> None:
    request = RunExperiment(experiment, PAIR, Setting(steps=60, seeds=2))
    assert predicting._steps_left(request, Kept()) == 0
    trained = RunExperiment(Experiment.LESION, PAIR, Setting(steps=60, seeds=2))
    assert predicting._steps_left(trained, Kept()) == 240
