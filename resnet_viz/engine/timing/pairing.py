"""Two settings of one network compared: their passes alternate in one process.

Two runs one after the other differ by some per cent without cause; pairs of passes do not.
"""

from collections.abc import Sequence
from statistics import median

from resnet_viz.core.graph.network import Network
from resnet_viz.core.limits import check_batch, check_threads
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.note import Note, NoteKind
from resnet_viz.core.timing.option_rules import check_options
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.pass_bins import Passes
from resnet_viz.core.timing.runnable import check_runnable
from resnet_viz.core.timing.turns.interval import is_steady, median_interval
from resnet_viz.core.timing.turns.pairing import PairedReport
from resnet_viz.engine.devices import device_named
from resnet_viz.engine.timing.failures import failures_explained
from resnet_viz.engine.timing.passes import (
    Bench,
    PassReporter,
    plain_pass,
    warm_up,
    without_garbage_collection,
)
from resnet_viz.engine.timing.prepare import Prepare, Prepared, prepare
from resnet_viz.engine.timing.sampling import is_enough, quartiles_of
from resnet_viz.engine.timing.switches import own_state, switches_set
from resnet_viz.engine.timing.timing import bench_of, building_text


def compare_settings(
    network: Network,
    options: TimingOptions,
    other: TimingOptions,
    on_progress: Progress,
    prepare_one: Prepare = prepare,
) -> PairedReport:
    """Times a legal network with both settings in turn, on one device and with one batch.

    UserError as for a timed run.
    """
    check_batch(options.batch)
    device = device_named(options.device)
    for each in (options, other):
        check_threads(each.threads)
        check_options(each, device)
        check_runnable(network, each)
    with failures_explained(network, device, options), own_state(device.id):
        benches = []
        for each in (options, other):
            on_progress(Step(building_text(each)))
            benches.append(_bench(prepare_one(network, device, each), device, each, on_progress))
        ours, others = _alternate(benches, (options, other), on_progress)
    return paired_report(network.name, device, (options, other), ours, others)


def paired_report(
    arch: str,
    device: Device,
    settings: tuple[TimingOptions, TimingOptions],
    ours: Sequence[float],
    others: Sequence[float],
) -> PairedReport:
    """What the paired times say, in milliseconds."""
    ratios = _ratios(ours, others)
    low, high = median_interval(ratios)
    unsure = Note(NoteKind.UNSTEADY_RATIO, {"pairs": len(ratios)})
    return PairedReport(
        arch=arch,
        device=device,
        options=settings[0],
        other=settings[1],
        pairs=len(ratios),
        ms=quartiles_of(ours),
        other_ms=quartiles_of(others),
        ratio=median(ratios),
        low=low,
        high=high,
        least=min(ratios),
        most=max(ratios),
        doubts=() if is_steady(ratios) else (unsure,),
    )


def _bench(
    prepared: Prepared, device: Device, options: TimingOptions, on_progress: Progress
) -> Bench:
    bench = bench_of(prepared, device, options)
    with switches_set(options):
        warm_up(bench, on_progress)
    return bench


def _alternate(
    benches: Sequence[Bench], settings: Sequence[TimingOptions], on_progress: Progress
) -> tuple[list[float], list[float]]:
    """The times of both; which of a pair comes first changes from pair to pair."""
    limits = benches[0].limits
    times: tuple[list[float], list[float]] = ([], [])
    telling = PassReporter(on_progress, limits)
    with without_garbage_collection():
        while not is_enough(_ratios(*times), telling.elapsed_s, limits):
            places = (0, 1) if len(times[0]) % 2 == 0 else (1, 0)
            for place in places:
                with switches_set(settings[place]):
                    times[place].append(plain_pass(benches[place])[0])
            telling.tell(Passes(tuple(times[0])))
    telling.tell(Passes(tuple(times[0])), is_last=True)
    return times


def _ratios(ours: Sequence[float], others: Sequence[float]) -> list[float]:
    return [other / own for own, other in zip(ours, others, strict=True)]
