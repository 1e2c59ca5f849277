"""`source`: the file on standard output or where it is wanted, and no PyTorch for it."""

from pathlib import Path

import pytest

from resnet_viz.app import main
from resnet_viz.core.networks import network_named
from resnet_viz.export.source.source import source_of
from tests.cli.command_line import modules_after, start

ARCH = "resnet50,se=16"


def test_without_a_place_the_file_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["source", ARCH]) == 0
    told = capsys.readouterr()
    assert told.out == source_of(network_named(ARCH))
    assert told.err == ""


def test_a_place_gets_the_file_and_is_told_on_standard_error(tmp_path: Path) -> None:
    told = start(tmp_path, "source", ARCH, "-o", "network.py")
    text = source_of(network_named(ARCH))
    assert (tmp_path / "network.py").read_bytes() == text.encode()
    assert told.stdout == ""
    assert told.stderr == f"resnet-viz: saved network.py ({text.count(chr(10))} lines)\n"


@pytest.mark.parametrize(
    ("output", "wrong"), [("network.txt", ".txt"), ("network", "no suffix"), ("", "missing")]
)
def test_only_a_python_file_is_written(
    output: str,
    wrong: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["source", ARCH, "-o", output]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert (".py" in told.err) is bool(output)
    assert wrong in told.err
    assert list(tmp_path.iterdir()) == []


def test_a_network_that_is_none_leaves_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["source", "resnet51", "-o", str(tmp_path / "network.py")]) == 2
    assert "resnet50" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_command_needs_no_pytorch(tmp_path: Path) -> None:
    modules = modules_after(tmp_path, "source", "preact164", "-o", "network.py")
    assert modules & {"torch", "torchinfo", "PySide6", "pygraphviz"} == set()
