"""What the functions named in torch's pickles stand for: tensors by their place, never made here.

The functions are PyTorch's `torch._utils._rebuild_*` and its kin; their arguments are read, hooks,
states and classes dropped. Whatever else is called becomes an inert stub.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from resnet_viz.core.errors import UserError
from resnet_viz.core.weights.bounds import MAX_DIMENSIONS, MAX_SIDE
from resnet_viz.core.weights.dtypes import ITEM_BYTES, OF_STORAGES, QUANTISED
from resnet_viz.core.weights.machine import key_of
from resnet_viz.core.weights.numpy_arrays import FROM_BUFFER, array_from_buffer, array_of_state
from resnet_viz.core.weights.stored import NOWHERE, Storage, StoredTensor, Stub, TensorKind

FROM_BYTES = "torch.storage._load_from_bytes"
Arguments = tuple[object, ...]
Unfold = Callable[[Storage], object]
"""What a storage that was pickled by itself is: a whole small file within the file."""


@dataclass(frozen=True, slots=True)
class TypedStorage:
    """A storage and the type of number that its class says is in it."""

    dtype: str
    storage: Storage


def dtype_of_storage(kind: object) -> str:
    """The type of number in a class of storages; ValueError for what is none."""
    name = kind.name if isinstance(kind, Stub) else ""
    if not name.startswith("torch."):
        raise ValueError("no class of torch's storages")
    return OF_STORAGES[name.rpartition(".")[2]]


def called(name: Stub, arguments: Arguments, unfold: Unfold) -> object:
    """What calling a name with these arguments gives."""
    if name.name in _TYPED and len(arguments) > 2:
        name, arguments = _without_type(arguments)
    if name.name in _REBUILDING:
        return _REBUILDING[name.name](*arguments)
    if name.name == FROM_BYTES and isinstance(arguments[0], Storage):
        return unfold(arguments[0])
    if name.name in _MAPPINGS:
        return _mapping(arguments)
    if name.name in _RECONSTRUCTING:
        return _reconstructed(arguments)
    array = array_from_buffer(arguments) if name.name in FROM_BUFFER else None
    return array or Stub(name.name, arguments, members=_members(name, arguments))


def built(value: object, state: object) -> object:
    """An object that is given its state; that of dicts and tensors is dropped."""
    if isinstance(value, Stub):
        array = array_of_state(value, state)
        if array is not None:
            return array
        value.state = state
    elif not isinstance(value, dict | StoredTensor):
        raise TypeError("a state for what has none")
    return value


def dense(typed: TypedStorage, offset: object, shape: object, stride: object) -> StoredTensor:
    """A tensor within its storage; ValueError where it reaches beyond."""
    sides, steps, first = _whole(shape), _whole(stride), _whole((offset,))[0]
    if len(sides) != len(steps) or len(sides) > MAX_DIMENSIONS:
        raise ValueError("another number of strides than of dimensions")
    kind = TensorKind.QUANTISED if typed.dtype in QUANTISED else TensorKind.DENSE
    tensor = StoredTensor(typed.dtype, sides, steps, first, typed.storage, kind)
    if kind is TensorKind.DENSE and bytes_needed(tensor) > typed.storage.length:
        raise ValueError("a tensor reaches beyond its storage")
    return tensor


def bytes_needed(tensor: StoredTensor) -> int:
    """How many bytes of its storage lie before the end of a tensor's last element."""
    if 0 in tensor.shape:
        return 0
    pairs = zip(tensor.shape, tensor.stride, strict=True)
    last = tensor.offset + sum((side - 1) * step for side, step in pairs)
    return (last + 1) * ITEM_BYTES[tensor.dtype]


def _whole(numbers: object) -> tuple[int, ...]:
    """Sizes as whole numbers from 0; ValueError for anything else."""
    if not isinstance(numbers, tuple | list):
        raise ValueError("sizes that are not a list")
    found = []
    for number in numbers:
        if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= MAX_SIDE:
            raise ValueError("a size that is not a whole number")
        found.append(number)
    return tuple(found)


def _tensor(
    typed: object, offset: object, shape: object, stride: object, *others: object
) -> StoredTensor:
    """`others` are requires_grad, hooks and, of late, metadata: its values may be negated."""
    typed = _checked_storage(typed)
    tensor = dense(typed, offset, shape, stride)
    metadata = others[2] if len(others) > 2 else None
    is_plain = not isinstance(metadata, dict) or not any(metadata.values())
    return tensor if is_plain else _of_kind(tensor, TensorKind.WRAPPED)


def _tensor_v3(
    typed: object, offset: object, shape: object, stride: object, *others: object
) -> StoredTensor:
    """As `_tensor`, of an untyped storage: requires_grad, hooks, dtype and metadata follow."""
    typed = _checked_storage(typed)
    dtype = _dtype(others[2])
    if dtype not in ITEM_BYTES:
        return StoredTensor(dtype, _whole(shape), (), 0, NOWHERE, TensorKind.WRAPPED)
    return _tensor(
        TypedStorage(dtype, typed.storage), offset, shape, stride, *others[:2], *others[3:]
    )


def _quantised(
    typed: object, offset: object, shape: object, stride: object, *_: object
) -> StoredTensor:
    typed = _checked_storage(typed)
    sides, steps = _whole(shape), _whole(stride)
    return StoredTensor(typed.dtype, sides, steps, 0, typed.storage, TensorKind.QUANTISED)


