"""What a file is, by its contents; what is refused, by its true reason."""

import gzip
import io
import json
import os
import pickle
import tarfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from resnet_viz.core.errors import UserError
from resnet_viz.core.weights import archive
from resnet_viz.core.weights.contents import read_contents
from resnet_viz.core.weights.stored import StoredTensor, Stub, TensorKind
from resnet_viz.engine.tensors import tensors_of


def refusal_of(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_contents(path)
    start = f"{path.name} was not loaded: "
    assert caught.value.message.startswith(start)
    assert "\n" not in caught.value.message
    assert "weights_only" not in caught.value.message
    return caught.value.message.removeprefix(start)


def saved(folder: Path, found: Any, name: str = "weights.pth", **options: Any) -> Path:
    torch.save(found, folder / name, **options)
    return folder / name


def tree_of(path: Path) -> Any:
    return read_contents(path).tree


def npz() -> bytes:
    data = io.BytesIO()
    np.savez(data, a=np.ones(2))
    return data.getvalue()


def npy() -> bytes:
    data = io.BytesIO()
    np.save(data, np.ones(2))
    return data.getvalue()


def zipped(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name in names:
            made.writestr(name, b"x")
    return data.getvalue()


def tarred(*names: str) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as made:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = 700
            made.addfile(info, io.BytesIO(b"x" * 700))
    return data.getvalue()


def scripted() -> bytes:
    data = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PyTorch would have no more of these made
        traced = torch.jit.trace(torch.nn.Linear(2, 2), torch.zeros(1, 2))  # type: ignore[no-untyped-call]  # PyTorch's is untyped
        torch.jit.save(traced, data)
    return data.getvalue()


def exported() -> bytes:
    data = io.BytesIO()
    program = torch.export.export(torch.nn.Linear(2, 2), (torch.zeros(1, 2),))
    torch.export.save(program, data)
    return data.getvalue()


FOREIGN = {
    "TorchScript": (scripted, "it is a TorchScript program. Save its state_dict()"),
    "export": (exported, "it is a program of torch.export. Save its state_dict()"),
    "package": (
        lambda: zipped("p/.data/extern_modules", "p/.data/version", "p/data.pkl"),
        "it is a package of torch.package",
    ),
    "torch 0.1": (lambda: tarred("storages", "tensors", "pickle"), "saved by PyTorch 0.1"),
    "tar": (lambda: tarred("a", "b"), "it is a tar archive. Unpack it first"),
    "lfs": (
        lambda: b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 102469840\n",
        "Fetch it with git lfs pull",
    ),
    "page": (lambda: b"\n  <!DOCTYPE HTML><html>", "it is a web page, saved in place of the file"),
    "xml": (lambda: b"<?xml version='1.0'?><Error/>", "it is a web page"),
    "hdf5": (lambda: b"\x89HDF\r\n\x1a\n" + b"\0" * 99, "it is an HDF5 file, as Keras saves"),
    "keras": (lambda: zipped("config.json", "model.weights.h5"), "it is a Keras model"),
    "npy": (npy, "it is a NumPy array (.npy)"),
    "npz": (npz, "it has NumPy arrays (.npz)"),
    "onnx": (lambda: b"\x08\x08\x12\x07pytorch\x1a\x03" + b"x" * 99, "it is an ONNX model"),
    "saved model": (lambda: b"\x08\x01\x12\xf0\x01" + b"x" * 99, "it is a TensorFlow model"),
    "lite": (lambda: b"\x1c\0\0\0TFL3" + b"\0" * 99, "it is a TensorFlow Lite model"),
    "index": (
        lambda: b"\0\0\x1f" + b"x" * 99 + bytes.fromhex("57fb808b247547db"),
        "it is the index of a TensorFlow checkpoint",
    ),
    "gguf": (lambda: b"GGUF\3\0\0\0" + b"\0" * 99, "it is a GGUF file"),
    "gzip": (lambda: gzip.compress(b"x" * 99), "it is compressed with gzip. Unpack it first"),
    "zip": (lambda: zipped("weights.pth", "README"), "a zip archive without weights of PyTorch"),
    "empty zip": (zipped, "a zip archive without weights of PyTorch"),
    "empty": (lambda: b"", "the file is empty"),
    "text": (lambda: b"hello, I am text\n" * 9, "it isn't a file of weights"),
    "json": (lambda: json.dumps({"a": "b" * 9}).encode(), "it isn't a file of weights"),
    "image": (lambda: b"\x89PNG\r\n\x1a\n" + b"x" * 99, "it isn't a file of weights"),
    "brackets": (lambda: b"[[[[[[[[[[", "it isn't a file of weights"),
    "later pickle": (lambda: b"\x80\x09N.", "the file is damaged"),
}


@pytest.mark.parametrize("kind", FOREIGN)
@pytest.mark.parametrize("name", ["a.pth", "a.safetensors", "a"])
def test_a_foreign_file_is_named_as_what_it_is(kind: str, name: str, tmp_path: Path) -> None:
    make, words = FOREIGN[kind]
    (tmp_path / name).write_bytes(make())
    assert words in refusal_of(tmp_path / name)


@pytest.mark.parametrize(
    "name", ["a.pth", "a.pt", "a.th", "a.bin", "a.ckpt", "a.pth.tar", "a.safetensors", "a", "ä 层"]
)
@pytest.mark.parametrize("is_zip", [True, False])
def test_the_suffix_says_nothing(name: str, is_zip: bool, tmp_path: Path) -> None:
    found = tree_of(saved(tmp_path, {"a": 1}, name, _use_new_zipfile_serialization=is_zip))
    assert found == {"a": 1}


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "link").symlink_to(saved(tmp_path, {"a": 1}))
    for name in ("fifo", "zero"):
        assert refusal_of(tmp_path / name) == "it is a device or a pipe. Choose a file"
    assert refusal_of(tmp_path) == "it is a folder. Choose a file"
    assert refusal_of(tmp_path / "loop") == "it is a link that leads to itself"
    assert refusal_of(tmp_path / "none") == "the file doesn't exist"
    assert refusal_of(tmp_path / "weights.pth" / "x") == "the file doesn't exist"
    assert tree_of(tmp_path / "link") == {"a": 1}


def test_paths_that_no_file_can_have_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="its name is too long"):
        read_contents(tmp_path / ("x" * 300))
    with pytest.raises(UserError, match="the file doesn't exist"):
        read_contents(tmp_path / "a\0b")


