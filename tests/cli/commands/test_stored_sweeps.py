"""`history sweeps`: which sweeps are stored, how far they are, and deleting them."""

import csv
import io
import json
import sqlite3

import pytest

from resnet_viz.app import main
from resnet_viz.core.lab.stored_sweep import SweepOptions
from resnet_viz.core.lab.sweep.points import Point
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.history.place import sweeps_path
from resnet_viz.history.sweeps.store import own_store
from tests.samples.sweeps import SMALL, TINY, all_points


@pytest.fixture
def stored() -> tuple[str, str]:
    """A sweep that is done, and a timed one that isn't."""
    store = own_store()
    done, timed = store.start(TINY), store.start(SMALL, 8, SweepOptions(TimingOptions()))
    store.add(done, [Point(*each[:3]) for each in all_points(TINY)])
    store.finish(done)
    store.add(timed, [Point(*each[:3]) for each in all_points(SMALL)[:20]])
    return done, timed


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    capsys.readouterr()
    assert main(["history", "sweeps", *arguments]) == 0
    said = capsys.readouterr()
    return said.out, said.err


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(["history", "sweeps", *arguments]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    return said


def test_the_list_says_how_far_each_sweep_is(
    capsys: pytest.CaptureFixture[str], stored: tuple[str, str]
) -> None:
    done, timed = stored
    lines = run(capsys)[0].splitlines()
    assert [line.split()[0] for line in lines if line[:8] in (done[:8], timed[:8])] == [
        timed[:8],
        done[:8],
    ]
    (open_one,) = (line for line in lines if line.startswith(timed[:8]))
    assert "20 of 64" in open_one
    assert "can be resumed" in open_one


def test_json_and_csv_have_the_whole_of_it(
    capsys: pytest.CaptureFixture[str], stored: tuple[str, str]
) -> None:
    timed, done = json.loads(run(capsys, "--json")[0])["sweeps"]
    assert (done["uuid"], done["recipe"], done["state"], done["done"]) == (
        stored[0],
        own_store().sweep(stored[0]).recipe,
        "done",
        3,
    )
    assert timed["options"]["timing"]["device"] == "cpu"
    rows = list(csv.DictReader(io.StringIO(run(capsys, "--csv")[0])))
    assert [row["uuid"] for row in rows] == [stored[1], stored[0]]
    assert [row["count"] for row in rows] == ["64", "3"]


def test_sweeps_are_deleted_by_the_beginnings_of_their_ids(
    capsys: pytest.CaptureFixture[str], stored: tuple[str, str]
) -> None:
    assert "deleted 1 sweep (" in run(capsys, "--delete", stored[1][:8].upper())[1]
    assert [each.uuid for each in own_store().sweeps()] == [stored[0]]
    run(capsys, "--delete", stored[0], "--delete", stored[0][:6])
    assert "no stored sweeps yet" in run(capsys)[1]


def test_an_unknown_or_doubtful_id_deletes_nothing(
    capsys: pytest.CaptureFixture[str], stored: tuple[str, str]
) -> None:
    for wrong in ("zzzz", "", stored[0][:3], stored[0] + "0"):
        said = refused(capsys, "--delete", stored[1], "--delete", wrong)
        assert "history sweeps lists them" in said
    with sqlite3.connect(sweeps_path()) as connection:
        connection.execute("UPDATE sweep SET uuid = 'abcd1-' || id")
    connection.close()
    assert "2 IDs begin with 'abcd1'" in refused(capsys, "--delete", "abcd1")
    assert len(own_store().sweeps()) == 2
