"""Contours of values over a grid: where they pass a level, and the region at and above it.

Marching squares (Lorensen and Cline 1987, in the plane); of a saddle the mean of its corners says
which of them are joined.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

Point = tuple[float, float]
Path = tuple[Point, ...]
Rows = Sequence[Sequence[float]]


class Corner(NamedTuple):
    """A place of the grid with its value."""

    x: float
    y: float
    value: float


Cell = tuple[Corner, Corner, Corner, Corner]
"""Its corners around it, the next one to each at the same side."""


def contour_lines(at: Sequence[float], rows: Rows, level: float) -> tuple[Path, ...]:
    """Where the values pass a level, as long lines; a closed one ends where it begins.

    `at` are the places along both axes, `rows` the values upwards from the least y.
    """
    ends: dict[Point, list[Point]] = defaultdict(list)
    for cell, low, high in _cells(tuple(at), tuple(map(tuple, rows))):
        for one, other in _pieces(cell, level) if low < level <= high else ():
            if one != other:
                ends[one].append(other)
                ends[other].append(one)
    return tuple(_joined(ends))


def regions(at: Sequence[float], rows: Rows, level: float) -> tuple[Path, ...]:
    """The region at and above a level as corners of areas that meet without a gap."""
    return tuple(_regions(at, rows, level))


def _regions(at: Sequence[float], rows: Rows, level: float) -> Iterator[Path]:
    """Cells that are whole in the region are one area a row."""
    begin: Cell | None = None
    end: Cell | None = None
    for cell, low, high in _cells(tuple(at), tuple(map(tuple, rows))):
        is_whole = low >= level
        if begin is not None and end is not None and not (is_whole and _are_next(end, cell)):
            yield _spanned(begin, end)
            begin = None
        if is_whole:
            begin, end = begin or cell, cell
        elif high >= level:
            yield from _parts(cell, level)
    if begin is not None and end is not None:
        yield _spanned(begin, end)


@lru_cache(maxsize=4)  # each level looks at all of them
def _cells(
    at: tuple[float, ...], rows: tuple[tuple[float, ...], ...]
) -> tuple[tuple[Cell, float, float], ...]:
    """Every cell with its least and its greatest value, row after row."""
    return tuple(
        (cell, min(corner.value for corner in cell), max(corner.value for corner in cell))
        for low in range(len(rows) - 1)
        for left in range(len(at) - 1)
        for cell in (_cell(at, rows, left, low),)
    )


def _cell(at: Sequence[float], rows: Rows, left: int, low: int) -> Cell:
    right, high = left + 1, low + 1
    return (
        Corner(at[left], at[low], rows[low][left]),
        Corner(at[right], at[low], rows[low][right]),
        Corner(at[right], at[high], rows[high][right]),
        Corner(at[left], at[high], rows[high][left]),
    )


def _are_next(cell: Cell, other: Cell) -> bool:
    return cell[1][:2] == other[0][:2]


def _spanned(begin: Cell, end: Cell) -> Path:
    return tuple((corner.x, corner.y) for corner in (begin[0], end[1], end[2], begin[3]))


def _pieces(cell: Cell, level: float) -> Iterator[tuple[Point, Point]]:
    """The lines through a cell: one, or two through a saddle."""
    crossed = [
        _crossing(one, other, level)
        for one, other in zip(cell, (*cell[1:], cell[0]), strict=True)
        if (one.value >= level) is not (other.value >= level)
    ]
    if len(crossed) == 2:
        yield crossed[0], crossed[1]
    elif crossed:
        is_first_joined = (cell[0].value >= level) is _is_middle_in(cell, level)
        one, other = (1, 3) if is_first_joined else (3, 1)  # which edge the first is led to
        yield crossed[0], crossed[one]
        yield crossed[2], crossed[other]


def _parts(cell: Cell, level: float) -> Iterator[Path]:
    """The part of a cell in the region: one area, or two at a saddle whose middle is outside."""
    around: list[Point] = []
    for one, other in zip(cell, (*cell[1:], cell[0]), strict=True):
        if one.value >= level:
            around.append((one.x, one.y))
        if (one.value >= level) is not (other.value >= level):
            around.append(_crossing(one, other, level))
    inside = [corner.value >= level for corner in cell]
    is_saddle = inside[0] == inside[2] != inside[1] == inside[3]
    if not is_saddle or _is_middle_in(cell, level):
        if len(around) > 2:
            yield tuple(around)
        return
    if inside[0]:
        around = [around[-1], *around[:-1]]
    yield tuple(around[:3])
    yield tuple(around[3:])


def _is_middle_in(cell: Cell, level: float) -> bool:
    return sum(corner.value for corner in cell) / 4 >= level


def _crossing(one: Corner, other: Corner, level: float) -> Point:
    """Where the level is between two corners; the same from either side, to the last bit."""
    low, high = sorted((one, other))
    share = (level - low.value) / (high.value - low.value)
    return low.x + share * (high.x - low.x), low.y + share * (high.y - low.y)


def _joined(ends: dict[Point, list[Point]]) -> Iterator[Path]:
    """Lines made of pieces: first those that begin at the edge of the grid, then closed ones."""
    begins = [at for at, others in ends.items() if len(others) == 1]
    for begin in (*begins, *list(ends)):
        while ends[begin]:
            path, at = [begin], begin
            while ends[at]:
                following = ends[at].pop()
                ends[following].remove(at)
                path.append(following)
                at = following
            yield tuple(path)
