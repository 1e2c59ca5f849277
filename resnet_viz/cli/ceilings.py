"""What the command `time` says of the machine's ceilings, below the layers."""

from collections.abc import Iterator

from resnet_viz.core.timing.bounds import excess_text, held_by, speed_text
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.roofline import Bound, Ceilings
from resnet_viz.core.wording import counted


def ceilings_shown(report: TimingReport) -> Iterator[str]:
    """What a run's bounds and shares are of; nothing for one without ceilings."""
    from resnet_viz.cli.terminal import pairs_grid

    if report.ceilings:
        yield pairs_grid(list(_ceilings(report.ceilings, report)))
    if note := excess_text(report):
        yield f"⚠ {note}"


def _ceilings(ceilings: Ceilings, report: TimingReport) -> Iterator[tuple[str, ...]]:
    """What 'Bound' and 'Ceiling' are of, and how much of the time each ceiling limits."""
    compute, cache, memory = ceilings.fastest_compute, ceilings.cache, ceilings.main_memory
    yield (
        "Compute ceiling",
        f"{speed_text(compute.gflops_per_s)} GFLOP/s",
        f"measured here with {compute.kernel} · limits {_limited(report, Bound.COMPUTE)}",
    )
    yield (
        "Memory ceiling",
        f"{speed_text(cache.gigabytes_per_s)} to {speed_text(memory.gigabytes_per_s)} GB/s",
        f"from the cache and from main memory · limits {_limited(report, Bound.MEMORY)}",
    )


def _limited(report: TimingReport, bound: Bound) -> str:
    held = held_by(report.layers, bound)
    return f"{counted(held.count, 'layer')}, {held.time_share:.0%} of the layers' time"
