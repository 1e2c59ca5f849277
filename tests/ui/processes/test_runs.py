"""Timed runs and the experiments that rest meanwhile."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject

from resnet_viz.core.models.requests import TracedModel, TraceModel
from resnet_viz.core.models.source import Source, SourceKind
from resnet_viz.core.networks import network_named
from resnet_viz.core.request import Worker
from resnet_viz.core.scheduler import Scheduler
from resnet_viz.core.structure.stored import network_json
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.requests import (
    PairModel,
    PairSettings,
    TimeInTurn,
    TimeModel,
    TimeModelsInTurn,
    TimeNetwork,
)
from resnet_viz.jobs.messages import Failure
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.processes.experiments import Experiments
from resnet_viz.ui.processes.file_thread import FileThread
from resnet_viz.ui.processes.models import LANE, Models
from resnet_viz.ui.processes.runs import Runs
from tests.samples.recorded import recorded_network

NETWORK, OPTIONS = network_named("resnet18"), TimingOptions()
RECORDED = recorded_network("timm:vit_tiny_patch16_224")
TIMED: dict[str, tuple[Callable[[Runs], None], type[Any]]] = {
    "a run": (lambda runs: runs.start(NETWORK, OPTIONS), TimeNetwork),
    "a comparison": (lambda runs: runs.compare(NETWORK, OPTIONS), PairSettings),
    "a run of a recorded network": (lambda runs: runs.start(RECORDED, OPTIONS), TimeModel),
    "turns with a recorded network": (
        lambda runs: runs.time_in_turn([NETWORK, RECORDED], OPTIONS),
        TimeModelsInTurn,
    ),
    "a comparison of a recorded network": (
        lambda runs: runs.compare(RECORDED, OPTIONS),
        PairModel,
    ),
    "turns": (lambda runs: runs.time_in_turn([NETWORK, NETWORK], OPTIONS), TimeInTurn),
}


class Asks:
    """What is asked of children, and how to answer the last."""

    def __init__(self) -> None:
        self.requests: list[Any] = []
        self.fail: Callable[[Failure], None] = lambda _: None
        self.answer: Callable[[Any], None] = lambda _: None


class Resting:
    """In place of experiments: whether they are held, and what waits for their rest."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_held = False
        self.rest: Callable[[], None] = lambda: None
        monkeypatch.setattr(Experiments, "hold", self._hold)
        monkeypatch.setattr(Experiments, "release", self._release)

    def _hold(self, when_quiet: Callable[[], None]) -> None:
        self.is_held, self.rest = True, when_quiet

    def _release(self) -> None:
        self.is_held = False


@pytest.fixture
def asks(monkeypatch: pytest.MonkeyPatch) -> Asks:
    heard = Asks()

    def ask(_: Child, request: Any, on_answer: Any, on_failed: Any, *__: Any) -> None:
        heard.requests.append(request)
        heard.answer, heard.fail = on_answer, on_failed

    monkeypatch.setattr(Child, "ask", ask)
    monkeypatch.setattr(Child, "start", lambda _: None)
    return heard


@pytest.fixture
def resting(monkeypatch: pytest.MonkeyPatch) -> Resting:
    return Resting(monkeypatch)


@pytest.fixture
def runs(qapp: QObject, asks: Asks, resting: Resting) -> Iterator[Runs]:
    thread = FileThread(qapp)
    models = Models(thread, qapp)
    yield Runs(Child(Worker.COMPUTE, qapp), qapp, Experiments(qapp), models)
    thread.close()
    assert thread.finish(lane=LANE)


@pytest.mark.parametrize("what", TIMED)
def test_whatever_is_timed_begins_when_experiments_rest_and_lets_them_go_on_at_its_end(
    runs: Runs, asks: Asks, resting: Resting, what: str
) -> None:
    begin, kind = TIMED[what]
    begin(runs)
    assert (runs.is_running, resting.is_held, asks.requests) == (True, True, [])
    resting.rest()
    (request,) = asks.requests
    assert isinstance(request, kind)
    asks.fail(Failure("no"))
    assert (runs.is_running, resting.is_held) == (False, False)


