"""The what-if options on real models: the same answers by another way, and what is refused."""

from dataclasses import replace
from math import inf

import pytest
import torch
from torch import nn

from resnet_viz.core.cost.cost import costs_of
from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.fuse import folded_norms, fused
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import ignore_progress
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import graph_of, network_of
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.group_times import time_groups
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.needed_memory import fitting_batch, needed_bytes
from resnet_viz.core.timing.option_rules import check_options
from resnet_viz.core.timing.options import Precision, TimingOptions
from resnet_viz.core.timing.what_if import Casting, WhatIf
from resnet_viz.engine.devices import device_named, devices, driver_of
from resnet_viz.engine.model.build import build
from resnet_viz.engine.model.fusion import fold_norms
from resnet_viz.engine.timing import timing
from resnet_viz.engine.timing.clocks import CPU_CLOCK
from resnet_viz.engine.timing.hooks import Watch
from resnet_viz.engine.timing.prepare import Prepared, prepare
from resnet_viz.engine.timing.sampling import Limits
from resnet_viz.engine.timing.switches import cuda_switches, switches_set
from resnet_viz.engine.timing.timing import time_network
from tests.deep import mostly_deep
from tests.engine.timing.fake_time import FakeTime

FOLDED = ("resnet50", "preact18", "resnet20,shortcut=B,se=4", "resnet18,stem=deep")
SMALL = parse("resnet,stages=1-1,block=bottleneck,input=32,classes=10")
CPU = devices()[0]
PLAIN_OPTIONS = TimingOptions(batch=2, threads=1)
TRAINING = replace(PLAIN_OPTIONS, what_if=WhatIf(is_training=True))


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "USUAL", Limits(5, 5, inf))


def output_of(prepared: Prepared) -> torch.Tensor:
    with prepared.context():
        output = prepared.model(*prepared.inputs)
        assert isinstance(output, torch.Tensor)
        return output.float()


@pytest.mark.parametrize("arch", mostly_deep(FOLDED, ["resnet20,shortcut=B,se=4"]))
def test_a_folded_network_answers_as_the_network_does(arch: str) -> None:
    spec = parse(arch)
    torch.manual_seed(1)
    model = build(spec).double()
    image = torch.randn(2, *spec.image, dtype=torch.float64)
    model(image)  # so that the running statistics are not those of the start
    model.eval()
    with torch.inference_mode():
        expected = model(image)
        fold_norms(model, folded_norms(graph_of(spec)))
        found = model(image)
    torch.testing.assert_close(found, expected, rtol=1e-9, atol=1e-9)


def test_a_folded_network_has_the_parameters_that_the_arithmetic_says() -> None:
    model = build(SMALL).eval()
    graph = graph_of(SMALL)
    fold_norms(model, folded_norms(graph))
    for cost in costs_of(fused(graph)):
        module = model.get_submodule(cost.path)
        assert sum(parameter.numel() for parameter in module.parameters()) == cost.params


@pytest.mark.parametrize(
    "what_if",
    [
        WhatIf(is_channels_last=True),
        WhatIf(is_fused=True),
        WhatIf(is_channels_last=True, is_fused=True),
    ],
)
def test_options_change_the_way_and_not_the_answer(what_if: WhatIf) -> None:
    plain = output_of(prepare(network_of(SMALL), CPU, PLAIN_OPTIONS))
    other = output_of(prepare(network_of(SMALL), CPU, replace(PLAIN_OPTIONS, what_if=what_if)))
    torch.testing.assert_close(other, plain, rtol=1e-4, atol=1e-4)


def test_channels_last_lies_so_in_memory() -> None:
    prepared = prepare(
        network_of(SMALL), CPU, replace(PLAIN_OPTIONS, what_if=WhatIf(is_channels_last=True))
    )
    assert prepared.inputs[0].is_contiguous(memory_format=torch.channels_last)
    kernel = prepared.model.get_submodule("layer1.0.conv2").weight
    assert isinstance(kernel, torch.Tensor)
    assert kernel.is_contiguous(memory_format=torch.channels_last)


@pytest.mark.parametrize("precision", [Precision.BF16, Precision.FP16])
@pytest.mark.parametrize("casting", list(Casting))
def test_lower_precision_comes_by_a_cast_or_operation_by_operation(
    precision: Precision, casting: Casting
) -> None:
    options = replace(PLAIN_OPTIONS, precision=precision, what_if=WhatIf(casting=casting))
    prepared = prepare(network_of(SMALL), CPU, options)
    kinds: list[torch.dtype] = []
    conv = prepared.model.get_submodule("layer1.0.conv2")
    conv.register_forward_hook(lambda *told: kinds.append(told[2].dtype))
    prepared.run()
    wanted = torch.bfloat16 if precision is Precision.BF16 else torch.float16
    assert kinds == [wanted]
    is_cast = casting is Casting.CAST
    assert conv.weight.dtype == (wanted if is_cast else torch.float32)


