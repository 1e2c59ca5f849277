"""A timed pass, layer by layer, that states its own error.

docs/timing.md has the method and its targets.
"""

import platform
from datetime import UTC, datetime

import torch

from resnet_viz.core.cost.cost import costs_of
from resnet_viz.core.graph.network import Network
from resnet_viz.core.limits import check_batch, check_threads
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.host import this_host
from resnet_viz.core.timing.measurement import Device, PeakBytes, TimingReport
from resnet_viz.core.timing.needed_memory import predicted_bytes
from resnet_viz.core.timing.option_rules import check_options
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.trainable import check_trainable
from resnet_viz.core.weights.place import place_of
from resnet_viz.engine.devices import device_named, driver_of
from resnet_viz.engine.timing.ceilings import under_ceilings
from resnet_viz.engine.timing.clocks import clock_for, whole_pass_clock
from resnet_viz.engine.timing.failures import failures_explained
from resnet_viz.engine.timing.hooks import Watch
from resnet_viz.engine.timing.interpret import read_samples
from resnet_viz.engine.timing.isolation import isolated_times
from resnet_viz.engine.timing.kernels import kernel_ms
from resnet_viz.engine.timing.memory import measured_peak_bytes
from resnet_viz.engine.timing.passes import Bench, take_samples
from resnet_viz.engine.timing.prepare import Prepared, prepare
from resnet_viz.engine.timing.sampling import LONG, USUAL
from resnet_viz.engine.timing.switches import own_state, switches_set

MARKS_PER_MODULE = 8  # begin and end, forward and of up to three backward nodes


def time_network(network: Network, options: TimingOptions, on_progress: Progress) -> TimingReport:
    """Times a legal network on a device.

    UserError for an unknown device, options it lacks, an illegal batch, weights that are another
    network's, too little memory, or a device that fails meanwhile.
    """
    check_batch(options.batch)
    check_threads(options.threads)
    device = device_named(options.device)
    check_options(options, device)
    check_trainable(network, options)
    with (
        failures_explained(network, device, options),
        own_state(device.id),
        switches_set(options) as threads,
    ):
        return _time(network, device, options, threads, on_progress)


def bench_of(prepared: Prepared, device: Device, options: TimingOptions, threads: int = 0) -> Bench:
    """What alternates in a run, with the device's clocks; without `threads` by the wall's."""
    modules = sum(1 for _ in prepared.model.modules())
    clock = clock_for(device, MARKS_PER_MODULE * modules)
    has_hooks = device.type is not DeviceKind.MPS
    has_backward = options.what_if.is_training
    watch = Watch(prepared.model, clock, has_backward=has_backward) if has_hooks else None
    limits = LONG if options.is_long else USUAL
    return Bench(prepared.run, whole_pass_clock(device), watch, clock, limits, threads)


def building_text(options: TimingOptions) -> str:
    """What is done first."""
    return "loading weights" if options.weights else "building the model"


def _time(
    network: Network, device: Device, options: TimingOptions, threads: int, on_progress: Progress
) -> TimingReport:
    started_at = datetime.now(UTC).isoformat(timespec="seconds")
    on_progress(Step(building_text(options)))
    prepared = prepare(network, device, options)
    bench = bench_of(prepared, device, options, threads)
    samples = take_samples(bench, on_progress)
    if bench.watch is None:
        samples.hooked_wall = isolated_times(prepared, bench.plain_clock)
    samples.kernel_ms = kernel_ms(prepared.run, device, bench.plain_clock)
    on_progress(Step("measuring memory"))
    measured_bytes = measured_peak_bytes(prepared.model, prepared.image, prepared.run)
    costs = costs_of(prepared.graph, options.batch)
    paths = tuple(path for path, _ in prepared.model.named_modules())
    is_isolated = bench.watch is None
    reading = read_samples(samples, paths, costs, threads=threads, is_isolated=is_isolated)
    report = TimingReport(
        arch=network.name,
        device=device,
        precision=options.precision,
        batch=options.batch,
        threads=threads,
        torch=torch.__version__,
        warmup_runs=samples.warmup_runs,
        runs=len(samples.plain_wall),
        whole_ms=reading.whole_ms,
        images_per_s=options.batch * 1e3 / reading.whole_ms.median,
        layer_sum_ms=reading.layer_sum_ms,
        closure=reading.closure,
        overhead=reading.overhead,
        peak_bytes=PeakBytes(predicted_bytes(network, options, threads), measured_bytes),
        trust=reading.trust,
        layers=reading.layers,
        glue_ms=reading.glue_ms,
        glue=reading.glue,
        started_at=started_at,
        weights=place_of(options.weights).title,
        what_if=options.what_if,
        image=tuple(network.image),
        driver=driver_of(device),
        system=f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        host=this_host(),
    )
    return under_ceilings(report, costs, on_progress)
