"""The list of files that were opened last."""

import os
import sys
from pathlib import Path

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.session.recents import (
    FILE,
    MOST_RECENT,
    Recent,
    add_recent,
    clear_recent,
    forget_recent,
    recent_files,
)


def names(folder: Path) -> list[str]:
    return [recent.path.name for recent in recent_files(folder)]


def test_the_file_opened_last_comes_first_and_none_twice(tmp_path: Path) -> None:
    for name in ("a", "b", "c", "a"):
        add_recent(tmp_path / "data", tmp_path / name)
    assert names(tmp_path / "data") == ["a", "c", "b"]
    forget_recent(tmp_path / "data", tmp_path / "c")
    assert names(tmp_path / "data") == ["a", "b"]
    clear_recent(tmp_path / "data")
    assert names(tmp_path / "data") == []


def test_only_the_latest_ten_are_listed(tmp_path: Path) -> None:
    for number in range(MOST_RECENT + 3):
        add_recent(tmp_path, tmp_path / str(number))
    assert names(tmp_path) == [str(number) for number in range(MOST_RECENT + 2, 2, -1)]


def test_a_missing_file_is_listed_as_missing(tmp_path: Path) -> None:
    there, gone = tmp_path / "there", tmp_path / "gone"
    there.touch()
    add_recent(tmp_path, gone)
    add_recent(tmp_path, there)
    assert recent_files(tmp_path) == (Recent(there, False), Recent(gone, True))


@pytest.mark.parametrize("text", ["", "[", "{}", '[1, "/a"]', "[" * 100_000, "\xff"])
def test_a_damaged_list_does_no_harm(text: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(text, encoding="latin-1")
    assert len(names(tmp_path)) <= 1
    add_recent(tmp_path, tmp_path / "b")
    assert names(tmp_path)[0] == "b"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no FIFO in a folder")
def test_a_pipe_in_its_place_is_an_empty_list_and_is_said_when_one_is_added(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE)
    assert names(tmp_path) == []
    with pytest.raises(UserError, match="device"):
        add_recent(tmp_path, tmp_path / "a")


def test_a_list_that_can_not_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="was not saved"):
        add_recent(tmp_path / "file", tmp_path / "a")
