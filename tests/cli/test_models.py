"""Networks of others on the command line, from another folder, as a person uses them."""

import json
import os
import pty
import sys
from pathlib import Path

import pytest

from resnet_viz.app import main
from resnet_viz.cli.others.given import Given
from resnet_viz.core.errors import UserError
from resnet_viz.core.models.files import check_file
from resnet_viz.history.place import history_path
from resnet_viz.history.store import list_runs
from tests.cli.command_line import MAIN, start

NET = """
from torch import nn
import layers
def make(): return nn.Sequential(nn.Conv2d(3, 8, 3), layers.last())
"""
DENSE = """
import torch
class Dense(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.grow = torch.nn.Conv2d(3, 4, 3, padding=1)
    def forward(self, x): return torch.cat([x, self.grow(x)], 1)
"""
LAYERS = "from torch import nn\ndef last(): return nn.ReLU()\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("others")
    (found / "net.py").write_text(NET)
    (found / "layers.py").write_text(LAYERS)
    return found


@pytest.fixture(autouse=True)
def own_config(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))


def test_code_is_refused_until_it_is_agreed_to_and_taken_from_then_on(folder: Path) -> None:
    refused = start(folder, "cost", "net.py:make")
    assert refused.returncode == 2
    assert refused.stderr == (
        "resnet-viz: net.py is code that would run on this machine. Read it and 1 file that it "
        "loads, then add --trust to agree to it as it is now\n"
    )
    trusted = start(folder, "cost", "net.py:make", "--trust", "--input", "1x3x34x34")
    assert trusted.returncode == 0, trusted.stderr
    assert "8 × 32 × 32" in trusted.stdout
    drawn = start(folder, "draw", "net.py:make", "resnet18", "-o", "both.svg")
    assert drawn.returncode == 0, drawn.stderr
    (folder / "layers.py").write_text(LAYERS + "# other\n")
    assert start(folder, "cost", "net.py:make").returncode == 2
    assert not (folder / "__pycache__").exists()


def test_what_is_put_next_to_another_value_is_counted_as_concatenated(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "dense.py").write_text(DENSE)
    asked = ["cost", f"{folder / 'dense.py'}:Dense", "--trust", "--input", "1x3x8x8"]
    assert main(asked) == 0
    found = capsys.readouterr().out
    assert "1 concatenated" in found
    assert "identity" not in found


def test_on_a_terminal_the_code_is_shown_and_asked_about(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text("raise ValueError('it \x1b[31mran')\n")
    said = on_terminal(tmp_path, b"n\n")
    assert "raise ValueError" in said
    assert "\x1b[31m" not in said
    assert "it can read and change your files" in said
    assert "net.py was not run" in said
    assert "net.py raised ValueError" in on_terminal(tmp_path, b"y\n")
    assert "Run net.py?" not in on_terminal(tmp_path, b"n\n")


def on_terminal(folder: Path, answer: bytes) -> str:
    """What the program says on a terminal of its own to which a person types this."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        program = [sys.executable, str(MAIN), "cost", "net.py:make"]
        os.execv(sys.executable, program)  # noqa: S606  # there is nothing for a shell to do
    os.write(terminal, answer)
    said = b""
    try:
        while piece := os.read(terminal, 4096):
            said += piece
    except OSError:  # Linux's end of a terminal
        pass
    os.waitpid(process, 0)
    os.close(terminal)
    return said.decode()


@pytest.mark.parametrize(
    "words",
    [
        ("match", "timm:resnet18"),
        ("source", "timm:resnet18"),
        ("sweep", "timm:resnet18"),
        ("learn", "gradients", "timm:resnet18"),
        ("match", "--by", "latency", "timm:resnet18"),
        ("compare", "--time", "x.py:make", "resnet18"),
        ("compare", "--time", "x.py:make", "resnet18", "y.py:make"),
        ("compare", "--time", "x.py:make", "timm:resnet18"),
        ("time", "timm:resnet18", "--against-plain"),
        ("time", "net.pt2"),
        ("cost", "resnet18", "--input", "1x3x8x8"),
        ("cost", "resnet18", "--trust"),
        ("cost", "net.pt2", "--input", "1x3x8x8"),
        ("verify", "timm:resnet18", "resnet18", "--weights", "x.pth"),
        ("weights", "x.pth", "--of", "timm:resnet18"),
    ],
)
def test_what_a_command_does_not_take_is_one_sentence(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(list(words)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


def test_networks_take_turns_with_a_files_and_its_settings_with_plain_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.py").write_text(
        "from torch import nn\ndef make(): return nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU())\n"
    )
    archs = ["own.py:make,input=1x3x32x32", "resnet,stages=1-1,input=32,classes=10"]
    assert main(["compare", *archs, "--trust", "--time", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["arch"] for each in found["in_turn"]["networks"]] == archs
    assert "same process as own.py:make" in found["in_turn"]["notes"][0]
    assert all(each["latency_ms"] > 0 for each in found["networks"])
    stored = {run.arch: run for run in list_runs(history_path())}
    assert archs[0] in stored
    assert not stored[archs[1]].is_trusted  # whatever the file's code did to PyTorch
    paired = ["time", archs[0], "--precision", "bf16", "--threads", "1", "--against-plain"]
    assert main([*paired, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["arch"], report["options"]["precision"]) == (archs[0], "bf16")
    assert report["other"]["precision"] == "fp32"
    assert main(["time", archs[0], "--fused", "--against-plain"]) == 2
    assert "Turn fused off" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a/net.pth", "net.pth has weights, or a pickled model"),
        ("net.safetensors", "not how its layers are connected"),
        ("net.pkl", "torch.export.save as .pt2"),
        ("net.onnx", "net.onnx can't be read here"),
        ("net.py", "net.py needs the name of a factory in it: net.py:make"),
    ],
)
def test_files_without_a_graph_say_why_and_the_way_out(name: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        check_file(name)


def test_inputs_are_those_of_networks_of_others_only() -> None:
    given = Given(["1X3x8x8"], is_trusted=False)
    assert given.of_all(["resnet18", "timm:resnet18"]) == [
        "resnet18",
        "timm:resnet18,input=1x3x8x8",
    ]
    assert Given(None, is_trusted=False).of("timm:resnet18") == "timm:resnet18"
