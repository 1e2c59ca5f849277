"""What commands print where the terminal knows few letters, and of texts with hidden ones."""

import csv
import io
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from resnet_viz.app import main
from resnet_viz.history import store
from resnet_viz.history.place import history_path
from tests.cli.command_line import start
from tests.samples.runs import made_up_timing

HIDDEN = "=a\u202egpj\u200b"
Output = pytest.CaptureFixture[str]
COMMANDS = [
    ("list",),
    ("cost", "resnet18"),
    ("cost", "resnet50", "--why"),
    ("cost", "resnet18", "--markdown"),
    ("compare", "resnet18", "resnet34"),
    ("match", "resnet18"),
    ("source", "resnet18"),
    ("--help",),
    ("time", "--help"),
    ("summary", "resnet20"),
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_narrow_encoding_gets_plain_spaces_and_readable_signs(
    tmp_path: Path, words: tuple[str, ...], encoding: str
) -> None:
    told = start(tmp_path, *words, PYTHONIOENCODING=encoding)
    assert (told.returncode, told.stderr) == (0, "")
    assert "\\u" not in told.stdout
    assert "\\x" not in told.stdout
    assert encoding != "ascii" or told.stdout.isascii()


def test_columns_are_straight_in_ascii_too(tmp_path: Path) -> None:
    told = start(tmp_path, "cost", "resnet18", PYTHONIOENCODING="ascii").stdout
    rows = told.split("\n\n")[1].splitlines()
    assert len({row.index("Conv2d") for row in rows if "Conv2d" in row}) == 1
    assert "Conv2d 7x7/2        64 x 112 x 112        9 408" in told


@pytest.fixture
def hostile_run() -> None:
    """A stored run with a name and a device as only another program writes them."""
    store.add(history_path(), made_up_timing("resnet18"))
    with closing(sqlite3.connect(history_path())) as connection, connection:
        connection.execute("UPDATE run SET name = ?, device = ?", (HIDDEN, HIDDEN))


@pytest.mark.usefixtures("hostile_run")
def test_hidden_letters_of_a_run_never_reach_terminal_or_file(capsys: Output) -> None:
    assert main(["history"]) == 0
    listed = capsys.readouterr().out
    assert main(["history", "--csv"]) == 0
    table = capsys.readouterr().out
    assert not {"\u202e", "\u200b"} & set(listed + table)
    assert r"=a\u202egpj\u200b" in listed
    (row,) = csv.DictReader(io.StringIO(table))
    assert row["name"] == row["device"] == r"'=a\u202egpj\u200b"


def test_what_a_person_typed_is_repeated_in_one_line(capsys: Output, tmp_path: Path) -> None:
    store.add(history_path(), made_up_timing("resnet18"))
    assert main(["history", "--filter", "a\x1b[31m\u202e"]) == 0
    assert main(["source", "resnet18", "-o", str(tmp_path / "a\nb\x1b[31m.py")]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert r"matches 'a\x1b[31m\u202e'" in told.err
    assert r"a\nb\x1b[31m.py" in told.err
    assert told.err.count("\n") == 2
    assert "\x1b" not in told.err


def test_a_time_zone_that_can_not_be_does_not_hide_the_runs(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = "2026-01-02T12:00:00+00:00"
    store.add(history_path(), replace(made_up_timing("resnet18"), started_at=moment))
    monkeypatch.setenv("TZ", "XXX99999")
    time.tzset()
    try:
        assert main(["history"]) == 0
    finally:
        monkeypatch.undo()
        time.tzset()
    assert "2026-01-02 12:00 UTC" in capsys.readouterr().out
