"""A timed run of real models: what is alternated, what a slow layer shows, what is restored."""

import gc
from collections.abc import Callable
from dataclasses import replace
from math import inf
from statistics import median
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.progress import ignore_progress
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import network_of
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device, TimingReport
from resnet_viz.core.timing.note import Note, NoteKind
from resnet_viz.core.timing.options import Precision, TimingOptions
from resnet_viz.engine.devices import device_named, devices
from resnet_viz.engine.model.build import build
from resnet_viz.engine.timing import passes, reporting, timing
from resnet_viz.engine.timing.clocks import CPU_CLOCK
from resnet_viz.engine.timing.hooks import Watch
from resnet_viz.engine.timing.isolation import isolated_times
from resnet_viz.engine.timing.passes import Bench, take_samples
from resnet_viz.engine.timing.prepare import prepare
from resnet_viz.engine.timing.sampling import LONG, USUAL, Limits, is_enough, rest_s
from resnet_viz.engine.timing.switches import threads_fixed
from resnet_viz.engine.timing.timing import time_network
from tests.engine.timing.fake_time import FakeTime

SMALL = parse("resnet,stages=1-1,input=32,classes=10")


def bench_for(model: nn.Module, watch: Watch | None) -> Bench:
    """Five pairs of plain forward passes of a small model."""
    image = torch.zeros(1, *SMALL.image)

    def run() -> None:
        with torch.inference_mode():
            model(image)

    return Bench(run, CPU_CLOCK, watch, CPU_CLOCK, Limits(5, 5, inf))


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few passes: these tests ask what is done, not how precise it is."""
    monkeypatch.setattr(timing, "USUAL", Limits(5, 5, inf))
    monkeypatch.setattr(passes, "MOST_WARMUP", 3)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> FakeTime:
    """In the real clocks' place; the ceilings, which need those, have their own tests."""
    made = FakeTime(mark_ms=0.001)
    monkeypatch.setattr(timing, "clock_for", lambda *_: made.clock())
    monkeypatch.setattr(timing, "whole_pass_clock", lambda _: made.clock())
    monkeypatch.setattr(reporting, "under_ceilings", lambda report, *_: report)
    return made


