"""The rows of a sweep as they come, in columns: figures, blocks, and what was refused."""

from array import array
from collections.abc import Iterable, Sequence
from math import inf, nan
from typing import NamedTuple, Protocol

from resnet_viz.core.lab.sweep.measures import KEYS, values_of
from resnet_viz.core.lab.sweep.recipe import Recipe, batch_at, block_at, text_at

BLOCKS = ("basic", "bottleneck")
Number = int | float


class AnyPoint(Protocol):
    """A row as it is stored, timed or not."""

    @property
    def place(self) -> int: ...
    @property
    def values(self) -> tuple[int, ...]: ...
    @property
    def error(self) -> str: ...
    @property
    def latency_ms(self) -> float | None: ...
    @property
    def timing_error(self) -> str: ...


class Arrived(NamedTuple):
    """Which rows came, from the first of them on, and which earlier ones were timed since."""

    new: range
    timed: tuple[int, ...]


class SweepColumns:
    """Rows by their index, in the order in which they came; each place once.

    Figures are floats, NaN where nothing is known: what needs every digit asks the network itself.
    `refused` has for each reason how often it came and the text of the first network, `untimed`
    why a row could not be timed.
    """

    def __init__(self, recipe: Recipe, batch: int) -> None:
        self.recipe, self.batch = recipe, batch
        self.places = array("q")
        self.blocks = array("b")
        self.values = {key: array("d") for key in KEYS}
        self.refused: dict[str, tuple[int, str]] = {}
        self.untimed: dict[int, str] = {}
        self._rows: dict[int, int] = {}
        self._refused_places: set[int] = set()

    def __len__(self) -> int:
        return len(self.places)

    @property
    def refused_count(self) -> int:
        """How many combinations can't be built."""
        return len(self._refused_places)

    def add(self, points: Iterable[AnyPoint]) -> Arrived:
        """Takes rows that are new, and times of rows that are there."""
        first, timed = len(self), []
        fresh: list[AnyPoint] = []
        for point in points:
            if point.error:
                self._refuse(point)
            elif point.place in self._rows:
                timed.append(point)
            else:
                self._rows[point.place] = len(self) + len(fresh)
                fresh.append(point)
        self._append(fresh)
        return Arrived(range(first, len(self)), tuple(map(self._time, timed)))

    def row(self, index: int, keys: Sequence[str]) -> tuple[Number | None, ...]:
        """Some values of a row, None where nothing is known."""
        found = [self.values[key][index] for key in keys]
        return tuple([None if value != value else value for value in found])

    def rows_like(self, values: Sequence[Number]) -> list[int]:
        """The rows whose costs are all these, in the order of `COLUMNS`."""
        params = self.values["params"]
        found = (i for i in range(len(self)) if params[i] == values[1])
        columns = list(self.values.values())[: len(values)]
        wanted = list(map(_float, values))
        return [i for i in found if [column[i] for column in columns] == wanted]

    def _append(self, points: Sequence[AnyPoint]) -> None:
        rows = [self._values(point) for point in points]
        for column, values in zip(self.values.values(), zip(*rows, strict=True), strict=False):
            column.extend([nan if value is None else _float(value) for value in values])
        places = [point.place for point in points]
        depths = (point.values[0] for point in points)
        blocks = (block_at(self.recipe, *row) for row in zip(places, depths, strict=True))
        self.blocks.extend([BLOCKS.index(block) for block in blocks])
        for index, point in enumerate(points, start=len(self)):
            self._note(index, point)
        self.places.extend(places)

    def _time(self, point: AnyPoint) -> int:
        index = self._rows[point.place]
        self._note(index, point)
        for column, value in zip(self.values.values(), self._values(point), strict=True):
            column[index] = nan if value is None else _float(value)
        return index

    def _note(self, index: int, point: AnyPoint) -> None:
        if point.timing_error:
            self.untimed[index] = point.timing_error

    def _values(self, point: AnyPoint) -> tuple[Number | None, ...]:
        batch = batch_at(self.recipe, point.place, self.batch) if point.latency_ms else 1
        return values_of(point.values, batch, point.latency_ms)

    def _refuse(self, point: AnyPoint) -> None:
        if point.place not in self._refused_places:
            self._refused_places.add(point.place)
            times, first = self.refused.get(point.error, (0, ""))
            first = first or text_at(self.recipe, point.place)
            self.refused[point.error] = times + 1, first


def _float(value: Number) -> float:
    try:
        return float(value)
    except OverflowError:
        return inf
