"""Tensors from files: bit for bit those that PyTorch saved and loads, in every form of file."""

import pickle
import re
from argparse import Namespace
from collections import OrderedDict, defaultdict
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from resnet_viz.core.errors import UserError
from resnet_viz.core.weights.contents import read_contents
from resnet_viz.core.weights.stored import StoredTensor
from resnet_viz.engine.tensors import fill, tensors_of

FORMS = [
    pytest.param({"pickle_protocol": protocol, "_use_new_zipfile_serialization": is_zip}, id=name)
    for is_zip in (True, False)
    for protocol in (1, 2, 3, 4, 5)
    for name in (f"{'zip' if is_zip else 'legacy'}-{protocol}",)
    if protocol > 1 or not is_zip
]
DTYPES = [
    torch.float64,
    torch.float32,
    torch.float16,
    torch.bfloat16,
    torch.int64,
    torch.int32,
    torch.int16,
    torch.int8,
    torch.uint8,
    torch.uint16,
    torch.uint32,
    torch.uint64,
    torch.bool,
    torch.complex64,
    torch.complex128,
    torch.float8_e4m3fn,
    torch.float8_e5m2,
]


NEW_TYPES = {str(dtype) for dtype in DTYPES if "uint" in str(dtype) or "8_e" in str(dtype)}


class Settings(dict[str, Tensor]):
    """A dict of a class of its own."""


class Owned(Tensor):
    """A tensor of a class of its own."""


def bits_of(tensor: Tensor) -> bytes:
    return bytes(tensor.detach().contiguous().reshape(-1).view(torch.uint8).numpy())


