"""The passes of a timed run: warm-up, then plain and hooked ones in turn."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from resnet_viz.core.garbage import uncollected
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.timing.pass_bins import Passes
from resnet_viz.engine.timing.clocks import Clock
from resnet_viz.engine.timing.hooks import Marking
from resnet_viz.engine.timing.samples import Samples, clock_for_passes
from resnet_viz.engine.timing.sampling import (
    FEWEST_PAIRS,
    MOST_WARMUP,
    USUAL,
    WARMUP_S,
    Limits,
    is_enough,
    is_warm,
    rest_s,
)

PROGRESS_EVERY_S = 0.05


@dataclass(frozen=True, slots=True)
class Bench:
    """What is timed, by which clocks, and how long; `watch` None on devices without events.

    `threads` are those of the CPU, by which one clock is chosen; 0 for the wall's in any case.
    """

    run: Callable[[], None]
    plain_clock: Clock
    watch: Marking | None
    watch_clock: Clock
    limits: Limits = USUAL
    threads: int = 0


def take_samples(bench: Bench, on_progress: Progress) -> Samples:
    """Warms up and takes pairs of passes until the plain median is sure, or time is over."""
    samples = Samples(warmup_runs=warm_up(bench, on_progress))
    if bench.watch is not None:
        _hooked_pass(bench, bench.watch)
    with without_garbage_collection():
        _take_pairs(bench, samples, on_progress)
    return samples


def warm_up(bench: Bench, on_progress: Progress) -> int:
    """Plain passes until they are steady, and how many that took."""
    samples, taken = Samples(), Passes()
    started = perf_counter()
    on_progress(Step("warm-up pass", 0, MOST_WARMUP))
    while not is_warm(taken.ms) and len(taken.ms) < MOST_WARMUP:
        if len(taken.ms) >= FEWEST_PAIRS and perf_counter() - started > WARMUP_S:
            break
        samples.add_plain(*plain_pass(bench))
        taken = _passes_of(bench, samples)
        count, latest = len(taken.ms), taken.ms[-1]
        step = Step("warm-up pass", count, MOST_WARMUP, latest_ms=latest, clock=taken.clock)
        on_progress(step)
    return len(taken.ms)


def plain_pass(bench: Bench) -> tuple[float, float | None]:
    """Wall and, where it means something, CPU milliseconds of one pass as a user has it."""
    clock = bench.plain_clock
    clock.synchronize()
    start = clock.mark()
    bench.run()
    clock.synchronize()
    end = clock.mark()
    return clock.wall_ms(start, end), clock.cpu_ms(start, end) if clock.cpu_ms else None


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Garbage is collected before and not meanwhile."""
    gc.collect()
    with uncollected():
        yield


class PassReporter:
    """Reports pairs of passes while they are taken, not more often than people can see."""

    def __init__(self, on_progress: Progress, limits: Limits, doing: str = "pass") -> None:
        self._on_progress, self._doing = on_progress, doing
        self._limits = limits
        self._started = self._last = perf_counter()
        self._told = 0
        on_progress(Step(doing, 0, limits.most_pairs))

    @property
    def elapsed_s(self) -> float:
        """Since the first of the pairs."""
        return perf_counter() - self._started

    def tell(self, passes: Passes, *, is_last: bool = False) -> None:
        """Reports the passes so far, at once the first and the last."""
        now = perf_counter()
        if self._told and not is_last and now - self._last < PROGRESS_EVERY_S:
            return
        count, most = len(passes.ms), self._limits.most_pairs
        rest = rest_s(count, self.elapsed_s, self._limits)
        self._on_progress(
            Step(self._doing, count, most, rest, passes.ms, passes.ms[-1], passes.clock)
        )
        self._told, self._last = count, now


def _take_pairs(bench: Bench, samples: Samples, on_progress: Progress) -> None:
    telling = PassReporter(on_progress, bench.limits)
    taken = Passes()
    while not is_enough(taken.ms, telling.elapsed_s, bench.limits):
        _take_pair(bench, samples)
        taken = _passes_of(bench, samples)
        telling.tell(taken)
    telling.tell(taken, is_last=True)


def take_turn(bench: Bench, samples: Samples) -> None:
    """The passes of one network in a round: a hooked one, then the plain one.

    So the plain pass finds in the caches what its own network left there, as in a run by itself.
    """
    if bench.watch is not None:
        _take_hooked(bench, bench.watch, samples)
    _take_plain(bench, samples)


def _passes_of(bench: Bench, samples: Samples) -> Passes:
    """The plain passes so far, all by the clock that they say is the run's."""
    clock = clock_for_passes(samples, bench.threads)
    return Passes(tuple(samples.by(clock)[0]), clock)


def _take_pair(bench: Bench, samples: Samples) -> None:
    _take_plain(bench, samples)
    if bench.watch is not None:
        _take_hooked(bench, bench.watch, samples)


def _take_plain(bench: Bench, samples: Samples) -> None:
    faults = _page_faults()
    wall, cpu = plain_pass(bench)
    samples.page_faults.append(_page_faults() - faults)
    samples.add_plain(wall, cpu)


def _take_hooked(bench: Bench, watch: Marking, samples: Samples) -> None:
    clock = bench.watch_clock
    wall, cpu = _hooked_pass(bench, watch)
    samples.hooked_wall.append(watch.times(clock.wall_ms, wall))
    if clock.cpu_ms is not None and cpu is not None:
        samples.hooked_cpu.append(watch.times(clock.cpu_ms, cpu))


def _hooked_pass(bench: Bench, watch: Marking) -> tuple[float, float | None]:
    """The same with hooks on all modules, and one more pass where operations are marked too."""
    with watch.attached():
        found = plain_pass(bench)
    if (inside := watch.inside()) is not None:
        with inside:
            plain_pass(bench)
        bench.watch_clock.synchronize()
    return found


def _page_faults() -> int:
    """Minor page faults of this process so far; 0 where the system does not count them."""
    try:
        import resource
    except ImportError:  # not on Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt
