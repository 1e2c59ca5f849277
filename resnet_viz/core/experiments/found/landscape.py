"""What the loss is around a network's weights."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Landscape:
    """The loss along one direction, or over two as rows of `grid`, at the places `at`.

    `minima` are the local minima of the grid, None for a line.
    """

    arch: str
    at: tuple[float, ...]
    line: tuple[float, ...] = ()
    grid: tuple[tuple[float, ...], ...] = ()
    minima: int | None = None
