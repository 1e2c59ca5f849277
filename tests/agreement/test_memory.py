"""Memory by arithmetic against what PyTorch's allocator and autograd count themselves."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn
from torch.autograd import profiler

from resnet_viz.core.cost.memory import InferenceMemory, inference_memory, inference_timeline
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.cost.training import training_memory
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.layer import Conv2d
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import graph_of, network_of
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.engine.model.build import build
from resnet_viz.engine.timing.memory import (
    measured_peak_bytes,
    resident_bytes,
)
from tests.deep import mostly_deep
from tests.engine.timing.held_for_backward import held_for_backward_bytes
from tests.samples.legal_specs import SMALL_SPECS

CPU = torch.backends.cpu.get_cpu_capability()
# What oneDNN allocates aside depends on which kernels it has for a processor; docs/memory.md was
# measured on these two kinds, and the prediction says so.
MEASURED = CPU in ("AVX2", "AVX512")
knows_the_kernels = pytest.mark.skipif(not MEASURED, reason="oneDNN has other kernels on this CPU")
knows_bf16 = pytest.mark.skipif(CPU != "AVX512", reason="oneDNN computes in bf16 from AVX-512 on")

WHOLE = ("resnet18", "resnet50", "resnet152", "resnet56")
VARIANTS = (
    "preact50,input=64",
    "plain34,input=64",
    "resnet50,se=16,input=64",
    "resnet50,stem=deep,downsample=avg,input=64",
    "resnet20",
    "resnet50,shortcut=A,input=64",
    "resnet50,shortcut=C,input=65",
    "resnext50_32x4d,input=64",
    "resnet50,groups=8,group_width=3,stages=2-2,input=64",
    "resnet50,groups=64,group_width=1,stages=2-2,input=64",
    "resnet50,width=20,group_width=70,stages=2-2,input=65x51",
    "preact164,stages=2-2,downsample=avg,se=5",
    "preact110,stages=2-2",
    "plain20,block=bottleneck,stages=2-2,se=4",
    "preact110,stages=2-2,shortcut=none",
)
PASS_TOLERANCE = 1e-4
SMALL_CHANGE_BYTES = 512  # oneDNN fills up biases too
MEAN_BYTES = 12  # the mean of each channel takes so many more for itself


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """PyTorch takes other kernels on several, and more scratch with each."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def is_light(spec: ResNetSpec) -> bool:
    """Quick to run; sides of eight and more, below which oneDNN's choice of kernels differs."""
    totals = report_of(network_of(spec)).totals
    return min(spec.image[1:]) >= 8 and totals.params < 2e6 and totals.macs < 5e8


def image_for(spec: ResNetSpec, batch: int) -> Tensor:
    return torch.randn(batch, *spec.image)


def assert_peaks_agree(found: InferenceMemory, model: nn.Module, image: Tensor) -> None:
    """Weights and images to the byte; what the pass itself allocates to a ten thousandth."""
    resident = resident_bytes(model, [image])
    assert found.weights_bytes + found.input_bytes == resident
    measured = measured_peak_bytes(model, [image])
    assert measured is not None
    expected = pytest.approx(measured - resident, rel=PASS_TOLERANCE, abs=SMALL_CHANGE_BYTES)
    assert found.pass_bytes == expected


@knows_the_kernels
@pytest.mark.parametrize("arch", mostly_deep(WHOLE, ["resnet18"]))
def test_the_peak_of_whole_networks_is_the_allocators(arch: str) -> None:
    spec = parse(arch)
    model = build(spec).eval()
    for batch in (1, 2, 8):
        found = inference_memory(graph_of(spec), batch, threads=1)
        assert_peaks_agree(found, model, image_for(spec, batch))


@knows_the_kernels
@pytest.mark.parametrize("arch", VARIANTS)
@pytest.mark.parametrize("batch", mostly_deep([1, 2, 17], [2]))
def test_the_peak_of_every_kind_of_network_is_the_allocators(arch: str, batch: int) -> None:
    spec = parse(arch)
    found = inference_memory(graph_of(spec), batch, threads=1)
    assert_peaks_agree(found, build(spec).eval(), image_for(spec, batch))


@knows_the_kernels
@pytest.mark.parametrize("arch", ["resnet50,stages=1-1,input=64", "resnext50_32x4d,stages=1-1"])
@pytest.mark.parametrize("batch", [1, 2])
def test_several_threads_take_what_the_arithmetic_says(arch: str, batch: int) -> None:
    spec = parse(arch)
    torch.set_num_threads(2)
    try:
        found = inference_memory(graph_of(spec), batch, threads=2)
        assert_peaks_agree(found, build(spec).eval(), image_for(spec, batch))
    finally:
        torch.set_num_threads(1)


