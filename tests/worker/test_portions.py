"""Rows on their way to the store: those that came are handed on, whatever ends the others."""

from collections.abc import Iterator

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.sweep.points import Point
from resnet_viz.core.progress import Step
from resnet_viz.history.sweeps.store import own_store
from resnet_viz.worker.portions import Sink, portions, store_points
from tests.samples.sweeps import SMALL


def broken_off(count: int, error: BaseException) -> Iterator[Point]:
    for place in range(count):
        yield Point(place, (), "refused")
    raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt(), UserError("the scheduler was lost")])
@pytest.mark.parametrize("count", [0, 3])
def test_what_came_before_an_end_is_stored_and_the_end_goes_on(
    own_data: object, count: int, error: BaseException
) -> None:
    store, steps = own_store(), list[Step]()
    uuid = store.start(SMALL)
    points, missing = broken_off(count, error), store.missing(uuid)
    with store.writing(uuid) as writer:
        sink = Sink(store, writer, store.sweep(uuid))
        with pytest.raises(type(error)):
            store_points(sink, missing, points, steps.append)
    assert [row.place for row in store.rows_after(uuid)] == list(range(count))
    assert steps[-1].done == count


def test_no_portion_is_empty() -> None:
    assert list(portions(())) == []
