"""The command `history` and what the other commands store for it."""

import csv
import io
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from resnet_viz.app import main
from resnet_viz.history import store
from resnet_viz.history.place import history_path
from tests.cli.command_line import modules_after, start
from tests.samples.runs import made_up_timing

SMALL = "resnet,stages=1-1,input=32,classes=10"
Output = pytest.CaptureFixture[str]


@pytest.fixture
def three_runs() -> Path:
    """ResNet-18 is run 1 and the oldest."""
    path = history_path()
    for day, arch in enumerate(("resnet18", "resnet34", "resnet50"), start=1):
        moment = f"2026-01-0{day}T12:00:00+00:00"
        store.add(path, replace(made_up_timing(arch), started_at=moment, batch=day))
    return path


def test_the_list_is_plain_in_a_pipe_and_the_newest_is_first(
    three_runs: Path, capsys: Output
) -> None:
    assert main(["history"]) == 0
    heads, _, *rows = capsys.readouterr().out.splitlines()
    for word in ("Run", "Name", "Date", "Latency, ms", "Precision", "Batch", "Device", "Network"):
        assert word in heads
    assert [row.split()[:2] for row in rows] == [
        ["3", "ResNet-50"],
        ["2", "ResNet-34"],
        ["1", "ResNet-18"],
    ]
    assert "\x1b" not in heads


def test_a_filter_leaves_the_runs_that_have_its_words(three_runs: Path, capsys: Output) -> None:
    assert main(["history", "--filter", "BATCH=2", "--json"]) == 0
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert (run["id"], run["arch"], run["batch"], run["is_trusted"]) == (2, "resnet34", 2, True)
    assert main(["history", "--filter", "vgg"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "none of 3 runs matches 'vgg'" in told.err


def test_csv_has_every_column_exactly(three_runs: Path, capsys: Output) -> None:
    assert main(["history", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["id"] for row in rows] == ["3", "2", "1"]
    assert rows[0]["started_at"] == "2026-01-03T12:00:00+00:00"
    assert len(rows[0]["uuid"]) == 36


def test_before_the_first_run_it_says_how_to_get_one(capsys: Output) -> None:
    assert main(["history"]) == 0
    assert "no runs yet" in capsys.readouterr().err
    assert main(["history", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"runs": []}
    assert not history_path().parent.exists()


def test_a_run_is_shown_as_time_shows_it(three_runs: Path, capsys: Output) -> None:
    assert main(["history", "show", "2"]) == 0
    assert "Latency" in (shown := capsys.readouterr().out)
    assert "resnet34" in shown
    assert main(["history", "show", "2", "--json"]) == 0
    report = store.read(three_runs, 2).report
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(report.to_dict()))
    assert main(["history", "show", "2", "--csv"]) == 0
    assert capsys.readouterr().out.startswith("path,op,median_ms")


def test_runs_are_renamed_and_deleted(three_runs: Path, capsys: Output) -> None:
    assert main(["history", "rename", "2", "On the train"]) == 0
    assert store.read(three_runs, 2).name == "On the train"
    assert main(["history", "delete", "1", "3"]) == 0
    assert "deleted 2 runs" in capsys.readouterr().err
    assert [run.id for run in store.list_runs(three_runs)] == [2]


def test_runs_go_out_and_come_in(
    three_runs: Path, tmp_path: Path, own_data: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: Output,
) -> None:  # fmt: skip
    before = store.read_all(three_runs)
    file = tmp_path / "runs.json"
    assert main(["history", "export", str(file)]) == 0
    assert f"saved {file} (3 runs)" in capsys.readouterr().err
    assert main(["history", "export", "-", "3", "1"]) == 0
    entries = json.loads(capsys.readouterr().out)["runs"]
    assert [entry["name"] for entry in entries] == ["ResNet-50", "ResNet-18"]
    monkeypatch.setenv("XDG_DATA_HOME", str(own_data / "another machine"))
    assert main(["history", "import", str(file)]) == 0
    assert main(["history", "import", str(file)]) == 0
    assert "imported 0 runs. 3 runs already in your history" in capsys.readouterr().err
    assert store.read_all(history_path()) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show", "7"), "run 7 is not stored"),
        (("show", "seven"), "'seven' isn't a run number"),
        (("show",), "missing argument"),
        (("show", "1", "--json", "--csv"), "exclude each other"),
        (("rename", "1", " "), "the name must be one line"),
        (("rename", "7", "x"), "run 7 is not stored"),
        (("delete", "1", "7"), "run 7 is not stored"),
        (("delete",), "missing argument"),
        (("export", "nowhere/runs.json"), "nowhere does not exist"),
        (("import", "absent.json"), "absent.json can't be read"),
        (("import", "list.json"), "list.json can't be imported: it isn't a ResNet Viz runs file"),
        (("bogus",), "no such command"),
        (("--json", "--csv"), "exclude each other"),
    ],
)
def test_mistakes_get_one_sentence_and_nothing_is_changed(
    three_runs: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    (tmp_path / "list.json").write_text("[]")
    before = store.list_runs(three_runs)
    told = start(tmp_path, "history", *arguments)
    assert told.returncode == 2
    assert told.stdout == ""
    assert words in told.stderr
    assert told.stderr.count("\n") == 1
    assert store.list_runs(three_runs) == before


def test_a_newer_file_is_refused_in_one_sentence(three_runs: Path, tmp_path: Path) -> None:
    with sqlite3.connect(three_runs) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    told = start(tmp_path, "history")
    assert told.returncode == 2
    assert "newer version of this program" in told.stderr
    assert told.stderr.count("\n") == 1


def test_a_damaged_file_is_told_and_the_list_begins_anew(three_runs: Path, capsys: Output) -> None:
    three_runs.write_bytes(b"no database" * 500)
    assert main(["history", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out) == {"runs": []}
    assert "was damaged. It was moved to" in told.err


def test_it_needs_neither_pytorch_nor_qt(three_runs: Path, tmp_path: Path) -> None:
    for arguments in (("history",), ("history", "show", "1"), ("history", "export", "-")):
        loaded = modules_after(tmp_path, *arguments)
        assert {"torch", "PySide6", "pygraphviz"} & loaded == set()


def test_what_is_timed_is_stored_unless_one_asks_not_to(tmp_path: Path) -> None:
    assert start(tmp_path, "time", SMALL, "--no-store").returncode == 0
    assert store.list_runs(history_path()) == ()
    timed = start(tmp_path, "time", SMALL, "--batch", "2", "--json")
    assert timed.returncode == 0
    (run,) = store.read_all(history_path())
    assert json.loads(timed.stdout) == json.loads(json.dumps(run.report.to_dict()))
    assert start(tmp_path, "compare", SMALL, f"{SMALL},se=4", "--time").returncode == 0
    drawn = start(tmp_path, "draw", SMALL, "-o", "x.svg", "--color-by", "time")
    assert drawn.returncode == 0
    assert len(store.list_runs(history_path())) == 4


def test_a_run_that_can_not_be_stored_is_shown_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    timed = start(tmp_path, "time", SMALL, "--json", XDG_DATA_HOME=str(tmp_path / "taken"))
    assert timed.returncode == 0
    assert json.loads(timed.stdout)["arch"] == SMALL
    assert "the run couldn't be stored" in timed.stderr.lower()
    assert timed.stderr.count("\n") == 1
