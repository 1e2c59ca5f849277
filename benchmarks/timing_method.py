"""How far a timed run can be trusted: `python -m benchmarks.timing_method`.

The same network in one process by our method and by torch.utils.benchmark, in turn.
"""

from statistics import median

import torch
from torch.utils.benchmark import Timer

from benchmarks.goal import Goal, finish
from resnet_viz.core.arch import parse
from resnet_viz.core.measurement import TimingOptions, TimingReport
from resnet_viz.core.progress import untold
from resnet_viz.engine.build import build
from resnet_viz.engine.timing import time_spec

CASES = ((arch, threads) for arch in ("resnet18", "resnet50") for threads in (1, 2))
ROUNDS = 3
MOST_OVERHEAD, MOST_GAP, MOST_DIFFERENCE = 0.03, 0.015, 0.03


def ours(arch: str, threads: int) -> TimingReport:
    """A timed run as the program does it."""
    options = TimingOptions(threads=threads)
    return time_spec(parse(arch), options, untold)


def theirs_ms(arch: str, threads: int) -> float:
    """The median by torch.utils.benchmark."""
    spec = parse(arch)
    model = build(spec, "cpu").eval()
    image = torch.randn(1, *spec.image)
    with torch.inference_mode():
        timer = Timer("model(image)", globals={"model": model, "image": image}, num_threads=threads)
        return float(timer.blocked_autorange(min_run_time=3.0).median * 1e3)


def goals_of(arch: str, threads: int) -> tuple[list[Goal], dict[str, object]]:
    """The goals of one network on so many threads, and what they were taken from."""
    pairs = [(ours(arch, threads), theirs_ms(arch, threads)) for _ in range(ROUNDS)]
    overhead = median(report.overhead - 1 for report, _ in pairs)
    gap = median(abs(1 - report.closure) for report, _ in pairs)
    difference = median(report.whole_ms.median / other - 1 for report, other in pairs)
    case = f"{arch}, {threads} threads"
    goals = [
        Goal(f"{case}: overhead", round(overhead, 4), MOST_OVERHEAD),
        Goal(f"{case}: |1 - closure|", round(gap, 4), MOST_GAP),
        Goal(f"{case}: |against PyTorch's Timer|", round(abs(difference), 4), MOST_DIFFERENCE),
    ]
    baseline: dict[str, object] = {
        "ours_ms": [round(report.whole_ms.median, 2) for report, _ in pairs],
        "pytorch_timer_ms": [round(other, 2) for _, other in pairs],
        "wall_over_cpu": [round(report.trust.wall_over_cpu or 0, 3) for report, _ in pairs],
    }
    return goals, baseline


def main() -> None:
    """Every case after the other."""
    found = {f"{arch}, {threads} threads": goals_of(arch, threads) for arch, threads in CASES}
    goals = [goal for some, _ in found.values() for goal in some]
    finish("timing method", goals, {case: baseline for case, (_, baseline) in found.items()})


if __name__ == "__main__":
    main()
