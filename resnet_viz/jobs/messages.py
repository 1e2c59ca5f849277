"""The lines that the window and its child processes say to each other: JSON, one a line.

A child first says `ready`. Each request gets any number of `progress` replies and then one
`result` or `failed`, all with the request's number. While a request is answered the child says
`alive` every second, of number 0, however long one step takes.
"""

import json
import sys
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from resnet_viz.core.resources import PACKAGE

START = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from resnet_viz.app import main
sys.exit(main())
"""


class Worker(StrEnum):
    """The child processes: one has PyTorch, the other Graphviz."""

    COMPUTE = "compute"
    DRAW = "draw"


class Verb(StrEnum):
    """What can be asked: the first seven of `compute`, the rest of `draw`."""

    DEVICES = "devices"
    VERIFY = "verify"
    SUMMARY = "summary"
    TIME = "time"
    PAIR = "pair"
    CEILINGS = "ceilings"
    WEIGHTS = "weights"
    LAYOUT = "layout"
    EXPORT = "export"
    PICTURE = "picture"


class ReplyKind(StrEnum):
    """`failed` with `is_mistake` is the user's to mend, any other failure is a bug."""

    READY = "ready"
    ALIVE = "alive"
    PROGRESS = "progress"
    RESULT = "result"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Request:
    """A request to a child process; `values` are the verb's arguments as plain JSON."""

    number: int
    verb: Verb
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """A child's answer. Progress: a `core.progress.Step`.

    Failed: `{"message", "is_mistake", "details"}`. Result: the verb's own value.
    """

    number: int
    kind: ReplyKind
    values: dict[str, Any] = field(default_factory=dict)


def worker_command(worker: Worker) -> list[str]:
    """The command line that starts a child process of this same program."""
    return program_command("worker", worker)


def program_command(*arguments: str) -> list[str]:
    """The command line that starts this same program again, from any folder."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    # -P: a file called json.py in the working folder must not become the child's json.
    return [sys.executable, "-P", "-c", START, str(PACKAGE.parent), *arguments]


def line_of(message: Request | Reply) -> bytes:
    """The message as one line."""
    return json.dumps(asdict(message), separators=(",", ":")).encode() + b"\n"


def request_of(line: bytes) -> Request:
    """The request that a line holds."""
    values = json.loads(line)
    return Request(values["number"], Verb(values["verb"]), values["values"])


def reply_of(line: bytes) -> Reply:
    """The reply that a line holds."""
    values = json.loads(line)
    return Reply(values["number"], ReplyKind(values["kind"]), values["values"])
