"""The child processes' loop: a request a line in, replies a line out, until the input ends."""

import os
import queue
import sys
import threading
import time
import traceback
from dataclasses import asdict
from typing import BinaryIO

from resnet_viz.core.errors import UserError
from resnet_viz.core.progress import Step
from resnet_viz.jobs.messages import Reply, ReplyKind, Request, Worker, line_of, request_of
from resnet_viz.worker.handler import Handlers, Values

MOST_LINE_BYTES = 64 * 2**20
BEAT_S = 1.0


class Outlet:
    """The pipe to the parent: one reply after the other, whichever thread has it."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()

    def send(self, reply: Reply) -> None:
        with self._lock:
            self._pipe.write(line_of(reply))
            self._pipe.flush()


def main(worker: Worker) -> int:
    """Serves one parent process; ends when its requests end, whatever is being done then."""
    requests, replies = sys.stdin.buffer, Outlet(_private_stdout())
    replies.send(Reply(0, ReplyKind.READY, {"pid": os.getpid()}))
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_read_lines, args=(requests, lines), daemon=True).start()
    handlers = _handlers_of(worker)
    is_working = threading.Event()
    threading.Thread(target=_beat, args=(is_working, replies), daemon=True).start()
    while True:
        line = lines.get()
        is_working.set()
        _answer(line, handlers, replies)
        is_working.clear()


def _private_stdout() -> BinaryIO:
    """The pipe to the parent, out of reach of whatever prints; that goes to stderr."""
    private = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(private, "wb")


def _read_lines(requests: BinaryIO, lines: "queue.SimpleQueue[bytes]") -> None:
    """Hands lines over as they come; without a parent the process ends, in mid-work too."""
    while line := requests.readline(MOST_LINE_BYTES):
        lines.put(line)
    os._exit(0)


def _beat(is_working: threading.Event, replies: Outlet) -> None:
    """Says every second that the process lives, while it works; silent when it is stopped."""
    try:
        while is_working.wait():
            replies.send(Reply(0, ReplyKind.ALIVE))
            time.sleep(BEAT_S)
    except OSError:  # no parent any more: the process is about to end
        return


def _handlers_of(worker: Worker) -> Handlers:
    """The handlers of a worker; their heavy imports begin here, before the first request."""
    if worker is Worker.DRAW:
        from resnet_viz.worker import draw

        return draw.HANDLERS
    from resnet_viz.worker import compute

    return compute.HANDLERS


def _answer(line: bytes, handlers: Handlers, replies: Outlet) -> None:
    try:
        request = request_of(line)
    except (ValueError, KeyError, TypeError) as error:
        replies.send(_failure(0, f"the request is no message: {error}"))
        return
    replies.send(_reply_to(request, handlers, replies))


def _reply_to(request: Request, handlers: Handlers, replies: Outlet) -> Reply:
    def on_progress(step: Step) -> None:
        replies.send(Reply(request.number, ReplyKind.PROGRESS, asdict(step)))

    handler = handlers.get(request.verb)
    if handler is None:
        return _failure(request.number, f"this process does not know '{request.verb}'")
    try:
        return Reply(request.number, ReplyKind.RESULT, handler(request.values, on_progress))
    except UserError as mistake:
        return _failure(request.number, mistake.message, is_mistake=True)
    except Exception as bug:  # the process must outlive any of its requests
        words = f"{type(bug).__name__}: {bug}"
        return _failure(request.number, words, details=traceback.format_exc())


def _failure(number: int, message: str, *, is_mistake: bool = False, details: str = "") -> Reply:
    values: Values = {"message": message, "is_mistake": is_mistake, "details": details}
    return Reply(number, ReplyKind.FAILED, values)