def made(value: Any) -> Any:
    """The tree with tensors in place of where they are."""
    if isinstance(value, StoredTensor):
        return tensors_of({"": value})[""]
    if isinstance(value, dict):
        return {key: made(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(made, value))
    return value


def check_same(ours: Any, theirs: Any) -> None:
    """The same nested values; tensors bit for bit, with type, shape and strides."""
    if isinstance(theirs, Tensor):
        assert (ours.dtype, ours.shape) == (theirs.dtype, theirs.shape)
        assert not theirs.numel() or ours.stride() == theirs.stride()
        assert bits_of(ours) == bits_of(theirs)
    elif isinstance(theirs, dict):
        assert list(ours) == list(theirs)
        for key in theirs:
            check_same(ours[key], theirs[key])
    elif isinstance(theirs, list | tuple):
        assert type(ours) is type(theirs)
        assert len(ours) == len(theirs)
        for mine, other in zip(ours, theirs, strict=True):
            check_same(mine, other)
    else:
        assert ours == theirs


def many_tensors() -> dict[str, Any]:
    """Tensors of every type and of many strides, and plain values of every kind."""
    torch.manual_seed(1)
    whole = torch.arange(600).reshape(20, 30)
    every = {str(dtype): whole.to(dtype) for dtype in DTYPES}
    floats = torch.randn(6, 5, 4)
    return OrderedDict(
        **every,
        turned=floats.T if floats.dim() == 2 else floats.permute(2, 0, 1),
        part=floats[1:4, ::2, 1:3],
        last=floats.reshape(-1)[-7:],
        expanded=torch.ones(3, 1).expand(3, 9),
        channels_last=torch.randn(2, 3, 4, 5).to(memory_format=torch.channels_last),
        number=torch.tensor(3.5),
        empty=torch.empty(0, 4),
        parameter=nn.Parameter(torch.randn(3)),
        frozen=nn.Parameter(torch.randn(3), requires_grad=False),
        nested={"a": [torch.ones(2), (torch.zeros(1), 2)], 3: None, (1, "b"): 1.5},
        plain=[
            True,
            False,
            2**70,
            -1,
            255,
            70_000,
            "ü\n",
            b"bytes"[:0].decode(),
            (),
            [],
            {},
            1e300,
        ],
    )


@pytest.mark.parametrize("form", FORMS)
def test_all_tensors_are_those_that_were_saved(form: dict[str, Any], tmp_path: Path) -> None:
    path, saved = tmp_path / "any name", many_tensors()
    torch.save(saved, path, **form)
    check_same(made(read_contents(path).tree), saved)


@pytest.mark.parametrize("is_zip", [True, False])
def test_pytorchs_own_careful_reader_gives_the_same(is_zip: bool, tmp_path: Path) -> None:
    path, saved = tmp_path / "weights.pth", many_tensors()
    if not is_zip:  # PyTorch doesn't read types that are newer than this form
        saved = {name: each for name, each in saved.items() if name not in NEW_TYPES}
    torch.save(saved, path, _use_new_zipfile_serialization=is_zip)
    check_same(made(read_contents(path).tree), torch.load(path, weights_only=True))


@pytest.mark.parametrize("protocol", [3, 4, 5])
def test_tensors_in_a_pickle_without_torch_save_are_found(protocol: int, tmp_path: Path) -> None:
    path, saved = tmp_path / "weights.pkl", {"a": torch.randn(7, 3), "b": [torch.arange(5)]}
    path.write_bytes(pickle.dumps(saved, protocol))
    check_same(made(read_contents(path).tree), saved)


def test_a_pickle_that_has_bytes_as_text_is_refused_as_that(tmp_path: Path) -> None:
    path = tmp_path / "weights.pkl"
    path.write_bytes(pickle.dumps({"a": torch.ones(3)}, 2))
    with pytest.raises(UserError, match="its tensors are pickled as text"):
        read_contents(path)


@pytest.mark.parametrize("form", FORMS)
def test_tensors_of_one_storage_share_it(form: dict[str, Any], tmp_path: Path) -> None:
    path, whole = tmp_path / "weights.pth", torch.randn(100)
    torch.save({"whole": whole, "part": whole[10:30:2]}, path, **form)
    found: Any = read_contents(path).tree
    assert found["whole"].storage == found["part"].storage
    tensors = tensors_of(found)
    assert torch.equal(tensors["whole"], whole)
    assert torch.equal(tensors["part"], whole[10:30:2])


def test_names_as_python_2_wrote_them_are_text(tmp_path: Path) -> None:
    path, saved = tmp_path / "weights.pth", {"conv.weight": torch.ones(2)}
    torch.save(saved, path, _use_new_zipfile_serialization=False)
    path.write_bytes(re.sub(rb"X(.)\0\0\0", rb"U\1", path.read_bytes(), flags=re.DOTALL))
    check_same(made(read_contents(path).tree), saved)
    check_same(torch.load(path, weights_only=True), saved)


class PickledStorages(pickle.Pickler):
    """Writes a pair of a storage's number and its view as torch.save did before PyTorch 0.4."""

    def persistent_id(self, value: Any) -> Any:
        """The id of a pair of text; torch's own words around it."""
        if not isinstance(value, View):
            return None
        return "storage", torch.FloatStorage, "7", "cpu", 10, value.place


class View:
    """Part of a storage: its key, its first element and how many it has; None for all of it."""

    def __init__(self, place: tuple[str, int, int] | None) -> None:
        self.place = place


class Rebuilt:
    """A tensor of a view as it is pickled."""

    def __init__(self, view: View, count: int) -> None:
        self.view, self.count = view, count

    def __reduce__(self) -> tuple[Any, ...]:
        return torch._utils._rebuild_tensor, (self.view, 0, (self.count,), (1,))


def test_views_of_storages_in_the_oldest_files_are_where_they_were(tmp_path: Path) -> None:
    path, whole = tmp_path / "weights.pth", torch.arange(10.0)
    tree = {"all": Rebuilt(View(None), 10), "part": Rebuilt(View(("8", 3, 4)), 4)}
    with path.open("wb") as file:
        machine = {"protocol_version": 1001, "little_endian": True, "type_sizes": {}}
        for each in (0x1950A86A20F9469CFC6C, 1001, machine):
            pickle.dump(each, file, 2)
        PickledStorages(file, 2).dump(tree)
        pickle.dump(["7"], file, 2)
        file.write((10).to_bytes(8, "little") + bits_of(whole))
    check_same(made(read_contents(path).tree), {"all": whole, "part": whole[3:7]})
    check_same(torch.load(path, weights_only=True), {"all": whole, "part": whole[3:7]})


def test_dicts_that_make_missing_entries_are_plain_dicts(tmp_path: Path) -> None:
    saved: dict[str, Any] = defaultdict(list, a=torch.ones(3))
    torch.save(saved, tmp_path / "weights.pth")
    check_same(made(read_contents(tmp_path / "weights.pth").tree), {"a": torch.ones(3)})


@pytest.mark.parametrize("form", FORMS)
def test_weights_in_a_dict_of_another_class_and_settings_are_found(
    form: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "weights.pth"
    torch.save({"model": Settings(a=torch.ones(3)), "args": Namespace(lr=0.1)}, path, **form)
    found: Any = read_contents(path).tree
    check_same(made(found["model"].entries), {"a": torch.ones(3)})
    assert (found["args"].name, found["args"].state) == ("argparse.Namespace", {"lr": 0.1})


@pytest.mark.filterwarnings("ignore:Couldn't retrieve source code:UserWarning")
@pytest.mark.parametrize("form", FORMS)
def test_a_whole_module_has_its_parameters_in_its_state(
    form: dict[str, Any], tmp_path: Path
) -> None:
    module, path = nn.Sequential(nn.Conv2d(3, 4, 1), nn.BatchNorm2d(4)), tmp_path / "weights.pth"
    torch.save(module, path, **form)
    found: Any = read_contents(path).tree
    conv, norm = found.state["_modules"].values()
    check_same(made(conv.state["_parameters"]), dict(module[0].named_parameters()))
    check_same(made(norm.state["_buffers"]), dict(module[1].named_buffers()))


@pytest.mark.parametrize("form", FORMS)
def test_attributes_hooks_and_classes_of_tensors_are_dropped(
    form: dict[str, Any], tmp_path: Path
) -> None:
    path, noted, owned = tmp_path / "weights.pth", nn.Parameter(torch.ones(2)), torch.ones(3)
    noted.note = Namespace(a=1)  # type: ignore[attr-defined]  # any object has such
    torch.save({"a": noted, "b": owned.as_subclass(Owned), "c": nn.Buffer(owned)}, path, **form)
    check_same(
        made(read_contents(path).tree),
        {"a": torch.ones(2), "b": torch.ones(3), "c": torch.ones(3)},
    )


def test_a_model_is_filled_with_what_the_file_has_and_zeros(tmp_path: Path) -> None:
    path, whole = tmp_path / "weights.pth", torch.randn(40_000)
    torch.save({"a": whole[5:9], "b": whole[:9].half()}, path)
    targets = {"a": torch.ones(4), "b": torch.ones(9), "c": torch.ones(2)}
    fill(targets, read_contents(path).tree)  # type: ignore[arg-type]  # foreign
    assert torch.equal(targets["a"], whole[5:9])
    assert torch.equal(targets["b"], whole[:9].half().float())
    assert targets["c"].tolist() == [0, 0]


def test_bits_that_changed_are_found_by_the_archives_checksums(tmp_path: Path) -> None:
    path = tmp_path / "weights.pth"
    torch.save({"a": torch.ones(1000)}, path)
    found: Any = read_contents(path).tree
    fill({"a": torch.zeros(1000)}, found)
    data = bytearray(path.read_bytes())
    data[found["a"].storage.start + 1234] ^= 4
    path.write_bytes(data)
    with pytest.raises(UserError, match=r"weights\.pth was not loaded: the file is damaged"):
        fill({"a": torch.zeros(1000)}, found)


def test_archives_without_checksums_load(tmp_path: Path) -> None:
    path, filled = tmp_path / "weights.pth", torch.zeros(10)
    before = torch.serialization.get_crc32_options()
    torch.serialization.set_crc32_options(False)
    torch.save({"a": torch.ones(10)}, path)
    torch.serialization.set_crc32_options(before)
    fill({"a": filled}, read_contents(path).tree)  # type: ignore[arg-type]  # foreign
    assert torch.equal(filled, torch.ones(10))


def test_a_file_that_became_shorter_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.pth"
    torch.save({"a": torch.ones(1000)}, path)
    found: Any = read_contents(path).tree
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(UserError, match="changed while it was read"):
        tensors_of(found)