def _checked_storage(typed: object) -> TypedStorage:
    if isinstance(typed, Stub) and typed.name == FROM_BYTES:
        raise UserError("its tensors are pickled as text. Save the weights with torch.save")
    if not isinstance(typed, TypedStorage):
        raise TypeError("a tensor without a storage")
    return typed


def _sparse(_: object, data: object) -> StoredTensor:
    """Indices and values of any layout, and the shape, which is the only tuple among them."""
    parts = data if isinstance(data, tuple | list) else ()
    values = [part for part in parts if isinstance(part, StoredTensor)]
    shapes = [part for part in parts if isinstance(part, tuple)]
    dtype = values[-1].dtype
    return StoredTensor(dtype, _whole(shapes[0]), (), 0, NOWHERE, TensorKind.SPARSE)


def _without_data(dtype: object, shape: object, stride: object, *_: object) -> StoredTensor:
    return StoredTensor(_dtype(dtype), _whole(shape), _whole(stride), 0, NOWHERE, TensorKind.META)


def _wrapped(_: object, dtype: object, shape: object, *__: object) -> StoredTensor:
    """A tensor of a class that keeps its values in tensors of its own."""
    return StoredTensor(_dtype(dtype), _whole(shape), (), 0, NOWHERE, TensorKind.WRAPPED)


def _nested(buffer: object, *_: object) -> StoredTensor:
    if not isinstance(buffer, StoredTensor):
        raise TypeError("a tensor without a storage")
    return _of_kind(buffer, TensorKind.WRAPPED)


def _same(data: object, *_: object) -> object:
    return data


def _sizes(shape: object = ()) -> object:
    return _whole(shape)


def _of_kind(tensor: StoredTensor, kind: TensorKind) -> StoredTensor:
    return StoredTensor(
        tensor.dtype, tensor.shape, tensor.stride, tensor.offset, tensor.storage, kind
    )


def _dtype(value: object) -> str:
    if not isinstance(value, Stub) or not value.name.startswith("torch."):
        raise ValueError("no type of torch's numbers")
    return value.name.removeprefix("torch.")


def _without_type(arguments: Arguments) -> tuple[Stub, Arguments]:
    """The call within one that only adds a class and attributes to the tensor it gives."""
    function, _, inner, *_ = arguments
    if not isinstance(function, Stub) or not isinstance(inner, tuple):
        raise TypeError("a call of what can't be called")
    return function, inner


def _mapping(arguments: Arguments) -> dict[object, object]:
    """A dict of Python's own: empty or of pairs; what defaultdict makes for missing keys goes."""
    pairs = next((each for each in arguments if isinstance(each, list | dict | tuple)), ())
    found = pairs.items() if isinstance(pairs, dict) else pairs
    return {key_of(key): value for key, value in _pairs(found)}


def _pairs(found: Iterable[object]) -> Iterable[tuple[object, object]]:
    for pair in found:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise ValueError("entries that are not a pairs")
        yield pair[0], pair[1]


def _reconstructed(arguments: Arguments) -> Stub:
    """An object of protocols 0 and 1: its class, the plain type below it and that one's value."""
    kind = arguments[0]
    if not isinstance(kind, Stub):
        raise TypeError("an object without a class")
    value = arguments[2] if len(arguments) > 2 else None
    entries = dict(value) if isinstance(value, dict) else {}
    members = list(value) if isinstance(value, list) else []
    rest = () if entries or members else arguments[2:]
    return Stub(kind.name, rest, entries=entries, members=members)


def _members(name: Stub, arguments: Arguments) -> list[object]:
    """What is in a list or set that is made of a list."""
    is_row = name.name.rpartition(".")[2] in ("set", "frozenset", "list", "deque")
    first = arguments[0] if arguments else None
    return list(first) if is_row and isinstance(first, list | tuple) else []


_REBUILDING: dict[str, Callable[..., object]] = {
    "torch._utils._rebuild_tensor": _tensor,
    "torch._utils._rebuild_tensor_v2": _tensor,
    "torch._utils._rebuild_tensor_v3": _tensor_v3,
    "torch._utils._rebuild_parameter": _same,
    "torch._utils._rebuild_parameter_with_state": _same,
    "torch._utils._rebuild_sparse_tensor": _sparse,
    "torch._utils._rebuild_sparse_csr_tensor": _sparse,
    "torch._utils._rebuild_nested_tensor": _nested,
    "torch._utils._rebuild_qtensor": _quantised,
    "torch._utils._rebuild_meta_tensor_no_storage": _without_data,
    "torch._utils._rebuild_wrapper_subclass": _wrapped,
    "torch._utils._rebuild_device_tensor_from_cpu_tensor": _same,
    "torch.nn.parameter.Parameter": _same,
    "torch.Size": _sizes,
}
_TYPED = (
    "torch._tensor._rebuild_from_type_v2",
    "torch._tensor._rebuild_from_type",
    "torch.tensor._rebuild_from_type",
)
_MAPPINGS = frozenset(
    f"{module}.{name}"
    for module in ("collections", "builtins", "__builtin__")
    for name in ("OrderedDict", "defaultdict", "Counter", "dict")
)
_RECONSTRUCTING = frozenset(
    f"{module}.{name}"
    for module in ("copyreg", "copy_reg")
    for name in ("_reconstructor", "__newobj__", "__newobj_ex__")
)
