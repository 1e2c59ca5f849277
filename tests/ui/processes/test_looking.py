"""Looks of networks of others in a model process by hand: what comes first, what begins again."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import QObject

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.requests import LookWithModel, PredictLook, RunExperiment
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.core.models.requests import ModelNames
from resnet_viz.core.plain import plain_of
from resnet_viz.core.progress import Step
from resnet_viz.core.request import Request, Worker
from resnet_viz.jobs.messages import Failure, Order
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.processes.experiments import KEPT, Experiments
from resnet_viz.ui.processes.file_thread import FileThread
from resnet_viz.ui.processes.models import Models
from resnet_viz.ui.processes.run_state import BUSY, HELD, State

ARCH = "timm:resnet18"
ASKED = RunExperiment(Experiment.PICTURE, (ARCH,), Setting(), image="/a/cat.png")


def outcome(cpu_s: float = 1.0, *, is_whole: bool = True) -> Outcome:
    names = Experiment.PICTURE, (ARCH,), Setting()
    return Outcome(*names, Found(), cpu_s, "2.13.0", is_whole=is_whole)


class Asked(NamedTuple):
    request: Request[Any]
    on_answer: Callable[[Any], None]
    on_failed: Callable[[Failure], None]
    on_progress: Callable[[Step], None]


class Hand:
    """What the model process is asked and ordered, one thing at a time, and how it was ended."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.orders: list[Order] = []
        self.ends = 0

    @property
    def latest(self) -> Request[Any]:
        return self.asked[-1].request

    def answer(self, value: object) -> None:
        self.asked[-1].on_answer(value)

    def step(self, found: Outcome | None = None) -> None:
        self.asked[-1].on_progress(Step("looking", 1, 3, so_far=plain_of(found) if found else None))


@pytest.fixture
def hand(monkeypatch: pytest.MonkeyPatch) -> Hand:
    made = Hand()

    def ask(child: Child, request: Request[Any], *waiting: Any, **_: Any) -> None:
        if request.worker is Worker.MODEL:
            made.asked.append(Asked(request, *waiting))

    def stop(child: Child) -> None:
        made.ends += child._worker is Worker.MODEL

    monkeypatch.setattr(Child, "ask", ask)
    monkeypatch.setattr(Child, "stop", stop)
    monkeypatch.setattr(Child, "order", lambda _, order: made.orders.append(order))
    return made


class Both(NamedTuple):
    models: Models
    experiments: Experiments


@pytest.fixture
def both(qapp: QObject, hand: Hand) -> Iterator[Both]:
    thread = FileThread(qapp)
    models = Models(thread, qapp)
    made = Both(models, Experiments(qapp, models))
    yield made
    made.models.close()
    made.experiments.close()
    thread.close()


def list_names(both: Both) -> list[str]:
    """Asks the models for something else; what comes of it is added to the list."""
    heard: list[str] = []
    both.models.list_models("timm", lambda found: heard.extend(found.names), heard.append)
    return heard


def test_a_look_is_asked_of_the_process_of_models_and_its_outcome_comes_as_of_any_run(
    both: Both, hand: Hand
) -> None:
    finished: list[Outcome] = []
    both.experiments.finished.connect(finished.append)
    both.experiments.start(ASKED)
    assert hand.latest == LookWithModel(ARCH, ASKED)
    assert both.experiments.state is State.RUNNING
    hand.step()
    hand.step(outcome(0.5, is_whole=False))
    assert both.experiments.latest == outcome(0.5, is_whole=False)
    hand.answer(outcome())
    assert finished == [outcome()]
    assert not both.experiments.is_running


def test_what_else_the_models_are_asked_comes_first_and_the_look_begins_again(
    both: Both, hand: Hand
) -> None:
    finished: list[Outcome] = []
    steps: list[str] = []
    both.experiments.finished.connect(finished.append)
    both.experiments.progressed.connect(lambda _, step: steps.append(step.doing))
    both.experiments.start(ASKED)
    heard = list_names(both)
    assert hand.orders == [Order.STOP]
    hand.answer(outcome(0.1, is_whole=False))
    assert steps == ["starting again"]
    assert len(hand.asked) == 2
    assert both.experiments.waits_for == BUSY
    assert finished == []
    hand.answer(ModelNames("1.0", ("resnet50",)))
    assert heard == ["resnet50"]
    assert hand.latest == LookWithModel(ARCH, ASKED)
    assert both.experiments.waits_for == ""
    hand.answer(outcome())
    assert finished == [outcome()]


def test_a_look_that_waits_for_other_work_is_stopped_with_nothing(both: Both, hand: Hand) -> None:
    heard = list_names(both)
    both.experiments.start(ASKED)
    assert len(hand.asked) == 1
    both.experiments.stop()
    assert not both.experiments.is_running
    hand.answer(ModelNames("1.0", ("resnet50",)))
    assert heard == ["resnet50"]
    assert len(hand.asked) == 1


