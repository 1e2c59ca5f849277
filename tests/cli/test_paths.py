"""Whatever a person types as a file's name, a command answers in one sentence with status 2."""

import os
from pathlib import Path

import pytest

from resnet_viz.app import main

Output = pytest.CaptureFixture[str]
SMALL = "resnet,stages=1-1,input=32,classes=10"
WRITERS = {
    "draw": (["draw", SMALL, "-o"], ".svg"),
    "source": (["source", SMALL, "-o"], ".py"),
    "export": (["history", "export"], ".json"),
}
READERS = {
    "import": (["history", "import"], ".json"),
    "pth": (["cost", "--weights"], ".pth"),
    "safetensors": (["cost", "--weights"], ".safetensors"),
    "session": (["open"], ".resnetviz"),
    "first word": ([], ".resnetviz"),
}
WRONG = ("~nosuch/x", "", " ", "folder", "fifo", "zero", "x" * 300, "file/x", "no/such/x")
WRONG_TO_READ = (*WRONG, "~nosuch", "loop")


@pytest.fixture(autouse=True)
def odd_things(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder, a pipe, a file and links, each under every suffix, in the current folder."""
    monkeypatch.chdir(tmp_path)
    for suffix in ("", *(each for _, each in (*WRITERS.values(), *READERS.values()))):
        folder, fifo = tmp_path / f"folder{suffix}", tmp_path / f"fifo{suffix}"
        if not folder.exists():
            folder.mkdir()
            os.mkfifo(fifo)
            (tmp_path / f"zero{suffix}").symlink_to("/dev/zero")
            (tmp_path / f"loop{suffix}").symlink_to(f"loop{suffix}")
    (tmp_path / "file").write_text("a file")


def refusal_of(arguments: list[str], capsys: Output) -> str:
    assert main(arguments) == 2, arguments
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("resnet-viz: ")
    return told.err.removeprefix("resnet-viz: ")


def check_sentence(text: str, name: str) -> None:
    assert text.count("\n") == 1, text
    assert "Traceback" not in text
    assert len(text) < 300 + 2 * len(name), text


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("command", WRITERS)
def test_a_place_where_nothing_can_be_saved_is_one_sentence(
    command: str, name: str, capsys: Output
) -> None:
    words, suffix = WRITERS[command]
    text = refusal_of([*words, name + suffix if name.strip() else name], capsys)
    check_sentence(text, name)


@pytest.mark.parametrize("name", WRONG_TO_READ)
@pytest.mark.parametrize("command", READERS)
def test_a_file_that_can_t_be_read_is_one_sentence(command: str, name: str, capsys: Output) -> None:
    words, suffix = READERS[command]
    if suffix == ".resnetviz" and not name.strip():
        return  # a word that names nothing is a network's
    text = refusal_of([*words, name + suffix if name.strip() else name], capsys)
    check_sentence(text, name)


def test_the_folder_of_nobody_is_named(capsys: Output) -> None:
    text = refusal_of(["draw", SMALL, "-o", "~nosuch/x.svg"], capsys)
    assert "the folder ~nosuch does not exist" in text


def test_an_unknown_first_word_of_any_length_is_one_sentence(capsys: Output) -> None:
    for word in ("x" * 300 + ".txt", "a\u202eb" * 50, "é" * 10_000):
        check_sentence(refusal_of([word], capsys), word)
