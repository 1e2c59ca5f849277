"""The children's loop: it outlives any request, and not its parent."""

import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_type_hints
from uuid import uuid4

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.requests import PredictExperiment, RunExperiment
from resnet_viz.core.experiments.setting import DataSet, Setting
from resnet_viz.core.lab.requests import NewSweep, RunSweep
from resnet_viz.core.lab.stored_sweep import SweepOptions
from resnet_viz.core.models.requests import FindLibraries
from resnet_viz.core.plain import read_own
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.request import Request, Worker, answer_kind
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.requests import FindDevices, TimeNetwork
from resnet_viz.jobs.cluster.requests import HandOut
from resnet_viz.jobs.messages import (
    Failure,
    Ready,
    Reply,
    ReplyKind,
    outcome_in,
    reply_in,
    request_line,
)
from resnet_viz.jobs.requests import LayOut
from resnet_viz.worker import compute, draw, experiments, export, loop, model, sweep
from resnet_viz.worker.handler import Handlers, HandlersFor
from resnet_viz.worker.orders import Orders
from tests.samples.requests import request_kinds
from tests.worker.parent import child_of, parent_of


@dataclass(frozen=True, slots=True)
class Got:
    got: int


@dataclass(frozen=True, slots=True)
class Give(Request[Got]):
    """What the handlers below are asked."""

    verb = "give"
    worker = Worker.COMPUTE

    given: int


@dataclass(frozen=True, slots=True)
class Mistake(Request[Got]):
    verb = "mistake"
    worker = Worker.COMPUTE


@dataclass(frozen=True, slots=True)
class Bug(Request[Got]):
    verb = "bug"
    worker = Worker.COMPUTE


def answer_well(asked: Give, on_progress: Progress) -> Got:
    on_progress(Step("half", 1, 2))
    return Got(asked.given)


def answer_with_a_mistake(_: Mistake, __: Progress) -> Got:
    raise UserError("this is not allowed", "field")


def answer_with_a_bug(_: Bug, __: Progress) -> Got:
    raise ZeroDivisionError("a bug")


HANDLERS: Handlers = {Give: answer_well, Mistake: answer_with_a_mistake, Bug: answer_with_a_bug}


def replies_to(line: bytes) -> list[Reply]:
    said = io.BytesIO()
    loop._answer(line, lambda _: HANDLERS, loop.Outlet(said), Orders(lambda _: None))
    return [reply_in(each) for each in said.getvalue().splitlines()]


def failure_of(line: bytes) -> Failure:
    (reply,) = replies_to(line)
    assert reply.kind is ReplyKind.FAILED
    return read_own(Failure, reply.values)


def test_progress_comes_before_the_result_under_the_same_number() -> None:
    progress, result = replies_to(request_line(7, Give(3)))
    assert (progress.number, progress.kind) == (7, ReplyKind.PROGRESS)
    assert read_own(Step, progress.values) == Step("half", 1, 2)
    assert (result.number, result.kind) == (7, ReplyKind.RESULT)
    assert outcome_in(result, Give(3)) == Got(3)


def test_a_mistake_is_told_as_one_and_a_bug_with_its_traceback() -> None:
    mistake = failure_of(request_line(1, Mistake()))
    assert mistake == Failure("this is not allowed", is_mistake=True)
    bug = failure_of(request_line(2, Bug()))
    assert (bug.message, bug.is_mistake) == ("ZeroDivisionError: a bug", False)
    assert "answer_with_a_bug" in bug.details


def test_a_request_of_the_other_process_fails() -> None:
    (reply,) = replies_to(request_line(3, LayOut(())))
    assert (reply.number, reply.kind) == (3, ReplyKind.FAILED)
    assert failure_of(request_line(3, LayOut(()))).message == "this process does not know 'layout'"


@pytest.mark.parametrize("values", ["{}", '{"given": "3"}', '{"given": 3, "more": 1}', "[]"])
def test_a_request_with_other_fields_is_a_bug_of_the_one_who_asked(values: str) -> None:
    failure = failure_of(f'{{"number":4,"verb":"give","values":{values}}}'.encode())
    assert "the request can't be read: " in failure.message
    assert not failure.is_mistake


@pytest.mark.parametrize("line", [b"{", b"[]", b"null", b"{}", b"[" * 100_000, b"\xff\xfe"])
def test_a_line_that_is_no_request_fails(line: bytes) -> None:
    (reply,) = replies_to(line + b"\n")
    assert (reply.number, reply.kind) == (0, ReplyKind.FAILED)
    assert "is not a message" in failure_of(line + b"\n").message


def test_every_handler_takes_what_it_is_listed_under_and_gives_what_that_is_answered_with() -> None:
    heeding = experiments.handlers_heeding(Orders(lambda _: None))("")
    of_models = model.handlers_heeding(Orders(lambda _: None))("")
    others = {**draw.HANDLERS, **export.HANDLERS, **sweep.HANDLERS}
    known = {**compute.HANDLERS, **others, **heeding, **of_models}
    for kind, handler in known.items():
        hints = get_type_hints(handler)
        answer = hints.pop("return")
        assert next(iter(hints.values())) is kind
        assert answer is answer_kind(kind)


