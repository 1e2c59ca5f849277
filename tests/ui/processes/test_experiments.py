"""Experiments in a real process: stopped, paused, held for timed runs, killed in the middle."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from random import Random

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.core.progress import Step
from resnet_viz.ui.processes import child as child_module
from resnet_viz.ui.processes import experiments as module
from resnet_viz.ui.processes.experiments import KEPT, Experiments
from resnet_viz.ui.processes.run_state import HELD, WAITING, State
from resnet_viz.ui.processes.silence import TICKS
from tests.samples.stand_in_experiment import BUG, COMMAND, KEEPER, LACK, LONG, asked

LONG_MS = 60_000  # a start of PyTorch on a busy machine
WHOLE_STEPS = 40
KILLS = 12


class Ear:
    """Hears what comes of runs."""

    def __init__(self, experiments: Experiments) -> None:
        self.steps: list[Step] = []
        self.outcomes: list[Outcome] = []
        self.finished: list[Outcome] = []
        self.failures: list[str] = []
        self.costs: list[float] = []
        self.states: list[State] = []
        experiments.progressed.connect(self._on_progressed)
        experiments.finished.connect(self.finished.append)
        experiments.failed.connect(self.failures.append)
        experiments.predicted.connect(self.costs.append)
        experiments.state_changed.connect(lambda: self.states.append(experiments.state))

    def _on_progressed(self, outcome: Outcome, step: Step) -> None:
        self.outcomes.append(outcome)
        self.steps.append(step)


Made = tuple[Experiments, Ear]


@pytest.fixture
def make(qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Made]]:
    """Makes experiments whose processes may come to harm."""
    monkeypatch.setattr(child_module, "worker_command", lambda _: COMMAND)
    made: list[Experiments] = []

    def make_one() -> Made:
        made.append(Experiments(qapp))
        return made[-1], Ear(made[-1])

    yield make_one
    for each in made:
        each.close()


@pytest.fixture(scope="module")
def shared(qapp: QObject) -> Iterator[Experiments]:
    """One process for all tests that leave it as it was: it takes seconds to start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(child_module, "worker_command", lambda _: COMMAND)
        experiments = Experiments(qapp)
        experiments._patience.setInterval(LONG_MS)  # a busy machine may take its time
        experiments.prepare()
        yield experiments
        experiments.close()


@pytest.fixture
def made(shared: Experiments, qtbot: QtBot) -> Iterator[Made]:
    ear = Ear(shared)
    yield shared, ear
    shared.release()
    shared.stop()
    qtbot.waitUntil(lambda: shared.state is State.IDLE, timeout=LONG_MS)
    for each in (shared.progressed, shared.finished, shared.failed, shared.predicted):
        each.disconnect()
    shared.state_changed.disconnect()


def losses_of(outcome: Outcome) -> tuple[float, ...]:
    return outcome.found.training[0].loss


def start(made: Made, qtbot: QtBot, request: RunExperiment) -> None:
    """A run of which something was heard."""
    experiments, ear = made
    experiments.start(request)
    qtbot.waitUntil(lambda: bool(ear.outcomes), timeout=LONG_MS)


def whole(made: Made, qtbot: QtBot, request: RunExperiment) -> Outcome:
    experiments, ear = made
    with qtbot.waitSignal(experiments.finished, timeout=LONG_MS):
        experiments.start(request)
    return ear.finished[-1]


def test_no_process_runs_before_one_is_used(make: Callable[[], Made]) -> None:
    experiments, _ = make()
    assert experiments.process_id == 0
    experiments.prepare()
    assert experiments.process_id


def test_a_run_brings_outcomes_and_a_whole_one_at_its_end(made: Made, qtbot: QtBot) -> None:
    experiments, ear = made
    outcome = whole(made, qtbot, asked(steps=WHOLE_STEPS, step_ms=10))
    assert outcome.is_whole
    assert len(losses_of(outcome)) == WHOLE_STEPS
    assert not any(each.is_whole for each in ear.outcomes[:-1])
    assert ear.steps[-1].total == WHOLE_STEPS
    assert all(step.so_far is None for step in ear.steps)
    assert ear.states == [State.RUNNING, State.IDLE]
    assert experiments.latest == outcome


