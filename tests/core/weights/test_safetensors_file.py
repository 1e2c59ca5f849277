"""Files of safetensors, and indexes of several, written by hand and by the format's own library."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from resnet_viz.core.errors import UserError
from resnet_viz.core.weights.bounds import MAX_HEADER_BYTES, MAX_SHARDS
from resnet_viz.core.weights.contents import read_contents
from resnet_viz.engine.tensors import tensors_of

ROW = {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}
TYPES = [
    torch.float64,
    torch.float32,
    torch.float16,
    torch.bfloat16,
    torch.int64,
    torch.int32,
    torch.int16,
    torch.int8,
    torch.uint8,
    torch.bool,
    torch.float8_e4m3fn,
    torch.float8_e5m2,
]


def written(folder: Path, header: object, data: bytes = b"\0" * 8, name: str = "weights") -> Path:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    path = folder / name
    path.write_bytes(len(text).to_bytes(8, "little") + text + data)
    return path


def refusal_of(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_contents(path)
    assert caught.value.message.startswith(f"{path.name} was not loaded: ")
    assert "\n" not in caught.value.message
    return caught.value.message.removeprefix(f"{path.name} was not loaded: ")


def test_tensors_of_every_type_are_those_of_the_formats_own_library(tmp_path: Path) -> None:
    whole = torch.arange(24).reshape(2, 3, 4)
    saved = {str(dtype): whole.to(dtype) for dtype in TYPES}
    save_file({**saved, "none": torch.empty(0, 3), "one": torch.tensor(2.5)}, tmp_path / "x")
    found: Any = read_contents(tmp_path / "x").tree
    theirs = load_file(tmp_path / "x")
    ours = tensors_of(found)
    assert ours.keys() == theirs.keys()
    for name, tensor in theirs.items():
        assert ours[name].dtype == tensor.dtype
        assert ours[name].shape == tensor.shape
        assert ours[name].tolist() == tensor.tolist()


@pytest.mark.parametrize(
    "header",
    [
        b"{" + b" " * 9,
        b"{" * 100_000,
        {"a": 3},
        {"a": {}},
        {"a": {**ROW, "data_offsets": [0, 8, 9]}},
        {"a": {**ROW, "data_offsets": [8, 0]}},
        {"a": {**ROW, "data_offsets": [-8, 0]}},
        {"a": {**ROW, "data_offsets": [0, 8.0]}},
        {"a": {**ROW, "data_offsets": ["0", "8"]}},
        {"a": {**ROW, "shape": [3]}},
        {"a": {**ROW, "shape": [-1, -2]}},
        {"a": {**ROW, "shape": [True, 2]}},
        {"a": {**ROW, "shape": 2}},
        {"a": {**ROW, "shape": [1] * 99 + [2]}},
        {"a": {**ROW, "dtype": 7}},
        {"a": ROW, "b": ROW},  # one place twice
        {"a": {**ROW, "shape": [1], "data_offsets": [4, 8]}},  # a gap before it
        b'{"a":%b,"a":%b}' % ((json.dumps(ROW).encode(),) * 2),
        b'{"a":{"dtype":"F32","shape":[' + b"9" * 5000 + b'],"data_offsets":[0,8]}}',
        b"{\xff}",
    ],
)
def test_a_header_that_cannot_be_is_damage(header: object, tmp_path: Path) -> None:
    assert "the file is damaged" in refusal_of(written(tmp_path, header))


def test_a_header_that_is_no_object_is_no_file_of_weights(tmp_path: Path) -> None:
    assert "it isn't a file of weights" in refusal_of(written(tmp_path, [], name="a.safetensors"))


def test_bytes_after_the_last_tensor_are_counted(tmp_path: Path) -> None:
    message = refusal_of(written(tmp_path, {"a": ROW}, b"\0" * 408))
    assert message.startswith("it is 400 bytes longer than its header says")


def test_bytes_that_are_missing_make_it_incomplete(tmp_path: Path) -> None:
    assert "incomplete" in refusal_of(written(tmp_path, {"a": ROW}, b"\0" * 7))


def test_a_header_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    text = b"{" + b" " * MAX_HEADER_BYTES + b"}"
    assert "larger than 16 MiB" in refusal_of(written(tmp_path, text, b""))


def test_types_newer_than_this_reader_are_there_but_no_dense_tensors(tmp_path: Path) -> None:
    row = {"dtype": "F4", "shape": [16], "data_offsets": [0, 8]}
    found: Any = read_contents(written(tmp_path, {"a": row})).tree
    assert (found["a"].kind, found["a"].dtype) == ("wrapped", "f4")


def index_of(folder: Path, places: object, name: str = "model.safetensors.index.json") -> Path:
    path = folder / name
    path.write_text(json.dumps({"metadata": {"total_size": 1}, "weight_map": places}))
    return path


def test_an_index_brings_the_tensors_of_all_its_files(tmp_path: Path) -> None:
    written(tmp_path, {"a": ROW, "unused": {**ROW, "data_offsets": [8, 16]}}, b"\1" * 16, "one")
    torch.save({"b": torch.ones(2)}, tmp_path / "two.bin")
    found: Any = read_contents(index_of(tmp_path, {"b": "two.bin", "a": "one"}, "any")).tree
    assert list(found) == ["b", "a"]
    tensors = tensors_of(found)
    assert tensors["b"].tolist() == [1, 1]
    assert bytes(tensors["a"].view(torch.uint8).numpy()) == b"\1" * 8


def test_an_index_may_name_links_to_files_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "blobs").mkdir()
    (tmp_path / "one").symlink_to(written(tmp_path / "blobs", {"a": ROW}))
    assert list(read_contents(index_of(tmp_path, {"a": "one"})).tree) == ["a"]  # type: ignore[call-overload]  # foreign


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ({"a": "missing"}, "its part missing can't be used: the file doesn't exist"),
        ({"a": "one", "b": "one"}, "one lacks b"),
        ({"a": "../one"}, "It may only name files in its own folder"),
        ({"a": "/etc/passwd"}, "It may only name files in its own folder"),
        ({"a": "c:one"}, "It may only name files in its own folder"),
        ({"a": ".."}, "It may only name files in its own folder"),
        ({"a": "o\0ne"}, "It may only name files in its own folder"),
        ({"a": 3}, "It may only name files in its own folder"),
        ({"a": "x" * 300}, f"its index names {'x' * 39}…. It may only"),
        ({"a": "folder"}, "its part folder can't be used: it is a folder"),
        ({"a": "page"}, "its part page can't be used: it is a web page"),
        ({"a": "cut"}, "its part cut can't be used: the file is incomplete"),
        ({"a": "model.safetensors.index.json"}, "can't be used: it isn't a file of weights"),
        ({}, "its list of files is empty"),
        ([], "its list of files is empty"),
        ({str(n): str(n) for n in range(MAX_SHARDS + 1)}, "names more than 1000 files"),
    ],
)
def test_an_index_that_cannot_be_followed_is_refused(
    places: object, words: str, tmp_path: Path
) -> None:
    written(tmp_path, {"a": ROW}, name="one")
    written(tmp_path, {"a": ROW}, b"", name="cut")
    (tmp_path / "page").write_text("<html>")
    (tmp_path / "folder").mkdir()
    assert words in refusal_of(index_of(tmp_path, places))


def test_one_file_of_several_says_so_by_its_name(tmp_path: Path) -> None:
    path = written(tmp_path, {"a": ROW}, name="model-00001-of-00002.safetensors")
    assert read_contents(path).part == (1, 2)
    whole = written(tmp_path, {"a": ROW}, name="model-00001-of-00001.safetensors")
    assert read_contents(whole).part is None
