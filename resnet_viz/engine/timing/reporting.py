"""A timed run's report, made of the passes that were taken of it."""

import platform
from typing import NamedTuple

import torch
from torch import nn

from resnet_viz.core.clock_kind import ClockKind
from resnet_viz.core.cost.cost import costs_of
from resnet_viz.core.graph.network import Network
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.timing.host import this_host
from resnet_viz.core.timing.measurement import Device, PeakBytes, TimingReport
from resnet_viz.core.timing.needed_memory import predicted_bytes
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.weights.place import place_of
from resnet_viz.engine.devices import driver_of
from resnet_viz.engine.timing.ceilings import under_ceilings
from resnet_viz.engine.timing.interpret import Reading, read_samples
from resnet_viz.engine.timing.isolation import isolated_times
from resnet_viz.engine.timing.kernels import kernel_ms
from resnet_viz.engine.timing.memory import measured_peak_bytes
from resnet_viz.engine.timing.passes import Bench
from resnet_viz.engine.timing.prepare import Prepared
from resnet_viz.engine.timing.samples import Samples


class Sampled(NamedTuple):
    """The passes of a network that were taken, by `clock` where several have to have one."""

    network: Network
    prepared: Prepared
    bench: Bench
    samples: Samples
    started_at: str
    clock: ClockKind | None = None


def report_of_samples(
    sampled: Sampled, device: Device, options: TimingOptions, on_progress: Progress
) -> TimingReport:
    """What the passes say, with the memory and under the ceilings that are measured for it."""
    prepared, bench, samples = sampled.prepared, sampled.bench, sampled.samples
    is_isolated, threads, clock = bench.watch is None, bench.threads, sampled.clock
    if is_isolated:
        samples.hooked_wall = isolated_times(prepared, bench.plain_clock)
    samples.kernel_ms = kernel_ms(prepared.run, device, bench.plain_clock)
    on_progress(Step("measuring memory"))
    measured_bytes = measured_peak_bytes(prepared.model, prepared.inputs, prepared.run)
    costs = costs_of(prepared.graph, options.batch)
    paths = bench.watch.paths if bench.watch else _module_paths(prepared.model)
    read = read_samples(
        samples, paths, costs, threads=threads, is_isolated=is_isolated, clock=clock
    )
    found = Found(
        read, device, PeakBytes(predicted_bytes(sampled.network, options, threads), measured_bytes)
    )
    return under_ceilings(_report(sampled, options, found), costs, on_progress)


def _module_paths(model: nn.Module) -> tuple[str, ...]:
    return tuple(path for path, _ in model.named_modules())


class Found(NamedTuple):
    """What was read of the samples, and on which device."""

    reading: Reading
    device: Device
    peak_bytes: PeakBytes


def _report(sampled: Sampled, options: TimingOptions, found: Found) -> TimingReport:
    network, samples, reading = sampled.network, sampled.samples, found.reading
    return TimingReport(
        arch=network.name,
        device=found.device,
        precision=options.precision,
        batch=options.batch,
        threads=sampled.bench.threads,
        torch=torch.__version__,
        warmup_runs=samples.warmup_runs,
        runs=len(samples.plain_wall),
        whole_ms=reading.whole_ms,
        images_per_s=options.batch * 1e3 / reading.whole_ms.median,
        layer_sum_ms=reading.layer_sum_ms,
        closure=reading.closure,
        overhead=reading.overhead,
        peak_bytes=found.peak_bytes,
        trust=reading.trust,
        layers=reading.layers,
        glue_ms=reading.glue_ms,
        glue=reading.glue,
        started_at=sampled.started_at,
        weights=place_of(options.weights).title,
        what_if=options.what_if,
        image=tuple(network.image),
        driver=driver_of(found.device),
        system=f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        host=this_host(),
    )
