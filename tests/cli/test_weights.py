"""`--weights FILE` in `time` and `verify`, and what is noted of a network on standard error."""

import json
from pathlib import Path

import pytest
import torch

from resnet_viz.app import main
from resnet_viz.core.resnet.arch import parse
from resnet_viz.engine.model.build import build

ARCH = "resnet,stages=1-1,shortcut=A,stem=cifar,width=16,input=32,classes=3"


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    path = tmp_path / "small.pth"
    torch.save({"state_dict": build(parse(ARCH)).state_dict()}, path)
    return path


def test_verify_recognises_the_network_and_loads_the_file(
    weights: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "--weights", str(weights)]) == 0
    told = capsys.readouterr()
    assert told.out.startswith(f"✓ {ARCH} agrees: ")
    assert "small.pth loaded" in told.out
    assert f"small.pth is {ARCH}. Not stated in weights" in told.err


def test_time_takes_the_weights_of_the_network_that_is_named(
    weights: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ARCH.replace("input=32", "input=40")
    assert main(["time", asked, "--weights", str(weights), "--json"]) == 0
    told = capsys.readouterr()
    found = json.loads(told.out)
    assert parse(found["arch"]) == parse(asked)
    assert found["weights"] == "small.pth"
    assert told.err == ""


def test_the_json_of_verify_says_which_file_was_loaded(
    weights: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", ARCH, "--weights", str(weights), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["networks"][0]["weights"] == "small.pth"


@pytest.mark.parametrize("command", ["verify", "time"])
def test_weights_of_another_network_are_refused_with_exit_2(
    command: str, weights: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "resnet20", "--weights", str(weights)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("resnet-viz: the weights don't match resnet20: ")
    assert len(told.err.splitlines()) == 1


def test_weights_for_two_networks_make_no_sense(
    weights: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "resnet18", "resnet34", "--weights", str(weights)]) == 2
    assert "weights belong to one network" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["verify", "time"])
def test_without_network_and_weights_there_is_nothing_to_do(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command]) == 2
    assert "Give ARCH, or --weights FILE" in capsys.readouterr().err


def test_an_unpublished_depth_is_noted_beside_the_result(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["cost", "resnet,depth=53", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["stages"] == [3, 4, 7, 3]
    assert "distributed as in ResNet-50. Stages: 3-4-7-3" in told.err
