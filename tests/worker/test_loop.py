"""The children's loop: it outlives any request, and not its parent."""

import io
import json
import os
import subprocess
import sys
from dataclasses import asdict
from typing import Any

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.progress import Progress, Step
from resnet_viz.jobs.messages import Reply, ReplyKind, Request, Verb, Worker, line_of, reply_of
from resnet_viz.worker import loop
from resnet_viz.worker.handler import Handlers, Values
from tests.worker.parent import parent_of


def answer_well(values: Values, on_progress: Progress) -> Values:
    on_progress(Step("half", 1, 2))
    return {"got": values["given"]}


def answer_with_a_mistake(_: Values, __: Progress) -> Values:
    raise UserError("this is not allowed", "field")


def answer_with_a_bug(_: Values, __: Progress) -> Values:
    raise ZeroDivisionError("a bug")


HANDLERS: Handlers = {
    Verb.DEVICES: answer_well,
    Verb.VERIFY: answer_with_a_mistake,
    Verb.TIME: answer_with_a_bug,
}


def replies_to(line: bytes) -> list[Reply]:
    said = io.BytesIO()
    loop._answer(line, HANDLERS, loop.Outlet(said))
    return [reply_of(each) for each in said.getvalue().splitlines()]


def test_progress_comes_before_the_result_under_the_same_number() -> None:
    progress, result = replies_to(line_of(Request(7, Verb.DEVICES, {"given": 3})))
    assert (progress.number, progress.kind) == (7, ReplyKind.PROGRESS)
    assert progress.values == asdict(Step("half", 1, 2)) | {"passes_ms": []}
    assert result == Reply(7, ReplyKind.RESULT, {"got": 3})


def test_a_mistake_is_told_as_one_and_a_bug_with_its_traceback() -> None:
    (mistake,) = replies_to(line_of(Request(1, Verb.VERIFY)))
    assert mistake.kind is ReplyKind.FAILED
    assert mistake.values["message"] == "this is not allowed"
    assert mistake.values["is_mistake"] is True
    (bug,) = replies_to(line_of(Request(2, Verb.TIME)))
    assert bug.kind is ReplyKind.FAILED
    assert bug.values["is_mistake"] is False
    assert bug.values["message"] == "ZeroDivisionError: a bug"
    assert "answer_with_a_bug" in bug.values["details"]


def test_a_verb_of_the_other_process_fails() -> None:
    (reply,) = replies_to(line_of(Request(3, Verb.LAYOUT)))
    assert (reply.number, reply.kind) == (3, ReplyKind.FAILED)


@pytest.mark.parametrize(
    "line",
    [b"{", b"[]", b"null", b"{}", b'{"number": 1, "verb": "fly", "values": {}}', b"\xff\xfe"],
)
def test_a_line_that_is_no_request_fails(line: bytes) -> None:
    (reply,) = replies_to(line + b"\n")
    assert (reply.number, reply.kind) == (0, ReplyKind.FAILED)
    assert "no message" in reply.values["message"]


@pytest.mark.parametrize("worker", Worker)
def test_a_child_greets_answers_broken_lines_and_goes_on(worker: Worker) -> None:
    with parent_of(worker) as parent:
        assert parent.ready.kind is ReplyKind.READY
        assert parent.ready.values["pid"] == parent.process.pid
        parent.write(b"this is no JSON\n")
        assert parent.read().kind is ReplyKind.FAILED
        verb, values = known_request(worker)
        assert parent.ask(verb, **values).kind is ReplyKind.RESULT


@pytest.mark.parametrize("worker", Worker)
def test_a_child_ends_when_its_parent_is_gone(worker: Worker) -> None:
    with parent_of(worker) as parent:
        assert parent.process.stdin
        parent.process.stdin.close()
        assert parent.process.wait(timeout=60) == 0


def test_a_child_ends_in_the_middle_of_its_work_when_its_parent_is_gone() -> None:
    with parent_of(Worker.COMPUTE) as parent:
        values = {"arch": "resnet152", "device": "cpu", "batch": 16, "precision": "fp32"}
        parent.write(line_of(Request(1, Verb.TIME, values | {"threads": 0, "weights": ""})))
        assert parent.read().kind is ReplyKind.PROGRESS
        assert parent.process.stdin
        parent.process.stdin.close()
        assert parent.process.wait(timeout=30) == 0


def test_a_child_says_that_it_lives_while_it_works() -> None:
    with parent_of(Worker.COMPUTE) as parent:
        parent.ask(Verb.TIME, arch="resnet20")
        assert parent.beats >= 1


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


def test_replies_are_one_line_each() -> None:
    lines = line_of(Reply(1, ReplyKind.RESULT, {"text": "two\nlines"})).splitlines()
    assert len(lines) == 1
    assert json.loads(lines[0])["values"]["text"] == "two\nlines"


def known_request(worker: Worker) -> tuple[Verb, dict[str, Any]]:
    if worker is Worker.DRAW:
        return Verb.LAYOUT, {"dots": ["digraph { a }"]}
    return Verb.DEVICES, {}
