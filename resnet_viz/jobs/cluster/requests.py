"""What the process with Dask's client is asked: it carries texts to workers, and texts back."""

from dataclasses import dataclass

from resnet_viz.core.request import Request, Worker
from resnet_viz.core.scheduler import Scheduler


@dataclass(frozen=True, slots=True)
class Host:
    """A worker of a scheduler: its address, its machine's name, and what it has installed.

    `version` is that of this program there, '' where it has none; `torch` likewise. A `is_timer`
    takes timed runs, one at a time.
    """

    address: str
    name: str
    version: str
    torch: str
    is_timer: bool


@dataclass(frozen=True, slots=True)
class HostsFound:
    """The workers that a scheduler has now."""

    hosts: tuple[Host, ...]


@dataclass(frozen=True, slots=True)
class ReachScheduler(Request[HostsFound]):
    """Connects to a scheduler."""

    verb = "reach-scheduler"
    worker = Worker.CLUSTER

    scheduler: Scheduler


@dataclass(frozen=True, slots=True)
class RemoteJob:
    """A text that a worker answers with another; `number` says later whose answer it is.

    A timed one waits for a worker that takes timed runs; `address` names the only one that may do
    it, '' for any.
    """

    number: int
    text: str
    is_timed: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class JobsTaken:
    """How many jobs are not answered yet."""

    count: int


@dataclass(frozen=True, slots=True)
class HandOut(Request[JobsTaken]):
    """Gives jobs to the workers, and does not wait for them."""

    verb = "hand-out"
    worker = Worker.CLUSTER

    jobs: tuple[RemoteJob, ...]


@dataclass(frozen=True, slots=True)
class RemoteAnswer:
    """What a worker answered to a job, or '' and why every worker died that had it."""

    number: int
    text: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class AnswersTaken:
    """Answers as they came, none where the time was up; `workers` and `timers` are still there."""

    answers: tuple[RemoteAnswer, ...]
    workers: int
    timers: int


@dataclass(frozen=True, slots=True)
class TakeAnswers(Request[AnswersTaken]):
    """Waits for at least one answer, but not longer than `wait_s` seconds."""

    verb = "take-answers"
    worker = Worker.CLUSTER

    wait_s: float
