"""A file of sweeps that is locked, protected, foreign, newer, or on a full disk: one sentence."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.sweep.points import COLUMNS, Point
from resnet_viz.history.sweeps.damage import damage_set_aside
from resnet_viz.history.sweeps.schema import STEPS
from resnet_viz.history.sweeps.store import SweepStore
from tests.samples.sweeps import TINY, all_points, stored_rows

ROOT = Path(__file__).parent.parent.parent.parent
LARGE = "resnet,stages=1..100-1..100"
FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.sweep.points import COLUMNS, Point
from resnet_viz.history.sweeps.store import SweepStore

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
added = 0
try:
    with SweepStore(Path(sys.argv[1])).writing(sys.argv[2]) as writer:
        for first in range(0, 10_000, 100):
            rows = [Point(place, (10**12,) * len(COLUMNS)) for place in range(first, first + 100)]
            added += writer.add(rows)
except UserError as error:
    print(error.message)
print(added)
"""


@pytest.fixture
def store(own_data: Path) -> SweepStore:
    return SweepStore(own_data / "sweeps.sqlite")


def filled(store: SweepStore) -> str:
    uuid = store.start(TINY)
    store.add(uuid, [Point(*each[:3]) for each in all_points(TINY)])
    return uuid


def test_a_file_that_another_program_has_locked(
    store: SweepStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    uuid = filled(store)
    monkeypatch.setattr("resnet_viz.history.opening.PATIENCE_S", 0.0)
    with sqlite3.connect(store.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError, match=r"^another program keeps the file busy\. The stored "):
            store.add(uuid, [])
        assert stored_rows(store, uuid) == all_points(TINY)
    other.close()


def test_a_write_protected_file_is_read_and_not_written(
    store: SweepStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opened so that SQLite may not write, as it is for anyone but root by the file's rights."""
    uuid, connect = filled(store), sqlite3.connect
    protected = f"file:{store.path}?mode=ro"
    monkeypatch.setattr(
        "sqlite3.connect", lambda _, **options: connect(protected, uri=True, **options)
    )
    with pytest.raises(UserError, match="the file is write-protected"):
        store.rename(uuid, "another")
    assert stored_rows(store, uuid) == all_points(TINY)


def test_a_file_that_is_no_database_is_set_aside_with_its_bytes(store: SweepStore) -> None:
    store.path.write_bytes(b"this was never a database\n" * 400)
    with pytest.raises(UserError, match="damaged") as caught, damage_set_aside(store):
        store.start(TINY)
    (aside,) = store.path.parent.glob("sweeps-damaged-2*Z.sqlite")
    assert aside.read_bytes() == b"this was never a database\n" * 400
    assert caught.value.message == (
        f"The file of stored sweeps was damaged. It was moved to {aside}, and a new one begins. "
        "Start the sweep again."
    )
    assert stored_rows(store, filled(store)) == all_points(TINY)


def test_a_file_that_is_broken_in_its_middle_is_set_aside_when_that_is_met(
    store: SweepStore,
) -> None:
    uuid = store.start(LARGE)
    store.add(uuid, [Point(place, (10**12,) * len(COLUMNS)) for place in range(10_000)])
    data = bytearray(store.path.read_bytes())
    data[len(data) // 2 : -4096] = bytes(len(data) - len(data) // 2 - 4096)
    store.path.write_bytes(data)
    with (
        pytest.raises(UserError, match="The file of stored sweeps was damaged"),
        damage_set_aside(store),
    ):
        store.missing(uuid)
    (aside,) = store.path.parent.glob("sweeps-damaged-2*Z.sqlite")
    assert aside.read_bytes() == bytes(data)


def test_a_sound_file_is_left_alone_whatever_else_is_wrong(store: SweepStore) -> None:
    filled(store)
    with pytest.raises(UserError, match="is not stored any more"), damage_set_aside(store):
        store.missing("no such uuid")
    assert [each.name for each in store.path.parent.iterdir()] == [store.path.name]


def test_the_file_of_a_newer_version_is_refused_and_left_alone(store: SweepStore) -> None:
    uuid = filled(store)
    with sqlite3.connect(store.path) as newer:
        newer.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
        newer.execute("PRAGMA journal_mode = DELETE")
    newer.close()
    before = store.path.read_bytes()
    for use in (store.sweeps, lambda: store.start(TINY), lambda: store.delete(uuid)):
        with pytest.raises(UserError, match="the stored sweeps were written by a newer version"):
            use()
    assert store.path.read_bytes() == before


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file")
    with pytest.raises(UserError, match=r"^the folder can't be used"):
        SweepStore(tmp_path / "folder" / "sweeps.sqlite").start(TINY)


# No test may fill a real disk; a limit on the size of files is the same to SQLite.
@pytest.mark.skipif(os.name != "posix", reason="RLIMIT_FSIZE is POSIX's; Windows has no such limit")
def test_a_disk_that_fills_up_loses_no_row_that_was_stored(store: SweepStore) -> None:
    uuid = store.start(LARGE)
    command = [sys.executable, "-c", FULL_DISK, str(store.path), uuid]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    said, added = done.stdout.splitlines()
    assert said.startswith("the disk ")
    assert 0 < int(added) < 10_000
    assert len(store.rows_after(uuid, -1, 10_000)) == int(added) == store.sweep(uuid).done
    assert store.missing(uuid) == (range(int(added), 10_000),)