def test_a_stop_is_answered_by_what_was_measured_and_the_process_lives_with_its_networks(
    made: Made, qtbot: QtBot
) -> None:
    experiments, ear = made
    request = asked(KEEPER, steps=60)
    start(made, qtbot, request)
    before = experiments.process_id
    with qtbot.waitSignal(experiments.finished, timeout=LONG_MS):
        experiments.stop()
        assert experiments.state is State.STOPPING
    (stopped,) = ear.finished
    assert not stopped.is_whole
    assert len(losses_of(stopped)) >= len(losses_of(ear.outcomes[0]))
    assert losses_of(stopped)[0] == -1.0  # the network was made
    again = whole(made, qtbot, request)
    assert experiments.process_id == before
    assert losses_of(again)[0] != -1.0  # and is still there


def test_where_a_step_is_long_a_stop_ends_the_process_and_keeps_what_was_streamed(
    make: Callable[[], Made], qtbot: QtBot
) -> None:
    experiments, ear = made = make()
    start(made, qtbot, asked(LONG, step_ms=150))
    before = experiments.process_id
    qtbot.waitUntil(lambda: len(losses_of(ear.outcomes[-1])) == 3, timeout=LONG_MS)
    with qtbot.waitSignal(experiments.finished, timeout=LONG_MS):
        experiments.stop()
    assert ear.finished == [ear.outcomes[-1]]
    assert not ear.finished[0].is_whole
    assert ear.failures == []
    assert whole(made, qtbot, asked(steps=3)).is_whole
    assert experiments.process_id != before


def test_a_run_stopped_before_anything_was_measured_is_over_without_a_word(
    make: Callable[[], Made], qtbot: QtBot
) -> None:
    experiments, ear = made = make()
    experiments.start(asked())
    experiments.stop()
    qtbot.waitUntil(lambda: experiments.state is State.IDLE, timeout=LONG_MS)
    assert (ear.finished, ear.failures, experiments.latest) == ([], [], None)
    assert whole(made, qtbot, asked(steps=3)).is_whole


@pytest.mark.parametrize("pauses", [1, 3])
def test_a_paused_run_gives_the_same_to_the_last_bit(made: Made, qtbot: QtBot, pauses: int) -> None:
    experiments, ear = made
    request = asked(steps=WHOLE_STEPS, step_ms=20)
    plain = losses_of(whole(made, qtbot, request))
    start(made, qtbot, request)
    for _ in range(pauses):
        with qtbot.waitSignal(experiments._child.paused, timeout=LONG_MS):
            experiments.pause()
        assert experiments.state is State.PAUSED
        count = len(ear.outcomes)
        qtbot.wait(120)
        assert len(ear.outcomes) == count
        experiments.go_on()
        qtbot.waitUntil(lambda count=count: len(ear.outcomes) > count, timeout=LONG_MS)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(ear.finished) == 2, timeout=LONG_MS)
    assert losses_of(ear.finished[1]) == plain


def test_a_paused_run_can_be_stopped(made: Made, qtbot: QtBot) -> None:
    experiments, ear = made
    start(made, qtbot, asked())
    with qtbot.waitSignal(experiments._child.paused, timeout=LONG_MS):
        experiments.pause()
    with qtbot.waitSignal(experiments.finished, timeout=LONG_MS):
        experiments.stop()
    assert not ear.finished[0].is_whole
    assert experiments.state is State.IDLE


def test_a_paused_process_is_not_taken_for_one_that_hangs(made: Made, qtbot: QtBot) -> None:
    experiments, ear = made
    start(made, qtbot, asked())
    silence = experiments._child.own._silence
    with qtbot.waitSignal(experiments._child.paused, timeout=LONG_MS):
        experiments.pause()
    for _ in range(TICKS - 1):
        silence._on_tick()
    qtbot.waitUntil(lambda: silence._idle_ticks == 0, timeout=LONG_MS)  # its next beat
    assert ear.failures == []


