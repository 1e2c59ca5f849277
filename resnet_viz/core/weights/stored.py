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
    WRAPPED = "wrapped"  # of a class that keeps its values in tensors of its own


@dataclass(frozen=True, slots=True)
class Storage:
    """The bytes of one or several tensors: `length` bytes from `start` of a file.

    `entry` is the name within a zip archive where the bytes are compressed, '' where they are in
    the file as they are. `crc` is the checksum that the archive has of all of them, 0 for none.
    """

    file: str
    start: int
    length: int
    entry: str = ""
    crc: int = 0


NOWHERE = Storage("", 0, 0)  # of tensors without data


@dataclass(frozen=True, slots=True)
class StoredTensor:
    """A tensor that was not read yet; a dense one is within its storage.

    `dtype` is PyTorch's word without `torch.`; `stride` and `offset` count elements.
    """

    dtype: str
    shape: Shape
    stride: tuple[int, ...]
    offset: int
    storage: Storage
    kind: TensorKind = TensorKind.DENSE


@dataclass(slots=True, eq=False)
class Stub:
    """An object of any other class: its dotted name and what the file gives it, never run.

    A class or function that the file only names is one too. `state` is what the object was given
    as its own (of a whole pickled module a dict with `_modules`, `_parameters` and `_buffers`);
    `entries` is what is in one that is like a dict, `members` in one that is like a list or set.
    """

    name: str
    arguments: tuple[object, ...] = ()
    state: object = None
    entries: dict[object, object] = field(default_factory=dict)
    members: list[object] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Contents:
    """All of a file: dicts, lists, tuples, numbers, text, bytes, `Storage`, `StoredTensor`, `Stub`.

    Foreign and as the file has it: values may be shared and even within themselves, so whoever
    walks it remembers by `id` where it was. `part` is the number of this file and how many there
    are where its name says that it is one of several.
    """

    file: str
    tree: object
    part: tuple[int, int] | None = None
