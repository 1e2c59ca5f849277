"""How long a device itself works in a pass: its kernels' own time, by PyTorch's profiler."""

from collections.abc import Callable, Iterable
from typing import Any

from torch._C._autograd import DeviceType
from torch.profiler import ProfilerActivity, profile

from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device
from resnet_viz.engine.timing.clocks import Clock

ACTIVITIES = {
    DeviceKind.CUDA: ProfilerActivity.CUDA,
    DeviceKind.XPU: ProfilerActivity.XPU,
}


def kernel_ms(run: Callable[[], None], device: Device, clock: Clock) -> float | None:
    """The milliseconds of one pass in which the device works; None where nothing reports them.

    Not run on XPU yet. A pass that takes longer is launch-bound: the device waits.
    """
    activity = ACTIVITIES.get(device.type)
    if activity is None:
        return None
    clock.synchronize()
    with profile(activities=[activity]) as profiled:
        run()
        clock.synchronize()
    return sum_ms(profiled.key_averages())


def sum_ms(events: Iterable[Any]) -> float | None:
    """The kernels' own time of a profile; None where it has none of them."""
    kernels = [event for event in events if event.device_type != DeviceType.CPU]
    own_us = [kernel.self_device_time_total for kernel in kernels]
    return sum(own_us) / 1e3 if own_us else None
