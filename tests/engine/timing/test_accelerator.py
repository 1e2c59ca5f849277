"""A whole run on a card that is a processor in disguise: its events, its own work, the check."""

import json
from math import inf
from time import perf_counter_ns
from types import SimpleNamespace

import pytest
import torch
from torch._C._autograd import DeviceType

from benchmarks import gpu_check, timing_method
from resnet_viz.core.progress import ignore_progress
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import network_of
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.options import Precision, TimingOptions
from resnet_viz.core.timing.what_if import WhatIf
from resnet_viz.engine.timing import kernels, pairing, reporting, timing
from resnet_viz.engine.timing.sampling import Limits
from resnet_viz.engine.timing.timing import time_network

SMALL = parse("resnet,stages=1-1,input=32,classes=10")
CARD = Device("cpu", DeviceKind.CUDA, "A card in disguise", 2**34, (Precision.FP32,))
KERNELS_US = 100.0


class Card:
    """Counts what was asked of it; an event can't be read before the card was waited for."""

    def __init__(self) -> None:
        self.events = 0
        self.waits = 0
        self.records = 0

    def synchronize(self, _: str) -> None:
        self.waits += 1


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> Card:
    found = Card()

    class Event:
        def __init__(self, *, enable_timing: bool) -> None:
            assert enable_timing
            found.events += 1

        def record(self) -> None:
            found.records += 1
            self.time_ns, self.seen_after = perf_counter_ns(), found.waits

        def elapsed_time(self, end: "Event") -> float:
            assert found.waits > end.seen_after, "read before it was waited for"
            return (end.time_ns - self.time_ns) / 1e6

    class Profile:
        def __init__(self, activities: list[object]) -> None:
            assert activities

        def __enter__(self) -> SimpleNamespace:
            kernel = SimpleNamespace(device_type=DeviceType.CUDA, self_device_time_total=KERNELS_US)
            return SimpleNamespace(key_averages=lambda: [kernel])

        def __exit__(self, *_: object) -> None:
            """Nothing was begun."""

    monkeypatch.setattr(torch.cuda, "Event", Event)
    monkeypatch.setattr(torch.cuda, "synchronize", found.synchronize)
    monkeypatch.setattr(kernels, "profile", Profile)
    for module in (timing, pairing, timing_method):
        monkeypatch.setattr(module, "device_named", lambda _: CARD)
    monkeypatch.setattr(timing, "USUAL", Limits(5, 5, inf))
    monkeypatch.setattr(reporting, "under_ceilings", lambda report, *_: report)  # has its own tests
    return found


def test_layers_are_timed_by_events_with_one_wait_a_pass(card: Card) -> None:
    report = time_network(network_of(SMALL), TimingOptions(), ignore_progress)
    modules = len(report.layers) + 5  # the root, two stages, two blocks
    modules += sum("downsample.0" in layer.path for layer in report.layers)  # and its projection
    assert card.events == 8 * modules
    hooked = report.runs + 1  # one to warm up
    assert card.records == 2 * modules * hooked
    passes = report.warmup_runs + hooked + report.runs
    assert card.waits == 2 * passes + 2  # before and after each, and around the profiled one
    assert all(layer.median_ms > 0 for layer in report.layers)


def test_it_has_one_clock_and_says_how_much_of_the_pass_the_card_works(card: Card) -> None:
    trust = time_network(network_of(SMALL), TimingOptions(), ignore_progress).trust
    assert trust.wall_over_cpu is None
    assert trust.clock == "wall"
    assert trust.kernel_share is not None
    assert trust.is_launch_bound is (trust.kernel_share < 0.8)


def test_a_backward_pass_is_timed_by_events_too(card: Card) -> None:
    options = TimingOptions(batch=2, what_if=WhatIf(is_training=True))
    report = time_network(network_of(SMALL), options, ignore_progress)
    assert all(layer.backward_ms and layer.backward_ms > 0 for layer in report.layers)


def test_the_check_of_accelerators_runs_from_end_to_end(
    card: Card, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gpu_check, "accelerator", lambda: CARD)
    monkeypatch.setattr(gpu_check, "NETWORKS", (str(SMALL),))
    monkeypatch.setattr(gpu_check, "BATCHES", (1,))
    monkeypatch.setattr(gpu_check, "network_named", lambda _: network_of(SMALL))
    monkeypatch.setattr(gpu_check, "ROUNDS", 1)
    monkeypatch.setattr(timing_method, "TIMER_S", 0.05)
    with pytest.raises(SystemExit):
        gpu_check.main()
    said = json.loads(capsys.readouterr().out)
    facts = said["baseline"]
    assert facts["device"]["name"] == CARD.name
    assert len(facts["options"]) == 5
    case = facts[f"{SMALL}, batch 1"]
    assert case["peak_bytes"]["measured"] == case["peak_bytes"]["predicted"]
    asked = {goal["what"].partition(": ")[2] for goal in said["goals"]}
    assert asked >= {"overhead", "|1 - closure|", "|against Timer|"}


def test_without_a_card_the_check_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gpu_check, "devices", lambda: ())
    with pytest.raises(SystemExit) as ended:
        gpu_check.main()
    assert ended.value.code == 2
    assert "no CUDA or XPU" in capsys.readouterr().out
