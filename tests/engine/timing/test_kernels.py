"""A device's own work in a pass, from the events of a profile."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
import torch
from torch._C._autograd import DeviceType

from resnet_viz.core.clock_kind import ClockKind
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device, Trust
from resnet_viz.engine.timing import kernels
from resnet_viz.engine.timing.clocks import CPU_CLOCK
from resnet_viz.engine.timing.kernels import kernel_ms, sum_ms


@dataclass
class Event:
    """A row of a profile."""

    device_type: DeviceType
    self_device_time_total: float


def test_kernels_count_and_calls_do_not() -> None:
    events = [
        Event(DeviceType.CUDA, 1500.0),
        Event(DeviceType.CUDA, 500.0),
        Event(DeviceType.CPU, 9e6),
    ]
    assert sum_ms(events) == 2.0
    assert sum_ms(events[2:]) is None
    assert sum_ms([]) is None


def test_a_real_profile_without_kernels_says_so() -> None:
    with torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CPU]) as profiled:
        torch.ones(3).relu()
    assert sum_ms(profiled.key_averages()) is None


def test_a_cpu_is_not_asked_and_an_accelerator_is_once(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []

    class Profiled:
        def __init__(self, activities: list[object]) -> None:
            assert activities == [torch.profiler.ProfilerActivity.CUDA]

        def __enter__(self) -> SimpleNamespace:
            return SimpleNamespace(key_averages=lambda: [Event(DeviceType.CUDA, 700.0)])

        def __exit__(self, *_: object) -> None:
            assert runs == ["pass"]

    monkeypatch.setattr(kernels, "profile", Profiled)
    cpu, cuda = (
        Device("cpu", DeviceKind.CPU, "a processor"),
        Device("cuda:0", DeviceKind.CUDA, "a card"),
    )
    assert kernel_ms(lambda: runs.append("pass"), cpu, CPU_CLOCK) is None
    assert runs == []
    assert kernel_ms(lambda: runs.append("pass"), cuda, CPU_CLOCK) == 0.7


@pytest.mark.parametrize(("share", "is_bound"), [(None, False), (0.79, True), (0.8, False)])
def test_a_device_that_works_less_than_four_fifths_of_a_pass_waits(
    share: float | None, is_bound: bool
) -> None:
    trust = Trust(True, None, 0.0, 1.0, 1.0, ClockKind.WALL, kernel_share=share)
    assert trust.is_launch_bound is is_bound