def test_a_paused_look_gives_way_and_begins_again_when_it_goes_on(both: Both, hand: Hand) -> None:
    both.experiments.start(ASKED)
    both.experiments.pause()
    heard = list_names(both)
    assert hand.orders == [Order.PAUSE, Order.STOP]
    hand.answer(outcome(0.1, is_whole=False))
    hand.answer(ModelNames("1.0", ("resnet50",)))
    assert heard == ["resnet50"]
    assert len(hand.asked) == 2
    assert both.experiments.state is State.PAUSED
    both.experiments.go_on()
    assert hand.latest == LookWithModel(ARCH, ASKED)


def test_a_look_that_gave_way_and_is_stopped_brings_what_it_had(both: Both, hand: Hand) -> None:
    finished: list[Outcome] = []
    both.experiments.finished.connect(finished.append)
    both.experiments.start(ASKED)
    list_names(both)
    part = outcome(0.1, is_whole=False)
    hand.answer(part)
    both.experiments.stop()
    assert finished == [part]
    assert not both.experiments.is_running
    hand.answer(ModelNames("1.0", ()))
    assert len(hand.asked) == 2


def test_a_look_rests_while_something_is_timed_be_it_by_the_same_process(
    both: Both, hand: Hand
) -> None:
    quiet: list[str] = []
    both.experiments.start(ASKED)
    both.experiments.hold(lambda: quiet.append("quiet"))
    assert (hand.orders, quiet) == ([Order.PAUSE], [])
    both.models.paused.emit()
    assert (quiet, both.experiments.waits_for) == (["quiet"], HELD)
    list_names(both)  # as a timed run would
    hand.answer(outcome(0.1, is_whole=False))
    assert len(hand.asked) == 2
    hand.answer(ModelNames("1.0", ()))
    assert len(hand.asked) == 2
    both.experiments.release()
    assert hand.latest == LookWithModel(ARCH, ASKED)


def test_a_look_that_was_not_begun_waits_until_nothing_is_timed(both: Both, hand: Hand) -> None:
    quiet: list[str] = []
    list_names(both)
    both.experiments.start(ASKED)
    both.experiments.hold(lambda: quiet.append("quiet"))
    assert quiet == ["quiet"]
    hand.answer(ModelNames("1.0", ()))
    assert len(hand.asked) == 1
    both.experiments.release()
    assert hand.latest == LookWithModel(ARCH, ASKED)


def test_one_that_does_not_stop_is_ended_with_its_process_and_what_it_brought_stays(
    both: Both, hand: Hand
) -> None:
    finished: list[Outcome] = []
    both.experiments.finished.connect(finished.append)
    both.experiments.start(ASKED)
    part = outcome(0.1, is_whole=False)
    hand.step(part)
    both.experiments.stop()
    both.experiments._on_no_answer()
    assert (finished, hand.ends) == ([part], 1)
    hand.answer(outcome())  # too late: nobody hears of it
    assert finished == [part]


def test_a_process_that_dies_says_so_and_what_was_measured_stays(both: Both, hand: Hand) -> None:
    failed: list[str] = []
    both.experiments.failed.connect(failed.append)
    both.experiments.start(ASKED)
    part = outcome(0.1, is_whole=False)
    hand.step(part)
    both.models._child.died.emit("The model process was killed.")
    assert failed == [f"The model process was killed. {KEPT}"]
    assert both.experiments.latest == part
    both.experiments.start(ASKED)
    assert both.experiments.state is State.RUNNING
    assert len(hand.asked) == 2


def test_what_a_look_takes_is_asked_there_and_dropped_for_the_look(both: Both, hand: Hand) -> None:
    costs: list[float] = []
    both.experiments.predicted.connect(costs.append)
    both.experiments.predict(ASKED)
    assert [each.request for each in hand.asked] == [PredictLook(ARCH, ASKED)]
    both.experiments.start(ASKED)
    assert hand.orders == [Order.STOP]
    both.experiments._on_no_answer()  # building takes long, and a fresh process longer
    assert hand.ends == 0
    hand.answer(None)
    assert costs == []
    assert hand.latest == LookWithModel(ARCH, ASKED)


def test_ending_a_recording_leaves_the_look(both: Both, hand: Hand) -> None:
    both.experiments.start(ASKED)
    both.models.cancel()
    assert hand.ends == 0
    heard = list_names(both)
    hand.answer(outcome(0.1, is_whole=False))
    both.models.cancel()
    assert hand.ends == 1
    assert heard == []
    assert hand.latest == LookWithModel(ARCH, ASKED)


def test_a_network_of_the_family_takes_the_place_of_a_look(both: Both, hand: Hand) -> None:
    finished: list[Outcome] = []
    both.experiments.finished.connect(finished.append)
    both.experiments.start(ASKED)
    both.experiments.start(RunExperiment(Experiment.GRADIENTS, ("plain8",), Setting()))
    assert hand.orders == [Order.STOP]
    hand.answer(outcome())
    assert finished == []
    assert both.experiments.state is State.RUNNING


def test_what_is_closed_in_the_middle_of_a_look_hears_nothing_more(both: Both, hand: Hand) -> None:
    finished: list[Outcome] = []
    both.experiments.finished.connect(finished.append)
    both.experiments.start(ASKED)
    both.models.close()
    both.experiments.close()
    hand.answer(outcome())
    assert finished == []
