"""Limits of what foreign code may take of this machine, set by the process that runs it.

They keep a mistake from taking the machine along. They aren't a sandbox.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from resnet_viz.jobs.group import end_own_group

GIB = 2**30
TRACE_CPU_S = 300  # a 7-billion network takes a second, a factory that loads one a minute
TRACE_WALL_S = 600  # what only waits, as for a network, uses no processor
TIMED_CPU_S = 14_400  # many threads for a quarter of an hour
TIMED_WALL_S = 7200
TRACE_BYTES = 32 * GIB  # a factory of 7 billion in fp32 fits
MEMORY_SHARE = 0.75  # of the machine's memory: the rest is the window's and the system's
MOST_FILE_BYTES = GIB  # of any file that it writes, what it prints among them
GRACE_S = 5  # for what heeds no exception, after which the system ends it
SIGNALS_TO_END = 2  # a loop may catch every exception


class OverLimit(BaseException):
    """A limit is reached: what ran is ended in a sentence. No `except Exception` takes it."""

    MEMORY = "needs more memory than a model's process may take here"


class Limits(NamedTuple):
    """Seconds of the processor, seconds of the clock, and bytes of memory."""

    cpu_s: int
    wall_s: int
    memory_bytes: int


def trace_limits() -> Limits:
    """Of building and recording a model."""
    return Limits(TRACE_CPU_S, TRACE_WALL_S, min(TRACE_BYTES, _share_of_machine()))


def timed_limits() -> Limits:
    """Of a timed run, which works long on purpose."""
    return Limits(TIMED_CPU_S, TIMED_WALL_S, _share_of_machine())


@contextmanager
def limited(limits: Limits) -> Iterator[None]:
    """Within it a request ends by `OverLimit` where it takes too much; Windows has no limits."""
    if sys.platform == "win32":
        yield
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    spent_s = int(used.ru_utime + used.ru_stime) + 1
    _set(resource.RLIMIT_CPU, spent_s + limits.cpu_s)
    _set(resource.RLIMIT_DATA, limits.memory_bytes)
    _set(resource.RLIMIT_FSIZE, MOST_FILE_BYTES)
    ending = _Ending(limits)
    before = [signal.signal(each, ending) for each in (signal.SIGXCPU, signal.SIGALRM)]
    signal.setitimer(signal.ITIMER_REAL, limits.wall_s, GRACE_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for each, handler in zip((signal.SIGXCPU, signal.SIGALRM), before, strict=True):
            signal.signal(each, handler)
        _set(resource.RLIMIT_CPU, resource.RLIM_INFINITY)  # else the system goes on sending it


class _Ending:
    """What the signals of both limits do: raise at first, end the group where nothing heeds it."""

    def __init__(self, limits: Limits) -> None:
        self._limits, self._count = limits, 0

    def __call__(self, number: int, _: Any) -> None:
        self._count += 1
        if self._count > SIGNALS_TO_END:
            os.write(2, b"it went on after its time was over\n")
            end_own_group()
        if number == signal.SIGXCPU:
            raise OverLimit(f"did not end within {self._limits.cpu_s} s of processor time")
        raise OverLimit(f"did not end within {self._limits.wall_s} s")


def _set(kind: int, size: int) -> None:
    """The soft limit: the hard one would be for good, and the next request may need more."""
    import resource

    _, most = resource.getrlimit(kind)
    bounds = [each for each in (size, most) if each != resource.RLIM_INFINITY]
    resource.setrlimit(kind, (min(bounds, default=resource.RLIM_INFINITY), most))


def _share_of_machine() -> int:
    from resnet_viz.core.memory_limits import machine_limit

    machine = machine_limit()
    return int(machine.size_bytes * MEMORY_SHARE) if machine else TRACE_BYTES
