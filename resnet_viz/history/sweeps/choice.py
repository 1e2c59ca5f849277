"""Which networks of a sweep are timed: those that pass its condition, or are on its front."""

from collections.abc import Iterator

from resnet_viz.core.lab.pareto import front_of
from resnet_viz.core.lab.stored_sweep import StoredPoint, StoredSweep
from resnet_viz.core.lab.sweep.measures import BY_KEY, KEYS, values_of
from resnet_viz.core.lab.where import condition_of
from resnet_viz.history.sweeps.store import SweepStore

ROWS = 1000  # read at a time


def places_to_time(store: SweepStore, sweep: StoredSweep) -> tuple[int, ...]:
    """The chosen places in order, refused ones left out.

    A condition on times is left open, as nobody knows them yet, and so is a front with times. Of a
    front of costs only the networks on it are timed.
    """
    keys = sweep.options.front
    passing = _passing(store, sweep)
    if not keys or any(BY_KEY[key].is_timed for key in keys):
        return tuple(point.place for point in passing)
    columns = [KEYS.index(key) for key in keys]
    rows = [(point.place, [point.values[column] for column in columns]) for point in passing]
    front = front_of([costs for _, costs in rows], [BY_KEY[key].better for key in keys])
    return tuple(rows[index][0] for index in front)


def all_rows(store: SweepStore, uuid: str) -> Iterator[StoredPoint]:
    """Every row of a sweep, in the order of places, a portion in memory at a time."""
    place = -1
    while rows := store.rows_after(uuid, place, ROWS):
        yield from rows
        place = rows[-1].place


def _passing(store: SweepStore, sweep: StoredSweep) -> Iterator[StoredPoint]:
    where = sweep.options.where
    condition = condition_of(where, KEYS) if where.strip() else None
    for point in all_rows(store, sweep.uuid):
        if point.error:
            continue
        # A batch counts only together with a time, which is missing here.
        if condition is None or condition.test(values_of(point.values, 1, None)) is not False:
            yield point