def test_a_run_that_is_started_in_the_middle_of_another_takes_its_place(
    made: Made, qtbot: QtBot
) -> None:
    experiments, ear = made
    start(made, qtbot, asked())
    outcome = whole(made, qtbot, asked(steps=7))
    assert outcome.setting.steps == 7
    assert ear.finished == [outcome]
    assert ear.failures == []
    assert experiments.state is State.IDLE


def test_a_run_does_not_wait_for_the_long_step_of_the_one_before(
    make: Callable[[], Made], qtbot: QtBot
) -> None:
    experiments, ear = made = make()
    start(made, qtbot, asked(LONG, step_ms=150))
    qtbot.waitUntil(lambda: len(losses_of(ear.outcomes[-1])) == 3, timeout=LONG_MS)
    assert whole(made, qtbot, asked(steps=3)).is_whole
    assert len(ear.finished) == 1
    assert (ear.failures, experiments.state) == ([], State.IDLE)


@pytest.mark.parametrize(
    ("word", "said"),
    [(BUG, "The experiment failed: ZeroDivisionError: a bug."), (LACK, "memory")],
)
def test_a_fault_in_the_middle_is_a_sentence_and_what_was_measured_stays(
    made: Made, qtbot: QtBot, word: str, said: str
) -> None:
    experiments, ear = made
    with qtbot.waitSignal(experiments.failed, timeout=LONG_MS):
        experiments.start(asked(word, step_ms=150))
    (failure,) = ear.failures
    assert said in failure
    assert failure.endswith(KEPT)
    assert experiments.latest
    assert len(losses_of(experiments.latest)) == 3
    assert whole(made, qtbot, asked(steps=3)).is_whole


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("kills", [1, pytest.param(KILLS, marks=pytest.mark.deep)])
def test_a_process_killed_at_any_moment_leaves_what_was_measured_and_another_one_works(
    make: Callable[[], Made], qtbot: QtBot, kills: int
) -> None:
    experiments, ear = made = make()
    random = Random(15)  # noqa: S311 - moments of a test
    for number in range(kills):
        ear.outcomes.clear()
        start(made, qtbot, asked(step_ms=7))
        qtbot.wait(random.randrange(250))
        with qtbot.waitSignal(experiments.failed, timeout=LONG_MS):
            os.kill(experiments.process_id, signal.SIGKILL)
        assert len(ear.failures) == number + 1
        assert ear.failures[-1] == (
            f"The experiment process was killed, perhaps for lack of memory. {KEPT}"
        )
        assert experiments.latest == ear.outcomes[-1]
        assert experiments.state is State.IDLE
    assert whole(made, qtbot, asked(steps=3)).is_whole


def test_a_cost_comes_before_a_run_and_a_run_does_not_wait_for_it(made: Made, qtbot: QtBot) -> None:
    experiments, ear = made
    with qtbot.waitSignal(experiments.predicted, timeout=LONG_MS):
        experiments.predict(asked(steps=1000, step_ms=0))
    assert len(ear.costs) == 1
    assert ear.costs[0] > 0
    experiments.predict(asked(LONG, step_ms=1))
    assert whole(made, qtbot, asked(steps=3)).is_whole


def test_of_many_questions_only_the_newest_is_answered(made: Made, qtbot: QtBot) -> None:
    experiments, ear = made
    for steps in range(1, 30):
        experiments.predict(asked(steps=steps, step_ms=1))
    qtbot.waitUntil(lambda: bool(ear.costs), timeout=LONG_MS)
    qtbot.wait(100)
    assert len(ear.costs) == 1