def test_a_run_that_is_cancelled_before_experiments_rest_never_begins(
    runs: Runs, asks: Asks, resting: Resting
) -> None:
    runs.start(NETWORK, OPTIONS)
    runs.cancel()
    assert not resting.is_held
    resting.rest()
    assert asks.requests == []


def test_of_two_runs_the_first_of_which_was_cancelled_only_the_second_begins(
    runs: Runs, asks: Asks, resting: Resting
) -> None:
    runs.start(NETWORK, OPTIONS)
    first = resting.rest
    runs.cancel()
    runs.start(NETWORK, OPTIONS)
    first()
    assert asks.requests == []
    resting.rest()
    assert len(asks.requests) == 1


def test_experiments_go_on_when_the_process_that_times_dies(runs: Runs, resting: Resting) -> None:
    runs.start(NETWORK, OPTIONS)
    resting.rest()
    runs.on_child_died()
    assert (runs.is_running, resting.is_held) == (False, False)


def test_experiments_rest_as_long_as_a_sweep_is_timed_here(runs: Runs, resting: Resting) -> None:
    runs.obstruct(is_sweep_timed=True)
    assert resting.is_held
    runs.obstruct(is_sweep_timed=False)
    assert not resting.is_held


def test_a_run_elsewhere_lets_experiments_go_on(runs: Runs, asks: Asks, resting: Resting) -> None:
    runs.start_elsewhere(NETWORK, OPTIONS, Scheduler("tcp://there:8786"))
    assert len(asks.requests) == 1
    assert not resting.is_held


def test_a_recorded_network_is_timed_with_the_code_that_a_person_agreed_to(
    runs: Runs, asks: Asks, resting: Resting
) -> None:
    models, source = runs._models, Source(SourceKind.FACTORY, "net.py", "make")
    assert models is not None
    models.record(source, "the hash", lambda _: None, lambda _: None)
    assert asks.requests[-1] == TraceModel("net.py:make", "the hash")
    asks.answer(TracedModel(network_json(recorded_network())))
    runs.start(recorded_network(), OPTIONS)
    resting.rest()
    assert asks.requests[-1] == TimeModel("net.py:make", "the hash", OPTIONS)
    asks.fail(Failure("no"))
    runs.time_in_turn([NETWORK, recorded_network()], OPTIONS)
    resting.rest()
    archs = ("resnet18", "net.py:make")
    assert asks.requests[-1] == TimeModelsInTurn(archs, "the hash", OPTIONS)
    asks.fail(Failure("no"))
    runs.compare(recorded_network(), OPTIONS)
    resting.rest()
    assert asks.requests[-1] == PairModel("net.py:make", "the hash", OPTIONS, TimingOptions())


def test_networks_of_a_file_that_changed_between_them_take_no_turns(
    runs: Runs, asks: Asks, resting: Resting
) -> None:
    said: list[str] = []
    runs.failed.connect(said.append)
    models = runs._models
    assert models is not None
    for name, trust in (("make", "the hash"), ("wide", "another")):
        models.record(Source(SourceKind.FACTORY, "net.py", name), trust, print, print)
        asks.answer(TracedModel(network_json(recorded_network(f"net.py:{name}"))))
    count = len(asks.requests)
    runs.time_in_turn([recorded_network("net.py:make"), recorded_network("net.py:wide")], OPTIONS)
    resting.rest()
    assert said == [
        "The code of net.py:make has changed since the first of them was opened. Open each again."
    ]
    assert (len(asks.requests), runs.is_running) == (count, False)


@pytest.mark.parametrize("what", [each for each in TIMED if "recorded" in each])
def test_the_process_of_a_recorded_network_ends_with_its_run_and_not_with_another_process(
    runs: Runs, asks: Asks, resting: Resting, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    begin, _ = TIMED[what]
    stopped: list[Child] = []

    def stop(child: Child) -> None:
        stopped.append(child)

    monkeypatch.setattr(Child, "stop", stop)
    monkeypatch.setattr(Child, "cancel", stop)
    begin(runs)
    resting.rest()
    runs.on_child_died()
    was_running = runs.is_running
    runs.cancel()
    assert (was_running, runs.is_running) == (True, False)
    assert runs._models is not None
    assert stopped == [runs._models._child]
