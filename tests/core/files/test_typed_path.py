"""What a person types as a path is one, or is refused in one sentence."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.core.errors import UserError
from resnet_viz.core.files.typed_path import is_file, is_there, typed_path


def test_the_folder_of_the_person_is_meant_by_a_tilde(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert typed_path("~/x.svg") == tmp_path / "x.svg"
    assert typed_path("a/~b") == Path("a/~b")


def test_a_tilde_with_the_name_of_nobody_is_a_name() -> None:
    assert typed_path("~nosuchperson/x.svg") == Path("~nosuchperson/x.svg")


@pytest.mark.parametrize("text", ["", "  ", "\t\n"])
def test_no_name_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="the name of the file is missing"):
        typed_path(text)


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "x" * 1000 + "\0"])
def test_letters_that_no_name_can_have_are_refused_and_quoted_short(text: str) -> None:
    with pytest.raises(UserError, match="has a letter that no file's name can have") as refused:
        typed_path(text)
    assert len(refused.value.message) < 120


@given(st.text())
def test_what_is_not_refused_can_be_asked_about(text: str) -> None:
    try:
        path = typed_path(text)
    except UserError:
        return
    os.fsencode(path)
    is_there(path)
    is_file(path / ("x" * 300))
