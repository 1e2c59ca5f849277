"""Tensors of PyTorch made from where a file has their bytes, which are read when they are used."""

import mmap
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import ZipFile

import torch
from torch import Tensor

from resnet_viz.core.errors import UserError
from resnet_viz.core.weights.damage import DAMAGED, reasons_explained, refused
from resnet_viz.core.weights.opening import opened, size_of
from resnet_viz.core.weights.stored import Storage, StoredTensor, TensorKind

CHANGED = "the file was changed while it was read. Open it again"
Mapped = Mapping[str, mmap.mmap]
"""The bytes of each file by its path, read when they are looked at and never written."""


def tensors_of(stored: Mapping[str, StoredTensor]) -> dict[str, Tensor]:
    """The tensors by their names, on the CPU, as views of their files; all of them dense.

    Tensors that share a storage share it here. UserError where a file is not what it was.
    """
    mapped = _mapped(each.storage for each in stored.values())
    return {name: _tensor(each, mapped) for name, each in stored.items()}


def fill(targets: Mapping[str, Tensor], stored: Mapping[str, StoredTensor]) -> None:
    """Copies tensors of a file into those of a model, by name; what the file lacks becomes zero.

    The file's pages are given back one by one, so that its tensors are in memory once. UserError
    where a file is not what it was, or where bytes are not those that its checksum is of, which
    archives of torch.save have.
    """
    mapped = _mapped(each.storage for each in stored.values())
    checked: set[Storage] = set()
    for name, target in targets.items():
        if name not in stored:
            target.zero_()
            continue
        storage = stored[name].storage
        if storage not in checked:
            _check_sum(storage, mapped)
            checked.add(storage)
        target.copy_(_tensor(stored[name], mapped))
        _give_back(storage, mapped)


def check_sums(stored: Iterable[StoredTensor]) -> None:
    """Reads the bytes of tensors that have a checksum; UserError where one is of other bytes."""
    storages = {each.storage for each in stored if each.storage.crc}
    mapped = _mapped(storages)
    for storage in storages:
        _check_sum(storage, mapped)
        _give_back(storage, mapped)


def _check_sum(storage: Storage, mapped: Mapped) -> None:
    if storage.crc and not storage.entry and zlib.crc32(_bytes(storage, mapped)) != storage.crc:
        raise refused(Path(storage.file), DAMAGED)


def _give_back(storage: Storage, mapped: Mapped) -> None:
    """Lets the system forget the bytes of a storage; they are still there when looked at again."""
    if storage.entry or not storage.length or not hasattr(mmap, "MADV_DONTNEED"):
        return
    before = storage.start % mmap.PAGESIZE
    start, length = storage.start - before, storage.length + before
    mapped[storage.file].madvise(mmap.MADV_DONTNEED, start, length)


def _mapped(storages: Iterable[Storage]) -> Mapped:
    """The files of storages, long enough for each; a file's kind is looked at again."""
    ends: dict[str, int] = {}
    for storage in storages:
        end = storage.start + storage.length if not storage.entry else 0
        ends[storage.file] = max(end, ends.get(storage.file, 0))
    return {file: _map(Path(file), end) for file, end in ends.items()}


def _map(path: Path, end: int) -> mmap.mmap:
    with reasons_explained(path), opened(path) as file:
        if size_of(file) < max(end, 1):
            raise UserError(CHANGED)
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)


def _bytes(storage: Storage, mapped: Mapped) -> memoryview:
    return memoryview(mapped[storage.file])[storage.start : storage.start + storage.length]


def _tensor(stored: StoredTensor, mapped: Mapped) -> Tensor:
    assert stored.kind is TensorKind.DENSE
    dtype = getattr(torch, stored.dtype)
    if 0 in stored.shape:
        return torch.empty(stored.shape, dtype=dtype)
    storage = stored.storage
    is_aligned = not storage.entry and storage.start % dtype.itemsize == 0
    data = _bytes(storage, mapped) if is_aligned else bytearray(_copied(storage, mapped))
    count = len(data) // dtype.itemsize
    whole = torch.frombuffer(data, dtype=dtype, count=count)
    return whole.as_strided(stored.shape, stored.stride, stored.offset)


def _copied(storage: Storage, mapped: Mapped) -> bytes | memoryview:
    """The bytes of a storage that can't be used where they are."""
    if not storage.entry:
        return _bytes(storage, mapped)
    path = Path(storage.file)
    with reasons_explained(path), opened(path) as file, ZipFile(file) as archive:
        if archive.getinfo(storage.entry).file_size != storage.length:
            raise UserError(CHANGED)
        return archive.read(storage.entry)
