"""The ceilings of a device: what the probe finds, by which clock, and how it is kept."""

import os
import sys
from dataclasses import replace
from itertools import pairwise
from math import inf
from pathlib import Path

import pytest
import torch

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import ignore_progress
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.options import Precision, TimingOptions
from resnet_viz.core.timing.roofline import Bound, Ceilings
from resnet_viz.core.timing.what_if import WhatIf
from resnet_viz.engine.timing import ceilings, probe, timing
from resnet_viz.engine.timing.ceilings import (
    KnownCeilings,
    ceilings_anew,
    ceilings_key,
    kept_for,
    under_ceilings,
)
from resnet_viz.engine.timing.ceilings_file import ceilings_file, keep_ceilings, read_ceilings
from resnet_viz.engine.timing.clocks import CPU_CLOCK
from resnet_viz.engine.timing.probe import (
    fastest_ms,
    kernels_for,
    measure_ceilings,
    probe_clock,
    sizes_for,
)
from resnet_viz.engine.timing.sampling import Limits
from resnet_viz.engine.timing.switches import threads_fixed
from resnet_viz.engine.timing.timing import time_network
from tests.engine.timing.fake_time import FakeTime
from tests.samples.runs import made_up_timing

CPU = Device("cpu", DeviceKind.CPU, "A processor")
REPORT = made_up_timing("resnet18")
COSTS = report_of(network_named("resnet18")).layers
FOUND = Ceilings((("conv", 1e6),), ((1000, 1e6),), "2026-08-01T12:00:00+00:00")


class Probe:
    """Answers in the probe's place, and notes for what."""

    def __init__(self, found: Ceilings) -> None:
        self.found = found
        self.asked: list[tuple[torch.dtype, int]] = []

    def __call__(self, _: Device, dtype: torch.dtype) -> Ceilings:
        self.asked.append((dtype, torch.get_num_threads()))
        return self.found


@pytest.fixture
def probed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Probe:
    """A cache of its own, empty, and no real measurement."""
    made = Probe(FOUND)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(KnownCeilings, "ceilings", {})
    monkeypatch.setattr(ceilings, "measure_ceilings", made)
    return made


def test_a_real_cpu_has_plausible_ceilings() -> None:
    with threads_fixed(1):
        found = measure_ceilings(CPU, torch.float32)
    assert next(name for name, _ in found.compute) == "GEMM 512"
    assert 0.1 < found.fastest_compute.gflops_per_s < 1e5
    assert [size / 2**20 for size, _ in found.bandwidth] == [2.0**power for power in range(-2, 8)]
    assert all(0.01 < speed < 1e5 for _, speed in found.bandwidth)
    assert found.measured_at


def test_sizes_grow_beyond_an_accelerator_s_cache_as_far_as_memory_allows() -> None:
    gpu = Device("cuda:0", DeviceKind.CUDA, "A GPU", 2**36)
    assert sizes_for(CPU)[-1] == 2**27
    assert sizes_for(gpu)[-1] == 2**30
    assert sizes_for(replace(gpu, free_bytes=2**31))[-1] == 2**28
    assert sizes_for(replace(gpu, free_bytes=1)) == (2**18,)
    assert all(larger == 2 * size for size, larger in pairwise(sizes_for(gpu)))


def test_the_fastest_of_many_rounds_counts_and_the_first_does_not_repeat_itself() -> None:
    time = FakeTime()
    found = fastest_ms([time.takes(9.0, 8.0, 7.5, 6.0, 8.0), time.takes(20.0)], time.clock())
    assert found == pytest.approx([6.0, 20.0])


def test_short_calls_are_timed_many_at_once() -> None:
    time = FakeTime()
    (found,) = fastest_ms([time.takes(0.01)], time.clock())
    assert found == pytest.approx(0.01)
    rounds = time.waits / 2
    assert rounds == 1 + probe.ROUNDS * probe.SWEEPS
    assert time.now_ms == pytest.approx(0.02 + 0.25 * probe.ROUNDS * probe.SWEEPS)


def test_what_takes_long_is_done_once_and_sweeps_end_in_time() -> None:
    time = FakeTime()
    assert fastest_ms([time.takes(900.0, 400.0)], time.clock()) == [400.0]
    assert time.now_ms == 1300.0
    time = FakeTime()
    fastest_ms([time.takes(45.0)] * 20, time.clock())
    assert time.now_ms == 45.0 * 20 * (2 + probe.FEWEST_SWEEPS)


def test_kernels_too_large_for_a_slow_format_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def names(trial_ms: float, device: Device = CPU) -> list[str]:
        monkeypatch.setattr(probe, "_round_ms", lambda *_: trial_ms)
        return [each.name for each in kernels_for(device, torch.float32, CPU_CLOCK)]

    assert names(1.0) == [kernel.name for kernel in probe.KERNELS]
    assert names(15.0) == ["GEMM 512", "conv 3×3, 64 × 56 × 56, batch 1"]
    assert names(1e6) == ["GEMM 512"]
    other = replace(CPU, type=DeviceKind.CUDA)
    assert names(0.01, other)[-1] == "GEMM 4096"
    assert "GEMM 4096" not in names(1.0, other)


def test_ceilings_are_measured_once_and_come_from_the_file_in_the_next_process(
    probed: Probe,
) -> None:
    told: list[str] = []
    first = under_ceilings(REPORT, COSTS, lambda step: told.append(step.doing))
    assert first.ceilings == FOUND
    assert told == ["measuring the machine's ceilings"]
    assert under_ceilings(REPORT, COSTS, ignore_progress) == first
    KnownCeilings.ceilings.clear()  # as another process begins
    assert under_ceilings(REPORT, COSTS, ignore_progress) == first
    assert probed.asked == [(torch.float32, 1)]
    assert list(read_ceilings()) == [ceilings_key(REPORT)]
    assert [path.name for path in ceilings_file().parent.iterdir()] == ["ceilings.json"]


