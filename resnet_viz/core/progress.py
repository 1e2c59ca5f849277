"""What a long piece of work reports while it goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from resnet_viz.core.clock_kind import ClockKind


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done: `done` of at most `total` steps, 0 where nobody knows how many.

    `rest_s` is how many seconds are left at most, None where that is not known yet.
    `passes_ms` are the plain passes of a timed run so far, in milliseconds; `latest_ms` is what the
    latest pass took, be it to warm up. All are by `clock`, which may be another one as soon as the
    machine is found busy: so are all passes then. `so_far` is the answer so far of a request that
    gives it while it goes on.
    """

    doing: str
    done: int = 0
    total: int = 0
    rest_s: float | None = None
    passes_ms: tuple[float, ...] = ()
    latest_ms: float | None = None
    clock: ClockKind = ClockKind.WALL
    so_far: object = None


Progress = Callable[[Step], None]


def state_text(step: Step) -> str:
    """`pass 12 of at most 60, 61.3 ms wall time`: what is done, how far, the latest's time."""
    words = f"{step.doing} {step.done} of at most {step.total}" if step.total else step.doing
    if step.latest_ms is None:
        return words
    return f"{words}, {step.latest_ms:.1f} ms {step.clock.time_text}"


def rest_text(rest_s: float | None) -> str:
    """`at most 4 s left`; minutes from two on, '' where that is unknown."""
    if rest_s is None:
        return ""
    is_short = rest_s <= 120
    return f"at most {ceil(rest_s)} s left" if is_short else f"at most {ceil(rest_s / 60)} min left"


def ignore_progress(_: Step) -> None:
    """Progress that nobody listens to."""