@knows_bf16
@pytest.mark.parametrize("arch", ["resnet18", "resnet50,input=64", "preact110,stages=2-2,se=4"])
@pytest.mark.parametrize("batch", [1, 2])
def test_at_bf16_the_peak_is_the_allocators(arch: str, batch: int) -> None:
    spec = parse(arch)
    found = inference_memory(graph_of(spec), batch, bytes_per_element=2, threads=1)
    model = build(spec).eval().bfloat16()
    assert_peaks_agree(found, model, image_for(spec, batch).bfloat16())


@knows_the_kernels
@pytest.mark.parametrize("arch", ["resnet50", *VARIANTS])
def test_every_layer_takes_what_the_allocator_counts_while_it_runs(arch: str) -> None:
    spec = parse(arch)
    measured = measured_moments(build(spec).eval(), image_for(spec, 2))
    for moment in inference_timeline(graph_of(spec), 2, threads=1):
        allowed = MEAN_BYTES if "avgpool" in moment.path else 0
        assert 0 <= measured.pop(moment.path) - moment.total_bytes <= allowed, moment.path
    assert measured == {}


@pytest.mark.deep
@knows_the_kernels
@settings(max_examples=40, deadline=None)
@given(SMALL_SPECS.filter(is_light), st.integers(1, 3))
def test_the_peak_of_any_network_is_the_allocators_or_a_bound_of_it(
    spec: ResNetSpec, batch: int
) -> None:
    model, image = build(spec).eval(), image_for(spec, batch)
    found = inference_memory(graph_of(spec), batch, threads=1)
    if has_known_kernels(graph_of(spec)):
        assert_peaks_agree(found, model, image)
    else:
        measured = measured_peak_bytes(model, [image])
        assert measured is not None
        assert found.total_bytes >= measured - SMALL_CHANGE_BYTES


@pytest.mark.parametrize("arch", ["resnet18", "resnet50", "resnet56", *VARIANTS])
@pytest.mark.parametrize("batch", mostly_deep([2, 5], [2]))
def test_training_holds_what_autograd_saves(arch: str, batch: int) -> None:
    spec = parse(arch)
    held = held_for_backward_bytes(build(spec), image_for(spec, batch))
    assert training_memory(graph_of(spec), batch).activations_bytes == held


@pytest.mark.deep
@settings(max_examples=40, deadline=None)
@given(SMALL_SPECS.filter(is_light))
def test_training_any_network_holds_what_autograd_saves(spec: ResNetSpec) -> None:
    held = held_for_backward_bytes(build(spec), image_for(spec, 2))
    assert training_memory(graph_of(spec), 2).activations_bytes == held


def has_known_kernels(graph: Graph) -> bool:
    """Of groups that fill no blocks oneDNN cuts large images' columns into pieces."""
    grouped = (node.layer for node in graph.nodes if isinstance(node.layer, Conv2d))
    widths = {layer.in_channels // layer.groups for layer in grouped if layer.groups > 1}
    return all(width == 1 or width % 4 == 0 for width in widths)


def measured_moments(model: nn.Module, image: Tensor) -> dict[str, int]:
    """The most that is allocated while each leaf runs, by the allocator's own events, in bytes."""
    marks: dict[str, Any] = {}

    def start(path: str, module: nn.Module, inputs: object) -> None:
        marks[path] = profiler.record_function(f"layer:{path}")
        marks[path].__enter__()

    def end(path: str, module: nn.Module, inputs: object, output: object) -> None:
        marks.pop(path).__exit__(None, None, None)

    for path, module in model.named_modules():
        if not any(module.children()):
            module.register_forward_pre_hook(partial(start, path))
            module.register_forward_hook(partial(end, path))
    with torch.inference_mode(), profiler.profile(use_cpu=True, profile_memory=True) as profile:
        model(image)
    results: Any = profile.kineto_results
    return highest_within(results.events())


def highest_within(events: list[Any]) -> dict[str, int]:
    """The highest running sum of the allocator's events within each mark."""
    steps = [(event.start_ns(), event.nbytes()) for event in events if event.name() == "[memory]"]
    highest = {}
    for mark in (event for event in events if event.name().startswith("layer:")):
        running = peak = sum(size for at_ns, size in steps if at_ns < mark.start_ns())
        for at_ns, size in sorted(steps):
            if mark.start_ns() <= at_ns <= mark.end_ns():
                running += size
                peak = max(peak, running)
        highest[mark.name().removeprefix("layer:")] = peak
    return highest
