"""Copies of open sessions: kept without asking, found after a crash, lost to no other window."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.session.copies import (
    MOST_UNTITLED,
    Copy,
    Desk,
    abandoned,
    close_desk,
    drop_copy,
    open_desk,
    read_copy,
    take_untitled,
    write_copy,
)
from resnet_viz.session.document import Document
from resnet_viz.session.edits import open_weights, set_batch
from resnet_viz.session.member import WeightsChoice
from resnet_viz.session.place import session_folder

ROOT = Path(__file__).parent.parent.parent
CRASH = """
import os, sys
from pathlib import Path
from resnet_viz.session.copies import Copy, open_desk, write_copy
from resnet_viz.session.document import Document
from resnet_viz.session.edits import set_batch
desk = open_desk(Path(sys.argv[1]))
write_copy(desk, Copy(set_batch(Document(), int(sys.argv[2])).document, "/a.resnetviz", "known"))
os._exit(9)
"""


def of_batch(batch: int) -> Copy:
    return Copy(set_batch(Document(), batch).document)


def closed_untitled(folder: Path, batch: int) -> None:
    """A window with an untitled document, opened and closed."""
    desk = open_desk(folder)
    write_copy(desk, of_batch(batch))
    os.utime(desk.path, (batch, batch))  # so that their order does not hang on the clock
    close_desk(desk, folder, keeps=True)


def crash(folder: Path, batch: int) -> None:
    """A window of another process that ends without closing."""
    subprocess.run([sys.executable, "-c", CRASH, str(folder), str(batch)], cwd=ROOT)


def found(folder: Path) -> list[Desk]:
    return list(abandoned(folder))


def release(*desks: Desk) -> None:
    for desk in desks:
        desk.lock.release()


def test_sessions_are_kept_among_the_data_of_the_person(own_data: Path) -> None:
    assert own_data in session_folder().parents


def test_a_copy_comes_back_whole_with_its_paths_in_full(tmp_path: Path) -> None:
    document = open_weights(Document(), "resnet18", WeightsChoice("/models/my.pth")).document
    copy = Copy(document, str(tmp_path / "a.resnetviz"), "a fingerprint", ("/models/my.pth",))
    desk = open_desk(tmp_path)
    write_copy(desk, copy)
    assert read_copy(desk.path) == copy
    assert json.loads(desk.path.read_text())["session"]["members"][0]["weights"]["path"] == (
        "/models/my.pth"
    )
    release(desk)


def test_a_copy_brings_back_a_path_of_any_letters(tmp_path: Path) -> None:
    copy = Copy(Document(), "/tmp/two\nlines\udcff.resnetviz")
    desk = open_desk(tmp_path)
    write_copy(desk, copy)
    assert read_copy(desk.path) == copy
    release(desk)


def test_an_untitled_document_comes_back_once(tmp_path: Path) -> None:
    closed_untitled(tmp_path, 7)
    first, second = open_desk(tmp_path), open_desk(tmp_path)
    assert take_untitled(tmp_path, first) == of_batch(7)
    assert take_untitled(tmp_path, second) is None
    assert read_copy(first.path) == of_batch(7)
    release(first, second)


def test_two_untitled_documents_come_back_to_two_windows(tmp_path: Path) -> None:
    closed_untitled(tmp_path, 2)
    closed_untitled(tmp_path, 3)
    desks = open_desk(tmp_path), open_desk(tmp_path)
    assert [take_untitled(tmp_path, desk) for desk in desks] == [of_batch(3), of_batch(2)]
    release(*desks)


def test_a_window_that_closes_without_keeping_leaves_nothing(tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    write_copy(desk, of_batch(2))
    close_desk(desk, tmp_path, keeps=False)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_only_the_latest_untitled_documents_are_kept(tmp_path: Path) -> None:
    for batch in range(1, MOST_UNTITLED + 4):
        closed_untitled(tmp_path, batch)
    desk = open_desk(tmp_path)
    kept = []
    while copy := take_untitled(tmp_path, desk):
        kept.append(copy.document.batch)
    assert kept == list(range(MOST_UNTITLED + 3, 3, -1))
    release(desk)


def test_the_copy_of_a_window_that_crashed_is_found_and_that_of_an_open_one_is_not(
    tmp_path: Path,
) -> None:
    mine = open_desk(tmp_path)
    write_copy(mine, of_batch(2))
    crash(tmp_path, 5)
    (lost,) = found(tmp_path)
    document = set_batch(Document(), 5).document
    assert read_copy(lost.path) == Copy(document, "/a.resnetviz", "known")
    assert found(tmp_path) == []  # it is offered by one window only
    release(lost)
    (again,) = found(tmp_path)
    close_desk(again, tmp_path, keeps=False)
    assert found(tmp_path) == []
    release(mine)


def test_a_window_whose_document_is_in_its_file_has_nothing_to_recover(tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    write_copy(desk, of_batch(2))
    drop_copy(desk)
    release(desk)
    assert found(tmp_path) == []


def test_the_lock_of_a_window_that_was_killed_before_it_wrote_a_copy_is_taken_away(
    tmp_path: Path,
) -> None:
    crash(tmp_path, 5)
    (copy,) = (tmp_path / "windows").glob("*.json")
    copy.unlink()
    assert found(tmp_path) == []
    assert list((tmp_path / "windows").iterdir()) == []


def test_a_window_that_ended_before_it_wrote_a_copy_leaves_nothing_to_find(tmp_path: Path) -> None:
    release(open_desk(tmp_path))
    assert found(tmp_path) == []


def test_a_copy_that_can_not_be_read_is_kept_elsewhere_and_the_next_one_comes(
    tmp_path: Path,
) -> None:
    closed_untitled(tmp_path, 2)
    closed_untitled(tmp_path, 3)
    damaged = max((tmp_path / "untitled").iterdir(), key=lambda path: path.stat().st_mtime_ns)
    text = damaged.read_text()
    damaged.write_text(text[:-30])
    os.utime(damaged, (9, 9))
    desk = open_desk(tmp_path)
    with pytest.raises(UserError, match="It was moved to"):
        take_untitled(tmp_path, desk)
    assert (tmp_path / "unreadable" / desk.path.name).read_text() == text[:-30]
    assert take_untitled(tmp_path, desk) == of_batch(2)
    release(desk)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([], "it must be an object"),
        ({"format": "resnet-viz session"}, "not a copy of a session"),
        ({"format": "resnet-viz copy", "permitted": 1}, "permitted must be a list"),
        (
            {"format": "resnet-viz copy", "permitted": [], "session": {}},
            "isn't a ResNet Viz session file",
        ),
    ],
)
def test_what_is_no_copy_is_refused(values: object, said: str, tmp_path: Path) -> None:
    path = tmp_path / "copy.json"
    path.write_text(json.dumps(values))
    with pytest.raises(UserError, match=said):
        read_copy(path)


def test_a_missing_copy_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="can't be read"):
        read_copy(tmp_path / "copy.json")
