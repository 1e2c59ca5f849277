"""How time is taken on each kind of device: marks while the work runs, lengths afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from time import perf_counter_ns, thread_time_ns
from typing import Any

import torch

from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device

EVENTS = 1024
Mark = Any
"""What a clock leaves at a moment: two counts of nanoseconds on a CPU, an event elsewhere."""


def _nothing() -> None:
    """A CPU has nothing to wait for."""


@dataclass(frozen=True, slots=True)
class Clock:
    """`mark` at a moment; `wall_ms` between two marks after `synchronize`.

    `cpu_ms` is the calling thread's own time between them, None where it does not do the work.
    """

    mark: Callable[[], Mark]
    wall_ms: Callable[[Mark, Mark], float]
    cpu_ms: Callable[[Mark, Mark], float] | None = None
    synchronize: Callable[[], None] = _nothing


CPU_CLOCK = Clock(
    mark=lambda: (perf_counter_ns(), thread_time_ns()),
    wall_ms=lambda start, end: (end[0] - start[0]) / 1e6,
    cpu_ms=lambda start, end: (end[1] - start[1]) / 1e6,
)


def clock_for(device: Device, marks: int = EVENTS) -> Clock:
    """The clock of a device. CUDA and XPU record events (not run on such a device yet).

    Their events are made beforehand and used again after so many `marks`.
    """
    if device.type is DeviceKind.CUDA:
        return _event_clock(torch.cuda.Event, lambda: torch.cuda.synchronize(device.id), marks)
    if device.type is DeviceKind.XPU:
        return _event_clock(torch.xpu.Event, lambda: torch.xpu.synchronize(device.id), marks)
    return CPU_CLOCK


def whole_pass_clock(device: Device) -> Clock:
    """The clock of plain passes: this machine's own, around what the device has finished."""
    wait = {
        DeviceKind.CUDA: lambda: torch.cuda.synchronize(device.id),
        DeviceKind.XPU: lambda: torch.xpu.synchronize(device.id),
        DeviceKind.MPS: torch.mps.synchronize,
    }.get(device.type)
    if wait is None:
        return CPU_CLOCK
    return Clock(CPU_CLOCK.mark, CPU_CLOCK.wall_ms, None, wait)


def _event_clock(kind: Any, synchronize: Callable[[], None], marks: int) -> Clock:
    events = cycle([kind(enable_timing=True) for _ in range(marks)])

    def mark() -> Any:
        event = next(events)
        event.record()
        return event

    return Clock(mark, lambda start, end: start.elapsed_time(end), None, synchronize)