def quantised() -> torch.Tensor:
    return torch.quantize_per_tensor(torch.ones(2, 3), 0.1, 0, torch.qint8)


def quantised_by_channel() -> torch.Tensor:
    zeros = torch.zeros(2, dtype=torch.int64)
    return torch.quantize_per_channel(torch.ones(2, 3), torch.ones(2), zeros, 0, torch.qint8)


ODD: dict[str, tuple[Callable[[], torch.Tensor], TensorKind, str]] = {
    "per tensor": (quantised, TensorKind.QUANTISED, "qint8"),
    "per channel": (quantised_by_channel, TensorKind.QUANTISED, "qint8"),
    "sparse": (lambda: torch.eye(2, 3).to_sparse(), TensorKind.SPARSE, "float32"),
    "rows": (lambda: torch.eye(2, 3).to_sparse_csr(), TensorKind.SPARSE, "float32"),
    "meta": (lambda: torch.empty(2, 3, device="meta"), TensorKind.META, "float32"),
    "negated": (lambda: torch._neg_view(torch.ones(2, 3)), TensorKind.WRAPPED, "float32"),
    "int8": (lambda: torch.ones(2, 3, dtype=torch.int8), TensorKind.DENSE, "int8"),
    "complex": (lambda: torch.ones(2, 3, dtype=torch.cfloat), TensorKind.DENSE, "complex64"),
}


@pytest.mark.filterwarnings("ignore:torch.quantize:UserWarning")
@pytest.mark.filterwarnings("ignore:Sparse CSR:UserWarning")
@pytest.mark.parametrize("is_zip", [True, False])
@pytest.mark.parametrize("kind", ODD)
def test_tensors_of_other_kinds_are_known_as_those(kind: str, is_zip: bool, tmp_path: Path) -> None:
    make, expected, dtype = ODD[kind]
    path = saved(tmp_path, {"a": make()}, _use_new_zipfile_serialization=is_zip)
    found = tree_of(path)["a"]
    assert isinstance(found, StoredTensor)
    assert (found.kind, found.dtype, found.shape) == (expected, dtype, (2, 3))


