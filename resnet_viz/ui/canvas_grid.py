"""Which boxes lie at a point or within a rectangle, found without looking at all of them."""

from collections.abc import Iterable, Sequence
from math import floor

from resnet_viz.diagram.scene import Item, Rect

CELL = 160.0  # points: a few boxes each


class Grid:
    """Items by the squares they touch; built once for a scene."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._squares: dict[tuple[int, int], list[int]] = {}
        self._items = items
        for place, item in enumerate(items):
            for square in _squares_of(item.rect):
                self._squares.setdefault(square, []).append(place)

    def within(self, rect: Rect) -> list[int]:
        """The places of the items that touch a rectangle, in drawing order."""
        found = {place for square in _squares_of(rect) for place in self._squares.get(square, ())}
        return sorted(place for place in found if _touch(self._items[place].rect, rect))

    def at(self, x: float, y: float) -> Item | None:
        """The topmost item at a point."""
        places = self.within(Rect(x, y, 0.0, 0.0))
        return self._items[places[-1]] if places else None


def _squares_of(rect: Rect) -> Iterable[tuple[int, int]]:
    columns = range(floor(rect.x / CELL), floor((rect.x + rect.width) / CELL) + 1)
    rows = range(floor(rect.y / CELL), floor((rect.y + rect.height) / CELL) + 1)
    return ((column, row) for column in columns for row in rows)


def _touch(one: Rect, other: Rect) -> bool:
    return (
        one.x <= other.x + other.width
        and other.x <= one.x + one.width
        and one.y <= other.y + other.height
        and other.y <= one.y + one.height
    )
