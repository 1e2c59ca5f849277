"""What there is to count on a grid of losses."""

from collections.abc import Sequence
from itertools import product

Rows = Sequence[Sequence[float]]
NEIGHBOURS = tuple(place for place in product((-1, 0, 1), repeat=2) if any(place))


def minima_in(rows: Rows) -> tuple[tuple[int, int], ...]:
    """Row and column of each place within the edge that is lower than all eight neighbours."""
    inner = product(range(1, len(rows) - 1), range(1, len(rows[0]) - 1))
    return tuple(
        (y, x)
        for y, x in inner
        if all(rows[y][x] < rows[y + down][x + right] for down, right in NEIGHBOURS)
    )


def cells_below(rows: Rows, loss: float) -> int:
    """Places with a lower loss."""
    return sum(value < loss for row in rows for value in row)
