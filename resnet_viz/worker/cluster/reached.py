"""A scheduler that was reached: jobs out, answers in, and whether its workers are still there."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from resnet_viz.core.errors import UserError
from resnet_viz.core.plain import read_own
from resnet_viz.core.request import Worker
from resnet_viz.core.scheduler import Scheduler
from resnet_viz.core.text.letters import shown_text
from resnet_viz.jobs.asked_child import AskedChild, asked_child
from resnet_viz.jobs.cluster.hosts import check_hosts, hosts_text
from resnet_viz.jobs.cluster.requests import (
    AnswersTaken,
    HandOut,
    Host,
    ReachScheduler,
    RemoteAnswer,
    RemoteJob,
    TakeAnswers,
)
from resnet_viz.version import VERSION

WAIT_S = 1.0
MOST_WORDS = 500  # letters of what another machine says

TakeJobs = Callable[[int], Sequence[RemoteJob]]
"""Up to so many jobs that are to be handed out now; none where there is nothing to do now."""

OnWait = Callable[[str], None]
"""Hears why nothing comes, '' where workers are at work."""

Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True)
class Reached:
    """The scheduler, its workers as they were at first, and the process with Dask's client."""

    scheduler: Scheduler
    hosts: tuple[Host, ...]
    child: AskedChild

    @property
    def timers(self) -> tuple[Host, ...]:
        """Those that take timed runs."""
        return tuple(host for host in self.hosts if host.is_timer)

    @property
    def text(self) -> str:
        """Which machines they are, in words."""
        return hosts_text(self.hosts)

    def answers(
        self, take_jobs: TakeJobs, most: int, on_wait: OnWait, *, is_timed: bool = False
    ) -> Iterator[RemoteAnswer]:
        """The answers as they come, with at most `most` jobs out; UserError where all is lost."""
        out = 0
        while True:
            if jobs := tuple(take_jobs(most - out)):
                out = self.child.ask(HandOut(jobs)).count
            if not out:
                return
            taken = self.child.ask(TakeAnswers(WAIT_S))
            out -= len(taken.answers)
            yield from taken.answers
            if not taken.answers:
                on_wait(self._lack(taken, is_timed=is_timed))

    def _lack(self, taken: AnswersTaken, *, is_timed: bool) -> str:
        if not taken.workers:
            return f"waiting for a worker of {self.scheduler.address}"
        if is_timed and not taken.timers:
            return f"waiting for a worker of {self.scheduler.address} that takes timed runs"
        return ""


@contextmanager
def reached(scheduler: Scheduler, *, is_timed: bool = False) -> Iterator[Reached]:
    """A scheduler whose workers can do what is asked; UserError says what is missing."""
    with asked_child(Worker.CLUSTER) as child:
        hosts = child.ask(ReachScheduler(scheduler)).hosts
        check_hosts(hosts, scheduler, is_timed=is_timed)
        yield Reached(scheduler, hosts, child)


def answered(kind: type[Answered], text: str) -> Answered:
    """What a worker answered, as a value of that kind; UserError where it isn't one."""
    try:
        return read_own(kind, json.loads(text))
    except (UserError, ValueError, RecursionError) as error:
        raise UserError(f"a worker's answer can't be read: {words_of(str(error))}") from None


def check_version(host: str, version: str) -> None:
    """UserError where a worker came later, with another version."""
    if version != VERSION:
        named = f"{words_of(host)} has resnet-viz {words_of(version)}"
        raise UserError(
            f"{named}, and this machine {VERSION}. Install {VERSION} there", "scheduler"
        )


def words_of(text: str) -> str:
    """What another machine says, as one line of limited length."""
    return shown_text(" ".join(text[: 2 * MOST_WORDS].split()))[:MOST_WORDS]
