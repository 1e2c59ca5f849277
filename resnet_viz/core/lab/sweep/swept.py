"""What a sweep found: the chosen networks with their figures, the front, and what was refused.

Figures are columns of numbers, so that a million networks fit into memory; the text of a network
is made where it is shown.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from resnet_viz.core.cost.measure import Better
from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.pareto import front_of
from resnet_viz.core.lab.sweep.measures import BY_KEY, KEYS, LATENCY, check_known, values_of
from resnet_viz.core.lab.sweep.points import Point
from resnet_viz.core.lab.sweep.recipe import Recipe, batch_at, text_at
from resnet_viz.core.lab.where import Condition, condition_of

Number = int | float
SHOWN = ("params", "macs", "flops", "activations", "peak_inference_bytes", "training_bytes")


class Swept(NamedTuple):
    """A point, and what was timed of it on which host."""

    point: Point
    latency_ms: float | None = None
    host: str = ""


class Refusal(NamedTuple):
    """Why some combinations are refused, how many, and the text of the first of them."""

    reason: str
    times: int
    text: str


@dataclass(frozen=True, slots=True)
class SweepAsked:
    """What is asked: the recipe, images in a batch, which networks, and a front of measures."""

    recipe: Recipe
    batch: int = 1
    where: str = ""
    front: tuple[str, ...] = ()
    is_timed: bool = False

    @property
    def condition(self) -> Condition | None:
        """Which networks are chosen, None for all; UserError for one that can't be read."""
        if isinstance(self.where, str) and not self.where.strip():
            return None
        condition = condition_of(self.where, KEYS)
        check_known(condition.keys, is_timed=self.is_timed, field="where")
        return condition

    @property
    def keys(self) -> tuple[str, ...]:
        """The measures of its rows in order: the usual ones, and those it asks for."""
        condition = self.condition
        wanted = (*SHOWN, *(condition.keys if condition else ()), *self.front)
        usual = tuple(dict.fromkeys(key for key in wanted if not BY_KEY[key].is_timed))
        more = (LATENCY, *(key for key in wanted if BY_KEY[key].is_timed))
        return usual + (tuple(dict.fromkeys(more)) if self.is_timed else ())


@dataclass(frozen=True, slots=True)
class Sweep:
    """The chosen networks in order of their places: `columns` by measures, each as long.

    `front` are the indices of those on the front, None where none was asked for.
    """

    asked: SweepAsked
    places: Sequence[int]
    columns: Mapping[str, Sequence[Number | None]]
    hosts: Sequence[str]
    refusals: tuple[Refusal, ...]
    front: frozenset[int] | None = None

    @property
    def refused(self) -> int:
        """How many combinations make no network."""
        return sum(refusal.times for refusal in self.refusals)

    def __len__(self) -> int:
        return len(self.places)


def sweep_of(asked: SweepAsked, rows: Iterable[Swept]) -> Sweep:
    """The sweep of these rows; UserError for a condition that can't be read."""
    places, hosts = array("q"), []
    columns = {key: _Column() for key in dict.fromkeys((*asked.keys, *asked.front))}
    indices = [KEYS.index(key) for key in columns]
    refused: dict[str, list[int]] = {}
    for place, host, values in _chosen(asked, rows, refused):
        places.append(place)
        hosts.append(host)
        for column, index in zip(columns.values(), indices, strict=True):
            column.add(values[index])
    refusals = (
        Refusal(reason, times, text_at(asked.recipe, first))
        for reason, (first, times) in refused.items()
    )
    found = {key: column.values for key, column in columns.items()}
    front = _front(asked.front, found) if asked.front else None
    return Sweep(asked, places, found, hosts, tuple(refusals), front)


def _chosen(
    asked: SweepAsked, rows: Iterable[Swept], refused: dict[str, list[int]]
) -> Iterator[tuple[int, str, tuple[Number | None, ...]]]:
    """The rows that are chosen; those that are refused are counted by their reason."""
    condition = asked.condition
    for point, latency_ms, host in rows:
        if point.error:
            refused.setdefault(point.error, [point.place, 0])[1] += 1
            continue
        batch = batch_at(asked.recipe, point.place, asked.batch) if latency_ms else 1
        values = values_of(point.values, batch, latency_ms)
        if condition is None or condition.chooses(values):
            yield point.place, host, values


def _front(keys: tuple[str, ...], columns: Mapping[str, Sequence[Number | None]]) -> frozenset[int]:
    rows = list(zip(*(columns[key] for key in keys), strict=True))
    wanted: list[Better] = [BY_KEY[key].better for key in keys]
    return frozenset(front_of(rows, wanted))


class _Column:
    """Whole numbers of 64 bits while that is all there is, then any numbers."""

    def __init__(self) -> None:
        self.values: array[int] | list[Number | None] = array("q")

    def add(self, value: Number | None) -> None:
        """Adds a value to the end."""
        try:
            self.values.append(value)  # type: ignore[arg-type]  # another kind of number is refused
        except (OverflowError, TypeError):
            self.values = [*self.values, value]


def check_any(sweep: Sweep) -> None:
    """UserError where every combination of the recipe is refused."""
    if sweep.refused and sweep.refused == sweep.asked.recipe.count:
        first = sweep.refusals[0]
        raise UserError(f"no combination of this recipe can be built. {first.text}: {first.reason}")
