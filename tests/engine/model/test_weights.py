"""Files of weights: read, recognised, loaded whole, or refused in one sentence."""

import os
import pickle
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import network_of, spec_of
from resnet_viz.core.resnet.recognition.found import FoundWeights, weights_in
from resnet_viz.core.weights.contents import read_contents
from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.core.weights.stored import Stub
from resnet_viz.engine.model.build import build
from resnet_viz.engine.model.weights import load, load_file
from resnet_viz.engine.tensors import tensors_of
from tests.samples.torchvision_state import torchvision_state

SMALL = parse("resnet20,stages=1-1,classes=3")
TORCHVISION = {
    "resnet18": ((2, 2, 2, 2), 0, 0),
    "resnet34": ((3, 4, 6, 3), 0, 0),
    "resnet50": ((3, 4, 6, 3), 1, 64),
    "resnet101": ((3, 4, 23, 3), 1, 64),
    "resnext50_32x4d": ((3, 4, 6, 3), 32, 4),
    "resnext101_64x4d": ((3, 4, 23, 3), 64, 4),
    "wide_resnet50_2": ((3, 4, 6, 3), 1, 128),
}


class Hostile:
    """Whoever unpickles this makes a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.folder),)


def small_state() -> dict[str, Tensor]:
    torch.manual_seed(3)
    return build(SMALL).state_dict()


def saved(folder: Path, found: Any, name: str = "weights.pth", **options: bool) -> Path:
    path = folder / name
    torch.save(found, path, **options)
    return path


def found_in(path: Path) -> FoundWeights:
    return weights_in(read_contents(path))


def refusal_of(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        found_in(path)
    assert "\n" not in caught.value.message
    name = path.name
    assert caught.value.message.startswith(f"{name} was not loaded: ")
    return caught.value.message


@pytest.mark.parametrize("arch", TORCHVISION)
def test_torchvisions_state_dicts_are_recognised_and_load(arch: str, tmp_path: Path) -> None:
    stages, groups, group_width = TORCHVISION[arch]
    entries = torchvision_state(stages, groups, group_width)
    state = {name: torch.randn(shape) if shape else torch.tensor(7) for name, shape in entries}
    found = found_in(saved(tmp_path, OrderedDict(state)))
    assert spec_of(found.network) == parse(arch)
    loaded = load(found.network, found.tensors).state_dict()
    assert list(loaded) == list(state)
    assert all(torch.equal(loaded[name], state[name]) for name in state)


@pytest.mark.parametrize(
    "wrap",
    [
        lambda state: state,
        lambda state: {"state_dict": state, "epoch": 3},
        lambda state: {"model": state},
        lambda state: {"model": {"state_dict": state}},
        lambda state: {f"module.{name}": value for name, value in state.items()},
        lambda state: {"state_dict": {f"module.{name}": value for name, value in state.items()}},
    ],
    ids=["plain", "state_dict", "model", "both", "module.", "state_dict and module."],
)
@pytest.mark.parametrize("is_new_format", [True, False])
def test_wrapped_checkpoints_are_understood(wrap: Any, is_new_format: bool, tmp_path: Path) -> None:
    state = small_state()
    path = saved(tmp_path, wrap(state), _use_new_zipfile_serialization=is_new_format)
    tensors = tensors_of(found_in(path).tensors)
    assert list(tensors) == list(state)
    assert all(torch.equal(tensors[name], state[name]) for name in state)


def test_safetensors_load_too(tmp_path: Path) -> None:
    state = small_state()
    path = tmp_path / "weights.safetensors"
    save_file(state, path)
    assert found_in(path).network == network_of(SMALL)
    images = torch.randn(2, *SMALL.image)
    expected = build(SMALL).eval()
    expected.load_state_dict(state)
    loaded = load_file(network_of(SMALL), WeightsPlace(path)).eval()
    assert torch.equal(loaded(images), expected(images))


def test_half_precision_weights_are_taken_as_single(tmp_path: Path) -> None:
    state = {name: value.half() for name, value in small_state().items()}
    loaded = load_file(network_of(SMALL), WeightsPlace(saved(tmp_path, state)))
    assert {parameter.dtype for parameter in loaded.parameters()} == {torch.float32}


def test_files_from_before_batches_were_counted_load(tmp_path: Path) -> None:
    state = {name: value for name, value in small_state().items() if "num_batches" not in name}
    loaded = load_file(network_of(SMALL), WeightsPlace(saved(tmp_path, state))).state_dict()
    assert all(torch.equal(loaded[name], state[name]) for name in state)
    assert loaded["bn1.num_batches_tracked"] == 0


@pytest.mark.parametrize("is_new_format", [True, False])
@pytest.mark.parametrize("is_within_weights", [True, False])
def test_a_hostile_file_runs_nothing(
    is_new_format: bool, is_within_weights: bool, tmp_path: Path
) -> None:
    trap = Hostile(tmp_path / "sprung")
    found = {**small_state(), "trap": trap} if is_within_weights else trap
    path = saved(tmp_path, found, _use_new_zipfile_serialization=is_new_format)
    with suppress(UserError):
        load_file(network_of(SMALL), WeightsPlace(path))
    assert not trap.folder.exists()
    torch.load(path, weights_only=False)
    assert trap.folder.exists()


def test_objects_beside_the_weights_do_no_harm(tmp_path: Path) -> None:
    trap = Hostile(tmp_path / "sprung")
    path = saved(tmp_path, {"state_dict": small_state(), "trap": trap})
    assert found_in(path).network == network_of(SMALL)
    assert not trap.folder.exists()


def test_a_plain_pickle_runs_nothing(tmp_path: Path) -> None:
    trap, path = Hostile(tmp_path / "sprung"), tmp_path / "weights.pt"
    path.write_bytes(pickle.dumps(trap))
    assert "posix.mkdir" in refusal_of(path)
    assert not trap.folder.exists()


def test_a_whole_pickled_model_keeps_its_parameters_within_stubs(tmp_path: Path) -> None:
    model = build(SMALL)
    found = read_contents(saved(tmp_path, model)).tree
    assert isinstance(found, Stub)
    assert found.name == "resnet_viz.engine.model.model.ResNet"
    assert isinstance(found.state, dict)
    conv = found.state["_modules"]["conv1"]
    weight = tensors_of({"weight": conv.state["_parameters"]["weight"]})["weight"]
    assert torch.equal(weight, model.get_parameter("conv1.weight"))


@pytest.mark.parametrize("kind", ["zip", "legacy", "safetensors"])
@pytest.mark.parametrize("share", [0.0004, 0.01, 0.1, 0.5, 0.9, 0.999])
def test_a_file_that_is_cut_off_is_named_as_that(kind: str, share: float, tmp_path: Path) -> None:
    state = small_state()
    if kind == "safetensors":
        path = tmp_path / "weights.safetensors"
        save_file(state, path)
    else:
        path = saved(tmp_path, state, _use_new_zipfile_serialization=kind == "zip")
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert "the file is incomplete" in refusal_of(path)


@pytest.mark.parametrize("name", ["weights.pth", "weights.safetensors"])
@pytest.mark.parametrize(
    "content",
    [b"hello, I am text\n" * 40, bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + b"x" * 99],
)
def test_what_is_no_file_of_weights_is_refused(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    message = refusal_of(path)
    assert "it isn't a file of weights" in message


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([torch.zeros(2)], "has no state_dict"),
        ({}, "has no state_dict"),
        (torch.zeros(3), "has no state_dict"),
        ({"epoch": 3, "weight": torch.zeros(2)}, "has no state_dict"),
    ],
)
def test_a_file_without_a_state_dict_is_refused(found: Any, words: str, tmp_path: Path) -> None:
    assert words in refusal_of(saved(tmp_path, found))


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "folder.pth").mkdir()
    assert "doesn't exist" in refusal_of(tmp_path / "none.pth")
    assert "folder" in refusal_of(tmp_path / "folder.pth")


def test_weights_of_another_network_say_what_differs_and_load_nothing(tmp_path: Path) -> None:
    tensors = found_in(saved(tmp_path, small_state())).tensors
    with pytest.raises(UserError) as caught:
        load(network_named("resnet20,classes=3"), tensors)
    message = caught.value.message
    assert message.startswith("the weights don't match resnet20,classes=3: ")
    assert " missing: layer1.1.conv1.weight, " in message
    with pytest.raises(UserError, match=r"of another shape: fc\.weight 3 × 32 for 10 × 32"):
        load(network_named("resnet20,stages=1-1"), tensors)
