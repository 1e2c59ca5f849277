"""A child process as the window sees it; the children here are the real ones or small stand-ins."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from resnet_viz.core.progress import Step
from resnet_viz.core.request import Request, Worker
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.requests import FindDevices, TimeNetwork
from resnet_viz.jobs.messages import Failure
from resnet_viz.jobs.requests import Summarize
from resnet_viz.ui.processes import child as child_module
from resnet_viz.ui.processes.child import Child

ECHO = """
import json, sys, time

def say(number, kind, values):
    print(json.dumps({"number": number, "kind": kind, "values": values}), flush=True)

say(0, "ready", {"pid": 1})
for line in sys.stdin:
    asked = json.loads(line)
    values = asked["values"]
    if values["wish"] == "die":
        print("my last words", file=sys.stderr, flush=True)
        sys.exit(3)
    if values["wish"] == "babble":
        print("hello", flush=True)
        say(asked["number"], "result", values)
    say(asked["number"], "progress", {"doing": "waiting", "done": 0, "total": 1})
    time.sleep(values["wait_s"])
    if values["wish"] == "misread":
        say(asked["number"], "result", {"text": 3})
    elif values["wish"] == "fail":
        say(asked["number"], "failed", {"message": "no", "is_mistake": True, "details": ""})
    else:
        say(asked["number"], "result", values)
