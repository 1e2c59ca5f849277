"""The rows of a sweep, computed here or, where that takes long, by several processes.

Families of networks share what their totals are made of, so most sweeps are done sooner than other
processes are ready. One whose networks are all of different families takes 1 to 2 ms a network,
and one of a million networks most of a minute.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from itertools import chain
from threading import Thread
from time import perf_counter
from typing import TYPE_CHECKING

from resnet_viz.core.lab.sweep.points import Point, points_of
from resnet_viz.core.lab.sweep.recipe import Recipe, recipe_of

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.process import BaseProcess

TRIED_S = 0.5  # computed here, before it is known how long the rest takes
WORTH_S = 3.0  # of what is left; other processes take 0.3 s of each core to be ready
CHUNK_S = 0.1  # of work that is given out at once
LEAST_CHUNK = 20  # networks
MOST_CHUNK = 1000
MOST_WORKERS = 6  # of 30 MB each
WARNINGS, QUIET = "PYTHONWARNINGS", "ignore:resource_tracker"
LESS_URGENT = 5  # so that the window stays quick


def points_at(recipe: Recipe, missing: Sequence[range], batch: int) -> Generator[Point, None, None]:
    """The points at the missing places, in order."""
    begun, count, took_s = perf_counter(), 0, 0.0
    for point in points_of(recipe, chain.from_iterable(missing), batch):
        yield point
        count += 1
        if (took_s := perf_counter() - begun) >= TRIED_S:
            break
    rest = _rest_of(missing, count)
    left = sum(map(len, rest))
    if not left:
        return
    workers, each_s = min(_cores(), MOST_WORKERS), took_s / count
    if workers < 2 or left * each_s < WORTH_S:
        yield from points_of(recipe, chain.from_iterable(rest), batch)
        return
    size = round(min(max(CHUNK_S / each_s, LEAST_CHUNK), MOST_CHUNK))
    yield from _shared_out(recipe, _chunks_of(rest, size), batch, workers)


def _shared_out(
    recipe: Recipe, chunks: Iterator[range], batch: int, workers: int
) -> Iterator[Point]:
    """Computed by other processes; what they leave when one of them dies is computed here."""
    context = multiprocessing.get_context("spawn")  # the same on every system and version
    _start_quiet_tracker()
    pool = ProcessPoolExecutor(workers, context, _set_up)
    left: deque[range] = deque()  # not handed on yet
    given: deque[Future[list[Point]]] = deque()
    try:
        for chunk in chunks:
            left.append(chunk)
            given.append(pool.submit(_points_at, recipe.text, chunk, batch))
            if len(given) > 2 * workers:
                yield from given.popleft().result()
                left.popleft()
        while given:
            yield from given.popleft().result()
            left.popleft()
    except BrokenProcessPool:
        yield from points_of(recipe, chain.from_iterable(chain(left, chunks)), batch)
    finally:
        pool.shutdown(cancel_futures=True)


def _start_quiet_tracker() -> None:
    """Python's own process that cleans up after a pool whose owner was killed, but says nothing.

    Its warning would be taken for the last words of the process that was killed.
    """
    if os.name != "posix":
        return
    from multiprocessing.resource_tracker import ensure_running

    before = os.environ.get(WARNINGS)
    os.environ[WARNINGS] = QUIET
    try:
        ensure_running()
    finally:
        if before is None:
            del os.environ[WARNINGS]
        else:
            os.environ[WARNINGS] = before


def _points_at(text: str, places: range, batch: int) -> list[Point]:
    """Runs in a process of the pool."""
    return list(points_of(_recipe(text), places, batch))


_recipe = lru_cache(maxsize=1)(recipe_of)


def _set_up() -> None:
    """A process of the pool ends with the one that started it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(LESS_URGENT)
    parent = multiprocessing.parent_process()
    assert parent
    Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: "BaseProcess") -> None:
    parent.join()
    os._exit(0)


def _cores() -> int:
    """How many of the processor's cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _rest_of(places: Sequence[range], count: int) -> list[range]:
    """What is left of the places behind the first so many."""
    rest = []
    for each in places:
        rest.append(each[count:])
        count = max(0, count - len(each))
    return [each for each in rest if each]


def _chunks_of(places: Sequence[range], size: int) -> Iterator[range]:
    for each in places:
        for first in range(0, len(each), size):
            yield each[first : first + size]
