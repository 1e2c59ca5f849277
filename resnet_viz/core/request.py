"""What is asked of another process: a frozen value that says who answers it, and with what."""

from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar, get_args

Answer = TypeVar("Answer")


class Worker(StrEnum):
    """The child processes: PyTorch, Graphviz, sweeps, Dask, experiments, models of others."""

    COMPUTE = "compute"
    DRAW = "draw"
    SWEEP = "sweep"
    CLUSTER = "cluster"
    EXPERIMENTS = "experiments"
    MODEL = "model"


class Request(Generic[Answer]):
    """The base of all requests; each is a frozen dataclass whose fields say what is asked.

    `verb` is its word in messages, `worker` the process that answers it. What it is answered with,
    a frozen dataclass too, is in its base: `class TimeNetwork(Request[TimedRun])`.
    """

    __slots__ = ()
    verb: ClassVar[str]
    worker: ClassVar[Worker]


def answer_kind(asked: type[Request[Answer]]) -> type[Answer]:
    """What requests of this type are answered with."""
    declared: Any = asked
    (base,) = declared.__orig_bases__
    (kind,) = get_args(base)
    return kind  # type: ignore[no-any-return]
