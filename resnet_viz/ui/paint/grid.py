"""Which things are within a rectangle, found without looking at all of them."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from resnet_viz.diagram.scene.scene import Rect

SQUARE = 320.0  # points: some dozens of boxes each


class Room(NamedTuple):
    """The sides of an upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float


class Square(NamedTuple):
    """The things whose top left corners are in one square, by their places, and all their room."""

    room: Room
    places: tuple[int, ...]


class Grid:
    """Rectangles by the square they begin in; built when first asked for a part of them."""

    def __init__(self, rects: Sequence[Rect]) -> None:
        self._rects = rects

    @cached_property
    def squares(self) -> tuple[Square, ...]:
        """All squares with anything in them."""
        found: dict[tuple[int, int], list[int]] = {}
        for place, (x, y, _, _) in enumerate(self._rects):
            found.setdefault((int(x // SQUARE), int(y // SQUARE)), []).append(place)
        return tuple(
            Square(_room_of([self._rects[place] for place in places]), tuple(places))
            for places in found.values()
        )

    def prepare(self) -> None:
        """Sorts them into squares, if that is not done yet."""
        self.squares  # noqa: B018  # computed once, by asking

    def squares_within(self, part: Rect) -> list[int]:
        """Which squares have anything that may touch a rectangle."""
        left, top, right, bottom = _room_of([part])
        return [
            place
            for place, (room, _) in enumerate(self.squares)
            if not (
                room.left > right or room.right < left or room.top > bottom or room.bottom < top
            )
        ]

    def within(self, part: Rect) -> list[int]:
        """The places of those that touch a rectangle, in drawing order."""
        near = (self.squares[square].places for square in self.squares_within(part))
        rects, (left, top, right, bottom) = self._rects, _room_of([part])
        found = []
        for places in near:
            for place in places:
                x, y, width, height = rects[place]
                if x <= right and y <= bottom and x + width >= left and y + height >= top:
                    found.append(place)
        return sorted(found)


def _room_of(rects: Sequence[Rect]) -> Room:
    return Room(
        min([x for x, _, _, _ in rects]),
        min([y for _, y, _, _ in rects]),
        max([x + width for x, _, width, _ in rects]),
        max([y + height for _, y, _, height in rects]),
    )
