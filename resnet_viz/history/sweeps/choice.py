"""Which networks of a sweep are timed."""

from collections.abc import Iterator

from resnet_viz.core.lab.stored_sweep import StoredPoint, StoredSweep
from resnet_viz.history.sweeps.store import SweepStore

ROWS = 1000  # read at a time


def places_to_time(store: SweepStore, sweep: StoredSweep) -> tuple[int, ...]:
    """The places that are no refused ones, in order."""
    return tuple(point.place for point in all_rows(store, sweep.uuid) if not point.error)


def all_rows(store: SweepStore, uuid: str) -> Iterator[StoredPoint]:
    """Every row of a sweep, in the order of places, a portion in memory at a time."""
    place = -1
    while rows := store.rows_after(uuid, place, ROWS):
        yield from rows
        place = rows[-1].place
