"""Saving a session: whole or not at all, and never over what somebody else wrote meanwhile."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.session.document import Document, has_changes
from resnet_viz.session.edits import set_batch
from resnet_viz.session.file import bytes_of, read_session
from resnet_viz.session.saving import (
    ChangedOnDisk,
    Saved,
    fingerprint_at,
    save_session,
    with_suffix,
)
from tests.samples.results import FLOWED

ROOT = Path(__file__).parent.parent.parent
FIRST = Document()
SECOND = set_batch(FIRST, 2).document
KILLER = Path(__file__).with_name("killed_saves.py")


def saved(path: Path, document: Document, known: str = "") -> str:
    outcome = save_session(path, document, known)
    assert isinstance(outcome, Saved)
    return outcome.fingerprint


def test_saving_and_opening_agree_on_the_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "a.resnetviz"
    assert fingerprint_at(path) == ""
    fingerprint = saved(path, FIRST)
    opened = read_session(path)
    assert (opened.document, opened.fingerprint) == (FIRST, fingerprint)
    assert fingerprint_at(path) == fingerprint
    assert saved(path, SECOND, fingerprint) == fingerprint_at(path) != fingerprint


def test_a_file_that_changed_on_disk_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.resnetviz"
    known = saved(path, FIRST)
    theirs = bytes_of(SECOND, tmp_path)
    path.write_bytes(theirs)
    outcome = save_session(path, FIRST, known)
    assert outcome == ChangedOnDisk(path, fingerprint_at(path))
    assert path.read_bytes() == theirs


def test_a_file_that_appeared_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.resnetviz"
    path.write_text("a diary")
    assert isinstance(save_session(path, FIRST, ""), ChangedOnDisk)
    assert path.read_text() == "a diary"


def test_a_change_of_the_same_size_and_time_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.resnetviz"
    known = saved(path, FIRST)
    times = path.stat()
    path.write_bytes(path.read_bytes().replace(b"resnet50", b"resnet34"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert isinstance(save_session(path, SECOND, known), ChangedOnDisk)


def test_a_file_that_was_only_touched_is_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.resnetviz"
    known = saved(path, FIRST)
    os.utime(path, (1, 1))
    assert isinstance(save_session(path, SECOND, known), Saved)


def test_who_was_asked_may_replace_what_is_there_then(tmp_path: Path) -> None:
    path = tmp_path / "a.resnetviz"
    path.write_bytes(bytes(16_000_100))
    outcome = save_session(path, FIRST, "")
    assert isinstance(outcome, ChangedOnDisk)
    saved(path, FIRST, outcome.fingerprint)
    assert read_session(path).document == FIRST


def test_a_file_that_is_gone_is_written_again(tmp_path: Path) -> None:
    path = tmp_path / "a.resnetviz"
    known = saved(path, FIRST)
    path.unlink()
    saved(path, FIRST, known)
    assert read_session(path).document == FIRST


def test_what_can_not_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        save_session(tmp_path / "nowhere" / "a.resnetviz", FIRST, "")
    with pytest.raises(UserError, match="it is a folder"):
        save_session(tmp_path, FIRST, "")


def test_a_name_gets_the_suffix_of_sessions() -> None:
    assert with_suffix(Path("a")).name == "a.resnetviz"
    assert with_suffix(Path("v1.2")).name == "v1.2.resnetviz"
    assert with_suffix(Path("a.resnetviz")).name == "a.resnetviz"


def test_the_arrangement_alone_is_no_change_to_ask_about() -> None:
    searched = replace(FIRST, arrangement=replace(FIRST.arrangement, search="conv"))
    assert not has_changes(searched, FIRST)
    assert has_changes(SECOND, FIRST)
    assert has_changes(replace(FIRST, results=(FLOWED,)), FIRST)


def outcomes_of_kills(folder: Path, count: int) -> list[str]:
    """What is in a file after each of so many kills of a process that saves."""
    result = subprocess.run(
        [sys.executable, KILLER, str(folder), str(count)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout.split()


has_kill = pytest.mark.skipif(os.name != "posix", reason="Windows has no fork and no kill -9")


@has_kill
def test_a_killed_save_leaves_the_old_or_the_new_session(tmp_path: Path) -> None:
    assert set(outcomes_of_kills(tmp_path, 12)) <= {"old", "new"}


@has_kill
def test_two_hundred_killed_saves_leave_the_old_or_the_new_session(tmp_path: Path) -> None:
    outcomes = outcomes_of_kills(tmp_path, 200)
    assert len(outcomes) == 200
    assert set(outcomes) == {"old", "new"}