def test_a_layer_that_is_slow_is_found_and_its_time_is_right(
    brief: None, time: FakeTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    took_ms: list[float] = []

    def slow_forward(forward: Callable[[Tensor], Tensor]) -> Callable[[Tensor], Tensor]:
        def wait_and_forward(image: Tensor) -> Tensor:
            took_ms.append(30.0 + len(took_ms) % 4)  # never the same, hooked or plain
            time.now_ms += took_ms[-1]
            return forward(image)

        return wait_and_forward

    def build_with_a_slow_layer(*given: Any) -> nn.Module:
        model = build(*given)
        layer = model.get_submodule("layer2.0.bn2")
        layer.forward = slow_forward(layer.forward)
        return model

    monkeypatch.setattr("resnet_viz.engine.model.build.build", build_with_a_slow_layer)
    report = time_network(network_of(SMALL), TimingOptions(), ignore_progress)
    slowest = max(report.layers, key=lambda layer: layer.median_ms)
    assert slowest.path == "layer2.0.bn2"
    unscaled = slowest.median_ms / report.trust.scale_factor
    first = report.warmup_runs + 2  # one hooked pass warms up, then plain and hooked ones alternate
    hooked_ms = took_ms[first : first + 2 * report.runs : 2]
    assert len(hooked_ms) == report.runs
    assert unscaled == pytest.approx(median(hooked_ms) + time.mark_ms)


def test_the_report_is_whole_and_its_parts_fit(brief: None, time: FakeTime) -> None:
    report = time_network(network_of(SMALL), TimingOptions(batch=2, threads=1), ignore_progress)
    assert [layer.path for layer in report.layers] == [
        c.path for c in report_of(network_of(SMALL)).layers
    ]
    assert report.runs == 5
    assert report.threads == 1
    assert report.torch == torch.__version__
    assert report.images_per_s == pytest.approx(2000 / report.whole_ms.median)
    layers = sum(layer.median_ms for layer in report.layers)
    assert report.layer_sum_ms == pytest.approx(layers + report.glue_ms)
    marks = 2 * (len(report.layers) + len(report.glue))
    assert report.closure == pytest.approx((marks - 1) / (marks + 1))
    assert report.whole_ms.min <= report.whole_ms.p25 <= report.whole_ms.median


def test_plain_and_hooked_passes_alternate(brief: None) -> None:
    order: list[str] = []
    model = build(SMALL).eval()

    class NotingWatch(Watch):
        def attached(self) -> Any:
            order.append("hooked")
            return super().attached()

    def note(*_: Any) -> None:
        order.append("pass")

    bench = bench_for(model, NotingWatch(model, CPU_CLOCK))
    model.register_forward_pre_hook(note)
    samples = take_samples(bench, ignore_progress)
    pair = ["pass", "hooked", "pass"]
    assert order == ["pass"] * samples.warmup_runs + ["hooked", "pass"] + pair * 5
    assert len(samples.plain_wall) == len(samples.hooked_wall) == len(samples.page_faults) == 5


def test_sampling_ends_when_steady_or_when_time_is_over() -> None:
    assert not is_enough([10.0] * 14, 1.0, USUAL)
    assert is_enough([10.0] * 15, 1.0, USUAL)
    unsteady = [10.0, 12.0] * 10
    assert not is_enough(unsteady, 1.0, USUAL)
    assert is_enough(unsteady, USUAL.sampling_s + 1, USUAL)
    assert is_enough([10.0, 12.0] * 30, 1.0, USUAL)
    assert not is_enough([9e3] * 2, 20.0, USUAL)
    assert not is_enough([10.0] * 63, 1.0, LONG)
    assert is_enough([10.0] * 64, 1.0, LONG)


def test_the_rest_of_a_run_is_told_from_the_pairs_so_far() -> None:
    assert rest_s(0, 0.5, USUAL) is None
    assert rest_s(10, 1.0, USUAL) == pytest.approx(5.0)  # fifty more of a tenth of a second
    assert rest_s(10, 4.0, USUAL) == pytest.approx(4.0)  # no longer than 8 s in all
    assert rest_s(4, 9.0, USUAL) == 0.0


def test_garbage_is_collected_before_and_not_while_sampling(brief: None) -> None:
    model = build(SMALL).eval()
    states: list[bool] = []
    bench = bench_for(model, None)
    model.register_forward_pre_hook(lambda *_: states.append(gc.isenabled()))
    samples = take_samples(bench, ignore_progress)
    assert states == [True] * samples.warmup_runs + [False] * 5
    assert gc.isenabled()


def test_no_gradients_are_kept_and_batch_norm_uses_its_statistics(brief: None) -> None:
    seen: list[tuple[bool, bool]] = []

    def note(module: nn.Module, _: Any) -> None:
        seen.append((torch.is_inference_mode_enabled(), module.training))

    def build_noting(*given: Any) -> nn.Module:
        model = build(*given)
        model.register_forward_pre_hook(note)
        return model

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("resnet_viz.engine.model.build.build", build_noting)
        time_network(network_of(SMALL), TimingOptions(), ignore_progress)
    assert set(seen) == {(True, False)}


def test_threads_are_set_and_set_back() -> None:
    before = torch.get_num_threads()
    with threads_fixed(1) as count:
        assert count == torch.get_num_threads() == 1
    assert torch.get_num_threads() == before
    with threads_fixed(0) as count:
        assert count == before


def test_bf16_is_computed_in_bf16(brief: None, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds: set[torch.dtype] = set()

    def build_noting(*given: Any) -> nn.Module:
        model = build(*given)
        model.register_forward_hook(lambda *told: kinds.add(told[2].dtype))
        return model

    monkeypatch.setattr("resnet_viz.engine.model.build.build", build_noting)
    report = time_network(
        network_of(SMALL), TimingOptions(precision=Precision.BF16), ignore_progress
    )
    assert kinds == {torch.bfloat16}
    assert report.precision is Precision.BF16


def test_progress_is_told_from_building_to_the_last_passes(brief: None) -> None:
    told: list[str] = []
    time_network(network_of(SMALL), TimingOptions(), lambda step: told.append(step.doing))
    assert told[0] == "building the model"
    assert told.index("warm-up pass") < told.index("pass")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"batch": 0}, "batch=0"),
        ({"batch": 10**9}, "65536"),
        ({"threads": -1}, "threads=-1"),
        ({"device": "cuda:9"}, "cuda:9"),
    ],
)
def test_illegal_options_are_refused(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(UserError, match=words):
        time_network(network_of(SMALL), replace(TimingOptions(), **changed), ignore_progress)


def test_a_precision_that_the_device_lacks_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    old = Device("cpu", DeviceKind.CPU, "an old one", precisions=(Precision.FP32,))
    monkeypatch.setattr(timing, "device_named", lambda name: old)
    with pytest.raises(UserError, match=r"an old one has no bf16\. It has fp32"):
        time_network(network_of(SMALL), TimingOptions(precision=Precision.BF16), ignore_progress)


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB"),
        RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried"),
    ],
)
def test_lack_of_memory_is_a_sentence_and_any_other_error_a_bug(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise error

    monkeypatch.setattr(timing, "take_samples", fail)
    with pytest.raises(UserError, match=r"batch 3 of 3 × 32 × 32 images does not fit"):
        time_network(network_of(SMALL), TimingOptions(batch=3), ignore_progress)
    error = RuntimeError("shapes do not match")
    with pytest.raises(RuntimeError, match="shapes do not match"):
        time_network(network_of(SMALL), TimingOptions(), ignore_progress)


def test_the_same_text_gives_the_same_weights_each_time(brief: None) -> None:
    sums: list[float] = []

    def build_noting(*given: Any) -> nn.Module:
        model = build(*given)
        sums.append(sum(parameter.sum().item() for parameter in model.parameters()))
        return model

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("resnet_viz.engine.model.build.build", build_noting)
        for _ in range(2):
            time_network(network_of(SMALL), TimingOptions(), ignore_progress)
    assert sums[0] == sums[1]


def test_the_cpu_is_always_the_first_device() -> None:
    cpu = devices()[0]
    assert (cpu.id, cpu.type) == ("cpu", "cpu")
    assert cpu.name
    assert cpu.memory_bytes is None or cpu.memory_bytes > 2**28
    assert device_named("cpu") == cpu
    with pytest.raises(UserError, match="can use cpu"):
        device_named("tpu")


def test_accelerators_are_listed_by_name_and_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    class Properties:
        name = "An accelerator"
        total_memory = 2**34

    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda place: (5 * 2**30, 8 * 2**30))
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda: False)
    monkeypatch.setattr(torch.cuda, "get_device_properties", lambda place: Properties())
    assert [device.id for device in devices()] == ["cpu", "cuda:0", "cuda:1"]
    second = device_named("cuda:1")
    assert (second.name, second.memory_bytes) == ("An accelerator", 2**34)
    assert second.precisions == (Precision.FP32, Precision.FP16)
    assert device_named("cuda").id == "cuda:0"


