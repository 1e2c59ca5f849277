"""A timed pass, layer by layer, that states its own error.

docs/timing.md has the method and its targets.
"""

from datetime import UTC, datetime

from resnet_viz.core.graph.network import Network
from resnet_viz.core.limits import check_batch, check_threads
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device, TimingReport
from resnet_viz.core.timing.option_rules import check_options
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.runnable import check_runnable
from resnet_viz.engine.devices import device_named
from resnet_viz.engine.timing.clocks import clock_for, whole_pass_clock
from resnet_viz.engine.timing.failures import failures_explained
from resnet_viz.engine.timing.passes import Bench, take_samples
from resnet_viz.engine.timing.prepare import Prepare, Prepared, prepare
from resnet_viz.engine.timing.reporting import Sampled, report_of_samples
from resnet_viz.engine.timing.sampling import LONG, USUAL
from resnet_viz.engine.timing.switches import own_state, switches_set


def time_network(
    network: Network,
    options: TimingOptions,
    on_progress: Progress,
    prepare_one: Prepare = prepare,
) -> TimingReport:
    """Times a legal network on a device; `prepare_one` gives its model.

    UserError for an unknown device, options it lacks, an illegal batch, weights that are another
    network's, too little memory, or a device that fails meanwhile.
    """
    check_batch(options.batch)
    check_threads(options.threads)
    device = device_named(options.device)
    check_options(options, device)
    check_runnable(network, options)
    with (
        failures_explained(network, device, options),
        own_state(device.id),
        switches_set(options) as threads,
    ):
        started_at = now_text()
        on_progress(Step(building_text(options)))
        prepared = prepare_one(network, device, options)
        bench = bench_of(prepared, device, options, threads)
        samples = take_samples(bench, on_progress)
        sampled = Sampled(network, prepared, bench, samples, started_at)
        return report_of_samples(sampled, device, options, on_progress)


def bench_of(prepared: Prepared, device: Device, options: TimingOptions, threads: int = 0) -> Bench:
    """What alternates in a run, with the device's clocks; without `threads` by the wall's."""
    clock = clock_for(device, prepared.marks)
    watch = prepared.marking(clock) if device.type is not DeviceKind.MPS else None
    limits = LONG if options.is_long else USUAL
    return Bench(prepared.run, whole_pass_clock(device), watch, clock, limits, threads)


def now_text() -> str:
    """The moment as runs have it: ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def building_text(options: TimingOptions) -> str:
    """What is done first."""
    return "loading weights" if options.weights else "building the model"
