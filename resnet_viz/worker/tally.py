"""How far the timed part of a sweep is, and the seconds that are left by what it took so far."""

from dataclasses import dataclass, replace
from time import perf_counter

from resnet_viz.core.progress import Step


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a sweep's networks are timed, of how many, and when the first of them began."""

    done: int
    count: int
    fresh: int
    began_s: float

    def step(self, doing: str, inner: Step | None = None) -> Step:
        """The progress of the sweep, with the passes of the run that goes on."""
        rest_s = None
        if self.fresh:
            each_s = (perf_counter() - self.began_s) / self.fresh
            rest_s = each_s * (self.count - self.done)
        step = Step(doing, self.done, self.count, rest_s)
        if inner is None:
            return step
        return replace(
            step, passes_ms=inner.passes_ms, latest_ms=inner.latest_ms, clock=inner.clock
        )
