"""The versions of the tables: old files are brought forward, newer ones are left alone."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.history import store
from resnet_viz.history.keep import keep
from resnet_viz.history.schema import STEPS, SchemaStep, Tables, migrate, version_of
from tests.samples.runs import made_up_timing

# A ladder of its own: what is tested is the climbing, whatever the real steps are.
LADDER: tuple[SchemaStep, ...] = (
    ("CREATE TABLE run (id INTEGER PRIMARY KEY, ms REAL)", "INSERT INTO run VALUES (1, 2.5)"),
    ("ALTER TABLE run ADD COLUMN us REAL", "UPDATE run SET us = 1000 * ms"),
    ("CREATE TABLE note (run INTEGER, words TEXT)", "INSERT INTO note SELECT id, 'old' FROM run"),
)
VERSION_1 = Path(__file__).parent / "version-1.sql"


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(tmp_path / "ladder.sqlite", isolation_level=None)
    yield made
    made.close()


@pytest.mark.parametrize("start", range(len(LADDER) + 1))
def test_each_version_leads_to_the_last(connection: sqlite3.Connection, start: int) -> None:
    migrate(connection, Tables("things", LADDER[:start]))
    migrate(connection, Tables("things", LADDER))
    assert version_of(connection) == 3
    assert connection.execute("SELECT ms, us FROM run").fetchall() == [(2.5, 2500.0)]
    assert connection.execute("SELECT * FROM note").fetchall() == [(1, "old")]


def test_a_step_that_fails_is_taken_back_whole(connection: sqlite3.Connection) -> None:
    broken = (*LADDER[:1], ("UPDATE run SET ms = 9", "CREATE TABLE run (id INTEGER)"))
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, Tables("things", broken))
    assert version_of(connection) == 1
    assert connection.execute("SELECT ms FROM run").fetchall() == [(2.5,)]
    migrate(connection, Tables("things", LADDER))
    assert version_of(connection) == 3


def test_a_step_that_another_window_took_meanwhile_is_not_taken_twice(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "ladder.sqlite", isolation_level=None)
    migrate(connection, Tables("things", LADDER[:1]))
    migrate(other, Tables("things", LADDER))
    migrate(connection, Tables("things", LADDER))
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (1,)
    other.close()


def test_a_file_of_version_1_reads_on(own_data: Path) -> None:
    path = own_data / "history.sqlite"
    with sqlite3.connect(path) as old:
        old.executescript(VERSION_1.read_text(encoding="utf-8"))
    old.close()
    (listed,) = store.list_runs(path)
    assert (listed.name, listed.arch, listed.median_ms) == ("From long ago", "resnet20", 3.5)
    run = store.read(path, listed.id)
    assert run.report.whole_ms.median == 3.5
    assert [layer.path for layer in run.report.layers] == ["conv1", "bn1"]
    assert store.add(path, made_up_timing("resnet20")) == 2


def test_a_file_of_a_newer_version_is_refused_and_left_alone(own_data: Path) -> None:
    path = own_data / "history.sqlite"
    store.add(path, made_up_timing("resnet20"))
    with sqlite3.connect(path) as newer:
        newer.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
        newer.execute("PRAGMA journal_mode = DELETE")
    newer.close()
    before = path.read_bytes()
    for use in (
        lambda: store.list_runs(path),
        lambda: store.add(path, made_up_timing("resnet20")),
        lambda: store.delete(path, [1]),
    ):
        with pytest.raises(UserError, match="newer version of this program"):
            use()
    kept = keep(made_up_timing("resnet20"), path)
    assert kept.id is None
    assert "couldn't be stored" in kept.text
    assert path.read_bytes() == before
    assert [each.name for each in own_data.iterdir()] == [path.name]


def test_a_run_says_which_machine_it_ran_on_and_an_old_one_that_nobody_knows(
    own_data: Path,
) -> None:
    path = own_data / "history.sqlite"
    with sqlite3.connect(path) as old:
        old.executescript(VERSION_1.read_text(encoding="utf-8"))
    old.close()
    store.add(path, replace(made_up_timing("resnet20"), host="gpu7"))
    assert {run.arch + run.host for run in store.list_runs(path)} == {"resnet20", "resnet20gpu7"}
    assert [run.report.host for run in store.read_all(path, [1, 2])] == ["", "gpu7"]