@pytest.mark.parametrize(
    "other",
    [
        replace(REPORT, threads=2),
        replace(REPORT, precision=Precision.BF16),
        replace(REPORT, torch="3.0"),
        replace(REPORT, driver="550.1"),
        replace(REPORT, device=replace(CPU, name="Another processor")),
        replace(REPORT, what_if=WhatIf(is_tf32=True)),
    ],
)
def test_another_device_precision_thread_count_or_version_has_its_own(
    probed: Probe, other: object
) -> None:
    assert isinstance(other, type(REPORT))
    ceilings_anew(REPORT, ignore_progress)
    assert kept_for(REPORT) == FOUND
    assert kept_for(other) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        '{"a": ' * 100_000,
        " " * 5_000_000 + "{}",
        '{"a": 1}',
        '{"%s": {"compute": [], "bandwidth": []}}',
        '{"%s": {"compute": [["a", NaN]], "bandwidth": [[1, 1]]}}',
        '{"%s": {"compute": [["a", 1]], "bandwidth": [[1, 1]], "measured_at": "yesterday"}}',
    ],
)
def test_a_damaged_file_is_measured_again(probed: Probe, text: str) -> None:
    ceilings_file().parent.mkdir(parents=True)
    ceilings_file().write_text(text.replace("%s", ceilings_key(REPORT)), encoding="utf-8")
    assert kept_for(REPORT) is None
    assert under_ceilings(REPORT, COSTS, ignore_progress).ceilings == FOUND
    assert read_ceilings() == {ceilings_key(REPORT): FOUND}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no FIFO and no /dev/zero")
def test_a_pipe_or_an_endless_file_is_measured_again_and_replaced(probed: Probe) -> None:
    ceilings_file().parent.mkdir(parents=True)
    os.mkfifo(ceilings_file())
    assert under_ceilings(REPORT, COSTS, ignore_progress).ceilings == FOUND
    assert ceilings_file().is_file()
    ceilings_file().unlink()
    ceilings_file().symlink_to("/dev/zero")
    KnownCeilings.ceilings.clear()
    assert under_ceilings(REPORT, COSTS, ignore_progress).ceilings == FOUND
    assert len(probed.asked) == 2
    assert list(read_ceilings()) == [ceilings_key(REPORT)]


def test_other_entries_of_the_file_stay(probed: Probe) -> None:
    keep_ceilings("another machine", FOUND)
    ceilings_anew(REPORT, ignore_progress)
    assert set(read_ceilings()) == {"another machine", ceilings_key(REPORT)}


def test_a_cache_that_can_t_be_written_is_no_harm(
    probed: Probe, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    for _ in range(2):
        assert under_ceilings(REPORT, COSTS, ignore_progress).ceilings == FOUND
    assert len(probed.asked) == 1


def test_ceilings_that_many_layers_exceed_are_measured_once_more(probed: Probe) -> None:
    probed.found = low = Ceilings((("conv", 1e-3),), ((1000, 1e-3),), "2026-08-01")
    assert under_ceilings(REPORT, COSTS, ignore_progress).ceilings == low
    assert len(probed.asked) == 2
    probed.found = Ceilings((("conv", 1e3),), ((1000, 1e-4),), "2026-08-02")
    healed = under_ceilings(REPORT, COSTS, ignore_progress).ceilings
    assert healed == Ceilings((("conv", 1e3),), ((1000, 1e-3),), "2026-08-02")
    assert kept_for(REPORT) == healed
    assert len(probed.asked) == 3


def test_one_thread_on_a_cpu_is_timed_by_its_own_clock_and_several_by_the_wall_s() -> None:
    marks = (0, 0), (3_000_000, 1_000_000)  # three milliseconds, of which it worked one
    assert probe_clock(CPU, 1).wall_ms(*marks) == 1.0
    assert probe_clock(CPU, 2).wall_ms(*marks) == 3.0


def test_measuring_again_forgets_what_was(probed: Probe) -> None:
    ceilings_anew(REPORT, ignore_progress)
    probed.found = Ceilings((("conv", 1.0),), ((1000, 1.0),), "2026-08-02")
    assert ceilings_anew(REPORT, ignore_progress) == kept_for(REPORT) == probed.found


def test_a_training_pass_is_not_measured(probed: Probe) -> None:
    training = replace(REPORT, what_if=WhatIf(is_training=True))
    assert under_ceilings(training, COSTS, ignore_progress) == training
    assert probed.asked == []


def test_a_run_on_so_many_threads_is_measured_on_as_many(probed: Probe) -> None:
    before = torch.get_num_threads()
    ceilings_anew(replace(REPORT, threads=2), ignore_progress)
    ceilings_anew(replace(REPORT, threads=1, precision=Precision.BF16), ignore_progress)
    assert probed.asked == [(torch.float32, 2), (torch.bfloat16, 1)]
    assert torch.get_num_threads() == before


def test_a_timed_run_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "USUAL", Limits(3, 3, inf))
    report = time_network(
        network_named("resnet,stages=1-1,input=64"), TimingOptions(threads=1), ignore_progress
    )
    assert report.ceilings
    bounds = {layer.path: layer.bound for layer in report.layers}
    assert bounds["layer1.0.conv1"] == Bound.COMPUTE
    assert bounds["relu"] == Bound.MEMORY
    assert bounds["flatten"] is None
