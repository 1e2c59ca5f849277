"""Which things lie at a point or within a rectangle, found without looking at all of them."""

from collections.abc import Iterable, Sequence
from math import floor

from resnet_viz.diagram.scene import Rect

CELL = 160.0  # points: a few boxes each


class Grid:
    """Rectangles by the squares they touch; built when first asked for a part of them."""

    def __init__(self, rects: Sequence[Rect]) -> None:
        self.rects = rects
        self._known: dict[tuple[int, int], list[int]] | None = None

    def within(self, rect: Rect) -> list[int]:
        """The places of those that touch a rectangle, in drawing order."""
        squares = self._squares()
        found = {place for square in _squares_of(rect) for place in squares.get(square, ())}
        return sorted(place for place in found if _touch(self.rects[place], rect))

    def _squares(self) -> dict[tuple[int, int], list[int]]:
        if self._known is None:
            self._known = {}
            for place, rect in enumerate(self.rects):
                for square in _squares_of(rect):
                    self._known.setdefault(square, []).append(place)
        return self._known


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
