"""One broken row never hides the others: it is named with the command that deletes it."""

import sqlite3
from pathlib import Path

import pytest

from resnet_viz.app import main
from resnet_viz.history import store
from resnet_viz.history.place import history_path
from resnet_viz.history.transfer import runs_in
from tests.samples.runs import made_up_timing

SMALL = "resnet,stages=1-1,input=32,classes=10"
SPOILT = {
    "batch": "batch = 'x'",
    "name": "name = CAST(x'ff41' AS TEXT)",
    "device": "device = x'00ff'",
    "moment": "started_at = 'yesterday'",
    "time": "median_ms = 'fast'",
    "letters": "arch = 'a' || char(10)",
}


@pytest.fixture(params=SPOILT)
def spoilt(request: pytest.FixtureRequest) -> Path:
    """Three runs, of which the second is broken."""
    path = history_path()
    for _ in range(3):
        store.add(path, made_up_timing(SMALL))
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE run SET {SPOILT[request.param]} WHERE id = 2")  # noqa: S608
    connection.close()
    return path


def test_the_others_are_listed_and_the_broken_one_is_named(
    spoilt: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [run.id for run in store.list_runs(spoilt)] == [3, 1]
    assert main(["history", "--csv"]) == 0
    told = capsys.readouterr()
    assert [line.partition(",")[0] for line in told.out.splitlines()[1:]] == ["3", "1"]
    assert told.err.startswith("resnet-viz: warning: run 2 of the stored runs is broken: its ")
    assert told.err.endswith("To delete: resnet-viz history delete 2\n")
    assert told.err.count("\n") == 1


def test_it_is_deleted_by_that_command_and_can_come_back(
    spoilt: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = store.delete(spoilt, [2])
    assert store.list_and_broken(spoilt)[1] == ()
    store.put_back(spoilt, taken)
    assert [each.number for each in store.list_and_broken(spoilt)[1]] == [2]
    assert main(["history", "delete", "2"]) == 0
    assert store.list_and_broken(spoilt)[1] == ()
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("sets", ["report = '{'", "name = CAST(x'ff41' AS TEXT)"])
def test_an_export_of_all_has_the_sound_ones_and_says_which_is_missing(
    sets: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = history_path()
    for _ in range(3):
        store.add(path, made_up_timing(SMALL))
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE run SET {sets} WHERE id = 2")  # noqa: S608
    connection.close()
    file = tmp_path / "runs.json"
    assert main(["history", "export", str(file)]) == 0
    told = capsys.readouterr().err
    assert "run 2 of the stored runs is broken" in told
    assert "resnet-viz history delete 2" in told
    assert len(runs_in(file)) == 2
    assert main(["history", "export", str(file), "2"]) == 2
