"""A parent of a real child process, as the window is one: writes requests, reads replies."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from resnet_viz.jobs.messages import (
    Reply,
    ReplyKind,
    Request,
    Verb,
    Worker,
    line_of,
    reply_of,
    worker_command,
)


class Parent:
    """Asks one thing after the other."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process
        self.progress: list[dict[str, Any]] = []
        self.beats = 0
        self._number = 0
        self.ready = self.read()

    def ask(self, verb: Verb, **values: Any) -> Reply:
        """The last reply to a request; its progress is kept."""
        self._number += 1
        self.write(line_of(Request(self._number, verb, values)))
        self.progress = []
        while (reply := self.read()).kind is ReplyKind.PROGRESS:
            self.progress.append(reply.values)
        assert reply.number == self._number
        return reply

    def write(self, line: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def read(self) -> Reply:
        assert self.process.stdout
        while line := self.process.stdout.readline():
            if (reply := reply_of(line)).kind is not ReplyKind.ALIVE:
                return reply
            self.beats += 1
        raise AssertionError("the child is gone")


@contextmanager
def parent_of(worker: Worker) -> Iterator[Parent]:
    """A child of that kind, ended with the context."""
    pipe = subprocess.PIPE
    with subprocess.Popen(worker_command(worker), stdin=pipe, stdout=pipe, stderr=pipe) as child:
        try:
            yield Parent(child)
        finally:
            child.kill()