def test_the_rows_of_a_folded_run_are_those_of_what_ran(brief: None) -> None:
    report = time_network(
        network_of(SMALL), replace(PLAIN_OPTIONS, what_if=WhatIf(is_fused=True)), ignore_progress
    )
    ran = [node.path for node in fused(graph_of(SMALL)).nodes]
    assert [layer.path for layer in report.layers] == ran
    assert report.what_if.is_fused
    assert report.peak_bytes.predicted == report.peak_bytes.measured


def test_training_leaves_the_gradients_that_pytorch_gives() -> None:
    prepared = prepare(network_of(SMALL), CPU, TRAINING)
    twin = prepare(network_of(SMALL), CPU, TRAINING)
    watch = Watch(prepared.model, CPU_CLOCK, has_backward=True)
    with watch.attached():
        prepared.run()
    labels = torch.arange(2) % SMALL.classes
    nn.functional.cross_entropy(twin.model(twin.inputs[0]), labels).backward()  # type: ignore[no-untyped-call]
    for (name, ours), theirs in zip(
        prepared.model.named_parameters(), twin.model.parameters(), strict=True
    ):
        assert ours.grad is not None, name
        torch.testing.assert_close(ours.grad, theirs.grad)


def test_every_layer_has_a_backward_time(brief: None) -> None:
    report = time_network(network_of(SMALL), TRAINING, ignore_progress)
    graph = graph_of(SMALL)
    assert [layer.path for layer in report.layers] == [node.path for node in graph.nodes]
    for layer in report.layers:
        assert layer.backward_ms is not None
        assert 0 < layer.backward_ms < layer.median_ms, layer.path
        assert layer.bound is None
    assert report.peak_bytes.predicted is None
    assert report.peak_bytes.measured is not None


def test_a_network_without_a_last_layer_trains_on_its_features(brief: None) -> None:
    headless = network_of(replace(SMALL, classes=0))
    for options in (TRAINING, PLAIN_OPTIONS):
        report = time_network(headless, options, ignore_progress)
        assert [layer.path for layer in report.layers][-2:] == ["avgpool", "flatten"]
        assert all(layer.median_ms >= 0 for layer in report.layers)


def test_the_times_of_both_ways_lie_within_the_pass() -> None:
    prepared = prepare(network_of(SMALL), CPU, TRAINING)
    watch = Watch(prepared.model, CPU_CLOCK, has_backward=True)
    with watch.attached():
        start = CPU_CLOCK.mark()
        prepared.run()
        whole_ms = CPU_CLOCK.wall_ms(start, CPU_CLOCK.mark())
    times = watch.times(CPU_CLOCK.wall_ms, whole_ms)
    assert all(
        0 <= back <= both for back, both in zip(times.backward_ms, times.self_ms, strict=True)
    )
    assert 0 < sum(times.self_ms) < whole_ms


