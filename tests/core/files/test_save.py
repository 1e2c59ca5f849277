"""Saving a file: whole or not at all, and a sentence when it can't be done."""

import errno
import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.files import save
from resnet_viz.core.files.leftovers import reserve
from resnet_viz.core.files.save import save_bytes

NOBODY = 65534
ROOT = Path(__file__).parents[3]


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that every user reaches, which pytest's own is not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o777)


@pytest.fixture
def plain_user() -> Iterator[None]:
    """Ends root's right to write anywhere, where the tests have it."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    yield
    if is_root:
        os.seteuid(0)


SAVE_WITH_A_LIMIT = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from resnet_viz.core.errors import UserError
from resnet_viz.core.files.save import save_bytes
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    save_bytes(Path("file"), bytes(100_000))
except UserError as error:
    print(error.message)
"""


def refusal(path: Path, data: bytes = b"new") -> str:
    with pytest.raises(UserError) as caught:
        save_bytes(path, data)
    assert "\n" not in caught.value.message
    assert caught.value.field == "path"
    return caught.value.message


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_holds_the_bytes_and_has_the_usual_mode(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    save_bytes(tmp_path / "new", b"\x00\xff")
    assert (tmp_path / "new").read_bytes() == b"\x00\xff"
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode
    assert names_in(tmp_path) == ["new", "plain"]


def test_an_existing_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"a longer old text")
    path.chmod(0o640)
    old = path.stat().st_ino
    save_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert path.stat().st_ino != old, "written in place"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "file", tmp_path / "link"
    path.write_bytes(b"old")
    link.symlink_to("file")
    save_bytes(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


def test_a_name_as_long_as_allowed_is_saved(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 255)
    save_bytes(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_relative_name_goes_into_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    save_bytes(Path("file"), b"new")
    assert names_in(tmp_path) == ["file"]


def test_a_longer_name_is_refused(tmp_path: Path) -> None:
    assert "too long" in refusal(tmp_path / ("n" * 256))
    assert names_in(tmp_path) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "file"
    assert f"the folder {path.parent} does not exist" in refusal(path)


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    assert f"{tmp_path / 'file'} is not a folder" in refusal(tmp_path / "file" / "inner")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "it is a folder" in refusal(tmp_path)
    assert "it is a folder" in refusal(Path())


def test_a_device_is_no_file() -> None:
    assert "is a device" in refusal(Path(os.devnull))
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.usefixtures("plain_user")
def test_a_read_only_folder_is_refused(shared_folder: Path) -> None:
    inner = shared_folder / "inner"
    inner.mkdir(mode=0o555)
    assert "permission to write" in refusal(inner / "file")
    assert names_in(inner) == []


@pytest.mark.usefixtures("plain_user")
def test_a_read_only_file_is_refused_though_its_folder_is_writable(shared_folder: Path) -> None:
    path = shared_folder / "file"
    path.write_bytes(b"old")
    path.chmod(0o444)
    assert "permission to write" in refusal(path)
    assert path.read_bytes() == b"old"
    assert names_in(shared_folder) == ["file"]


def test_a_read_only_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "open", refuse)
    assert "the disk is read-only" in refusal(tmp_path / "file")


def test_a_write_that_breaks_off_leaves_the_old_file_whole(tmp_path: Path) -> None:
    """In a process of its own: a limit on files would hold for the test's own report as well."""
    path = tmp_path / "file"
    path.write_bytes(b"old")
    command = [sys.executable, "-c", SAVE_WITH_A_LIMIT, str(ROOT)]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "files of this size" in told.stdout
    assert told.stdout.count("\n") == 1
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["file"]


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "the disk is full"), (errno.EDQUOT, "used up"), (errno.EIO, "Input/output")],
)
def test_a_disk_that_is_full_at_the_end_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    def refuse(_: int) -> None:
        raise OSError(code, os.strerror(code))

    path = tmp_path / "file"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", refuse)
    assert words in refusal(path)
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["file"]


def test_an_interrupted_save_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save_bytes(tmp_path / "file", b"new")
    assert names_in(tmp_path) == []


KILLED_WHILE_SAVING = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from resnet_viz.core.files import save
save.UNNAMED = save.UNNAMED if sys.argv[2] == "unnamed" else 0
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
save.save_bytes(Path("file"), b"new")
"""


def kill_while_saving(folder: Path, how: str) -> None:
    command = [sys.executable, "-c", KILLED_WHILE_SAVING, str(ROOT), how]
    assert subprocess.run(command, cwd=folder, check=False).returncode == -signal.SIGKILL


def make_old(path: Path) -> None:
    os.utime(path, (1, 1))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others name every file")
def test_a_killed_save_leaves_nothing_where_files_need_no_name(tmp_path: Path) -> None:
    descriptor = os.open(tmp_path, os.O_TMPFILE | os.O_WRONLY)  # else this can't be tested here
    os.close(descriptor)
    kill_while_saving(tmp_path, "unnamed")
    assert names_in(tmp_path) == []


def test_what_a_killed_save_left_is_removed_by_the_next(tmp_path: Path) -> None:
    kill_while_saving(tmp_path, "named")
    (left,) = tmp_path.iterdir()
    save_bytes(tmp_path / "file", b"new")
    assert names_in(tmp_path) == [left.name, "file"], "it may be one that another just began"
    make_old(left)
    save_bytes(tmp_path / "file", b"newer")
    assert names_in(tmp_path) == ["file"]


def test_nothing_that_is_another_programs_or_still_written_is_removed(tmp_path: Path) -> None:
    written = tmp_path / f".resnet-viz-{'0' * 16}"
    names = [f".resnet-viz-{'0' * 15}", ".resnet-viz-notes", f"resnet-viz-{'0' * 16}"]
    for name in (*names, written.name, "target"):
        (tmp_path / name).write_bytes(b"")
        make_old(tmp_path / name)
    folder, link = tmp_path / f".resnet-viz-{'1' * 16}", tmp_path / f".resnet-viz-{'2' * 16}"
    folder.mkdir()
    link.symlink_to("target")
    before = names_in(tmp_path)
    with written.open("rb") as file:
        reserve(file.fileno())
        save_bytes(tmp_path / "target", b"new")
        assert names_in(tmp_path) == before
    save_bytes(tmp_path / "target", b"new")
    assert names_in(tmp_path) == sorted({*before} - {written.name})


def test_without_files_that_need_no_name_it_is_saved_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    for step, name in enumerate(("UNNAMED", "link")):
        with monkeypatch.context() as patched:
            if name == "UNNAMED":
                patched.setattr(save, "UNNAMED", 0)
            else:
                patched.setattr(os, "link", refuse_link)
            save_bytes(path, str(step).encode())
        assert path.read_bytes() == str(step).encode()
        assert names_in(tmp_path) == ["file"]


def refuse_link(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))