@pytest.mark.parametrize(
    ("worker", "handlers_for"),
    [
        (Worker.COMPUTE, compute.handlers_for),
        (Worker.DRAW, draw.handlers_for),
        (Worker.SWEEP, sweep.handlers_for),
        (Worker.EXPERIMENTS, experiments.handlers_heeding(Orders(lambda _: None))),
        (Worker.MODEL, model.handlers_heeding(Orders(lambda _: None))),
    ],
)
def test_a_process_answers_the_requests_that_name_it_each_by_a_word_of_its_own(
    worker: Worker, handlers_for: HandlersFor
) -> None:
    named = {kind for kind in request_kinds() if kind.worker is worker}
    assert len({kind.verb for kind in named}) == len(named)
    assert {kind for kind in named if kind in handlers_for(kind.verb)} == named


@pytest.mark.parametrize("worker", Worker)
def test_a_child_greets_answers_broken_lines_and_goes_on(worker: Worker) -> None:
    with parent_of(worker) as parent:
        assert parent.ready.kind is ReplyKind.READY
        assert read_own(Ready, parent.ready.values).pid == parent.process.pid
        parent.write(b"this is no JSON\n")
        assert parent.read().kind is ReplyKind.FAILED
        parent.answer(known_request(worker))


@pytest.mark.parametrize("worker", Worker)
def test_a_child_ends_when_its_parent_is_gone(worker: Worker) -> None:
    with parent_of(worker) as parent:
        assert parent.process.stdin
        parent.process.stdin.close()
        assert parent.process.wait(timeout=60) == 0


def test_a_child_ends_in_the_middle_of_its_work_when_its_parent_is_gone() -> None:
    with parent_of(Worker.COMPUTE) as parent:
        parent.write(request_line(1, TimeNetwork("resnet152", TimingOptions(batch=16))))
        assert parent.read().kind is ReplyKind.PROGRESS
        assert parent.process.stdin
        parent.process.stdin.close()
        assert parent.process.wait(timeout=30) == 0


@pytest.mark.parametrize(
    "work",
    ["exec('while True: pass')", "hashlib.pbkdf2_hmac('sha256', b'', b'', 2**31 - 1)"],
    ids=["Python", "one call of C"],
)
def test_a_child_says_that_it_lives_while_it_works(work: str) -> None:
    assert beats_of(work) == [ReplyKind.ALIVE] * 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no FIFO in a folder")
def test_a_child_whose_work_waits_for_ever_does_not_say_that_it_lives(tmp_path: Path) -> None:
    """It waits in the system for somebody who writes into a pipe, as for a disk that hangs."""
    os.mkfifo(tmp_path / "pipe")
    assert beats_of(f"open({str(tmp_path / 'pipe')!r})") == [ReplyKind.WAITING] * 3


def beats_of(work: str) -> list[ReplyKind]:
    """What a child says in its first three seconds of a work without end."""
    program = (
        "import hashlib\n"
        "from resnet_viz.core.timing.requests import FindDevices\n"
        "from resnet_viz.core.request import Worker\n"
        "from resnet_viz.worker import loop\n"
        f"work = lambda *_: {work}\n"
        "loop._handlers_of = lambda *_: lambda _: {FindDevices: work}\n"
        "loop.main(Worker.COMPUTE)\n"
    )
    with child_of([sys.executable, "-c", program]) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(request_line(1, FindDevices()))
        process.stdin.flush()
        ready, *beats = [reply_in(process.stdout.readline()).kind for _ in range(4)]
    assert ready is ReplyKind.READY
    return beats


def test_what_a_library_prints_does_not_reach_the_pipe() -> None:
    """Prints of Python and of C code go to standard error, replies to the parent."""
    code = (
        "import os, sys; from resnet_viz.worker import loop\n"
        "private = loop._private_stdout()\n"
        "print('printed', flush=True); os.write(1, b'echoed\\n')\n"
        "private.write(b'reply\\n'); private.flush()"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.getcwd()},
    )
    assert result.stdout == b"reply\n"
    assert result.stderr.split() == [b"printed", b"echoed"]


def known_request(worker: Worker) -> Request[Any]:
    if worker is Worker.SWEEP:
        return RunSweep(str(uuid4()), NewSweep("resnet18|resnet34", 1, SweepOptions()))
    if worker is Worker.CLUSTER:
        return HandOut(())
    if worker is Worker.EXPERIMENTS:
        setting = Setting(data=DataSet.DIGITS)
        return PredictExperiment(RunExperiment(Experiment.GRADIENTS, ("resnet8",), setting))
    if worker is Worker.MODEL:
        return FindLibraries()
    return LayOut(("digraph { a }",)) if worker is Worker.DRAW else FindDevices()