def test_names_of_types_and_devices_are_stubs(tmp_path: Path) -> None:
    found = tree_of(saved(tmp_path, [torch.qint8, torch.device("cpu"), torch.Size((1, 2))]))
    assert found[0].name == "torch.qint8"
    assert (found[1].name, found[1].arguments) == ("torch.device", ("cpu",))
    assert found[2] == (1, 2)


def test_numbers_and_arrays_of_numpy_are_inert(tmp_path: Path) -> None:
    found = tree_of(saved(tmp_path, [np.float64(93.1), np.zeros((2, 2)), np.array(["a"])]))
    assert all(isinstance(each, Stub) for each in found)


@pytest.mark.parametrize("protocol", [3, 4, 5])
def test_arrays_of_numpy_in_a_pickle_are_tensors(protocol: int, tmp_path: Path) -> None:
    arrays: dict[str, Any] = {
        "rows": np.arange(6, dtype=np.float32).reshape(2, 3),
        "columns": np.asfortranarray(np.arange(6).reshape(2, 3)),
        "one": np.array(2.5),
        "none": np.zeros((0, 3)),
    }
    path = tmp_path / "weights.pkl"
    path.write_bytes(pickle.dumps(arrays, protocol))
    tensors = tensors_of(tree_of(path))
    for name, array in arrays.items():
        assert tensors[name].tolist() == array.tolist()
        assert tensors[name].shape == array.shape


def test_a_tensor_that_reaches_beyond_its_storage_is_damage(tmp_path: Path) -> None:
    path = saved(tmp_path, {"a": torch.ones(2)}, _use_new_zipfile_serialization=False)
    data = path.read_bytes()
    assert data.count(b"K\x02\x85") == 1  # its shape
    path.write_bytes(data.replace(b"K\x02\x85", b"K\x03\x85"))
    assert "the file is damaged" in refusal_of(path)


def repacked(path: Path, kind: int, extra: dict[str, bytes] | None = None) -> None:
    """The archive again with compressed entries, and some replaced or added."""
    with zipfile.ZipFile(path) as made:
        entries = {name: made.read(name) for name in made.namelist()} | (extra or {})
    with zipfile.ZipFile(path, "w", kind) as made:
        for name, data in entries.items():
            made.writestr(name, data)


@pytest.mark.parametrize("kind", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_an_archive_that_was_packed_again_loads(kind: int, tmp_path: Path) -> None:
    path = saved(tmp_path, {"a": torch.arange(5.0), "b": torch.ones(3).half()})
    repacked(path, kind)
    tensors = tensors_of(tree_of(path))
    assert tensors["a"].tolist() == [0, 1, 2, 3, 4]
    assert tensors["b"].tolist() == [1, 1, 1]


def test_an_archive_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, {"a": torch.zeros(5)})
    repacked(path, zipfile.ZIP_DEFLATED, {"weights/data/1": b"\0" * (65 * 2**20)})
    assert refusal_of(path) == "it would unpack to more than 100 times its size"


def test_an_archive_with_too_many_entries_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_DIRECTORY_BYTES", 500)
    path = saved(tmp_path, {str(n): torch.zeros(1) for n in range(99)})
    assert refusal_of(path) == "the archive has too many entries"


def test_an_archive_with_an_entry_twice_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, {"a": torch.zeros(5)})
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as made:
        warnings.simplefilter("ignore")  # that it is there twice is what is wanted
        made.writestr("weights/data/0", b"\1" * 20)
    assert "two entries of one name" in refusal_of(path)


@pytest.mark.parametrize("is_zip", [True, False])
def test_big_endian_numbers_are_refused_as_that(is_zip: bool, tmp_path: Path) -> None:
    path = saved(tmp_path, {"a": torch.ones(2)}, _use_new_zipfile_serialization=is_zip)
    if is_zip:
        repacked(path, zipfile.ZIP_STORED, {"weights/byteorder": b"big"})
    else:
        little = b"little_endianq\x02\x88"
        assert little in path.read_bytes()
        path.write_bytes(path.read_bytes().replace(little, little[:-1] + b"\x89"))
    assert "its numbers are big-endian" in refusal_of(path)
