"""Self times by hooks, checked against modules that know how long they took."""

from collections.abc import Callable
from time import perf_counter

import pytest
import torch
from torch import Tensor, nn

from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device
from resnet_viz.engine.model.build import build
from resnet_viz.engine.timing.clocks import CPU_CLOCK, clock_for, whole_pass_clock
from resnet_viz.engine.timing.hooks import Watch, self_times
from tests.engine.timing.fake_time import FakeTime


class Slow(nn.Module):
    """Takes a known time."""

    def __init__(self, take_time: Callable[[], None], inside: nn.Module | None = None) -> None:
        super().__init__()
        self.take_time = take_time
        self.inside = inside

    def forward(self, image: Tensor) -> Tensor:
        self.take_time()
        return image if self.inside is None else self.inside(image)


def test_each_module_gets_its_own_time_and_not_its_childrens() -> None:
    time = FakeTime()
    outer = Slow(time.takes(8.0), inside=Slow(time.takes(20.0)))
    model = nn.Sequential(Slow(time.takes(5.0)), outer)
    clock = time.clock()
    watch = Watch(model, clock)
    with watch.attached():
        model(torch.zeros(1))
    found = dict(zip(watch.paths, watch.times(clock.wall_ms, 0.0).self_ms, strict=True))
    assert found == {"": 0.0, "0": 5.0, "1": 8.0, "1.inside": 20.0}


def test_the_self_times_sum_to_the_whole() -> None:
    watch = Watch(model := build(parse("resnet,stages=1-1,input=32")).eval(), CPU_CLOCK)
    with watch.attached(), torch.inference_mode():
        model(torch.zeros(1, 3, 32, 32))
    begins, ends = watch._begins, watch._ends
    whole = CPU_CLOCK.wall_ms(begins[0], ends[0])
    times = watch.times(CPU_CLOCK.wall_ms, whole)
    assert sum(times.self_ms) == pytest.approx(whole)
    assert all(time >= 0 for time in times.self_ms)
    assert times.backward_ms == ()


def test_no_hook_is_left_behind() -> None:
    model = build(parse("resnet,stages=1,input=32"))
    watch = Watch(model, CPU_CLOCK)
    with pytest.raises(RuntimeError), watch.attached():
        model(torch.zeros(1, 5, 32, 32))
    for module in model.modules():
        assert not module._forward_hooks
        assert not module._forward_pre_hooks


def test_self_times_by_hand() -> None:
    assert self_times([10.0, 3.0, 4.0, 1.0], [(1, 2), (3,), (), ()]) == (3.0, 2.0, 4.0, 1.0)


class Event:
    """Stands in for an accelerator's event: the time of a record is its number."""

    recorded = 0

    def __init__(self, *, enable_timing: bool) -> None:
        assert enable_timing
        self.time_ms = -1.0

    def record(self) -> None:
        Event.recorded += 1
        self.time_ms = float(Event.recorded)

    def elapsed_time(self, end: "Event") -> float:
        return end.time_ms - self.time_ms


@pytest.mark.parametrize("kind", [DeviceKind.CUDA, DeviceKind.XPU])
def test_an_accelerator_records_events_and_waits_once(
    kind: DeviceKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[str] = []
    place = getattr(torch, kind)
    monkeypatch.setattr(place, "Event", Event)
    monkeypatch.setattr(place, "synchronize", waited.append)
    device = Device(f"{kind}:0", kind, "an accelerator")
    clock = clock_for(device)
    start, _, end = clock.mark(), clock.mark(), clock.mark()
    assert waited == []
    clock.synchronize()
    assert waited == [f"{kind}:0"]
    assert clock.wall_ms(start, end) == 2.0
    assert clock.cpu_ms is None
    whole = whole_pass_clock(device)
    whole.synchronize()
    assert len(waited) == 2
    assert whole.wall_ms(whole.mark(), whole.mark()) >= 0


def test_the_cpu_has_two_clocks() -> None:
    device = Device("cpu", DeviceKind.CPU, "a processor")
    assert clock_for(device) is whole_pass_clock(device) is CPU_CLOCK
    assert CPU_CLOCK.cpu_ms is not None
    earliest = perf_counter()
    start = CPU_CLOCK.mark()
    first = perf_counter()
    while perf_counter() - first < 0.01:
        pass
    last = perf_counter()
    end = CPU_CLOCK.mark()
    latest = perf_counter()
    wall, cpu = CPU_CLOCK.wall_ms(start, end), CPU_CLOCK.cpu_ms(start, end)
    assert (last - first) * 1e3 <= wall <= (latest - earliest) * 1e3
    assert 0.0 < cpu <= wall * 1.01
