"""What processes say to each other: lines that hold one message each, and are read with care."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.core.errors import UserError
from resnet_viz.core.plain import read_own
from resnet_viz.core.request import Request, Worker, answer_kind
from resnet_viz.core.verification import Difference, Verification, VerifyNetwork
from resnet_viz.jobs.messages import (
    Failure,
    Reply,
    ReplyKind,
    asked_in,
    last_reply,
    outcome_in,
    reply_in,
    reply_line,
    request_line,
    worker_command,
)
from tests.samples.requests import request_kinds, values_of

FOUND = Verification("resnet50", 175, 25, 4, "2.13.0", (Difference("fc", "params", "1", "2"),))
REQUESTS = st.one_of([values_of(kind) for kind in request_kinds()])


@given(st.integers(0), REQUESTS)
def test_a_request_is_one_line_and_comes_back(number: int, request: Request[Any]) -> None:
    line = request_line(number, request)
    assert (line.count(b"\n"), line[-1:]) == (1, b"\n")
    asked = asked_in(line)
    assert (asked.number, asked.verb) == (number, request.verb)
    assert read_own(type(request), asked.values) == request


@given(st.data(), st.integers(0), REQUESTS)
def test_an_answer_is_one_line_and_comes_back(
    data: st.DataObject, number: int, request: Request[Any]
) -> None:
    answer = data.draw(values_of(answer_kind(type(request))))
    line = reply_line(number, ReplyKind.RESULT, answer)
    assert (line.count(b"\n"), line[-1:]) == (1, b"\n")
    reply = reply_in(line)
    assert (reply.number, reply.kind, reply.is_last) == (number, ReplyKind.RESULT, True)
    assert outcome_in(reply, request) == answer


def test_a_failure_comes_back_as_one() -> None:
    failure = Failure("a bug", details="two\nlines")
    reply = reply_in(reply_line(3, ReplyKind.FAILED, failure))
    assert outcome_in(reply, VerifyNetwork("resnet50")) == failure


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (ReplyKind.RESULT, None),
        (ReplyKind.RESULT, {"arch": "resnet50"}),
        (ReplyKind.FAILED, {"message": 3}),
    ],
)
def test_an_answer_that_can_t_be_read_is_a_failure(kind: ReplyKind, values: object) -> None:
    outcome = outcome_in(Reply(1, kind, values), VerifyNetwork("resnet50"))
    assert isinstance(outcome, Failure)
    assert outcome.message.startswith("the answer to 'verify' can't be read: ")


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"hello",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"number":"1","kind":"result","verb":"time","values":{}}',
        b'{"number":1,"kind":"shout","values":{}}',
    ],
)
def test_a_line_that_is_no_message_is_refused(line: bytes) -> None:
    for read in (asked_in, reply_in):
        with pytest.raises(UserError):
            read(line)


def test_the_last_reply_is_the_one_that_ends_the_request() -> None:
    lines = [
        reply_line(0, ReplyKind.READY),
        reply_line(0, ReplyKind.ALIVE),
        reply_line(1, ReplyKind.RESULT, FOUND),
        b"never read",
    ]
    reply = last_reply(lines)
    assert reply
    assert outcome_in(reply, VerifyNetwork("resnet50")) == FOUND
    assert last_reply(lines[:2]) is None


@pytest.mark.parametrize("worker", Worker)
def test_a_worker_starts_from_any_folder_and_ends_with_its_input(
    worker: Worker, tmp_path: Path
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')", "utf-8")
    environment = {key: text for key, text in os.environ.items() if key != "PYTHONPATH"}
    child = subprocess.run(
        worker_command(worker),
        input=b"",
        capture_output=True,
        cwd=tmp_path,
        env=environment,
        check=True,
    )
    assert reply_in(child.stdout).kind is ReplyKind.READY
    assert child.stderr == b""


def test_a_bundled_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert worker_command(Worker.COMPUTE) == [sys.executable, "worker", "compute"]
