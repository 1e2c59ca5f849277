"""The child processes' loop: a request a line in, replies a line out, until the input ends."""

import json
import os
import queue
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO

from resnet_viz.core.errors import UserError
from resnet_viz.core.memory_limits import is_out_of_memory, lack_text
from resnet_viz.core.plain import read_own
from resnet_viz.core.progress import Step
from resnet_viz.core.request import Request, Worker
from resnet_viz.jobs.group import IN_GROUPS, begin_own_group
from resnet_viz.jobs.messages import (
    Asked,
    Failure,
    Ready,
    ReplyKind,
    asked_in,
    order_in,
    reply_line,
)
from resnet_viz.worker.handler import HandlersFor
from resnet_viz.worker.orders import Orders

MOST_LINE_BYTES = 64 * 2**20
BEAT_S = 1.0
LEAST_WORK_S = 0.005  # of the processor in a beat; a process that only waits uses 0.0001


class Outlet:
    """The pipe to the parent: one reply after the other, whichever thread has it."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()

    def send(self, line: bytes) -> None:
        with self._lock:
            self._pipe.write(line)
            self._pipe.flush()


def main(worker: Worker) -> int:
    """Serves one parent process; ends when its requests end, whatever is being done then."""
    requests, replies = _private_stdin(), Outlet(_private_stdout())
    replies.send(reply_line(0, ReplyKind.READY, Ready(os.getpid())))
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    orders = Orders(lambda number: replies.send(reply_line(number, ReplyKind.PAUSED)))
    end = _end_of(worker)
    threading.Thread(target=_read_lines, args=(requests, lines, orders, end), daemon=True).start()
    handlers_for = _handlers_of(worker, orders)
    is_working = threading.Event()
    threading.Thread(target=_beat, args=(is_working, replies, orders), daemon=True).start()
    while True:
        line = lines.get()
        is_working.set()
        _answer(line, handlers_for, replies, orders)
        is_working.clear()


def _private_stdout() -> BinaryIO:
    """The pipe to the parent, out of reach of whatever prints; that goes to stderr."""
    private = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(private, "wb")


def _private_stdin() -> BinaryIO:
    """The pipe from the parent, out of reach of whatever reads; that finds nothing."""
    private = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return os.fdopen(private, "rb")


def _end_of(worker: Worker) -> Callable[[], None]:
    """How a process of this worker ends itself: some begin a group, and end it whole."""
    if worker not in IN_GROUPS:
        return lambda: os._exit(0)
    return begin_own_group()


def _read_lines(
    requests: BinaryIO,
    lines: "queue.SimpleQueue[bytes]",
    orders: Orders,
    end: Callable[[], None],
) -> None:
    """Hands lines over as they come; without a parent the process ends, in mid-work too."""
    while line := requests.readline(MOST_LINE_BYTES):
        if ordered := order_in(line):
            orders.take(ordered)
        else:
            lines.put(line)
    end()


def _beat(is_working: threading.Event, replies: Outlet, orders: Orders) -> None:
    """Says every second how the work goes on: it is alive where it used the processor.

    The beat has a thread of its own, so what it says is measured, not taken for granted: a thread
    in one long call of C can say nothing itself, and one that waits for ever would say anything.
    """
    try:
        while is_working.wait():
            before = time.process_time()
            time.sleep(BEAT_S)
            if is_working.is_set():
                has_worked = time.process_time() - before >= LEAST_WORK_S
                idle = ReplyKind.PAUSED if orders.is_paused else ReplyKind.WAITING
                replies.send(reply_line(0, ReplyKind.ALIVE if has_worked else idle))
    except OSError:  # no parent any more: the process is about to end
        return


def _handlers_of(worker: Worker, orders: Orders) -> HandlersFor:
    """The handlers of a worker; their heavy imports begin here, before the first request."""
    if worker is Worker.DRAW:
        from resnet_viz.worker import draw

        return draw.handlers_for
    if worker is Worker.SWEEP:
        from resnet_viz.worker import sweep

        return sweep.handlers_for
    if worker is Worker.CLUSTER:
        from resnet_viz.worker.cluster import answering

        return answering.handlers_of_new()
    if worker is Worker.EXPERIMENTS:
        from resnet_viz.worker import experiments

        return experiments.handlers_heeding(orders)
    if worker is Worker.MODEL:
        from resnet_viz.worker import model

        return model.handlers_heeding(orders)
    from resnet_viz.worker import compute

    return compute.handlers_for


def _answer(line: bytes, handlers_for: HandlersFor, replies: Outlet, orders: Orders) -> None:
    try:
        asked = asked_in(line)
    except UserError as error:
        replies.send(_failure_line(0, f"the request is not a message: {error}"))
        return
    try:
        _make_known(asked)
    except UserError as error:  # our own parent's mistake, and no person's
        replies.send(_failure_line(asked.number, f"a network can't be read: {error}"))
        return
    orders.begin(asked.number)
    replies.send(_reply_to(asked, handlers_for, replies))


def _make_known(asked: Asked) -> None:
    """The recorded networks that came with a request are known from now on."""
    if not asked.known:
        return
    from resnet_viz.core.networks import know
    from resnet_viz.core.structure.stored import network_from

    for text in asked.known:
        know(network_from(json.loads(text)))


def _reply_to(asked: Asked, handlers_for: HandlersFor, replies: Outlet) -> bytes:
    def on_progress(step: Step) -> None:
        replies.send(reply_line(asked.number, ReplyKind.PROGRESS, step))

    try:
        for kind, handler in handlers_for(asked.verb).items():
            if kind.verb == asked.verb:
                answer = handler(_read(kind, asked.values), on_progress)
                return reply_line(asked.number, ReplyKind.RESULT, answer)
    except UserError as mistake:
        return _failure_line(asked.number, mistake.message, is_mistake=True)
    except Exception as bug:  # the process must outlive any of its requests
        if is_out_of_memory(bug):
            return _failure_line(asked.number, lack_text(), is_mistake=True)
        words = f"{type(bug).__name__}: {bug}"
        return _failure_line(asked.number, words, details=traceback.format_exc())
    return _failure_line(asked.number, f"this process does not know '{asked.verb}'")


def _read(kind: type[Request[Any]], values: object) -> Request[Any]:
    try:
        return read_own(kind, values)
    except UserError as error:  # our own parent's mistake, and no person's
        raise ValueError(f"the request can't be read: {error}") from error


def _failure_line(
    number: int, message: str, *, is_mistake: bool = False, details: str = ""
) -> bytes:
    return reply_line(number, ReplyKind.FAILED, Failure(message, is_mistake, details))
