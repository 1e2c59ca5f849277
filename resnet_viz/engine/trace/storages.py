"""The memory that tensors of a pass are in: numbers, what is alive at one time, who wrote last."""

import weakref
from typing import Any, NamedTuple

from torch import Tensor

from resnet_viz.core.structure.recording import Read


class Tag(NamedTuple):
    """Where a tensor comes from: an operation of the data flow, or parameters and nothing else.

    `time` counts the operations of the pass, kept or not.
    """

    time: int
    read: Read | None
    params: tuple[int, ...] = ()


class Storage:
    """One piece of memory: `made` says who made it, `written` who last wrote into it.

    `number` is -1 until an operation that is kept has it.
    """

    __slots__ = ("alive", "made", "number", "size", "written")

    def __init__(self, size: int) -> None:
        self.number, self.size = -1, size
        self.made: Tag | None = None
        self.written: Tag | None = None
        self.alive: Any = None


class Storages:
    """All storages of a pass as long as they live, and the most bytes alive at one time."""

    def __init__(self) -> None:
        self._known: dict[int, Storage] = {}
        self._count = 0
        self.live_bytes = self.peak_bytes = 0

    def given(self, tensor: Tensor, tag: Tag | None) -> None:
        """A tensor that was there before the pass: its memory is not the pass's."""
        storage = self.of(tensor, is_counted=False)
        if storage and storage.made is None:
            storage.made = tag

    def of(self, tensor: Tensor, *, is_counted: bool = True) -> Storage | None:
        """The storage of a tensor; None for a kind of tensor that has none, such as sparse ones."""
        try:
            memory = tensor.untyped_storage()
        except (NotImplementedError, RuntimeError):  # PyTorch raises either, by the kind of tensor
            return None
        key = memory._cdata
        known = self._known.get(key)
        if known is None:
            known = self._new(memory, key, memory.nbytes() if is_counted else 0)
        return known

    def number_of(self, storage: Storage | None) -> int:
        """The number of the storage of a result, -1 for none."""
        if storage is None:
            return -1
        if storage.number < 0:
            storage.number = self._count
            self._count += 1
        return storage.number

    def _new(self, memory: Any, key: int, size: int) -> Storage:
        storage = Storage(size)
        self._known[key] = storage
        storage.alive = weakref.ref(memory, lambda _: self._gone(key, storage))
        self.live_bytes += size
        self.peak_bytes = max(self.peak_bytes, self.live_bytes)
        return storage

    def _gone(self, key: int, storage: Storage) -> None:
        self.live_bytes -= storage.size
        if self._known.get(key) is storage:
            del self._known[key]
