"""Stored runs: what is written comes back, whoever else writes, and whatever happens."""

import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.timing.options import Precision
from resnet_viz.core.timing.stored_run import found_among
from resnet_viz.core.timing.what_if import Casting, WhatIf
from resnet_viz.history import store
from resnet_viz.history.place import history_path
from tests.samples.runs import made_up_timing

ROOT = Path(__file__).parent.parent.parent
SMALL = "resnet,stages=1-1,input=32,classes=10"
WRITER = """
import sys
from pathlib import Path
from resnet_viz.history.store import add
from tests.samples.runs import made_up_timing

report = made_up_timing(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
for _ in range(int(sys.argv[3])):
    print(add(Path(sys.argv[1]), report), flush=True)
"""


def writer(path: Path, count: int, arch: str = SMALL) -> "subprocess.Popen[str]":
    """A process that stores runs, one after the other, once a line is sent to it."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), arch, str(count)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def path(own_data: Path) -> Path:
    return own_data / "resnet-viz" / "history.sqlite"


def test_runs_are_kept_in_the_persons_data_folder(own_data: Path) -> None:
    assert history_path() == own_data / "resnet-viz" / "history.sqlite"


def test_a_run_comes_back_whole(path: Path) -> None:
    report = replace(
        made_up_timing("resnet18", ("not steady",)),
        what_if=WhatIf(casting=Casting.AUTOCAST, is_fused=True),
        precision=Precision.BF16,
        started_at="2026-01-02T03:04:05+00:00",
        image=(3, 224, 224),
    )
    number = store.add(path, report)
    run = store.read(path, number)
    assert run.report == report
    assert run.name == "ResNet-18"


def test_the_list_shows_the_newest_first(path: Path) -> None:
    for day in (2, 3, 1):
        store.add(path, replace(made_up_timing(SMALL), started_at=f"2026-01-0{day}T00:00:00+00:00"))
    listed = store.list_runs(path)
    assert [run.started_at[9] for run in listed] == ["3", "2", "1"]
    assert listed[0].median_ms == 100.0
    assert listed[0].is_trusted


def test_what_was_asked_is_in_words_and_is_found_by_them(path: Path) -> None:
    asked = WhatIf(casting=Casting.AUTOCAST, is_channels_last=True, is_fused=True, is_training=True)
    report = replace(made_up_timing(SMALL), what_if=asked, precision=Precision.BF16)
    store.add(path, replace(report, weights="/somewhere/mine.pth", batch=8))
    store.add(path, made_up_timing("resnet18", ("noisy",)))
    listed = store.list_runs(path)
    words = "channels last, fused, training, weights of mine.pth"
    assert {(run.precision, run.options) for run in listed} == {
        ("bf16 autocast", words),
        ("fp32", ""),
    }
    for text, count in (("BF16 batch=8", 1), ("resnet", 2), ("unreliable resnet18", 1), ("x 9", 0)):
        assert len(found_among(listed, text)) == count, text


def test_a_file_of_weights_whose_name_is_no_text_is_no_trouble(path: Path) -> None:
    number = store.add(path, replace(made_up_timing(SMALL), weights="w\udcff.pth"))
    assert store.read(path, number).report.weights == "w\\udcff.pth"
    assert store.list_runs(path)[0].options == "weights of w\\udcff.pth"


def test_before_the_first_run_there_is_nothing_and_nothing_is_made(path: Path) -> None:
    assert store.list_runs(path) == ()
    assert store.read_all(path) == ()
    with pytest.raises(UserError, match="run 1 is not stored"):
        store.read(path, 1)
    assert not path.parent.exists()


def test_a_run_is_renamed(path: Path) -> None:
    number = store.add(path, made_up_timing(SMALL))
    store.rename(path, number, "  On the train  ")
    assert store.list_runs(path)[0].name == "On the train"
    assert store.read(path, number).name == "On the train"


@pytest.mark.parametrize("name", ["", "  ", "two\nlines", "x" * 201])
def test_a_name_that_no_list_can_show_is_refused(path: Path, name: str) -> None:
    number = store.add(path, made_up_timing("resnet18"))
    with pytest.raises(UserError, match="the name must be one line"):
        store.rename(path, number, name)
    assert store.list_runs(path)[0].name == "ResNet-18"


def test_deleting_is_all_or_nothing_and_can_be_undone(path: Path) -> None:
    first, second = (store.add(path, made_up_timing(SMALL)) for _ in range(2))
    before = store.list_runs(path)
    with pytest.raises(UserError, match="run 77 is not stored"):
        store.delete(path, [first, 77])
    assert store.list_runs(path) == before
    taken = store.delete(path, [first, second, first])
    assert store.list_runs(path) == ()
    assert store.add(path, made_up_timing(SMALL)) > second  # a number never means another run
    store.put_back(path, taken)
    store.put_back(path, taken)
    assert set(before) < set(store.list_runs(path))
    assert len(store.list_runs(path)) == 3


def test_a_number_beyond_what_the_file_can_hold_is_no_run(path: Path) -> None:
    store.add(path, made_up_timing(SMALL))
    with pytest.raises(UserError, match="is not stored"):
        store.read(path, 10**30)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("report = 'no JSON'", "run 1 of the stored runs is broken: it isn't JSON"),
        ("report = '[' || hex(zeroblob(200000))", "it isn't JSON"),
        ("report = '{}'", "arch is missing"),
        ("report = json_remove(report, '$.trust')", "trust is missing"),
        ("report = json_remove(report, '$.layers[3].op')", r"layers\[3\].op is missing"),
        ("report = json_set(report, '$.batch', 'many')", "batch must be a whole number"),
        ("report = json_set(report, '$.whole_ms.median', 'x')", "whole_ms.median must be a number"),
        ("report = json_set(report, '$.arch', 'vgg16')", "vgg16"),
        ("report = json_set(report, '$.layers', json('[]'))", "layers is empty"),
        ("report = json_set(report, '$.layers[0].path', 'layer9.0')", "has no such layer"),
        ("report = json_set(report, '$.started_at', 'today')", "started_at must be a date"),
        ("report = json_set(report, '$.colour', 'red')", "colour is unknown to this version"),
    ],
)
def test_a_row_that_was_tampered_with_is_named(path: Path, change: str, words: str) -> None:
    store.add(path, made_up_timing(SMALL))
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE run SET {change}")  # noqa: S608
    connection.close()
    with pytest.raises(UserError, match=words):
        store.read(path, 1)
    assert len(store.list_runs(path)) == 1


@pytest.mark.parametrize(
    ("change", "words"), [("batch = 'many'", "batch"), ("started_at = 'today'", "started_at")]
)
def test_a_list_with_something_else_in_it_is_named(path: Path, change: str, words: str) -> None:
    store.add(path, made_up_timing(SMALL))
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE run SET {change}")  # noqa: S608
    connection.close()
    assert store.list_runs(path) == ()
    ((number, reason),) = store.list_and_broken(path)[1]
    assert number == 1
    assert reason.startswith(f"run 1 of the stored runs is broken: its {words}")


def test_two_processes_that_write_at_once_lose_nothing(path: Path) -> None:
    writers = [writer(path, 25) for _ in range(2)]
    for each in writers:
        assert each.stdout
        assert each.stdout.readline() == "ready\n"
    for each in writers:
        assert each.stdin
        each.stdin.write("go\n")
        each.stdin.flush()
    numbers = [each.communicate()[0].split() for each in writers]
    assert [each.returncode for each in writers] == [0, 0]
    assert [len(each) for each in numbers] == [25, 25]
    assert len(set(numbers[0] + numbers[1])) == 50
    assert len(store.list_runs(path)) == 50


def test_two_threads_that_begin_the_same_file_both_get_in(path: Path) -> None:
    report = made_up_timing(SMALL)
    threads = [threading.Thread(target=store.add, args=(path, report)) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(store.list_runs(path)) == 8


@pytest.mark.parametrize("after", [1, 4, 9])
def test_a_process_killed_while_it_writes_leaves_whole_runs(path: Path, after: int) -> None:
    killed = writer(path, 100_000, "resnet152")
    assert killed.stdin
    assert killed.stdout
    killed.stdin.write("go\n")
    killed.stdin.flush()
    told = [killed.stdout.readline() for _ in range(after + 1)][1:]
    killed.kill()
    killed.communicate()
    listed = store.list_runs(path)
    assert {int(line) for line in told} <= {run.id for run in listed}
    assert {run.report for run in store.read_all(path)} == {made_up_timing("resnet152")}
    assert store.add(path, made_up_timing(SMALL)) == len(listed) + 1


def test_a_lock_that_never_ends_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resnet_viz.history.opening.PATIENCE_S", 0.0)
    store.add(path, made_up_timing(SMALL))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(UserError, match="another program keeps the file busy"):
        store.add(path, made_up_timing(SMALL))
    assert len(store.list_runs(path)) == 1  # who reads need not wait
    other.close()


def test_a_run_of_a_recorded_network_is_read_where_nobody_knows_the_network(tmp_path: Path) -> None:
    report = replace(made_up_timing(SMALL), arch="net.py:make,input=1x3x32x32")
    number = store.add(tmp_path / "runs", report)
    assert store.list_runs(tmp_path / "runs")[0].name == report.arch
    assert store.read(tmp_path / "runs", number).report == report


def test_a_run_of_a_recorded_network_has_no_layer_twice(tmp_path: Path) -> None:
    report = replace(made_up_timing(SMALL), arch="timm:vit_tiny_patch16_224")
    twice = replace(report, layers=(*report.layers, report.layers[0]))
    number = store.add(tmp_path / "runs", twice)
    with pytest.raises(UserError, match="twice"):
        store.read(tmp_path / "runs", number)
