"""The roofline: what a machine was measured to do at best, and how near a layer comes to it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Ceilings:
    """What one device was measured to do at best, with one precision and so many threads.

    `compute` has GFLOP/s by the kernel that reached them, `bandwidth` GB/s by the bytes of the
    working set, the smallest first.
    """

    compute: tuple[tuple[str, float], ...]
    bandwidth: tuple[tuple[int, float], ...]
    measured_at: str = ""


def ceilings_from(values: dict[str, Any]) -> Ceilings:
    """The ceilings whose `asdict()` came over from another process."""
    compute = tuple((str(name), float(speed)) for name, speed in values["compute"])
    bandwidth = tuple((int(size), float(speed)) for size, speed in values["bandwidth"])
    return Ceilings(compute, bandwidth, values["measured_at"])
