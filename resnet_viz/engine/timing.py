"""A timed forward pass, layer by layer, that states its own error.

The method and its targets stand in docs/timing.md.
"""

from datetime import UTC, datetime
from pathlib import Path

import torch
from torch import nn

from resnet_viz.core import rules
from resnet_viz.core.errors import UserError
from resnet_viz.core.measurement import Device, PeakBytes, Precision, TimingOptions, TimingReport
from resnet_viz.core.memory import inference_memory
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.report import graph_of, report_of
from resnet_viz.core.spec import ResNetSpec
from resnet_viz.engine.build import build
from resnet_viz.engine.ceilings import under_ceilings
from resnet_viz.engine.clocks import clock_for, whole_pass_clock
from resnet_viz.engine.devices import device_named
from resnet_viz.engine.hooks import Watch
from resnet_viz.engine.isolation import isolated_times
from resnet_viz.engine.memory import measured_peak_bytes
from resnet_viz.engine.passes import Bench, take_samples, threads_fixed
from resnet_viz.engine.reading import read_samples
from resnet_viz.engine.weights import load, read_weights

DTYPES = {
    Precision.FP32: torch.float32,
    Precision.BF16: torch.bfloat16,
    Precision.FP16: torch.float16,
}
OUT_OF_MEMORY_WORDS = ("can't allocate memory", "not enough memory", "out of memory")


def time_spec(spec: ResNetSpec, options: TimingOptions, on_progress: Progress) -> TimingReport:
    """Times a legal spec on a device.

    UserError for an unknown device, a precision it lacks, an illegal batch, weights that are
    another network's, or too little memory.
    """
    rules.check_batch(options.batch)
    rules.check_threads(options.threads)
    device = device_named(options.device)
    _check_precision(device, options.precision)
    try:
        with threads_fixed(options.threads) as threads:
            return _time(spec, device, options, threads, on_progress)
    except (MemoryError, RuntimeError) as error:
        if not _is_out_of_memory(error):
            raise
        raise _too_large(spec, device, options) from error


def _time(
    spec: ResNetSpec, device: Device, options: TimingOptions, threads: int, on_progress: Progress
) -> TimingReport:
    started_at = datetime.now(UTC).isoformat(timespec="seconds")
    on_progress(Step("loading weights" if options.weights else "building the model"))
    bench = _bench(spec, device, options)
    samples = take_samples(bench, on_progress)
    if bench.watch is None:
        samples.watched_wall = isolated_times(bench.model, bench.image, bench.plain_clock)
    on_progress(Step("measuring memory"))
    measured_bytes = measured_peak_bytes(bench.model, bench.image)
    costs = report_of(spec, options.batch)
    paths = tuple(path for path, _ in bench.model.named_modules())
    reading = read_samples(
        samples, paths, costs.layers, threads=threads, is_isolated=bench.watch is None
    )
    report = TimingReport(
        arch=costs.arch,
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
        peak_bytes=PeakBytes(_predicted_bytes(spec, options, threads), measured_bytes),
        trust=reading.trust,
        layers=reading.layers,
        glue_ms=reading.glue_ms,
        started_at=started_at,
        weights=Path(options.weights).name,
    )
    return under_ceilings(report, costs.layers, on_progress)


def _bench(spec: ResNetSpec, device: Device, options: TimingOptions) -> Bench:
    dtype = DTYPES[options.precision]
    torch.manual_seed(0)  # the same weights and image each time; values do not change the time
    model = _model(spec, device, options.weights).eval().to(dtype)
    image = torch.randn(options.batch, *spec.image, device=device.id).to(dtype)
    clock = clock_for(device)
    watch = None if device.type == "mps" else Watch(model, clock)
    return Bench(model, image, whole_pass_clock(device), watch, clock)


def _model(spec: ResNetSpec, device: Device, weights: str) -> nn.Module:
    return load(spec, read_weights(Path(weights)), device.id) if weights else build(spec, device.id)


def _check_precision(device: Device, precision: Precision) -> None:
    if precision not in device.precisions:
        known = " ".join(device.precisions)
        raise UserError(f"{device.name} has no {precision}; it has: {known}", "precision")


def _predicted_bytes(spec: ResNetSpec, options: TimingOptions, threads: int) -> int:
    size = options.precision.bytes_per_element
    return inference_memory(graph_of(spec), options.batch, size, threads).total_bytes


def _is_out_of_memory(error: Exception) -> bool:
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    return any(words in str(error) for words in OUT_OF_MEMORY_WORDS)


def _too_large(spec: ResNetSpec, device: Device, options: TimingOptions) -> UserError:
    image = " × ".join(map(str, spec.image))
    memory = f" of {device.memory_bytes / 2**30:.1f} GiB" if device.memory_bytes else ""
    return UserError(
        f"{spec} with batch {options.batch} of {image} images does not fit into the memory"
        f"{memory} of {device.name}; take a smaller batch or input",
        "batch",
    )
