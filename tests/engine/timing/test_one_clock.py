"""A run speaks of one clock: what is reported on the way and what is said in the end."""

from dataclasses import replace
from math import inf

import pytest

from resnet_viz.core.clock_kind import ClockKind
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Step, state_text
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.engine.timing import passes, reporting, timing
from resnet_viz.engine.timing.clocks import CPU_CLOCK, Clock
from resnet_viz.engine.timing.passes import Bench, take_samples
from resnet_viz.engine.timing.samples import clock_for_passes
from resnet_viz.engine.timing.sampling import Limits, quartiles_of
from resnet_viz.engine.timing.timing import time_network

SMALL = network_named("resnet,stages=1-1,width=8,input=32,classes=10")
OPTIONS = TimingOptions(batch=2, threads=1)


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("cpu_share", [0.4, 0.98])
def test_progress_and_report_are_by_one_clock(
    threads: int, cpu_share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cpu_ms(start: tuple[int, int], end: tuple[int, int]) -> float:
        return CPU_CLOCK.wall_ms(start, end) * cpu_share

    both = Clock(CPU_CLOCK.mark, CPU_CLOCK.wall_ms, cpu_ms)
    monkeypatch.setattr(timing, "whole_pass_clock", lambda _: both)
    monkeypatch.setattr(timing, "clock_for", lambda *_: both)
    monkeypatch.setattr(reporting, "under_ceilings", lambda report, *_: report)
    monkeypatch.setattr(timing, "USUAL", Limits(5, 5, inf))
    steps: list[Step] = []
    report = time_network(SMALL, replace(OPTIONS, threads=threads), steps.append)
    is_cpu = threads == 1 and cpu_share < 0.8
    assert report.trust.clock == (ClockKind.CPU if is_cpu else ClockKind.WALL)
    timed = [step for step in steps if step.latest_ms is not None]
    assert {step.clock for step in timed} == {report.trust.clock}
    assert all(report.trust.clock.time_text in state_text(step) for step in timed)
    last = timed[-1]
    assert last.done == len(last.passes_ms) == report.runs == 5
    assert quartiles_of(last.passes_ms) == report.whole_ms
    assert last.latest_ms == last.passes_ms[-1]


def test_where_the_machine_becomes_busy_all_passes_are_told_by_the_other_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    warm = [(10.0, 9.9)] * 3
    times = iter([*warm, (10.0, 9.8), (30.0, 10.0), (32.0, 10.1)])
    spent = [0.0, 0.0]

    def run() -> None:
        for place, took_ms in enumerate(next(times)):
            spent[place] += took_ms

    clock = Clock(
        lambda: tuple(spent),
        lambda start, end: float(end[0] - start[0]),
        lambda start, end: float(end[1] - start[1]),
    )
    monkeypatch.setattr(passes, "PROGRESS_EVERY_S", 0.0)
    steps: list[Step] = []
    samples = take_samples(
        Bench(run, clock, None, clock, Limits(3, 3, inf), threads=1), steps.append
    )
    told = [(step.clock, step.passes_ms) for step in steps if step.passes_ms]
    assert told[0][0] is ClockKind.WALL
    assert told[0][1] == pytest.approx((10.0,))
    assert told[-1][0] is clock_for_passes(samples, 1) is ClockKind.CPU
    assert told[-1][1] == pytest.approx((9.8, 10.0, 10.1))
