"""How far a timed run can be trusted: `python -m benchmarks.timing_method [ARCH...]`.

The same network in one process by our method and by torch.utils.benchmark, in turn.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from statistics import median
from time import perf_counter

from torch.utils.benchmark import Timer

from benchmarks.goal import Goal, finish
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Step, ignore_progress
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.engine.devices import device_named
from resnet_viz.engine.timing.prepare import prepare
from resnet_viz.engine.timing.switches import switches_set
from resnet_viz.engine.timing.timing import time_network

NETWORKS, BATCHES, THREADS = ("resnet18", "resnet50", "resnet152"), (1, 8), 1
ROUNDS = 3
TIMER_S = 3.0
MOST_OVERHEAD, MOST_GAP, MOST_SUM_GAP, MOST_DIFFERENCE = 0.03, 0.015, 0.05, 0.03
MOST_FIRST_S = 0.3


@dataclass(frozen=True, slots=True)
class Round:
    """One run by our method, the seconds to its first result, and PyTorch's own median."""

    report: TimingReport
    first_s: float
    timer_ms: float

    @property
    def sum_over_plain(self) -> float:
        """The layers and the glue as measured, over the plain pass."""
        return self.report.closure * self.report.overhead


def ours(arch: str, options: TimingOptions) -> tuple[TimingReport, float]:
    """A timed run as the program does it, and when the first pass was told."""
    told: list[float] = []

    def note(step: Step) -> None:
        if step.latest_ms is not None:
            told.append(perf_counter())

    start = perf_counter()
    report = time_network(network_named(arch), options, note)
    return report, told[0] - start


def theirs_ms(arch: str, options: TimingOptions) -> float:
    """The median by torch.utils.benchmark, of the same pass."""
    prepared = prepare(network_named(arch), device_named(options.device), options)
    with switches_set(options) as threads:
        timer = Timer("run()", globals={"run": prepared.run}, num_threads=threads)
        return float(timer.blocked_autorange(min_run_time=TIMER_S).median * 1e3)


def rounds_of(arch: str, options: TimingOptions, rounds: int = ROUNDS) -> list[Round]:
    """So many rounds of both, on a process that has run the network before."""
    time_network(network_named(arch), options, ignore_progress)
    return [Round(*ours(arch, options), theirs_ms(arch, options)) for _ in range(rounds)]


def goals_of(case: str, rounds: Sequence[Round]) -> list[Goal]:
    """The goals of one case, each figure the median of its rounds."""

    def middle(figure: Callable[[Round], float]) -> float:
        return round(median(figure(each) for each in rounds), 4)

    def difference(each: Round) -> float:
        return each.report.whole_ms.median / each.timer_ms - 1

    return [
        Goal(f"{case}: overhead", middle(lambda one: one.report.overhead - 1), MOST_OVERHEAD),
        Goal(f"{case}: |1 - closure|", middle(lambda one: abs(1 - one.report.closure)), MOST_GAP),
        Goal(f"{case}: |1 - sum|", middle(lambda one: abs(1 - one.sum_over_plain)), MOST_SUM_GAP),
        Goal(f"{case}: |against Timer|", round(abs(middle(difference)), 4), MOST_DIFFERENCE),
    ]


def figures_of(rounds: Sequence[Round]) -> dict[str, object]:
    """What the goals were taken from."""
    return {
        "ours_ms": [round(each.report.whole_ms.median, 2) for each in rounds],
        "pytorch_timer_ms": [round(each.timer_ms, 2) for each in rounds],
        "closure": [round(each.report.closure, 4) for each in rounds],
        "overhead": [round(each.report.overhead - 1, 4) for each in rounds],
        "first_result_s": [round(each.first_s, 3) for each in rounds],
        "wall_over_cpu": [round(each.report.trust.wall_over_cpu or 0, 3) for each in rounds],
    }


def main(networks: Sequence[str]) -> None:
    """Every case after the other; the first result is asked of one image."""
    goals: list[Goal] = []
    found: dict[str, object] = {}
    for arch, batch in product(networks, BATCHES):
        case = f"{arch}, batch {batch}"
        rounds = rounds_of(arch, TimingOptions(batch=batch, threads=THREADS))
        goals += goals_of(case, rounds)
        if batch == 1:
            first_s = round(median(each.first_s for each in rounds), 3)
            goals.append(Goal(f"{case}: first result, s", first_s, MOST_FIRST_S))
        found[case] = figures_of(rounds)
    finish("timing method", goals, found)


if __name__ == "__main__":
    main(sys.argv[1:] or NETWORKS)
