"""A damaged file is set aside with every byte of it, and nothing that was measured is lost."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from resnet_viz.history import store
from resnet_viz.history.damage import set_damaged_aside
from resnet_viz.history.keep import keep
from tests.samples.runs import made_up_timing

ROOT = Path(__file__).parent.parent.parent
SMALL = "resnet,stages=1-1,input=32,classes=10"
FULL_DISK = """
import json, resource, signal, sys
from dataclasses import asdict
from pathlib import Path
from resnet_viz.history.keep import keep
from tests.samples.runs import made_up_timing

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
report = made_up_timing("resnet152")
most = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
print(json.dumps([asdict(keep(report, Path(sys.argv[1]))) for _ in range(10)]))
"""


@pytest.fixture
def path(own_data: Path) -> Path:
    return own_data / "history.sqlite"


def broken_in_the_middle(path: Path) -> bytes:
    """A file whose first page is sound and whose tables are not."""
    for _ in range(20):
        store.add(path, made_up_timing("resnet18"))
    data = bytearray(path.read_bytes())
    data[4096 : len(data) // 2] = os.urandom(len(data) // 2 - 4096)
    path.write_bytes(data)
    return bytes(data)


def no_database(path: Path) -> bytes:
    path.write_bytes(b"this was never a database\n" * 400)
    return path.read_bytes()


def cut_off(path: Path) -> bytes:
    """What a full disk or a bad copy leaves."""
    for _ in range(20):
        store.add(path, made_up_timing("resnet18"))
    os.truncate(path, path.stat().st_size // 2)
    return path.read_bytes()


@pytest.mark.parametrize("damage", [broken_in_the_middle, no_database, cut_off])
def test_a_damaged_file_is_set_aside_with_its_bytes(path: Path, damage: object) -> None:
    assert callable(damage)
    data = damage(path)
    kept = keep(made_up_timing(SMALL), path)
    assert kept.id == 1
    assert kept.text.count(".") == kept.text.count(".sqlite") + 2
    (aside,) = path.parent.glob("history-damaged-2*Z.sqlite")
    assert aside.read_bytes() == data
    assert str(aside) in kept.text
    assert len(store.list_runs(path)) == 1


def test_several_damaged_files_are_all_kept(path: Path) -> None:
    for number in range(3):
        path.write_bytes(b"no database" * (1000 + number))
        assert set_damaged_aside(path)
    sizes = {each.stat().st_size for each in path.parent.glob("history-damaged-*.sqlite")}
    assert sizes == {11_000, 11_011, 11_022}


def test_a_sound_an_empty_and_an_absent_file_are_left_alone(path: Path) -> None:
    assert set_damaged_aside(path) == ""
    path.touch()
    assert set_damaged_aside(path) == ""
    store.add(path, made_up_timing(SMALL))
    assert set_damaged_aside(path) == ""
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_file_in_use_is_not_taken_for_damaged(path: Path) -> None:
    store.add(path, made_up_timing(SMALL))
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert set_damaged_aside(path) == ""
    other.close()


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file")
    kept = keep(made_up_timing(SMALL), tmp_path / "folder" / "history.sqlite")
    assert kept.id is None
    assert kept.text.startswith("The run couldn't be stored: the folder can't be used")


# No test may fill a real disk; a limit on the size of files is the same to SQLite.
@pytest.mark.skipif(os.name != "posix", reason="RLIMIT_FSIZE is POSIX's; Windows has no such limit")
def test_a_disk_that_fills_up_loses_no_run_that_was_stored(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path), str(300_000)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    stored = [kept["id"] for kept in told if kept["id"] is not None]
    refused = [kept["text"] for kept in told if kept["id"] is None]
    assert stored
    assert refused
    assert all(said.startswith("The run couldn't be stored: the disk") for said in refused)
    assert sorted(run.id for run in store.list_runs(path)) == stored
    assert {run.report for run in store.read_all(path)} == {made_up_timing("resnet152")}
