"""A child process as the window sees it; the children here are the real ones or small stand-ins."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from resnet_viz.jobs.messages import Verb, Worker
from resnet_viz.ui.processes import child as child_module
from resnet_viz.ui.processes.child import Child

ECHO = """
import json, sys, time

def say(number, kind, values):
    print(json.dumps({"number": number, "kind": kind, "values": values}), flush=True)

say(0, "ready", {})
for line in sys.stdin:
    asked = json.loads(line)
    values = asked["values"]
    if values.get("die"):
        print("my last words", file=sys.stderr, flush=True)
        sys.exit(3)
    say(asked["number"], "progress", {"doing": "waiting", "done": 0, "total": 1})
    time.sleep(values.get("wait_s", 0))
    say(asked["number"], "failed" if values.get("fail") else "result", values)
"""


class Ear:
    """Hears what comes of requests."""

    def __init__(self) -> None:
        self.results: list[dict[str, Any]] = []
        self.failures: list[dict[str, Any]] = []
        self.progress: list[dict[str, Any]] = []

    def ask(self, child: Child, verb: Verb, **values: Any) -> None:
        child.ask(verb, values, self.results.append, self.failures.append, self.progress.append)


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
    ear.ask(child, Verb.LAYOUT, number=7)
    qtbot.waitUntil(lambda: ear.results == [{"number": 7}])
    assert len(ear.progress) == 1
    assert child.running is None


def test_of_what_waits_the_newest_of_each_kind_is_asked(
    start: Callable[[str], Child], ear: Ear, qtbot: QtBot
) -> None:
    child = start(ECHO)
    ear.ask(child, Verb.TIME, wait_s=0.3)
    for number in range(100):
        ear.ask(child, Verb.VERIFY, number=number)
        ear.ask(child, Verb.SUMMARY, number=number)
    qtbot.waitUntil(lambda: len(ear.results) == 3)
    assert ear.results == [{"wait_s": 0.3}, {"number": 99}, {"number": 99}]


def test_a_failure_is_told_and_the_next_request_works(
    start: Callable[[str], Child], ear: Ear, qtbot: QtBot
) -> None:
    child = start(ECHO)
    ear.ask(child, Verb.LAYOUT, fail=True)
    qtbot.waitUntil(lambda: len(ear.failures) == 1)
    ear.ask(child, Verb.LAYOUT, number=1)
    qtbot.waitUntil(lambda: len(ear.results) == 1)


def test_a_death_is_told_with_its_last_words_and_the_next_request_starts_it_again(
    start: Callable[[str], Child], ear: Ear, qtbot: QtBot
) -> None:
    child = start(ECHO)
    with qtbot.waitSignal(child.died, timeout=10_000) as death:
        ear.ask(child, Verb.LAYOUT, die=True)
    assert death.args is not None
    assert "exit code 3" in death.args[0]
    assert "during 'layout'" in death.args[0]
    assert "my last words" in death.args[0]
    ear.ask(child, Verb.LAYOUT, number=2)
    qtbot.waitUntil(lambda: ear.results == [{"number": 2}])


def test_a_killed_child_is_told_with_its_signal(
    start: Callable[[str], Child], ear: Ear, qtbot: QtBot
) -> None:
    child = start(ECHO)
    ear.ask(child, Verb.TIME, wait_s=60)
    qtbot.waitUntil(lambda: len(ear.progress) == 1)
    with qtbot.waitSignal(child.died, timeout=10_000) as death:
        os.kill(child.process_id(), signal.SIGKILL)
    assert death.args is not None
    assert "signal 9" in death.args[0]
    assert child.running is None


def test_cancelling_forgets_the_request_and_has_a_fresh_process_for_the_next(
    start: Callable[[str], Child], ear: Ear, qtbot: QtBot
) -> None:
    child = start(ECHO)
    deaths: list[str] = []
    child.died.connect(deaths.append)
    ear.ask(child, Verb.TIME, wait_s=60)
    qtbot.waitUntil(lambda: len(ear.progress) == 1)
    before = child.process_id()
    child.cancel()
    assert child.running is None
    assert child.process_id() != before
    ear.ask(child, Verb.TIME, number=3)
    qtbot.waitUntil(lambda: ear.results == [{"number": 3}])
    assert deaths == []


def test_a_cancelled_process_is_gone_without_being_waited_for(
    start: Callable[[str], Child], ear: Ear, qtbot: QtBot
) -> None:
    child = start(ECHO)
    ear.ask(child, Verb.TIME, wait_s=60)
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
    ear.ask(child, Verb.TIME, arch="resnet152", batch=8)
    qtbot.waitUntil(lambda: len(ear.progress) > 2, timeout=60_000)
    hung = child.process_id()
    with qtbot.waitSignal(child.died, timeout=60_000) as death:
        os.kill(hung, signal.SIGSTOP)
    assert death.args == ["The compute process did not answer for 5 s and was ended during 'time'."]
    assert not child.was_killed
    ear.ask(child, Verb.SUMMARY, arch="resnet18")
    qtbot.waitUntil(lambda: len(ear.results) == 1, timeout=60_000)
    assert "11,689,512" in ear.results[0]["text"]
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
        ear.ask(child, Verb.LAYOUT)
    assert death.args is not None
    assert "could not be started" in death.args[0]


def test_an_answer_of_many_lines_worth_of_text_arrives_whole(
    start: Callable[[str], Child], ear: Ear, qtbot: QtBot
) -> None:
    child = start(ECHO)
    text = "x" * 3_000_000
    ear.ask(child, Verb.LAYOUT, text=text)
    qtbot.waitUntil(lambda: bool(ear.results), timeout=20_000)
    assert ear.results == [{"text": text}]
