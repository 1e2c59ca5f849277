"""Results that are kept for the next request, within a room that they share by their sizes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import update_wrapper
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
Result = TypeVar("Result")


class Kept(Generic[P, Result]):
    """A function that makes each result once, while there is room for it.

    Those asked for last stay: `least` of them whatever their sizes, more while the sizes of all are
    within `room`. Arguments are hashable. Results are made outside of the lock, so two threads may
    make the same one.
    """

    def __init__(
        self, make: Callable[P, Result], size_of: Callable[[Result], int], room: int, least: int
    ) -> None:
        self._make, self._size_of = make, size_of
        self._room, self._least = room, least
        self._sized: OrderedDict[Hashable, tuple[Result, int]] = OrderedDict()
        self._size = 0
        self._lock = Lock()
        update_wrapper(self, make)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Result:
        key = (args, tuple(kwargs.items())) if kwargs else args
        with self._lock:
            if key in self._sized:
                self._sized.move_to_end(key)
                return self._sized[key][0]
        made = self._make(*args, **kwargs)
        with self._lock:
            self._keep(key, made)
        return made

    def __len__(self) -> int:
        return len(self._sized)

    def cache_clear(self) -> None:
        """Forgets all."""
        with self._lock:
            self._sized.clear()
            self._size = 0

    def _keep(self, key: Hashable, made: Result) -> None:
        if key in self._sized:
            return
        size = self._size_of(made)
        self._sized[key] = made, size
        self._size += size
        while self._size > self._room and len(self._sized) > self._least:
            _, (_, gone) = self._sized.popitem(last=False)
            self._size -= gone


def kept(
    size_of: Callable[[Result], int], room: int, least: int
) -> Callable[[Callable[P, Result]], Kept[P, Result]]:
    """Keeps the results of a function as `Kept` says."""
    return lambda make: Kept(make, size_of, room, least)
