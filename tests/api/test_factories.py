"""`FILE.py:factory` in the Python API: run by a process of its own once it was agreed to."""

import os
import sys
from pathlib import Path

import pytest
import torch

import resnet_viz as rv
from resnet_viz.core.models.agreed import agree, code_now

NET = """
import os
from torch import nn

with open({ran!r}, "w") as file:
    file.write(str(os.getpid()))


def make():
    return nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(144, 5))
"""
MACS = 6 * 6 * 4 * 3 * 9 + 144 * 5


@pytest.fixture
def arch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A factory's text, whose code a person agreed to."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    file = tmp_path / "factory_net.py"
    file.write_text(NET.format(ran=str(tmp_path / "ran")), encoding="utf-8")
    agree(code_now(file))
    return f"{file}:make,input=1x3x8x8"


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A file with the weights of such a network, all of them sevens."""
    layers = torch.nn.Conv2d(3, 4, 3), torch.nn.Linear(144, 5)
    state = {
        f"{place}.{name}": torch.full_like(each, 7)
        for place, layer in zip((0, 3), layers, strict=True)
        for name, each in layer.state_dict().items()
    }
    torch.save(state, tmp_path / "sevens.pth")
    return tmp_path / "sevens.pth"


def test_a_factory_is_timed_and_its_code_never_runs_in_this_process(
    arch: str, weights: Path, tmp_path: Path
) -> None:
    report = rv.time(arch, threads=1, weights=weights)
    assert [layer.path for layer in report.layers] == ["0", "1", "2", "3"]
    assert (report.arch, report.weights) == (arch, "sevens.pth")
    check_ran_elsewhere(tmp_path)


@pytest.mark.deep
def test_a_factory_is_verified_with_a_files_weights(
    arch: str, weights: Path, tmp_path: Path
) -> None:
    outcome = rv.verify(arch, weights=weights)
    assert (outcome.macs, outcome.differences, outcome.weights) == (MACS, (), "sevens.pth")
    check_ran_elsewhere(tmp_path)


@pytest.mark.deep
def test_a_factory_is_saved_with_its_own_weights_or_a_files(
    arch: str, weights: Path, tmp_path: Path
) -> None:
    rv.save(arch, tmp_path / "own.pth")
    rv.save(arch, tmp_path / "other.pth", weights=weights)
    own, other = (torch.load(tmp_path / f"{name}.pth") for name in ("own", "other"))
    assert own.keys() == other.keys()
    assert all(bool((each == 7).all()) for each in other.values())
    assert not any(bool((each == 7).all()) for each in own.values())
    check_ran_elsewhere(tmp_path)


@pytest.mark.parametrize("door", [rv.time, rv.verify])
def test_code_that_was_changed_is_run_by_no_door(door: object, arch: str, tmp_path: Path) -> None:
    file = tmp_path / "factory_net.py"
    file.write_text(file.read_text(encoding="utf-8") + "# other\n", encoding="utf-8")
    with pytest.raises(rv.UserError, match="nobody has agreed to"):
        door(arch)  # type: ignore[operator]  # each takes a text
    assert not (tmp_path / "ran").exists()


def check_ran_elsewhere(folder: Path) -> None:
    assert int((folder / "ran").read_text(encoding="utf-8")) != os.getpid()
    assert "factory_net" not in sys.modules
