"""What a typed name means: its folder, its suffix, and a free name to suggest."""

from pathlib import Path

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.ui.export.target import (
    DIAGRAM,
    LONGEST_STEM,
    SUFFIXES,
    TABLE,
    Target,
    free_path,
    renamed,
    target_of,
)


def svg(text: str, folder: Path) -> Target:
    return target_of(text, ".svg", SUFFIXES[DIAGRAM], folder)


def test_a_whole_path_with_the_suffix_is_taken_as_typed(tmp_path: Path) -> None:
    typed = tmp_path / "figure.svg"
    assert svg(str(typed), tmp_path / "elsewhere") == (typed, ".svg", "")


@pytest.mark.parametrize(
    ("typed", "name"),
    [("a.xyz", "a.xyz.svg"), ("a", "a.svg"), ("resnet,width=0.5", "resnet,width=0.5.svg")],
)
def test_another_suffix_or_none_gets_that_of_the_format(
    tmp_path: Path, typed: str, name: str
) -> None:
    target = svg(typed, tmp_path)
    assert target == (tmp_path / name, ".svg", f"Saves as {tmp_path / name}")


def test_a_name_of_another_format_chooses_that_format(tmp_path: Path) -> None:
    assert svg("thesis.PDF", tmp_path)[:2] == (tmp_path / "thesis.PDF", ".pdf")
    assert target_of("a.svg", ".csv", SUFFIXES[TABLE], tmp_path).path.name == "a.svg.csv"


@pytest.mark.parametrize("typed", ["", "   ", ".", "..", "sub", "sub/", "new/"])
def test_without_a_name_there_is_no_file(tmp_path: Path, typed: str) -> None:
    (tmp_path / "sub").mkdir()
    with pytest.raises(UserError, match=r"^enter a file name$"):
        svg(typed, tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"the folder .*/missing doesn't exist"):
        svg("missing/a.svg", tmp_path)


def test_a_name_longer_than_any_file_may_have_is_no_crash(tmp_path: Path) -> None:
    assert svg("a" * 5000, tmp_path).path.name.endswith("a.svg")


def test_the_home_folder_has_its_short_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert svg("~/a.svg", Path("/")).path == tmp_path / "a.svg"


@pytest.mark.parametrize(
    ("text", "name"), [("a.svg", "a.pdf"), ("a", "a.pdf"), ("a.xyz", "a.xyz.pdf"), ("", "")]
)
def test_another_format_changes_the_suffix_of_a_format_and_no_other(text: str, name: str) -> None:
    assert renamed(text, ".pdf") == name


def test_the_suggested_name_is_free(tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        path = free_path(tmp_path, "resnet50-blocks", ".svg")
        path.touch()
        names.append(path.name)
    assert names == ["resnet50-blocks.svg", "resnet50-blocks-2.svg", "resnet50-blocks-3.svg"]
    assert len(free_path(tmp_path, "x" * 400, ".svg").name) == LONGEST_STEM + 4
