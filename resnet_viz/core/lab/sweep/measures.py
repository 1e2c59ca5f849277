"""The figures that a sweep knows of each network: their words, units, and which is better."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from resnet_viz.core.choice import did_you_mean, meant_by
from resnet_viz.core.cost.measure import Better
from resnet_viz.core.cost.measures import measure_named
from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.lab.sweep.points import COLUMNS
from resnet_viz.core.timing.time_measures import RUN_TIMES, TimeMeasure
from resnet_viz.core.wording import digits_grouped, either

LATENCY = "latency_ms"
IMAGES = "images_per_s"
LEAST_FRONT = 2
Number = int | float


class SweepMeasure(NamedTuple):
    """A figure by its key: its title, whether more of it is better, and how it is written."""

    key: str
    title: str
    tip: str
    better: Better
    text: Callable[[Any], str]
    is_timed: bool = False


def _cost(key: str) -> SweepMeasure:
    row = measure_named(key)
    text = _whole if key == "depth" else row.unit.short
    return SweepMeasure(key, row.short_title, row.tip, row.better, text)


def _whole(number: float) -> str:
    return digits_grouped(round(number))


def _time(row: TimeMeasure[Any]) -> SweepMeasure:
    return SweepMeasure(row.key, row.title, row.tip, row.better, row.text, is_timed=True)


MEASURES = (*map(_cost, COLUMNS), *map(_time, RUN_TIMES))
BY_KEY = {row.key: row for row in MEASURES}
KEYS = tuple(BY_KEY)  # the values of a row, in this order


def values_of(
    figures: tuple[int, ...], batch: int, latency_ms: float | None
) -> tuple[Number | None, ...]:
    """The values of a row in the order of `KEYS`, of those of a point and what was timed."""
    images = 1000 * batch / latency_ms if latency_ms else None
    return (*figures, latency_ms, images)


def known_keys(*, is_timed: bool) -> tuple[str, ...]:
    """The keys that have values: those of times only where networks are timed."""
    return tuple(row.key for row in MEASURES if is_timed or not row.is_timed)


def check_known(keys: Iterable[str], *, is_timed: bool, field: str) -> None:
    """UserError where one of these isn't a measure of a sweep, or has no value in this one."""
    known = known_keys(is_timed=is_timed)
    for key in keys:
        if key not in known:
            raise _unknown(key, known, field)


def front_named(text: str, *, is_timed: bool = False) -> tuple[str, ...]:
    """The measures of a front as they are typed, `params,macs`; UserError says what is allowed."""
    names = tuple(name.strip() for name in text.split(","))
    check_known(names, is_timed=is_timed, field="front")
    if len(names) < LEAST_FRONT or len(set(names)) < len(names):
        raise UserError(
            "a front needs two different measures or more, such as params,macs", "front"
        )
    return names


def _unknown(name: str, known: tuple[str, ...], field: str) -> UserError:
    if name in BY_KEY:
        return UserError(f"{name} is known only of timed networks. Add --time", field)
    near = meant_by(name, known)
    words = f"{did_you_mean(near)}'{shortened(name)}' isn't a measure of a sweep"
    return UserError(words if near else f"{words}. Choose {either(known)}", field, near)
