"""Rows of a sweep on their way to the store: many in one transaction, none lost to a mistake."""

from collections.abc import Iterable, Iterator, Sequence
from time import perf_counter
from typing import NamedTuple

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.stored_sweep import StoredSweep
from resnet_viz.core.lab.sweep.points import Point
from resnet_viz.core.progress import Progress, Step
from resnet_viz.history.sweeps.store import SweepStore, SweepWriter

MOST_ROWS = 1000  # in one transaction
MOST_S = 0.5  # between two transactions
DOING = "computing networks"


class Sink(NamedTuple):
    """A stored sweep, open to be written."""

    store: SweepStore
    writer: SweepWriter
    sweep: StoredSweep


class Outcome(NamedTuple):
    """What is to say of a sweep that was done, and by whom, '' for this machine."""

    text: str
    computed_by: str = ""


def store_points(
    sink: Sink, missing: Sequence[range], points: Iterable[Point], on_progress: Progress
) -> None:
    """Stores the points of the missing places as they come."""
    count = sink.sweep.count
    before = count - sum(map(len, missing))
    done, started = before, perf_counter()
    on_progress(Step(DOING, done, count))
    for rows in portions(points):
        sink.writer.add(rows)
        done += len(rows)
        took_s = perf_counter() - started
        rest_s = took_s / (done - before) * (count - done)
        on_progress(Step(DOING, done, count, rest_s))


def portions(points: Iterable[Point]) -> Iterator[list[Point]]:
    """What goes into one transaction each; what there is comes before an exception goes on."""
    portion: list[Point] = []
    since = perf_counter()
    try:
        for point in points:
            portion.append(point)
            if len(portion) >= MOST_ROWS or perf_counter() - since >= MOST_S:
                yield portion
                portion, since = [], perf_counter()
    except (KeyboardInterrupt, UserError):
        if portion:
            yield portion
        raise
    if portion:
        yield portion
