"""A parent of a real child process, as the window is one: writes requests, reads replies."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from resnet_viz.core.plain import read_own
from resnet_viz.core.progress import Step
from resnet_viz.core.request import Answer, Request, Worker
from resnet_viz.jobs.messages import (
    Failure,
    Reply,
    ReplyKind,
    outcome_in,
    reply_in,
    request_line,
    worker_command,
)


class Parent:
    """Asks one thing after the other."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process
        self.progress: list[Step] = []
        self._number = 0
        self.ready = self.read()

    def outcome(self, request: Request[Answer]) -> Answer | Failure:
        """What comes of a request; its progress is kept."""
        self._number += 1
        self.write(request_line(self._number, request))
        self.progress = []
        while (reply := self.read()).kind is ReplyKind.PROGRESS:
            self.progress.append(read_own(Step, reply.values))
        assert reply.number == self._number
        return outcome_in(reply, request)

    def answer(self, request: Request[Answer]) -> Answer:
        """The answer to a request that can be answered."""
        outcome = self.outcome(request)
        assert not isinstance(outcome, Failure), outcome
        return outcome

    def failure(self, request: Request[Answer]) -> Failure:
        """Why a request can't be answered."""
        outcome = self.outcome(request)
        assert isinstance(outcome, Failure), outcome
        return outcome

    def write(self, line: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def read(self) -> Reply:
        assert self.process.stdout
        while line := self.process.stdout.readline():
            if (reply := reply_in(line)).kind not in (
                ReplyKind.ALIVE,
                ReplyKind.WAITING,
                ReplyKind.PAUSED,
            ):
                return reply
        raise AssertionError("the child is gone")


@contextmanager
def parent_of(worker: Worker) -> Iterator[Parent]:
    """A child of that kind, ended with the context."""
    with child_of(worker_command(worker)) as child:
        yield Parent(child)


@contextmanager
def child_of(command: list[str]) -> "Iterator[subprocess.Popen[bytes]]":
    """Any child process, ended with the context."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as child:
        try:
            yield child
        finally:
            child.kill()
