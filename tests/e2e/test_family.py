"""The whole family in the real window: its controls, weights from files, counterpart, source."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.engine.model.build import build
from tests.e2e.test_main_job import play

SMALL = "resnet20,stages=1-1-1,classes=3"


class Hostile:
    """Whoever unpickles this makes a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.folder),)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("family")
    state = {f"module.{name}": value for name, value in build(parse(SMALL)).state_dict().items()}
    torch.save({"state_dict": state, "epoch": 90}, made / "weights.pth")
    torch.save({"weight": torch.zeros(2), "trap": Hostile(made / "sprung")}, made / "hostile.pth")
    return made


@pytest.fixture(scope="module")
def family(folder: Path, display: dict[str, str]) -> dict[str, Any]:
    return play("family", folder, display)


@pytest.fixture(scope="module")
def weights(folder: Path, display: dict[str, str]) -> dict[str, Any]:
    return play("weights", folder, display)


@pytest.mark.deep
def test_each_network_is_shown_and_agrees_with_pytorch(family: dict[str, Any]) -> None:
    assert family["seen"] == {
        arch: report_of(network_named(arch)).totals.params for arch in family["seen"]
    }


@pytest.mark.deep
def test_a_click_in_table_1_opens_its_network(family: dict[str, Any]) -> None:
    assert family["from_table"] == "resnet18"


def test_weights_bring_their_network_and_are_timed(weights: dict[str, Any]) -> None:
    arch, told = weights["recognised"]
    assert parse(arch) == parse(SMALL)
    assert told == (
        "weights.pth is ResNet-8 (basic, 1-1-1). Not stated in weights, so assumed: "
        "input 32 × 32, zero-padded shortcuts (its plain twin has the same weights)."
    )
    assert weights["timed_with"] == "weights.pth"


def test_a_hostile_file_is_refused_and_runs_nothing(weights: dict[str, Any], folder: Path) -> None:
    assert "hostile.pth was not loaded: " in weights["refused"]
    assert not (folder / "sprung").exists()


@pytest.mark.deep
def test_the_counterpart_stands_beside_the_network(family: dict[str, Any]) -> None:
    arch, told = family["matched"]
    assert parse(arch).stages == (3, 5, 7, 3)
    assert told.startswith("B is ResNet-38 ")
    assert " the closest match to ResNet-50. MACs: +0.9 % (" in told


@pytest.mark.deep
@pytest.mark.usefixtures("family")
def test_the_saved_source_runs_by_itself(folder: Path, tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-I", str(folder / "network.py")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(report_of(network_named("resnet,stages=3-5-7-3")).totals.params) in result.stdout


@pytest.mark.deep
def test_the_window_never_loads_torch_or_graphviz(
    family: dict[str, Any], weights: dict[str, Any]
) -> None:
    assert family["modules"] == weights["modules"] == []
