"""Whether what is measured as a ceiling is one: `python -m benchmarks.roofline`.

Networks are timed and held under ceilings that are measured in the same run. Baselines: the same
layers under copying and under ReLU in place instead of adding in place.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from statistics import median
from time import perf_counter, process_time

import torch

from benchmarks.goal import Goal, finish
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import ignore_progress
from resnet_viz.core.timing.bounds import costs_of_run, mean_share, too_fast, with_roofline
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.roofline import Ceilings
from resnet_viz.engine.devices import device_named
from resnet_viz.engine.timing.probe import SIZES, fastest_ms, measure_ceilings, probe_clock
from resnet_viz.engine.timing.switches import threads_fixed
from resnet_viz.engine.timing.timing import time_network

THREADS = (1, 2)
CASES = tuple(product(("resnet18", "resnet50"), (1, 8)))
ROUNDS = 5
MOST_S = 0.75
Call = Callable[[], object]


def probe(threads: int) -> tuple[Ceilings, float, float]:
    """The ceilings, and the wall and CPU seconds that measuring took; CPU of each thread."""
    with threads_fixed(threads):
        wall, cpu = perf_counter(), process_time()
        found = measure_ceilings(device_named("cpu"), torch.float32)
        return found, perf_counter() - wall, (process_time() - cpu) / threads


def copying(size: int) -> Call:
    """A tensor into another, 8 bytes of each element."""
    source, target = torch.zeros(size // 8).add_(0.0), torch.zeros(size // 8).add_(0.0)
    return lambda: target.copy_(source)


def rectifying(size: int) -> Call:
    """A ReLU in place, which reads and writes the same tensor."""
    values = torch.zeros(size // 8).add_(0.0)
    return lambda: torch.relu_(values)


def bandwidth_by(make: Callable[[int], Call], threads: int) -> Iterator[float]:
    """GB/s of another operation for each size."""
    with torch.inference_mode(), threads_fixed(threads):
        calls = [make(size) for size in SIZES]
        clock = probe_clock(device_named("cpu"), threads)
        for size, ms in zip(SIZES, fastest_ms(calls, clock), strict=True):
            yield size / (ms * 1e6)


def counted(report: TimingReport) -> dict[str, object]:
    """How many layers are over 110 % of the ceiling, ReLUs apart, and the share of the whole."""
    over = too_fast(report.layers)
    relus = sum(layer.op == "relu" for layer in over)
    share = mean_share(report.layers) or 0.0
    highest = max(layer.ceiling_share or 0.0 for layer in report.layers)
    return {
        "over": len(over) - relus,
        "relus_over": relus,
        "highest": round(highest, 2),
        "share": round(share, 3),
        "of_each": _by_operation(report),
    }


def _by_operation(report: TimingReport) -> dict[str, float]:
    shares: dict[str, list[float]] = {}
    for layer in report.layers:
        if layer.ceiling_share:
            shares.setdefault(layer.op, []).append(layer.ceiling_share)
    return {op: round(median(each), 3) for op, each in shares.items()}


def under(report: TimingReport, ceilings: Ceilings) -> dict[str, object]:
    """The same run under other ceilings."""
    return counted(
        with_roofline(report, costs_of_run(report, network_named(report.arch).graph), ceilings)
    )


def goals_for(threads: int) -> tuple[list[Goal], dict[str, object]]:
    """The goals on so many threads, and what they were taken from."""
    probes = [probe(threads) for _ in range(ROUNDS)]
    seconds = median(wall for _, wall, _ in probes), median(cpu for _, _, cpu in probes)
    ceilings = max((found for found, _, _ in probes), key=lambda found: found.fastest_compute[1])
    copies, relus = (
        replace(ceilings, bandwidth=tuple(zip(SIZES, bandwidth_by(make, threads), strict=True)))
        for make in (copying, rectifying)
    )
    name = f"{threads} threads"
    goals = [
        Goal(f"{name}: wall seconds of the probe", round(seconds[0], 3), MOST_S),
        Goal(f"{name}: CPU seconds of the probe on each thread", round(seconds[1], 3), MOST_S),
    ]
    baseline: dict[str, object] = {"ceilings": _rounded(ceilings), "copying": _rounded(copies)}
    for arch, batch in CASES:
        report = time_network(
            network_named(arch), TimingOptions(batch=batch, threads=threads), ignore_progress
        )
        found = under(report, ceilings)
        case = f"{name}: {arch}, batch {batch}"
        goals.append(Goal(f"{case}: ReLUs over 110 %", float(str(found["relus_over"])), 0))
        goals.append(Goal(f"{case}: other layers over 110 %", float(str(found["over"])), 0))
        baseline[f"{arch}, batch {batch}"] = {
            "adding in place": found,
            "copying": under(report, copies),
            "ReLU in place": under(report, relus),
        }
    return goals, baseline


def _rounded(ceilings: Ceilings) -> dict[str, Sequence[object]]:
    return {
        "compute": [(name, round(speed, 1)) for name, speed in ceilings.compute],
        "bandwidth": [(size, round(speed, 1)) for size, speed in ceilings.bandwidth],
    }


def main() -> None:
    """On one thread and on two."""
    found = {threads: goals_for(threads) for threads in THREADS}
    goals = [goal for some, _ in found.values() for goal in some]
    finish("roofline", goals, {f"{threads} threads": each for threads, (_, each) in found.items()})


if __name__ == "__main__":
    main()
