"""`save`: a network in a file, what is said of it, and what is refused before PyTorch is loaded."""

from pathlib import Path

import pytest

from resnet_viz.app import main
from resnet_viz.core.weights.contents import read_contents
from tests.cli.command_line import start

SMALL = "resnet20,stages=1-1,classes=3"


def test_a_network_is_saved_and_its_random_weights_are_said_to_be_random(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "net.safetensors"
    assert main(["save", SMALL, "-o", str(path)]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"resnet-viz: saved {path} (")
    assert told.err.endswith("The weights are random (seed 0)\n")
    assert read_contents(path).tree


def test_weights_of_a_file_are_saved_again_and_name_the_network(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "a.pth", tmp_path / "b.safetensors"
    assert main(["save", SMALL, "-o", str(first)]) == 0
    assert main(["save", "--weights", str(first), "-o", str(second)]) == 0
    assert "random" not in capsys.readouterr().err.splitlines()[-1]
    assert second.exists()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["-o", "net.svg"], "the file name must end in .safetensors, .pth, .pt2 or .onnx, not in"),
        (["-o", "net"], "and it has no suffix"),
        (["-o", "net.onnx", "--opset", "7"], "opset 7 can't be written. Choose one of 18 to 23"),
        (["-o", "net.pth", "--opset", "20"], "only .onnx has an opset, not .pth"),
        (["-o", "net.onnx", "--opset", "x"], "opset=x is not a whole number"),
    ],
)
def test_what_can_not_be_saved_is_one_line(
    arguments: list[str], reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main(["save", SMALL, *arguments]) == 2
    told = capsys.readouterr().err
    assert reason in told
    assert told.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.deep
def test_a_factory_is_saved_once_its_code_is_agreed_to(tmp_path: Path) -> None:
    lines = ("from torch import nn", "def make(): return nn.Sequential(nn.Linear(4, 2))")
    (tmp_path / "net.py").write_text("\n".join(lines))
    refused = start(tmp_path, "save", "net.py:make", "-o", "net.pt2", "--input", "1x4")
    assert refused.returncode == 2
    assert "code that would run on this machine" in refused.stderr
    told = start(tmp_path, "save", "net.py:make", "-o", "net.pt2", "--input", "1x4", "--trust")
    assert told.stderr.splitlines()[-1].startswith("resnet-viz: saved net.pt2 (")
    assert "random" not in told.stderr
    import torch

    (tmp_path / "copies").mkdir()
    torch.save({"0.weight": torch.ones(2, 4), "0.bias": torch.ones(2)}, tmp_path / "ones.pth")
    ones = ("net.py:make", "--weights", "../ones.pth", "--input", "1x4", "-o", "it.pth")
    weighted = start(tmp_path / "copies", "save", f"../{ones[0]}", *ones[1:])
    assert "random" not in weighted.stderr
    assert bool((torch.load(tmp_path / "copies" / "it.pth")["0.weight"] == 1).all())
    again = start(tmp_path, "cost", "net.pt2", "--json")
    assert '"params": 10' in again.stdout
