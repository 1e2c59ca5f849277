"""An experiment driven step by step: what is handed on, how it ends, what is left."""

from collections.abc import Iterator
from itertools import count
from typing import cast

import pytest
import torch

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.engine.experiments import driving
from resnet_viz.engine.experiments.driving import Pace, outcomes
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.progressed import Progressed
from resnet_viz.engine.experiments.run import RUNS, Run
from tests.samples.stand_in_experiment import KEEPER, asked, run


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cast(dict[Experiment, Run], RUNS), Experiment.GRADIENTS, run)


def losses_of(outcome: Outcome) -> tuple[float, ...]:
    return outcome.found.training[0].loss


def last_of(request: RunExperiment, kept: Kept, steps: int | None = None) -> Outcome:
    """The last outcome, stopped after so many steps."""
    asked_before = count()

    def may_go_on() -> bool:
        return steps is None or next(asked_before) < steps

    *_, (_, outcome) = outcomes(request, kept, may_go_on)
    return outcome


def test_the_last_outcome_is_whole_and_says_what_decided_it() -> None:
    request = asked(steps=20, step_ms=0)
    outcome = last_of(request, Kept())
    assert outcome.is_whole
    assert len(losses_of(outcome)) == 20
    assert (outcome.experiment, outcome.archs) == (Experiment.GRADIENTS, request.archs)
    assert (outcome.setting, outcome.threads) == (request.setting, 1)
    assert outcome.torch == torch.__version__
    assert outcome.cpu_s > 0


def test_outcomes_on_the_way_are_not_whole_and_each_goes_on_from_the_one_before() -> None:
    given = [outcome for _, outcome in outcomes(asked(steps=30, step_ms=10), Kept())]
    *before, last = given
    assert len(before) >= 2
    assert not any(each.is_whole for each in before)
    for earlier, later in zip(before, [*before[1:], last], strict=True):
        assert losses_of(later)[: len(losses_of(earlier))] == losses_of(earlier)


def test_of_quick_steps_only_some_are_handed_on() -> None:
    assert len(list(outcomes(asked(steps=200, step_ms=0), Kept()))) < 20


@pytest.mark.parametrize("steps", [0, 1, 7])
def test_a_stopped_run_has_what_its_steps_gave_and_is_not_whole(steps: int) -> None:
    outcome = last_of(asked(steps=9, step_ms=0), Kept(), steps)
    whole = last_of(asked(steps=9, step_ms=0), Kept())
    found = outcome.found.training
    assert not outcome.is_whole
    assert (found[0].loss if found else ()) == losses_of(whole)[:steps]


def test_a_stopped_run_leaves_its_networks_to_the_next_one() -> None:
    kept, request = Kept(), asked(KEEPER, steps=5, step_ms=0)
    assert losses_of(last_of(request, kept, 2))[0] == -1.0
    assert losses_of(last_of(request, kept))[0] != -1.0


def test_networks_stopped_in_their_training_go_on_in_the_next_run_to_the_same_bit() -> None:
    request = RunExperiment(Experiment.TRAINING, ("plain8", "resnet8"), Setting(steps=6))
    whole, kept = last_of(request, Kept()), Kept()
    stopped = last_of(request, kept, 2 + 7)  # both were built, one is a step ahead
    assert [len(each.loss) for each in stopped.found.training] == [4, 3]
    trainings = last_of(request, kept).found.training
    assert [each.loss for each in trainings] == [each.loss for each in whole.found.training]
    assert [each.taken_over for each in trainings] == [4, 3]


def test_everything_runs_on_one_thread_and_the_threads_before_come_back() -> None:
    before, seen = torch.get_num_threads(), list[int]()

    def may_go_on() -> bool:
        seen.append(torch.get_num_threads())
        return len(seen) < 3

    torch.set_num_threads(2)
    try:
        list(outcomes(asked(steps=9, step_ms=0), Kept(), may_go_on))
        assert (set(seen), torch.get_num_threads()) == ({1}, 2)
    finally:
        torch.set_num_threads(before)


def test_a_mistake_on_the_way_reaches_whoever_asked() -> None:
    with pytest.raises(ZeroDivisionError):
        list(outcomes(asked("bug", step_ms=0), Kept()))


def test_what_is_left_is_known_from_the_second_step_on(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, pace = Clock(monkeypatch), Pace()

    def steps() -> Iterator[Progressed]:
        for place, cost_s in enumerate((5.0, 1.0, 3.0)):
            clock.now_s += cost_s
            yield Progressed("step", place + 1, 10, Found)

    each = steps()
    rests = [pace.step(found).rest_s for _ in range(3) if (found := pace.next_of(each))]
    assert rests == [None, 8.0, 14.0]
    assert pace.cpu_s == 9.0


class Clock:
    """Both clocks of the driver, moved by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now_s = 0.0
        for name in ("process_time", "monotonic"):
            monkeypatch.setattr(driving, name, lambda: self.now_s)
