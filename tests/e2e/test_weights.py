"""Files of weights in the real window, read by the real process."""

import os
from argparse import Namespace
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

import resnet_viz as rv
from tests.e2e.test_main_job import is_alive, play

ARCH = "resnet,stages=1-1-1-1,width=8,classes=10"


@pytest.fixture
def state() -> dict[str, torch.Tensor]:
    found: dict[str, torch.Tensor] = rv.build(ARCH).state_dict()
    return found


def test_each_kind_of_file_opens_or_says_why_not(
    tmp_path: Path, display: dict[str, str], state: dict[str, torch.Tensor]
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    headless = {name: each for name, each in state.items() if not name.startswith("fc.")}
    torch.save({"net": state, "args": Namespace(lr=0.1)}, files / "1-epoch.ckpt")
    torch.save(headless, files / "2-no-suffix")
    (files / "3-page.pth").write_text("<html>Sign in</html>")
    os.mkfifo(files / "4-pipe.pth")
    (files / "5-endless.pth").symlink_to("/dev/zero")
    save_file({f"module.{name}": each for name, each in state.items()}, files / "6-x.bin")
    found = play("weights_kinds", tmp_path, display)
    said = {name: words for name, (_, words) in found["found"].items()}
    archs = {name: arch for name, (arch, _) in found["found"].items()}
    assert archs["1-epoch.ckpt"] == ARCH
    assert archs["2-no-suffix"] == ARCH.replace("classes=10", "classes=0")
    assert archs["3-page.pth"] == archs["5-endless.pth"] == archs["2-no-suffix"]
    assert "web page" in said["3-page.pth"]
    assert "device or a pipe" in said["4-pipe.pth"]
    assert "device or a pipe" in said["5-endless.pth"]
    assert said["5-endless.pth"].endswith("Still using 2-no-suffix.")
    assert archs["6-x.bin"] == ARCH
    assert "was not loaded" not in said["6-x.bin"]
    assert found["modules"] == []


def test_another_set_of_a_file_is_chosen_timed_and_undone(
    tmp_path: Path, display: dict[str, str], state: dict[str, torch.Tensor]
) -> None:
    average = {name: each + 1 for name, each in state.items()}
    torch.save({"model": state, "model_ema": average}, tmp_path / "sets.pth")
    found = play("weights_sets", tmp_path, display)
    first, said = found["first"]
    assert {first, found["other"]} == {"model", "model_ema"}
    assert f"taken from {first}, not from {found['other']}" in said
    assert found["timed_with"].endswith(f"sets.pth::{found['other']}")
    assert found["after_undo"] == first


def test_a_reading_that_hangs_is_stopped_and_closing_does_not_wait(
    tmp_path: Path, display: dict[str, str], state: dict[str, torch.Tensor]
) -> None:
    torch.save(state, tmp_path / "sets.pth")
    found = play("weights_stopped", tmp_path, display)
    assert found["during"] == ["Reading sets.pth …", "Reading sets.pth: reading weights"]
    assert found["stopped"] == [
        "Random (He init)",
        "Reading stopped",
        "Stopped reading sets.pth. Weights stay random.",
    ]
    assert found["is_timed"]
    assert found["is_busy"]
    assert not is_alive(found["hung"])
