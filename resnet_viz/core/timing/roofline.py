"""The roofline: what a machine was measured to do at best, and how near a layer comes to it.

Williams, Waterman, Patterson: Roofline, 2009; the memory ceiling here depends on how much is moved.
"""

from bisect import bisect
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import exp, log
from typing import NamedTuple

from resnet_viz.core.cost.cost import BYTES_PER_ELEMENT, LayerCost
from resnet_viz.core.errors import UserError
from resnet_viz.core.leaves import moment_from

MOST_SPEED = 1e15  # GFLOP/s or GB/s that any machine could ever reach
OF_CEILING = "of this machine's measured ceiling"


class Bound(StrEnum):
    """The ceiling that limits a layer."""

    COMPUTE = "compute"
    MEMORY = "memory"


class Speed(NamedTuple):
    """The speed that a kernel reached, in GFLOP/s."""

    kernel: str
    gflops_per_s: float


class Bandwidth(NamedTuple):
    """The speed at which so many bytes were moved, in GB/s."""

    size_bytes: int
    gigabytes_per_s: float


@dataclass(frozen=True, slots=True)
class Ceilings:
    """What one device was measured to do at best, with one precision and so many threads.

    `compute` has GFLOP/s by the kernel that reached them, `bandwidth` GB/s by the bytes of the
    working set, the smallest first.
    """

    compute: tuple[tuple[str, float], ...]
    bandwidth: tuple[tuple[int, float], ...]
    measured_at: str = ""

    @property
    def fastest_compute(self) -> Speed:
        """The kernel that no other outran: the compute ceiling."""
        return max((Speed(*each) for each in self.compute), key=lambda speed: speed.gflops_per_s)

    @property
    def main_memory(self) -> Bandwidth:
        """The bandwidth of the largest working set."""
        return Bandwidth(*self.bandwidth[-1])

    @property
    def cache(self) -> Bandwidth:
        """The bandwidth of the working set that is moved fastest."""
        return max((Bandwidth(*each) for each in self.bandwidth), key=lambda each: each[1])


class UnderRoof(NamedTuple):
    """Where a layer is under the roof.

    `intensity` is operations for each byte; `roof_gflops_per_s` what the ceilings allow at it and
    `gflops_per_s` what the layer did; `bound` names the ceiling that limits it, `ceiling_share` is
    the time it would take at that ceiling over the time it took.
    """

    intensity: float
    gflops_per_s: float
    roof_gflops_per_s: float
    bound: Bound
    ceiling_share: float


def bandwidth_at(ceilings: Ceilings, size_bytes: float) -> float:
    """The measured GB/s for so many bytes; between two measured sizes even in logarithms.

    The nearest one's beyond the smallest and the largest.
    """
    curve = ceilings.bandwidth
    place = bisect([size for size, _ in curve], size_bytes)
    if place in (0, len(curve)):
        return curve[min(place, len(curve) - 1)][1]
    (size, speed), (next_size, next_speed) = curve[place - 1], curve[place]
    share = log(size_bytes / size) / log(next_size / size)
    return exp(log(speed) + share * (log(next_speed) - log(speed)))


def under_roof(
    cost: LayerCost, time_ms: float, bytes_per_element: int, ceilings: Ceilings
) -> UnderRoof | None:
    """Where a layer is under the roof; None for one that moves nothing or has no time.

    The cost's bytes are of fp32 and counted here as the precision has them.
    """
    moved = bytes_moved(cost, bytes_per_element)
    if not moved or time_ms <= 0:
        return None
    compute_ms = cost.flops / (ceilings.fastest_compute.gflops_per_s * 1e6)
    memory_ms = moved / (bandwidth_at(ceilings, moved) * 1e6)
    ceiling_ms = max(compute_ms, memory_ms)
    return UnderRoof(
        intensity=cost.flops / moved,
        gflops_per_s=cost.flops / (time_ms * 1e6),
        roof_gflops_per_s=cost.flops / (ceiling_ms * 1e6),
        bound=Bound.COMPUTE if compute_ms >= memory_ms else Bound.MEMORY,
        ceiling_share=ceiling_ms / time_ms,
    )


def bytes_moved(cost: LayerCost, bytes_per_element: int) -> float:
    """What a layer reads and writes when each element has so many bytes."""
    return (cost.bytes_read + cost.bytes_written) * bytes_per_element / BYTES_PER_ELEMENT


def best_of(one: Ceilings, other: Ceilings) -> Ceilings:
    """The higher of two measurements of the same device, kernel by kernel; dated as `other`."""
    kernels, sizes = dict(one.compute), dict(one.bandwidth)
    return Ceilings(
        tuple((name, max(speed, kernels.get(name, 0.0))) for name, speed in other.compute),
        tuple((size, max(speed, sizes.get(size, 0.0))) for size, speed in other.bandwidth),
        other.measured_at,
    )


def check_ceilings(ceilings: Ceilings) -> Ceilings:
    """The same ceilings; UserError names the field of what can't be any."""
    for name in ("compute", "bandwidth"):
        found = getattr(ceilings, name)
        if not found:
            raise UserError(f"ceilings.{name} is empty, and a measurement has some")
        for place, (_, speed) in enumerate(found):
            if not 0 < speed <= MOST_SPEED:
                where, most = f"ceilings.{name}[{place}]", f"{MOST_SPEED:g}"
                raise UserError(f"{where} has the speed {speed:g}, not one above 0, at most {most}")
    for place, (smaller, larger) in enumerate(pairwise((0, *(s for s, _ in ceilings.bandwidth)))):
        if larger <= smaller:
            where = f"ceilings.bandwidth[{place}]"
            raise UserError(f"{where} has the size {larger}, which must be more than {smaller}")
    moment_from(ceilings.measured_at, "ceilings.measured_at")
    return ceilings
