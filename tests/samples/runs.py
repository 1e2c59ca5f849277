"""A timed run and a comparison that never took place, for whatever shows or writes one."""

from resnet_viz.core.clock_kind import ClockKind
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.timing.bounds import with_roofline
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import (
    Device,
    LayerTime,
    PeakBytes,
    Quartiles,
    TimingReport,
    Trust,
)
from resnet_viz.core.timing.note import Note, NoteKind
from resnet_viz.core.timing.options import Precision, TimingOptions
from resnet_viz.core.timing.requests import TimedRun
from resnet_viz.core.timing.roofline import Ceilings
from resnet_viz.core.timing.stored_run import StoreOutcome
from resnet_viz.core.timing.turns.pairing import PairedReport
from resnet_viz.core.timing.what_if import WhatIf

MADE_UP_CEILINGS = Ceilings(
    (("GEMM 512", 4e3), ("conv 3×3, 256 × 14 × 14, batch 8", 5e3)),
    tuple((2**18 << step, 2000.0 / (1 + step)) for step in range(10)),
    "2026-01-31T12:00:00+00:00",
)


MADE_UP_PAIR = PairedReport(
    arch="resnet50",
    device=Device("cpu", DeviceKind.CPU, "A processor", 2**34, free_bytes=2**33),
    options=TimingOptions(precision=Precision.BF16, what_if=WhatIf(is_channels_last=True)),
    other=TimingOptions(),
    pairs=30,
    ms=Quartiles(20.0, 19.0, 21.0, 18.0),
    other_ms=Quartiles(36.2, 36.0, 37.0, 35.0),
    ratio=1.81,
    low=1.79,
    high=1.83,
    least=1.74,
    most=1.90,
)


def answered(report: TimingReport, said: str = "") -> TimedRun:
    """The run as the compute process answers, not stored and with what is said of that."""
    return TimedRun(report, StoreOutcome(None, said))


def made_up_timing(arch: str, notes: tuple[str, ...] = ()) -> TimingReport:
    """Layer number n takes n tenths of a millisecond, the whole 100 ms, on a fast machine."""
    layers = report_of(network_named(arch)).layers
    doubts = tuple(Note(NoteKind.TEXT, text=note) for note in notes)
    times = [number / 10 for number in range(1, len(layers) + 1)]
    report = TimingReport(
        arch=arch,
        device=Device("cpu", DeviceKind.CPU, "A processor", 2**30),
        precision=Precision.FP32,
        batch=1,
        threads=1,
        torch="2.13.0",
        warmup_runs=3,
        runs=15,
        whole_ms=Quartiles(100.0, 99.0, 102.0, 98.0),
        images_per_s=10.0,
        layer_sum_ms=sum(times),
        closure=0.99,
        overhead=1.01,
        peak_bytes=PeakBytes(None, None),
        trust=Trust(True, 1.01, 0.0, 0.99, 1.0, ClockKind.WALL, doubts),
        layers=tuple(
            LayerTime(layer.path, layer.op, ms, ms * 0.9, ms * 1.1, ms / sum(times), 3.0)
            for layer, ms in zip(layers, times, strict=True)
        ),
    )
    return with_roofline(report, layers, MADE_UP_CEILINGS)
