"""Files of any kind in the place of one that is read: what has no end or no sense is absent."""

import os
import sys
from pathlib import Path

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.files.regular_file import own_json, regular_bytes

ROOM = 100


def test_a_file_within_the_limit_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"x" * ROOM)
    assert regular_bytes(file, ROOM) == b"x" * ROOM
    link = tmp_path / "link"
    link.symlink_to(file)
    assert regular_bytes(link, ROOM) == b"x" * ROOM


def test_a_file_beyond_the_limit_is_refused_without_reading_on(tmp_path: Path) -> None:
    file = tmp_path / "a"
    with file.open("wb") as made:
        made.truncate(2**40)  # a terabyte of nothing
    with pytest.raises(UserError, match="it is larger than 4 MB"):
        regular_bytes(file, 4_000_000)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no FIFO and no /dev/zero")
def test_a_pipe_a_device_and_a_folder_are_refused_at_once(tmp_path: Path) -> None:
    pipe, endless = tmp_path / "pipe", tmp_path / "endless"
    os.mkfifo(pipe)
    endless.symlink_to("/dev/zero")
    for path in (pipe, endless, tmp_path):
        with pytest.raises(UserError, match="it is not a file"):
            regular_bytes(path, ROOM)
        assert own_json(path) is None


def test_a_file_that_is_not_there_is_the_system_s_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        regular_bytes(tmp_path / "none", ROOM)
    assert own_json(tmp_path / "none") is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"1" * 10_000,
        b'{"a": 1}' + b" " * 100,
    ],
)
def test_json_that_is_damaged_nested_too_deeply_or_too_large_is_absent(
    data: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "own.json"
    file.write_bytes(data)
    assert own_json(file, 20 if data.startswith(b'{"a": 1}') else 4_000_000) is None


def test_json_as_it_was_written_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    file.write_text('{"a": [1, 2.5, "ü", null]}', encoding="utf-8")
    assert own_json(file) == {"a": [1, 2.5, "ü", None]}