def test_a_slow_backward_pass_is_found_where_it_is() -> None:
    time = FakeTime(mark_ms=0.001)

    class Waiting(torch.autograd.Function):
        @staticmethod
        def forward(ctx: object, x: torch.Tensor) -> torch.Tensor:
            return x.clone()

        @staticmethod
        def backward(ctx: object, *gradients: torch.Tensor) -> torch.Tensor:
            time.now_ms += 20.0
            return gradients[0]

    class Wait(nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return Waiting.apply(x)  # type: ignore[no-any-return, no-untyped-call]

    clock = time.clock()
    model = nn.Sequential(nn.Linear(4, 4), Wait(), nn.ReLU(inplace=True))
    watch = Watch(model, clock, has_backward=True)
    with watch.attached():
        model(torch.randn(2, 4)).sum().backward()
    times = watch.times(clock.wall_ms, 0.0)
    found = dict(zip(watch.paths, times.backward_ms, strict=True))
    assert found["1"] == pytest.approx(20.001)
    assert found[""] == 0.0
    assert 0 < found["0"] < 1
    assert 0 < found["2"] < 1


def test_a_pass_that_was_not_run_back_has_no_backward_times_of_the_one_before() -> None:
    model = nn.Sequential(nn.Linear(4, 4))
    watch = Watch(model, CPU_CLOCK, has_backward=True)
    with watch.attached():
        model(torch.randn(2, 4)).sum().backward()
    with watch.attached():
        model(torch.randn(2, 4))
    assert watch.times(CPU_CLOCK.wall_ms, 0.0).backward_ms == (0.0, 0.0)


@pytest.mark.parametrize(
    ("what_if", "kind", "words"),
    [
        (WhatIf(is_fused=True, is_training=True), DeviceKind.CPU, "Choose training or fused"),
        (WhatIf(is_tf32=True), DeviceKind.CPU, "need CUDA"),
        (WhatIf(is_autotuned=True), DeviceKind.XPU, "need CUDA"),
        (WhatIf(is_training=True), DeviceKind.MPS, "backward pass"),
    ],
)
def test_options_that_cannot_be_are_refused(what_if: WhatIf, kind: DeviceKind, words: str) -> None:
    with pytest.raises(UserError, match=words):
        check_options(TimingOptions(what_if=what_if), Device(kind, kind, "a device"))


def test_cuda_has_all_options() -> None:
    what_if = WhatIf(is_autotuned=True, is_tf32=True, is_training=True, is_channels_last=True)
    check_options(TimingOptions(what_if=what_if), Device("cuda:0", DeviceKind.CUDA, "a device"))


def test_switches_are_set_while_a_run_lasts_and_put_back() -> None:
    def switches() -> tuple[object, ...]:
        backends = torch.backends
        conv = backends.cudnn.conv  # type: ignore[attr-defined]
        product = backends.cuda.matmul
        return conv.fp32_precision, product.fp32_precision, backends.cudnn.benchmark

    before = switches()
    with cuda_switches(is_autotuned=True, is_tf32=True):
        assert switches() == ("tf32", "tf32", True)
    with cuda_switches(is_autotuned=False, is_tf32=False):
        assert switches() == ("ieee", "ieee", False)
    assert switches() == before
    with switches_set(TimingOptions(threads=1)) as threads:
        assert threads == torch.get_num_threads() == 1
        assert switches() == before


def test_training_needs_more_memory_and_fewer_images_fit() -> None:
    spec, free = parse("resnet50"), 2 * 2**30
    training = TimingOptions(what_if=WhatIf(is_training=True))
    fitting = fitting_batch(network_of(spec), training, free)
    assert 0 < fitting < fitting_batch(network_of(spec), TimingOptions(), free)
    assert needed_bytes(network_of(spec), replace(training, batch=fitting)) <= free
    assert needed_bytes(network_of(spec), replace(training, batch=fitting + 1)) > free
    assert fitting_batch(network_of(spec), training, 2**20) == 0


def test_a_run_says_where_and_on_what_it_was(brief: None) -> None:
    report = time_network(network_of(SMALL), PLAIN_OPTIONS, ignore_progress)
    assert report.image == (3, 32, 32)
    assert "Python" in report.system
    assert report.driver == driver_of(device_named("cpu")) != ""
    assert report.started_at


def test_an_accelerator_that_fails_is_a_sentence_and_a_cpu_that_fails_a_bug(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> Prepared:
        raise torch.AcceleratorError("CUDA error: device unavailable\nCompile with …")

    gone = Device("cuda:0", DeviceKind.CUDA, "A card")
    monkeypatch.setattr(timing, "device_named", lambda name: gone)
    with pytest.raises(UserError, match=r"A card \(cuda:0\) failed .*device unavailable. See"):
        time_network(network_of(SMALL), TimingOptions("cuda:0"), ignore_progress, fail)
    monkeypatch.setattr(timing, "device_named", lambda name: CPU)
    with pytest.raises(RuntimeError, match="device unavailable"):
        time_network(network_of(SMALL), TimingOptions(), ignore_progress, fail)


@pytest.mark.parametrize("options", [PLAIN_OPTIONS, TRAINING])
@pytest.mark.parametrize("grouping", list(Grouping))
def test_layers_blocks_and_stages_sum_to_the_same_run(
    options: TimingOptions, grouping: Grouping, brief: None
) -> None:
    report = time_network(network_of(SMALL), options, ignore_progress)
    found = time_groups(report, network_named(report.arch).graph, grouping)
    total = sum(group.time_ms for group in found.groups) + found.between_ms
    assert total == pytest.approx(report.layer_sum_ms)
    layers = sum(layer.median_ms for layer in report.layers)
    assert report.layer_sum_ms == pytest.approx(layers + report.glue_ms)
    assert report.glue_ms == pytest.approx(sum(time_ms for _, time_ms in report.glue))
    assert {path for path, _ in report.glue} >= {"", "layer1", "layer1.0", "layer2.0"}
