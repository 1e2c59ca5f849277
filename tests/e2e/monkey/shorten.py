"""The shortest sequence that still fails: from the end first, then by leaving out parts."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
FIRST_ENDINGS = (1, 3, 10, 30, 100, 300, 1000)


def shortest(
    items: Sequence[Item], fails: Callable[[Sequence[Item]], bool], tries: int
) -> tuple[Item, ...]:
    """What is left of items that fail when nothing more can be left out, or no try is left.

    Most faults need only the last few items, so endings of growing length are tried first. What
    follows is the delta debugging of Zeller and Hildebrandt (2002), on complements only.
    """
    left = _Tries(fails, tries)
    found = tuple(items)
    for length in FIRST_ENDINGS:
        if length < len(found) and left.fails(found[-length:]):
            found = found[-length:]
            break
    parts = 2
    while len(found) > 1 and left.count > 0:
        size = -(-len(found) // parts)
        for start in range(0, len(found), size):
            rest = found[:start] + found[start + size :]
            if rest and left.fails(rest):
                found, parts = rest, max(parts - 1, 2)
                break
        else:
            if size == 1:
                break
            parts = min(parts * 2, len(found))
    return found


class _Tries(Generic[Item]):
    """Asks whether items fail, as often as is allowed, and about the same ones once."""

    def __init__(self, fails: Callable[[Sequence[Item]], bool], count: int) -> None:
        self._fails, self.count = fails, count
        self._known: dict[tuple[Item, ...], bool] = {}

    def fails(self, items: Sequence[Item]) -> bool:
        key = tuple(items)
        if key not in self._known:
            if self.count <= 0:
                return False
            self.count -= 1
            self._known[key] = self._fails(items)
        return self._known[key]
