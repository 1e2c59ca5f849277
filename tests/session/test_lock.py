"""Locks of open sessions: one window at a time, and none left by a process that is killed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.session import lock as locks
from resnet_viz.session.lock import LOCKS, Lock, lock_document, take

ROOT = Path(__file__).parent.parent.parent
HOLD = """
import sys
from pathlib import Path
from resnet_viz.session import lock as locks
from resnet_viz.session.lock import take
lock = take(Path(sys.argv[1]))
print("held" if lock else "refused", flush=True)
sys.stdin.read()
"""


def holder(path: Path) -> "subprocess.Popen[str]":
    """A process that has taken a lock and holds it until it ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def end(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


def taken(path: Path) -> Lock:
    lock = take(path)
    assert lock
    return lock


def test_a_lock_is_held_once_within_a_process_too(tmp_path: Path) -> None:
    lock = taken(tmp_path / "a.lock")
    assert take(tmp_path / "a.lock") is None
    lock.release()
    lock.release()
    taken(tmp_path / "a.lock").release()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_of_another_process_is_held_until_it_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    process = holder(path)
    assert take(path) is None
    end(process)
    assert path.exists()
    taken(path).release()


def test_who_lets_go_twice_takes_no_lock_from_the_next_one(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    first = taken(path)
    first.release()
    second = taken(path)
    first.release()
    assert take(path) is None
    second.release()


@pytest.mark.skipif(os.name != "posix", reason="Windows removes no open file")
def test_a_lock_whose_file_goes_while_it_is_taken_is_taken_of_the_next_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.lock"
    real, calls = locks._is_locked, []

    def locked_after_the_last_holder(descriptor: int) -> bool:
        calls.append(descriptor)
        if len(calls) == 1:
            path.unlink()
        return real(descriptor)

    monkeypatch.setattr(locks, "_is_locked", locked_after_the_last_holder)
    lock = taken(path)
    assert len(calls) == 2
    assert take(path) is None
    lock.release()


def test_a_session_is_locked_by_the_file_that_its_path_leads_to(tmp_path: Path) -> None:
    folder, document = tmp_path / "data", tmp_path / "a.resnetviz"
    document.touch()
    (tmp_path / "link").symlink_to(document)
    lock = lock_document(folder, document)
    assert lock
    assert lock.path.parent == folder / LOCKS
    assert lock_document(folder, tmp_path / "link") is None
    assert lock_document(folder, tmp_path / "x" / ".." / "a.resnetviz") is None
    other = lock_document(folder, tmp_path / "b.resnetviz")
    assert other
    for each in (lock, other):
        each.release()


def test_a_folder_without_room_for_locks_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="can't be used"):
        take(tmp_path / "file" / "a.lock")
