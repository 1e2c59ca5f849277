"""The lines that a process and its children say to each other: JSON, one a line.

A child first says `ready`. Each request gets any number of `progress` replies and then one
`result` or `failed`, all with the request's number. While a request is answered the child says
every second, with number 0, whether its work goes on: `alive`, or `waiting` where it used no
processor time, as one does that waits for a disk, for a device, or for ever.

While a request is answered its parent may order the child to stop, pause or go on. Only what
works in steps heeds an order, between two of them, and the latest counts. Stopped, it answers with
what it has so far. Paused, it says `paused` once with the request's number, then every second with
number 0 in place of `waiting`.
"""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from resnet_viz.core.errors import UserError
from resnet_viz.core.plain import Kind, plain_of, read_own
from resnet_viz.core.request import Answer, Request, Worker, answer_kind
from resnet_viz.core.resources import PACKAGE

ORDER_HEAD = b'{"order":'  # how an order's line begins, and no other

START = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from resnet_viz.app import main
sys.exit(main())
"""


class Order(StrEnum):
    """What a parent says of a request while it is being answered."""

    STOP = "stop"
    PAUSE = "pause"
    GO_ON = "go on"


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order as it comes in, and the number of the request that it is about."""

    order: Order
    number: int


class ReplyKind(StrEnum):
    """What a reply is: of all but the last two any number may come."""

    READY = "ready"
    ALIVE = "alive"
    WAITING = "waiting"
    PAUSED = "paused"
    PROGRESS = "progress"
    RESULT = "result"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it comes in: `values` are the fields of the request of this verb, yet unread.

    `known` are recorded networks that it names and that the child has not got yet, as JSON.
    """

    number: int
    verb: str
    values: object
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """A child's answer as it comes in, yet unread.

    `values` are those of `Ready`, a `core.progress.Step`, the request's answer or `Failure`.
    """

    number: int
    kind: ReplyKind
    values: object = None

    @property
    def is_last(self) -> bool:
        """Whether nothing more comes of its request."""
        return self.kind in (ReplyKind.RESULT, ReplyKind.FAILED)


@dataclass(frozen=True, slots=True)
class Ready:
    """A child's greeting: the system's number of its process."""

    pid: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer: `is_mistake` is the user's to mend, any other failure is a bug."""

    message: str
    is_mistake: bool = False
    details: str = ""


def worker_command(worker: Worker) -> list[str]:
    """The command line that starts a child process of this same program."""
    return program_command("worker", worker)


def program_command(*arguments: str) -> list[str]:
    """The command line that starts this same program again, from any folder."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    # -P: a file called json.py in the working folder must not become the child's json.
    return [sys.executable, "-P", "-c", START, str(PACKAGE.parent), *arguments]


def request_line(number: int, request: Request[Any], known: tuple[str, ...] = ()) -> bytes:
    """A request as one line; `known` are recorded networks that travel with it."""
    return _line_of(Asked(number, request.verb, plain_of(request), known))


def order_line(number: int, order: Order) -> bytes:
    """An order about the request of this number as one line."""
    return _line_of(Ordered(order, number))


def reply_line(number: int, kind: ReplyKind, value: object = None) -> bytes:
    """A reply as one line; `value` is the frozen value that it carries."""
    return _line_of(Reply(number, kind, plain_of(value)))


def asked_in(line: bytes) -> Asked:
    """The request that a line has; UserError where it has none."""
    return _read_line(Asked, line)


def order_in(line: bytes) -> Ordered | None:
    """The order that a line has, None where it has none."""
    if not line.startswith(ORDER_HEAD):
        return None
    try:
        return _read_line(Ordered, line)
    except UserError:
        return None


def reply_in(line: bytes, *, is_long: bool = False) -> Reply:
    """The reply that a line has; UserError where it has none.

    One that `is_long` is read so that other threads go on meanwhile.
    """
    return _read_line(Reply, line, _as_it_is if is_long else None)


def last_reply(lines: Iterable[bytes]) -> Reply | None:
    """The reply that ends a request, None where the child ends before; UserError as `reply_in`."""
    return next((reply for reply in map(reply_in, lines) if reply.is_last), None)


def outcome_in(reply: Reply, request: Request[Answer]) -> Answer | Failure:
    """What the last reply carries; an answer that can't be read is a failure too."""
    try:
        if reply.kind is ReplyKind.RESULT:
            return read_own(answer_kind(type(request)), reply.values)
        return read_own(Failure, reply.values)
    except UserError as error:
        return Failure(f"the answer to '{request.verb}' can't be read: {error}")


def _line_of(message: Asked | Ordered | Reply) -> bytes:
    return json.dumps(plain_of(message), separators=(",", ":")).encode() + b"\n"


def _as_it_is(values: dict[str, Any]) -> dict[str, Any]:
    """Python's own code, between calls of which another thread gets its turn."""
    return values


def _read_line(
    kind: type[Kind],
    line: bytes,
    hook: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
) -> Kind:
    try:
        values = json.loads(line, object_hook=hook)
    except (ValueError, RecursionError) as error:
        raise UserError(f"it isn't JSON: {error}") from error
    return read_own(kind, values)