@pytest.mark.parametrize("has_bf16", [False, True])
def test_a_mac_has_bf16_from_macos_14_on(has_bf16: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    mps = torch.backends.mps
    monkeypatch.setattr(mps, "is_available", lambda: True)
    monkeypatch.setattr(mps, "is_macos_or_newer", lambda *least: has_bf16 and least == (14, 0))
    monkeypatch.setattr(torch.mps, "recommended_max_memory", lambda: 2**33)
    mac = device_named("mps")
    assert mac.memory_bytes == 2**33
    assert (Precision.BF16 in mac.precisions) is has_bf16
    assert Precision.FP16 in mac.precisions


def test_isolated_layers_are_timed_on_their_own_inputs() -> None:
    prepared = prepare(network_of(SMALL), device_named("cpu"), TimingOptions())
    model = prepared.model
    times = isolated_times(prepared, CPU_CLOCK)
    paths = [path for path, _ in model.named_modules()]
    leaves = {path for path, module in model.named_modules() if not [*module.children()]}
    for series in times:
        assert {path for path, time in zip(paths, series.self_ms, strict=True) if time} == leaves
        assert series.whole_ms == pytest.approx(sum(series.self_ms))
    assert all(not module._forward_pre_hooks for module in model.modules())


def test_a_device_without_events_gets_estimates(
    brief: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench_of = timing.bench_of

    def without_watch(*given: Any) -> Bench:
        return replace(bench_of(*given), watch=None)

    monkeypatch.setattr(timing, "bench_of", without_watch)
    report: TimingReport = time_network(network_of(SMALL), TimingOptions(), ignore_progress)
    assert Note(NoteKind.ISOLATED) in report.trust.doubts
    assert all(layer.median_ms > 0 for layer in report.layers)