def test_what_is_timed_holds_a_run_until_it_is_over(made: Made, qtbot: QtBot) -> None:
    experiments, ear = made
    start(made, qtbot, asked())
    quiet: list[int] = []
    experiments.hold(lambda: quiet.append(len(ear.outcomes)))
    assert (experiments.state, experiments.waits_for) == (State.HELD, HELD)
    assert quiet == []  # its step goes on
    qtbot.waitUntil(lambda: bool(quiet), timeout=LONG_MS)
    qtbot.wait(120)
    assert len(ear.outcomes) == quiet[0]
    experiments.release()
    assert (experiments.state, experiments.waits_for) == (State.RUNNING, "")
    qtbot.waitUntil(lambda: len(ear.outcomes) > quiet[0], timeout=LONG_MS)


def test_a_run_that_a_person_paused_stays_paused_after_something_was_timed(
    made: Made, qtbot: QtBot
) -> None:
    experiments, ear = made
    start(made, qtbot, asked())
    with qtbot.waitSignal(experiments._child.paused, timeout=LONG_MS):
        experiments.pause()
    quiet: list[bool] = []
    experiments.hold(lambda: quiet.append(True))
    assert quiet == [True]
    count = len(ear.outcomes)
    experiments.release()
    assert experiments.state is State.PAUSED
    qtbot.wait(120)
    assert len(ear.outcomes) == count


def test_a_run_that_is_started_while_something_is_timed_waits_and_says_so(
    made: Made, qtbot: QtBot
) -> None:
    experiments, ear = made
    quiet: list[bool] = []
    experiments.hold(lambda: quiet.append(True))
    assert quiet == [True]
    experiments.start(asked(steps=3))
    experiments.predict(asked(steps=3))
    assert (experiments.state, experiments.waits_for) == (State.WAITING, WAITING)
    assert experiments._child.running is None
    experiments.release()
    qtbot.waitUntil(lambda: bool(ear.finished and ear.costs), timeout=LONG_MS)


def test_a_run_that_waits_can_be_stopped(make: Callable[[], Made]) -> None:
    experiments, ear = make()
    experiments.hold(lambda: None)
    experiments.start(asked())
    experiments.stop()
    experiments.release()
    assert (experiments.state, experiments.process_id) == (State.IDLE, 0)
    assert (ear.finished, ear.failures) == ([], [])


def test_what_is_timed_begins_when_the_process_that_was_to_rest_dies(
    make: Callable[[], Made], qtbot: QtBot
) -> None:
    experiments, ear = made = make()
    start(made, qtbot, asked(LONG, step_ms=1))
    quiet: list[bool] = []
    experiments.hold(lambda: quiet.append(True))
    os.kill(experiments.process_id, signal.SIGTERM)
    qtbot.waitUntil(lambda: bool(quiet), timeout=LONG_MS)
    assert len(ear.failures) == 1


def test_two_windows_have_a_process_each(
    made: Made, make: Callable[[], Made], qtbot: QtBot
) -> None:
    one, other = made, make()
    for experiments, _ in (one, other):
        experiments.start(asked(steps=WHOLE_STEPS))
    qtbot.waitUntil(lambda: bool(one[1].finished and other[1].finished), timeout=LONG_MS)
    assert one[0].process_id != other[0].process_id
    assert losses_of(one[1].finished[0]) == losses_of(other[1].finished[0])


def test_closing_ends_a_process_in_the_middle_of_a_run(
    make: Callable[[], Made], qtbot: QtBot
) -> None:
    experiments, ear = made = make()
    start(made, qtbot, asked(LONG, step_ms=1))
    process_id = experiments.process_id
    experiments.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process_id, 0)
    assert (ear.finished, ear.failures) == ([], [])


def test_a_result_that_can_t_be_read_ends_the_run_with_a_sentence(
    make: Callable[[], Made], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    experiments, ear = make()
    monkeypatch.setattr(module, "Outcome", Setting)
    experiments.start(asked())
    qtbot.waitUntil(lambda: bool(ear.failures), timeout=LONG_MS)
    assert ear.failures[0].startswith("The experiment sent a result that can't be read: ")
    assert experiments.state is State.IDLE


@pytest.mark.parametrize("experiment", Experiment)
def test_every_experiment_is_asked_of_the_process_of_experiments(experiment: Experiment) -> None:
    request = RunExperiment(experiment, (), Setting())
    assert request.worker in child_module.NAMES
