"""NumPy's arrays in pickles, as tensors where their bytes are in the file as they are."""

from collections.abc import Sequence
from itertools import accumulate
from math import prod

from resnet_viz.core.weights.bounds import MAX_DIMENSIONS, MAX_SIDE
from resnet_viz.core.weights.dtypes import ITEM_BYTES, OF_NUMPY
from resnet_viz.core.weights.stored import Storage, StoredTensor, Stub

RECONSTRUCT = ("numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct")
FROM_BUFFER = ("numpy.core.numeric._frombuffer", "numpy._core.numeric._frombuffer")


def array_of_state(value: Stub, state: object) -> StoredTensor | None:
    """The array that a stub of one becomes with its state; None for whatever else it is."""
    if value.name not in RECONSTRUCT or not isinstance(state, tuple) or len(state) != 5:
        return None
    _, shape, dtype, is_fortran, data = state
    return _array(data, dtype, shape, bool(is_fortran))


def array_from_buffer(arguments: Sequence[object]) -> StoredTensor | None:
    """The array of `_frombuffer(buffer, dtype, shape, order)`; None for what is none."""
    if len(arguments) < 4:
        return None
    data, dtype, shape, order = arguments[:4]
    return _array(data, dtype, shape, order == "F") if order in ("C", "F") else None


def _array(data: object, dtype: object, shape: object, is_fortran: bool) -> StoredTensor | None:
    word = _dtype_word(dtype)
    if not isinstance(data, Storage) or not isinstance(shape, tuple) or not word:
        return None
    sides = tuple(side for side in shape if isinstance(side, int) and 0 <= side <= MAX_SIDE)
    if len(sides) != len(shape) or len(sides) > MAX_DIMENSIONS:
        return None
    if prod(sides) * ITEM_BYTES[word] != data.length:
        raise ValueError("an array that has another number of bytes than its shape")
    return StoredTensor(word, sides, _strides(sides, is_fortran), 0, data)


def _strides(sides: tuple[int, ...], is_fortran: bool) -> tuple[int, ...]:
    inner = sides[:-1] if is_fortran else sides[:0:-1]
    steps = tuple(accumulate(inner, int.__mul__, initial=1))[: len(sides)]
    return steps if is_fortran else steps[::-1]


def _dtype_word(dtype: object) -> str:
    """PyTorch's word for a type of little-endian numbers of NumPy's, '' for none."""
    if not isinstance(dtype, Stub) or dtype.name != "numpy.dtype" or not dtype.arguments:
        return ""
    state = dtype.state
    order = state[1] if isinstance(state, tuple) and len(state) > 1 else "|"
    word = dtype.arguments[0]
    return OF_NUMPY.get(word, "") if order in ("<", "|") and isinstance(word, str) else ""
