"""A file of weights as plain values: tensors by where their bytes are, objects as inert stubs."""

from dataclasses import dataclass, field
from enum import StrEnum

from resnet_viz.core.graph.shape import Shape


class TensorKind(StrEnum):
    """How a tensor is laid out; only dense ones are weights of a network here."""

    DENSE = "dense"
    QUANTISED = "quantised"
    SPARSE = "sparse"
    META = "meta"


@dataclass(frozen=True, slots=True)
class Storage:
    """The bytes of one or several tensors: `length` bytes from `start` of a file.

    `entry` is the name within a zip archive where the bytes are compressed, '' where they are in
    the file as they are.
    """

    file: str
    start: int
    length: int
    entry: str = ""


@dataclass(frozen=True, slots=True)
class StoredTensor:
    """A tensor that was not read yet.

    `dtype` is PyTorch's word without `torch.`; `stride` and `offset` count elements.
    """

    dtype: str
    shape: Shape
    stride: tuple[int, ...]
    offset: int
    storage: Storage
    kind: TensorKind = TensorKind.DENSE


@dataclass(slots=True)
class Stub:
    """An object of any other class: its dotted name and what the file gives it, never run."""

    name: str
    arguments: tuple[object, ...] = ()
    state: object = None
    entries: dict[object, object] = field(default_factory=dict)
    members: list[object] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Contents:
    """All of a file: dicts, lists, tuples, numbers, text, `StoredTensor` and `Stub`."""

    file: str
    tree: object
