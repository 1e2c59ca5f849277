"""Stored sweeps: each row once, whoever writes it and in whatever order."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.stored_sweep import (
    Mark,
    StoredPoint,
    SweepOptions,
    SweepState,
    TimedPlace,
)
from resnet_viz.core.lab.sweep.points import COLUMNS, Point
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.history.place import sweeps_path
from resnet_viz.history.sweeps.rows import BROKEN
from resnet_viz.history.sweeps.store import SweepStore, own_store
from tests.samples.sweeps import SMALL, TINY, all_points, stored_rows

ROOT = Path(__file__).parent.parent.parent.parent
TWO_STAGES = "resnet,stages=1..100-1..100"
WRITER = """
import sys
from pathlib import Path
from resnet_viz.core.lab.sweep.points import points_of
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.history.sweeps.store import SweepStore

path, recipe, uuid = sys.argv[1:]
known = recipe_of(recipe)
print("ready", flush=True)
sys.stdin.readline()
added = 0
with SweepStore(Path(path)).writing(uuid) as writer:
    for place in range(known.count):
        added += writer.add(list(points_of(known, [place])))
print(added)
"""


@pytest.fixture
def store(own_data: Path) -> SweepStore:
    return SweepStore(own_data / "resnet-viz" / "sweeps.sqlite")


def point(place: int, figure: int = 1) -> Point:
    return Point(place, (figure,) * len(COLUMNS))


def test_sweeps_are_kept_next_to_the_history(own_data: Path) -> None:
    assert sweeps_path() == own_data / "resnet-viz" / "sweeps.sqlite"
    assert own_store() == SweepStore(sweeps_path())


def test_the_table_has_a_column_for_each_measure_of_a_point(store: SweepStore) -> None:
    store.start(TINY)
    with sqlite3.connect(store.path) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(point)")]
    connection.close()
    assert names == ["sweep", "place", *COLUMNS, "error"]


def test_rows_come_back_as_they_were_refused_ones_with_their_reason(store: SweepStore) -> None:
    uuid = store.start(SMALL)
    points = all_points(SMALL)
    assert store.add(uuid, [Point(*each[:3]) for each in points]) == len(points)
    assert stored_rows(store, uuid) == points
    assert 0 < sum(bool(each.error) for each in points) < len(points)
    assert store.missing(uuid) == ()


@settings(max_examples=20)
@given(st.lists(st.lists(st.integers(0, 63), max_size=20), max_size=8))
def test_whatever_is_added_in_whatever_order_each_row_is_there_once(
    tmp_path_factory: pytest.TempPathFactory, portions: list[list[int]]
) -> None:
    store = SweepStore(tmp_path_factory.mktemp("sweeps") / "sweeps.sqlite")
    uuid = store.start(SMALL)
    known: set[int] = set()
    for portion in portions:
        assert store.add(uuid, [point(place) for place in portion]) == len({*portion} - known)
        known |= {*portion}
    assert [row.place for row in stored_rows(store, uuid)] == sorted(known)
    missing = [place for places in store.missing(uuid) for place in places]
    assert missing == sorted({*range(64)} - known)
    assert store.sweep(uuid).done == len(known)
    read, mark = [], Mark()
    while (news := store.news_after(uuid, mark, 5)).points:
        read += [row.place for row in news.points]
        mark = news.mark
    assert sorted(read) == sorted(known)


def test_the_first_of_two_rows_of_a_place_stays(store: SweepStore) -> None:
    uuid = store.start(TINY)
    store.add(uuid, [point(1, 10)])
    assert store.add(uuid, [point(1, 20), point(2, 30)]) == 1
    assert [row.values[0] for row in stored_rows(store, uuid)] == [10, 30]


def test_two_processes_that_compute_the_same_sweep_give_each_row_once(store: SweepStore) -> None:
    uuid = store.start(SMALL)
    command = [sys.executable, "-c", WRITER, str(store.path), SMALL, uuid]
    pipe = subprocess.PIPE
    writers = [
        subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) for _ in range(2)
    ]
    for each in writers:
        assert each.stdout
        assert each.stdout.readline() == "ready\n"
    added = [int(each.communicate("go\n")[0]) for each in writers]
    assert sum(added) == len(all_points(SMALL))
    assert stored_rows(store, uuid) == all_points(SMALL)


def test_a_figure_of_more_than_64_bits_comes_back_whole(store: SweepStore) -> None:
    uuid = store.start(TINY)
    figures = (2**63 - 1, 2**63, 10**30, 2**100 + 1, 0)
    values = (*figures, *range(len(COLUMNS) - len(figures)))
    store.add(uuid, [Point(0, values)])
    read = stored_rows(store, uuid)[0].values
    assert read == values
    assert all(type(value) is int for value in read)


def test_times_are_stored_once_a_place_and_come_as_news(store: SweepStore) -> None:
    uuid = store.start(TINY)
    store.add(uuid, [point(place) for place in range(3)])
    mark = store.news_after(uuid, Mark()).mark
    assert store.add_timed(uuid, TimedPlace(1, 4.5, "a run", "a machine"))
    assert not store.add_timed(uuid, TimedPlace(1, 9.9, "another", "another"))
    assert store.add_timed(uuid, TimedPlace(2, None, host="a machine", error="it is too large"))
    news = store.news_after(uuid, mark)
    assert [(each.place, each.latency_ms, each.run, each.host) for each in news.points] == [
        (1, 4.5, "a run", "a machine"),
        (2, None, "", "a machine"),
    ]
    assert news.points[1].timing_error == "it is too large"
    assert store.news_after(uuid, news.mark).points == ()
    assert [row.latency_ms for row in stored_rows(store, uuid)] == [None, 4.5, None]
    assert store.timed_places(uuid) == {1, 2}
    assert store.sweep(uuid).timed == 2


def test_a_sweep_is_found_again_by_its_recipe_however_it_is_written(store: SweepStore) -> None:
    timed = SweepOptions(TimingOptions(threads=1))
    first = store.start(TINY)
    newest = store.start(TINY)
    other = store.start(TINY, 8)
    with_times = store.start(TINY, 1, timed)
    assert len({first, newest, other, with_times}) == 4
    spaced = TINY.replace(",", " , ")
    assert store.find(spaced) == newest
    assert store.find(TINY, 8) == other
    assert store.find(TINY, 1, timed) == with_times
    assert store.find(SMALL) == ""
    assert store.sweep(with_times).options == timed


def test_the_list_says_how_far_each_is_and_what_room_it_takes(store: SweepStore) -> None:
    small, large = store.start(TINY), store.start(TWO_STAGES)
    store.add(small, [point(0), point(2)])
    store.add(large, [point(place, 10**9) for place in range(5000)])
    store.rename(large, "  All of two stages ")
    store.finish(small)
    newest, oldest = store.sweeps()
    assert (newest.name, newest.count, newest.done) == ("All of two stages", 10_000, 5000)
    assert (newest.state, oldest.state) == (SweepState.OPEN, SweepState.DONE)
    assert (oldest.count, oldest.done, oldest.timed) == (3, 2, 0)
    on_disk = sum(each.stat().st_size for each in store.path.parent.iterdir())
    assert newest.size_bytes > 1000 * oldest.size_bytes > 0
    assert newest.size_bytes + oldest.size_bytes <= on_disk


def test_a_deleted_sweep_gives_its_room_back_and_takes_nothing_of_others(store: SweepStore) -> None:
    small, large = store.start(SMALL), store.start(TWO_STAGES)
    store.add(small, [Point(*each[:3]) for each in all_points(SMALL)])
    empty = store.path.stat().st_size
    store.add(large, [point(place, 10**9) for place in range(10_000)])
    store.add_timed(large, TimedPlace(3, 1.5))
    full = store.path.stat().st_size
    store.delete(large)
    assert full > 3 * empty
    assert store.path.stat().st_size <= empty + 8192
    assert [each.uuid for each in store.sweeps()] == [small]
    assert stored_rows(store, small) == all_points(SMALL)


def test_a_sweep_that_is_deleted_while_it_is_computed_gets_no_rows(store: SweepStore) -> None:
    uuid = store.start(TINY)
    with store.writing(uuid) as writer:
        store.delete(uuid)
        with pytest.raises(UserError, match="was deleted meanwhile"):
            writer.add([point(0)])
    with sqlite3.connect(store.path) as connection:
        assert connection.execute("SELECT count(*) FROM point").fetchone() == (0,)
    connection.close()


def test_before_the_first_sweep_there_is_nothing_and_nothing_is_made(store: SweepStore) -> None:
    assert store.sweeps() == ()
    assert store.find(TINY) == ""
    for ask in (store.sweep, store.missing, store.rows_after, store.timed_places):
        with pytest.raises(UserError, match="is not stored any more"):
            ask("no such uuid")
    assert not store.path.exists()


def test_what_another_program_wrote_into_a_row_hides_no_other(store: SweepStore) -> None:
    uuid, other = store.start(TINY), store.start(SMALL)
    store.add(uuid, [point(place) for place in range(3)])
    with sqlite3.connect(store.path) as connection:
        connection.execute("UPDATE point SET macs = 'many' WHERE place = 1")
        connection.execute("UPDATE sweep SET options = '{' WHERE uuid = ?", (other,))
    connection.close()
    assert stored_rows(store, uuid)[0] == StoredPoint(*point(0))
    assert stored_rows(store, uuid)[1] == StoredPoint(1, (), BROKEN)
    assert [each.uuid for each in store.sweeps()] == [uuid]
    with pytest.raises(UserError, match="options aren't JSON"):
        store.sweep(other)
