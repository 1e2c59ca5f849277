"""The passes of a timed run: warm-up, then plain and watched ones in turn."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

import torch
from torch import Tensor, nn

from resnet_viz.core.garbage import uncollected
from resnet_viz.core.progress import Progress, Step
from resnet_viz.engine.clocks import Clock
from resnet_viz.engine.hooks import ModuleTimes, Watch
from resnet_viz.engine.sampling import (
    LEAST_PAIRS,
    MOST_PAIRS,
    MOST_WARMUP,
    SAMPLING_S,
    WARMUP_S,
    is_steady,
    is_warm,
)

FEWEST_PAIRS = 3  # a median of fewer says nothing, however slow the network is
PROGRESS_EVERY_S = 0.05


@dataclass
class Samples:
    """What the passes took, in milliseconds; `cpu` lists stay empty without such a clock."""

    warmup_runs: int = 0
    plain_wall: list[float] = field(default_factory=list)
    plain_cpu: list[float] = field(default_factory=list)
    watched_wall: list[ModuleTimes] = field(default_factory=list)
    watched_cpu: list[ModuleTimes] = field(default_factory=list)
    page_faults: list[int] = field(default_factory=list)

    def by(self, clock: str) -> tuple[list[float], list[ModuleTimes]]:
        """The plain and the watched passes by the clock `CPU` or `wall`."""
        if clock == "CPU":
            return self.plain_cpu, self.watched_cpu
        return self.plain_wall, self.watched_wall


@dataclass(frozen=True, slots=True)
class Bench:
    """What is timed, and by which clocks."""

    model: nn.Module
    image: Tensor
    plain_clock: Clock
    watch: Watch | None
    watch_clock: Clock


def take_samples(bench: Bench, on_progress: Progress) -> Samples:
    """Warms up and takes pairs of passes until the plain median is sure, or time is over."""
    samples = Samples()
    with torch.inference_mode():
        _warm_up(bench, samples, on_progress)
        with without_garbage_collection():
            _take_pairs(bench, samples, on_progress)
    return samples


@contextmanager
def threads_fixed(count: int) -> Iterator[int]:
    """PyTorch on so many threads of the CPU, 0 for as many as it chose; restored afterwards."""
    before = torch.get_num_threads()
    torch.set_num_threads(count or before)
    try:
        yield torch.get_num_threads()
    finally:
        torch.set_num_threads(before)


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Garbage is collected before and not meanwhile."""
    gc.collect()
    with uncollected():
        yield


def _warm_up(bench: Bench, samples: Samples, on_progress: Progress) -> None:
    durations: list[float] = []
    started = perf_counter()
    while not is_warm(durations) and len(durations) < MOST_WARMUP:
        if len(durations) >= FEWEST_PAIRS and perf_counter() - started > WARMUP_S:
            break
        on_progress(Step("warm-up pass", len(durations), MOST_WARMUP))
        durations.append(_plain_pass(bench)[0])
    if bench.watch is not None:
        _watched_pass(bench, bench.watch)
    samples.warmup_runs = len(durations)


def _take_pairs(bench: Bench, samples: Samples, on_progress: Progress) -> None:
    started = told = perf_counter()
    on_progress(Step("pass", 0, MOST_PAIRS))
    while not _is_enough(samples, perf_counter() - started):
        _take_pair(bench, samples)
        if (now := perf_counter()) - told > PROGRESS_EVERY_S:
            on_progress(Step("pass", len(samples.plain_wall), MOST_PAIRS))
            told = now


def _is_enough(samples: Samples, elapsed_s: float) -> bool:
    count = len(samples.plain_wall)
    if count < FEWEST_PAIRS:
        return False
    if count >= MOST_PAIRS or elapsed_s > SAMPLING_S:
        return True
    return count >= LEAST_PAIRS and is_steady(samples.plain_wall)


def _take_pair(bench: Bench, samples: Samples) -> None:
    faults = _page_faults()
    wall, cpu = _plain_pass(bench)
    samples.page_faults.append(_page_faults() - faults)
    samples.plain_wall.append(wall)
    if cpu is not None:
        samples.plain_cpu.append(cpu)
    if bench.watch is not None:
        _take_watched(bench, bench.watch, samples)


def _take_watched(bench: Bench, watch: Watch, samples: Samples) -> None:
    clock = bench.watch_clock
    wall, cpu = _watched_pass(bench, watch)
    samples.watched_wall.append(ModuleTimes(watch.self_ms(clock.wall_ms), wall))
    if clock.cpu_ms is not None and cpu is not None:
        samples.watched_cpu.append(ModuleTimes(watch.self_ms(clock.cpu_ms), cpu))


def _plain_pass(bench: Bench) -> tuple[float, float | None]:
    """Wall and, where it means something, CPU milliseconds of one pass as a user has it."""
    clock = bench.plain_clock
    clock.synchronize()
    start = clock.mark()
    bench.model(bench.image)
    clock.synchronize()
    end = clock.mark()
    return clock.wall_ms(start, end), clock.cpu_ms(start, end) if clock.cpu_ms else None


def _watched_pass(bench: Bench, watch: Watch) -> tuple[float, float | None]:
    """The same with hooks on all modules."""
    with watch.attached():
        return _plain_pass(bench)


def _page_faults() -> int:
    """Minor page faults of this process so far; 0 where the system does not count them."""
    try:
        import resource
    except ImportError:  # not on Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt
