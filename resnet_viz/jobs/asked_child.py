"""A child process that is asked one thing after the other, for programs without a window."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from subprocess import PIPE, Popen
from tempfile import TemporaryFile
from threading import Timer
from typing import IO

from resnet_viz.core.errors import UserError
from resnet_viz.core.request import Answer, Request, Worker
from resnet_viz.jobs.group import end_group_of
from resnet_viz.jobs.known import Sent
from resnet_viz.jobs.messages import (
    Failure,
    Order,
    Reply,
    order_line,
    outcome_in,
    reply_in,
    request_line,
    worker_command,
)

PATIENCE_S = 60.0  # a child that works says so every second
MOST_LINE_BYTES = 64 * 2**20

OnReply = Callable[[Reply], None]


@contextmanager
def asked_child(
    worker: Worker, environment: Mapping[str, str] | None = None
) -> Iterator["AskedChild"]:
    """A child process that ends with the context, and with this process.

    `environment` is the child's, this process's own where it is None.
    """
    with TemporaryFile() as errors, _started(worker, errors, environment) as process:
        try:
            yield AskedChild(worker, process, errors)
        finally:
            end_group_of(worker, process.pid)
            process.kill()
            assert process.stdin
            with suppress(OSError):  # what it never read
                process.stdin.close()


class ChildGoneError(UserError):
    """A child ended without an answer: with this exit status, minus the signal that ended it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class AskedChild:
    """A running child process, and what it writes to its standard error."""

    def __init__(self, worker: Worker, process: "Popen[bytes]", errors: IO[bytes]) -> None:
        self._worker, self._process, self._errors = worker, process, errors
        self._number, self._sent = 0, Sent()

    def ask(self, request: Request[Answer], on_reply: OnReply | None = None) -> Answer:
        """The answer to a request; UserError where it can't be given.

        Each reply before is handed to `on_reply`.
        """
        self._number += 1
        line = request_line(self._number, request, self._sent.news(request))
        outcome = outcome_in(self.reply_to(line, on_reply), request)
        if isinstance(outcome, Failure):
            bug = "" if outcome.is_mistake else f"the {self._worker} process failed: "
            raise UserError(f"{bug}{outcome.message}")
        return outcome

    def stop(self) -> None:
        """Orders the request that is being answered to end after its step."""
        assert self._process.stdin
        with suppress(OSError):  # a child that is gone says so itself
            self._process.stdin.write(order_line(self._number, Order.STOP))
            self._process.stdin.flush()

    def reply_to(self, line: bytes, on_reply: OnReply | None = None) -> Reply:
        """The last reply to a request's line; each one before is handed to `on_reply`.

        UserError where the child dies, says nothing for a minute, or something else than a message.
        """
        assert self._process.stdin
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        except OSError as error:
            raise self._dead() from error
        while not (reply := self._read()).is_last:
            if on_reply is not None:
                on_reply(reply)
        return reply

    def _read(self) -> Reply:
        assert self._process.stdout
        watch = Timer(PATIENCE_S, self._process.kill)
        watch.start()
        try:
            line = self._process.stdout.readline(MOST_LINE_BYTES)
        finally:
            watch.cancel()
            watch.join()
        if not line.endswith(b"\n"):
            raise self._dead()
        return reply_in(line)

    def _dead(self) -> "ChildGoneError":
        self._process.kill()
        status = self._process.wait()
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        last = f": {lines[-1]}" if lines else ""
        return ChildGoneError(status, f"the {self._worker} process ended without an answer{last}")


def _started(
    worker: Worker, errors: IO[bytes], environment: Mapping[str, str] | None
) -> "Popen[bytes]":
    command = worker_command(worker)
    try:
        return Popen(command, stdin=PIPE, stdout=PIPE, stderr=errors, env=environment)
    except OSError as error:
        raise UserError(f"the {worker} process did not start: {error}") from error