"""


@dataclass(frozen=True, slots=True)
class Echoed:
    """What the stand-in was asked."""

    text: str
    wish: str
    wait_s: float


@dataclass(frozen=True, slots=True)
class Echo(Request[Echoed]):
    """To the stand-in: say the same again, or what else it should do."""

    verb = "echo"
    worker = Worker.DRAW

    text: str = ""
    wish: str = ""
    wait_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Shout(Request[Echoed]):
    """The same by another word."""

    verb = "shout"
    worker = Worker.DRAW

    text: str = ""
    wish: str = ""
    wait_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Call(Request[Echoed]):
    """The same by a third word."""

    verb = "call"
    worker = Worker.DRAW

    text: str = ""
    wish: str = ""
    wait_s: float = 0.0


LONG = Echo(wait_s=60)


class Ear:
    """Hears what comes of requests."""

    def __init__(self) -> None:
        self.results: list[Any] = []
        self.failures: list[Failure] = []
        self.progress: list[Step] = []

    def ask(self, child: Child, request: Request[Any]) -> None:
        child.ask(request, self.results.append, self.failures.append, self.progress.append)

    @property
    def texts(self) -> list[str]:
        return [each.text for each in self.results]


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def start(qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Child]]:
    made: list[Child] = []

    def start_child(program: str) -> Child:
        command = [sys.executable, "-c", program]
        monkeypatch.setattr(child_module, "worker_command", lambda _: command)
        made.append(Child(Worker.DRAW, qapp))
        return made[-1]

    yield start_child
    for each in made:
        each.close()


def test_an_answer_comes_to_the_one_who_asked(
    start: Callable[[str], Child], ear: Ear, qtbot: QtBot
) -> None:
    child = start(ECHO)
    ear.ask(child, Echo("7"))
    qtbot.waitUntil(lambda: ear.results == [Echoed("7", "", 0.0)])
    assert ear.progress == [Step("waiting", 0, 1)]
    assert child.running is None


def test_of_what_waits_the_newest_of_each_kind_is_asked(
    start: Callable[[str], Child], ear: Ear, qtbot: QtBot
) -> None:
    child = start(ECHO)
    ear.ask(child, Echo("first", wait_s=0.3))
    for number in range(100):
        ear.ask(child, Shout(f"shout {number}"))
        ear.ask(child, Call(f"call {number}"))
    qtbot.waitUntil(lambda: len(ear.results) == 3)
    assert ear.texts == ["first", "shout 99", "call 99"]


def test_a_failure_is_told_and_the_next_request_works(
    start: Callable[[str], Child], ear: Ear, qtbot: QtBot
) -> None:
    child = start(ECHO)
    ear.ask(child, Echo(wish="fail"))
    qtbot.waitUntil(lambda: ear.failures == [Failure("no", is_mistake=True)])
    ear.ask(child, Echo("next"))
    qtbot.waitUntil(lambda: ear.texts == ["next"])


def test_an_answer_of_another_kind_is_a_failure_and_the_next_request_works(
    start: Callable[[str], Child], ear: Ear, qtbot: QtBot
) -> None:
    child = start(ECHO)
    ear.ask(child, Echo(wish="misread"))
    qtbot.waitUntil(lambda: len(ear.failures) == 1)
    assert ear.failures[0].message == (
        "the answer to 'echo' can't be read: text must be a text, not 3"
    )
    ear.ask(child, Echo("next"))
    qtbot.waitUntil(lambda: ear.texts == ["next"])


def test_a_child_that_says_no_message_is_ended_and_the_next_request_works(
    start: Callable[[str], Child], ear: Ear, qtbot: QtBot
) -> None:
    child = start(ECHO)
    with qtbot.waitSignal(child.died, timeout=10_000) as death:
        ear.ask(child, Echo(wish="babble", wait_s=60))
    assert death.args is not None
    sent = "The layout process sent an unreadable message (it isn't JSON"
    assert death.args[0].startswith(sent)
    assert "and was stopped." in death.args[0]
    assert (ear.results, child.was_killed) == ([], False)
    ear.ask(child, Echo("next"))
    qtbot.waitUntil(lambda: ear.texts == ["next"])


def test_a_process_is_asked_only_for_what_it_answers(
    start: Callable[[str], Child], ear: Ear
) -> None:
    with pytest.raises(AssertionError):
        ear.ask(start(ECHO), FindDevices())


def test_a_death_is_told_with_its_last_words_and_the_next_request_starts_it_again(
    start: Callable[[str], Child], ear: Ear, qtbot: QtBot
) -> None:
    child = start(ECHO)
    with qtbot.waitSignal(child.died, timeout=10_000) as death:
        ear.ask(child, Echo(wish="die"))
    assert death.args is not None
    assert "exit code 3" in death.args[0]
    assert "my last words" in death.args[0]
    ear.ask(child, Echo("next"))
    qtbot.waitUntil(lambda: ear.texts == ["next"])


def test_a_killed_child_is_reported_as_killed(
    start: Callable[[str], Child], ear: Ear, qtbot: QtBot
) -> None:
    child = start(ECHO)
    ear.ask(child, LONG)
    qtbot.waitUntil(lambda: len(ear.progress) == 1)
    with qtbot.waitSignal(child.died, timeout=10_000) as death:
        os.kill(child.process_id(), signal.SIGKILL)
    assert death.args is not None
    assert "was killed, perhaps for lack of memory" in death.args[0]
    assert child.running is None


def test_cancelling_forgets_the_request_and_has_a_fresh_process_for_the_next(
    start: Callable[[str], Child], ear: Ear, qtbot: QtBot
) -> None:
    child = start(ECHO)
    deaths: list[str] = []
    child.died.connect(deaths.append)
    ear.ask(child, LONG)
    qtbot.waitUntil(lambda: len(ear.progress) == 1)
    before = child.process_id()
    child.cancel()
    assert child.running is None
    assert child.process_id() != before
    ear.ask(child, Echo("next"))
    qtbot.waitUntil(lambda: ear.texts == ["next"])
    assert deaths == []


def test_a_cancelled_process_is_gone_without_being_waited_for(
    start: Callable[[str], Child], ear: Ear, qtbot: QtBot
) -> None:
    child = start(ECHO)
    ear.ask(child, LONG)
    qtbot.waitUntil(lambda: len(ear.progress) == 1)
    before = child.process_id()
    child.cancel()
    qtbot.waitUntil(lambda: not is_there(before))
    child.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGSTOP")
def test_a_real_process_that_hangs_is_ended_and_the_next_request_works(
    qapp: QObject, ear: Ear, qtbot: QtBot
) -> None:
    """Stopped by a signal in mid-run it says nothing any more, as one that hangs."""
    child = Child(Worker.COMPUTE, qapp, patience_s=5)
    ear.ask(child, TimeNetwork("resnet152", TimingOptions(batch=8)))
    qtbot.waitUntil(lambda: len(ear.progress) > 2, timeout=60_000)
    hung = child.process_id()
    with qtbot.waitSignal(child.died, timeout=60_000) as death:
        os.kill(hung, signal.SIGSTOP)
    assert death.args == ["The background PyTorch process did not answer for 5 s and was stopped."]
    assert not child.was_killed
    ear.ask(child, Summarize("resnet18"))
    qtbot.waitUntil(lambda: len(ear.results) == 1, timeout=60_000)
    assert "11,689,512" in ear.texts[0]
    assert child.process_id() != hung
    child.close()


def is_there(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_program_that_does_not_exist_is_told(
    qapp: QObject, monkeypatch: pytest.MonkeyPatch, ear: Ear, qtbot: QtBot
) -> None:
    monkeypatch.setattr(child_module, "worker_command", lambda _: ["/no/such/program"])
    child = Child(Worker.DRAW, qapp)
    with qtbot.waitSignal(child.died, timeout=10_000) as death:
        ear.ask(child, Echo())
    assert death.args is not None
    assert "could not be started" in death.args[0]


def test_an_answer_of_many_lines_worth_of_text_arrives_whole(
    start: Callable[[str], Child], ear: Ear, qtbot: QtBot
) -> None:
    child = start(ECHO)
    text = "x" * 3_000_000
    ear.ask(child, Echo(text))
    qtbot.waitUntil(lambda: bool(ear.results), timeout=20_000)
    assert ear.texts == [text]


def test_nothing_starts_again_after_a_child_was_closed(qtbot: QtBot) -> None:
    parent = QObject()
    child = Child(Worker.COMPUTE, parent)
    child.start()
    child.close()
    child.ask(FindDevices(), lambda _: None, lambda _: None)
    assert child.process_id() == 0
