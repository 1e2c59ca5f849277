"""Several networks timed in turn on one device: their passes alternate in one process."""

from collections.abc import Sequence
from typing import NamedTuple

from resnet_viz.core.clock_kind import ClockKind
from resnet_viz.core.graph.network import Network
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.timing.measurement import Device, TimingReport
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.pass_bins import Passes
from resnet_viz.core.timing.turns.rules import check_turns
from resnet_viz.core.timing.turns.turns import TurnsReport, ratios_of
from resnet_viz.engine.devices import device_named
from resnet_viz.engine.timing.failures import failures_explained
from resnet_viz.engine.timing.passes import (
    Bench,
    PassReporter,
    take_turn,
    warm_up,
    without_garbage_collection,
)
from resnet_viz.engine.timing.prepare import Prepare, Prepared, prepare
from resnet_viz.engine.timing.reporting import Sampled, report_of_samples
from resnet_viz.engine.timing.samples import Samples, clock_for_passes
from resnet_viz.engine.timing.sampling import Limits, is_enough
from resnet_viz.engine.timing.switches import own_state, switches_set
from resnet_viz.engine.timing.timing import bench_of, now_text


class Member(NamedTuple):
    """A network that takes turns: its model, its clocks and its passes so far."""

    network: Network
    prepared: Prepared
    bench: Bench
    samples: Samples


class Course(NamedTuple):
    """How all of them are timed, who hears how it goes, and who gives their models."""

    device: Device
    options: TimingOptions
    on_progress: Progress
    prepare_one: Prepare


def time_in_turn(
    networks: Sequence[Network],
    options: TimingOptions,
    on_progress: Progress,
    prepare_one: Prepare = prepare,
) -> TurnsReport:
    """Times networks in turn with the same options, each as `time_network` does.

    UserError before anything runs for a network that can't be timed so, and as for a timed run.
    """
    device = device_named(options.device)
    check_turns(networks, options, device)
    course = Course(device, options, on_progress, prepare_one)
    with own_state(device.id), switches_set(options) as threads:
        started_at = now_text()
        members = [
            _member(network, course, threads, f"{place} of {len(networks)}")
            for place, network in enumerate(networks, start=1)
        ]
        _take_rounds(members, course)
        clock = _clock_for(members)
        runs = [_report(member, course, started_at, clock) for member in members]
    rounds = [tuple(member.samples.by(clock)[0]) for member in members]
    return TurnsReport(tuple(runs), tuple(rounds), clock)


def order_of(number: int, count: int) -> list[int]:
    """Who is first, second and so on in a round: each order and its reverse, then the next one.

    So no network is always first, or always after the same one.
    """
    start = number // 2 % count
    order = [(start + place) % count for place in range(count)]
    return order[::-1] if number % 2 else order


def _member(network: Network, course: Course, threads: int, which: str) -> Member:
    device, options, on_progress, prepare_one = course
    with failures_explained(network, device, options):
        on_progress(Step(f"building network {which}"))
        prepared = prepare_one(network, device, options)
        bench = bench_of(prepared, device, options, threads)
        samples = Samples(warmup_runs=warm_up(bench, on_progress))
        take_turn(bench, Samples())
    return Member(network, prepared, bench, samples)


def _take_rounds(members: Sequence[Member], course: Course) -> None:
    """Rounds until each ratio to the first network is sure, or time is over."""
    limits = _limits(members)
    telling = PassReporter(course.on_progress, limits, "round")
    with without_garbage_collection():
        number = 0
        while not _is_enough(members, telling.elapsed_s, limits):
            for place in order_of(number, len(members)):
                member = members[place]
                with failures_explained(member.network, course.device, course.options):
                    take_turn(member.bench, member.samples)
            number += 1
            telling.tell(_passes(members))
    telling.tell(_passes(members), is_last=True)


def _limits(members: Sequence[Member]) -> Limits:
    """As many rounds as a run has pairs, and as long for each network."""
    one = members[0].bench.limits
    return Limits(one.least_pairs, one.most_pairs, one.sampling_s * len(members))


def _is_enough(members: Sequence[Member], elapsed_s: float, limits: Limits) -> bool:
    first, *others = _times(members, _clock_for(members))
    return all(is_enough(ratios_of(own, first), elapsed_s, limits) for own in others)


def _times(members: Sequence[Member], clock: ClockKind) -> list[list[float]]:
    return [member.samples.by(clock)[0] for member in members]


def _clock_for(members: Sequence[Member]) -> ClockKind:
    """One clock for all: CPU time as soon as one of them found the machine busy."""
    clocks = [clock_for_passes(each.samples, each.bench.threads) for each in members]
    return ClockKind.CPU if ClockKind.CPU in clocks else ClockKind.WALL


def _passes(members: Sequence[Member]) -> Passes:
    clock = _clock_for(members)
    return Passes(tuple(members[0].samples.by(clock)[0]), clock)


def _report(member: Member, course: Course, started_at: str, clock: ClockKind) -> TimingReport:
    device, options, on_progress, _ = course
    sampled = Sampled(*member, started_at, clock)
    with failures_explained(member.network, device, options):
        return report_of_samples(sampled, device, options, on_progress)
