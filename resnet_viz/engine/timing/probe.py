"""What a device does at best: short kernels timed in turn, over and over, the fastest time taken.

docs/roofline.md has the method and what it was chosen against.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import get_clock_info

import torch
from torch.nn import functional

from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.roofline import Ceilings
from resnet_viz.engine.timing.clocks import Clock, clock_for, whole_pass_clock

QUARTER_MB = 2**18
SIZES = tuple(QUARTER_MB << step for step in range(10))  # 0.25 to 128 MB
ACCELERATOR_SIZES = tuple(QUARTER_MB << step for step in range(13))  # to 1 GB, past its cache
FREE_SHARE = 8  # what is moved is at most an eighth of the free memory
ADDED_BYTES = 3 * 4  # of one element of fp32: read, read, written
ROUND_MS = 0.25  # a round of calls is so long that the marks around it count for nothing
ROUNDS = 3  # of a short call in one sweep, the first of them with cold caches
SHORT_MS = 5.0
LEAST_MS = 1e-4
SWEEPS = 9
FEWEST_SWEEPS = 2
SWEEPING_MS = 300.0  # so long the sweeps take in all, once there were the fewest
LONG_MS = 50.0  # a call that takes longer is not repeated
TOO_LONG_MS = 250.0  # nor begun where a trial lets expect more
FINE_S = 1e-6  # resolution of a clock that can time a round
Call = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Kernel:
    """Work for the compute ceiling; `make` sets it up on a device and gives what is timed."""

    name: str
    flops: int
    make: Callable[[str, torch.dtype], Call]


def gemm(side: int) -> Kernel:
    """A product of two square matrices."""

    def make(device: str, dtype: torch.dtype) -> Call:
        one, other = (torch.randn(side, side, device=device).to(dtype) for _ in range(2))
        product = torch.empty_like(one)
        return lambda: torch.mm(one, other, out=product)

    return Kernel(f"GEMM {side}", 2 * side**3, make)


def convolution(channels: int, side: int, batch: int) -> Kernel:
    """A 3×3 convolution as the stages of ResNets have it."""

    def make(device: str, dtype: torch.dtype) -> Call:
        images = torch.randn(batch, channels, side, side, device=device).to(dtype)
        weights = torch.randn(channels, channels, 3, 3, device=device).to(dtype)
        return lambda: functional.conv2d(images, weights, padding=1)

    name = f"conv 3×3, {channels} × {side} × {side}, batch {batch}"
    return Kernel(name, 2 * 9 * channels**2 * side**2 * batch, make)


TRIAL = gemm(256)
TRIALS = 5
KERNELS = (gemm(512), convolution(64, 56, 1), convolution(256, 14, 8), gemm(1024))
LARGE_KERNELS = (convolution(256, 14, 64), convolution(64, 56, 64), gemm(4096))


def measure_ceilings(device: Device, dtype: torch.dtype) -> Ceilings:
    """Measures a device for work in a number format; the number of threads is PyTorch's own.

    Bytes are bytes: what is moved is fp32 for every format, because on a CPU additions of the
    16-bit ones take longer than their bytes.
    """
    clock = probe_clock(device, torch.get_num_threads())
    with torch.inference_mode():
        kernels, sizes = kernels_for(device, dtype, clock), sizes_for(device)
        calls = [kernel.make(device.id, dtype) for kernel in kernels]
        calls += additions(sizes, device.id)
        times_ms = fastest_ms(calls, clock)
    compute, memory = times_ms[: len(kernels)], times_ms[len(kernels) :]
    return Ceilings(
        tuple((k.name, k.flops / (ms * 1e6)) for k, ms in zip(kernels, compute, strict=True)),
        tuple((size, size / (ms * 1e6)) for size, ms in zip(sizes, memory, strict=True)),
        datetime.now(UTC).isoformat(timespec="seconds"),
    )


def probe_clock(device: Device, threads: int) -> Clock:
    """A run's clock for its layers; of one thread on a CPU its own time, busy machine or not.

    That is too coarse on Windows.
    """
    clock = whole_pass_clock(device) if device.type is DeviceKind.MPS else clock_for(device)
    is_coarse = get_clock_info("thread_time").resolution > FINE_S
    if clock.cpu_ms is None or threads > 1 or is_coarse:
        return clock
    return replace(clock, wall_ms=clock.cpu_ms)


def additions(sizes: Sequence[int], device: str) -> list[Call]:
    """For each number of bytes moved, one tensor added into another as the residual sum does."""
    most = sizes[-1] // ADDED_BYTES
    into, added = (torch.zeros(most, device=device).add_(0.0) for _ in range(2))

    def addition(count: int) -> Call:
        target, source = into[:count], added[:count]
        return lambda: target.add_(source)

    return [addition(size // ADDED_BYTES) for size in sizes]


def sizes_for(device: Device) -> tuple[int, ...]:
    """The bytes moved, as far as the device's free memory allows."""
    sizes = SIZES if device.type is DeviceKind.CPU else ACCELERATOR_SIZES
    free = device.memory_bytes if device.free_bytes is None else device.free_bytes
    if free is None:
        return sizes
    return tuple(size for size in sizes if size * FREE_SHARE <= free) or sizes[:1]


def fastest_ms(calls: Sequence[Call], clock: Clock) -> list[float]:
    """The shortest time of each call, taken in turn, so that no short disturbance meets only one.

    Each runs once beforehand, which sets up its memory and loads or compiles its kernel.
    """
    for call in calls:
        call()
    best = [_round_ms(call, clock, 1) for call in calls]
    spent_ms = 0.0
    for sweep in range(SWEEPS):
        if sweep >= FEWEST_SWEEPS and spent_ms > SWEEPING_MS:
            break
        for place, call in enumerate(calls):
            if best[place] > LONG_MS:
                continue
            count = max(1, round(ROUND_MS / max(best[place], LEAST_MS)))
            for _ in range(ROUNDS if best[place] < SHORT_MS else 1):
                took_ms = _round_ms(call, clock, count)
                spent_ms += took_ms
                best[place] = min(best[place], took_ms / count)
    return best


def kernels_for(device: Device, dtype: torch.dtype, clock: Clock) -> list[Kernel]:
    """The kernels for a device, without those that a trial lets expect to take too long.

    The first is always among them.
    """
    trial = TRIAL.make(device.id, dtype)
    trial()
    least_ms = min(_round_ms(trial, clock, 1) for _ in range(TRIALS))
    most_flops = TRIAL.flops / max(least_ms, LEAST_MS) * TOO_LONG_MS
    first, *others = KERNELS if device.type is DeviceKind.CPU else KERNELS + LARGE_KERNELS
    return [first, *(kernel for kernel in others if kernel.flops <= most_flops)]


def _round_ms(call: Call, clock: Clock, count: int) -> float:
    clock.synchronize()
    start = clock.mark()
    for _ in range(count):
        call()
    end = clock.mark()
    clock.synchronize()
    return clock.wall_ms(start, end)
