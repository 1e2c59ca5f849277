"""A sweep as it is stored: what was asked, how far it is, and its rows."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID, uuid5

from resnet_viz.core.timing.options import TimingOptions


class SweepState(StrEnum):
    """Whether something is left to do."""

    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class SweepOptions:
    """How the networks are timed, None for costs only, and which of them: those that pass.

    `where` is a condition on the measures, '' for none; `front` are the measures whose best
    combinations alone are timed, none for all.
    """

    timing: TimingOptions | None = None
    where: str = ""
    front: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredSweep:
    """One row of the list of sweeps.

    Of `count` places `done` are computed, refused ones among them, and `timed` were timed or
    failed to be. `version` is the program's that began it; `made_at` is ISO 8601 in UTC;
    `size_bytes` is its share of the file.
    """

    uuid: str
    name: str
    recipe: str
    count: int
    batch: int
    options: SweepOptions
    version: str
    state: SweepState
    made_at: str
    done: int
    timed: int
    size_bytes: int


class TimedPlace(NamedTuple):
    """One place that was timed: the run's uuid in the history, or why it is missing."""

    place: int
    latency_ms: float | None
    run: str = ""
    host: str = ""
    error: str = ""


def run_uuid(sweep: str, place: int) -> str:
    """The uuid of the run of a place, the same each time: so one that is stored is found again."""
    return str(uuid5(UUID(sweep), str(place)))


class StoredPoint(NamedTuple):
    """A row: a `core.lab.sweep.points.Point`, and what was timed of it.

    `run` is the timed run's uuid in the history, `host` the machine that it ran on, and
    `timing_error` why it could not be timed.
    """

    place: int
    values: tuple[int, ...]
    error: str = ""
    latency_ms: float | None = None
    run: str = ""
    host: str = ""
    timing_error: str = ""


class Mark(NamedTuple):
    """How far a reader has come in the order in which rows were stored."""

    piece: int = 0
    timed: int = 0


class News(NamedTuple):
    """Rows that were stored, or timed, since a mark, and the mark to go on from."""

    points: tuple[StoredPoint, ...]
    mark: Mark
