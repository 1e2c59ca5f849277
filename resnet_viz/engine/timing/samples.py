"""What the passes of a run took, all by the same clock."""

from dataclasses import dataclass, field
from statistics import median

from resnet_viz.core.clock_kind import ClockKind
from resnet_viz.engine.timing.hooks import ModuleTimes

BUSY_FROM = 1.15  # wall over CPU time of the thread that works


@dataclass
class Samples:
    """What the passes took, in milliseconds; `cpu` lists stay empty without such a clock.

    `kernel_ms` is what the device itself worked in a pass, None on a CPU.
    """

    warmup_runs: int = 0
    plain_wall: list[float] = field(default_factory=list)
    plain_cpu: list[float] = field(default_factory=list)
    hooked_wall: list[ModuleTimes] = field(default_factory=list)
    hooked_cpu: list[ModuleTimes] = field(default_factory=list)
    page_faults: list[int] = field(default_factory=list)
    kernel_ms: float | None = None

    def add_plain(self, wall_ms: float, cpu_ms: float | None) -> None:
        """One more plain pass."""
        self.plain_wall.append(wall_ms)
        if cpu_ms is not None:
            self.plain_cpu.append(cpu_ms)

    def by(self, clock: ClockKind) -> tuple[list[float], list[ModuleTimes]]:
        """The plain and the hooked passes by one of the clocks."""
        if clock is ClockKind.CPU:
            return self.plain_cpu, self.hooked_cpu
        return self.plain_wall, self.hooked_wall


def clock_for_passes(samples: Samples, threads: int) -> ClockKind:
    """The clock of a run by its plain passes so far: CPU time on a busy machine.

    Only where one thread did all the work: of several the CPU time of the calling one would leave
    out what the others do.
    """
    busy = wall_over_cpu(samples)
    return ClockKind.CPU if threads == 1 and busy and is_busy(busy) else ClockKind.WALL


def wall_over_cpu(samples: Samples) -> float | None:
    """The median ratio of both clocks over the plain passes; None where only one ran."""
    pairs = zip(samples.plain_wall, samples.plain_cpu, strict=False)
    ratios = [wall / cpu for wall, cpu in pairs if cpu > 0]
    return median(ratios) if ratios else None


def is_busy(ratio: float) -> bool:
    """Whether a machine has other work, by the wall's over the CPU's time."""
    return ratio > BUSY_FROM
