"""Files of safetensors: a length, a header in JSON, then the bytes of all tensors without a gap.

The format: https://github.com/huggingface/safetensors#format.
"""

import json
from itertools import accumulate
from math import prod
from typing import BinaryIO

from resnet_viz.core.errors import UserError
from resnet_viz.core.weights.bounds import MAX_DIMENSIONS, MAX_HEADER_BYTES, MAX_SIDE
from resnet_viz.core.weights.dtypes import ITEM_BYTES, OF_SAFETENSORS
from resnet_viz.core.weights.opening import size_of
from resnet_viz.core.weights.stored import NOWHERE, Storage, StoredTensor, TensorKind
from resnet_viz.core.wording import digits_grouped

LENGTH_BYTES = 8
METADATA = "__metadata__"


def is_safetensors(start: bytes) -> bool:
    """Whether a file's first nine bytes are those of this format."""
    return start[LENGTH_BYTES : LENGTH_BYTES + 1] == b"{" and start[6:8] == b"\0\0"


def read_safetensors(file: BinaryIO, name: str) -> dict[str, StoredTensor]:
    """The tensors by their names. UserError with the bare reason, EOFError where it is cut off."""
    size = size_of(file)
    file.seek(0)
    length = int.from_bytes(file.read(LENGTH_BYTES), "little")
    begin = LENGTH_BYTES + length
    if begin > size:
        raise EOFError
    if length > MAX_HEADER_BYTES:
        raise UserError("its header is larger than 16 MiB")
    header = json_object(file.read(length))
    header.pop(METADATA, None)
    rows = {key: _row(row) for key, row in header.items()}
    _check_places([place for _, _, place in rows.values()], size - begin)
    return {
        key: _tensor(dtype, shape, Storage(name, begin + first, last - first))
        for key, (dtype, shape, (first, last)) in rows.items()
    }


def json_object(text: bytes) -> dict[str, object]:
    """A JSON object in which no name is twice; ValueError or TypeError for anything else."""
    found = json.loads(text.decode(), object_pairs_hook=_once_each)
    if not isinstance(found, dict):
        raise TypeError("no object")
    return found


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is there twice")
    return found


def _row(row: object) -> tuple[str, tuple[int, ...], tuple[int, int]]:
    """A tensor's type, shape and place."""
    if not isinstance(row, dict):
        raise TypeError("a tensor that is not a object")
    dtype, shape, (first, last) = row["dtype"], row["shape"], row["data_offsets"]
    numbers = (*shape, first, last)
    if not isinstance(dtype, str) or len(shape) > MAX_DIMENSIONS:
        raise ValueError("a tensor without a type or with too many dimensions")
    if not all(type(each) is int and 0 <= each <= MAX_SIDE for each in numbers):
        raise ValueError("a size that is not a whole number")
    return dtype, tuple(shape), (first, last)


def _check_places(places: list[tuple[int, int]], size: int) -> None:
    """Tensors follow each other without gap or overlap up to the end of the file."""
    end = 0
    for first, last in sorted(places):
        if first != end or last < first:
            raise ValueError("tensors that overlap, or have a gap between them")
        end = last
    if end > size:
        raise EOFError
    if end < size:
        raise UserError(
            f"it is {digits_grouped(size - end)} bytes longer than its header says. "
            "Copy or download it again"
        )


def _tensor(word: str, shape: tuple[int, ...], storage: Storage) -> StoredTensor:
    dtype = OF_SAFETENSORS.get(word, "")
    if not dtype:  # of a fraction of a byte, or newer than this reader
        return StoredTensor(word.lower(), shape, (), 0, NOWHERE, TensorKind.WRAPPED)
    if prod(shape) * ITEM_BYTES[dtype] != storage.length:
        raise ValueError("a tensor that has another number of bytes than its shape")
    steps = tuple(accumulate(shape[:0:-1], int.__mul__, initial=1))[: len(shape)]
    return StoredTensor(dtype, shape, steps[::-1], 0, storage)
