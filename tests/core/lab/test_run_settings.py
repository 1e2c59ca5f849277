"""Two runs can be held against each other only where all but the network is the same."""

from dataclasses import replace
from typing import Any

import pytest

from resnet_viz.core.clock_kind import ClockKind
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.lab.compare import compare
from resnet_viz.core.lab.run_settings import (
    difference_text,
    is_alike,
    is_within_error,
    run_text,
    runs_text,
)
from resnet_viz.core.networks import network_named
from resnet_viz.core.timing.host import this_host
from resnet_viz.core.timing.measurement import Quartiles, TimingReport
from resnet_viz.core.timing.note import Note, NoteKind
from resnet_viz.core.timing.options import Precision
from resnet_viz.core.timing.what_if import WhatIf
from tests.samples.runs import made_up_timing

BASE = replace(made_up_timing("resnet34"), host=this_host())
OTHER = replace(made_up_timing("resnet50"), host=this_host())


def changed(**fields: Any) -> TimingReport:
    return replace(OTHER, **fields)


CHANGES = {
    "another device": changed(device=replace(OTHER.device, name="A card")),
    "another machine": changed(host="lab-7"),
    "another batch": changed(batch=OTHER.batch + 1),
    "another precision": changed(precision=Precision.BF16),
    "an option": changed(what_if=WhatIf(is_fused=True)),
    "other threads": changed(threads=OTHER.threads + 3),
    "another PyTorch": changed(torch="1.0"),
    "another clock": changed(trust=replace(OTHER.trust, clock=ClockKind.CPU)),
}


def test_runs_that_differ_only_in_network_and_free_memory_are_alike() -> None:
    assert is_alike(BASE, OTHER)
    assert is_alike(BASE, changed(device=replace(OTHER.device, free_bytes=17)))
    assert not is_alike(BASE, None)
    assert not is_alike(None, OTHER)


@pytest.mark.parametrize("run", CHANGES.values(), ids=CHANGES)
def test_any_other_setting_keeps_them_apart_and_is_named(run: TimingReport) -> None:
    assert not is_alike(run, BASE)
    said = difference_text(run, BASE)
    assert said.count("(not ") == 1
    text = runs_text((BASE, run), ("ResNet-34", "ResNet-50"), 0)
    assert f"The difference in latency isn't shown: ResNet-50 was timed with {said}." in text


def test_of_equal_settings_it_says_only_what_they_are() -> None:
    text = runs_text((BASE, OTHER), ("ResNet-34", "ResNet-50"), 0)
    assert text == f"Timed with: {run_text(BASE)}."
    assert BASE.device.name in text
    assert f"batch {BASE.batch}" in text
    assert "fp32" in text


def test_without_a_run_of_the_base_there_is_nothing_to_say() -> None:
    assert runs_text((None, OTHER), ("ResNet-34", "ResNet-50"), 0) == ""
    assert runs_text((BASE, None), ("ResNet-34", "ResNet-50"), 0).startswith("Timed with: ")


def test_another_machine_is_named_and_this_one_is_not() -> None:
    assert "on lab-7" in run_text(CHANGES["another machine"])
    assert this_host() not in run_text(BASE).split(", ")
    assert difference_text(BASE, CHANGES["another machine"]) == "on this machine (not on lab-7)"


def timed(arch: str, median: float, *, is_trusted: bool) -> TimingReport:
    """A run of 25 passes whose quartiles are 40 % apart: the median is known to some 12 %."""
    run = made_up_timing(arch)
    doubts = () if is_trusted else (Note(NoteKind.UNSTEADY, {"passes": 25}),)
    spread = Quartiles(median, 0.8 * median, 1.2 * median, 0.7 * median)
    return replace(run, whole_ms=spread, runs=25, trust=replace(run.trust, doubts=doubts))


@pytest.mark.parametrize(
    ("other", "is_trusted", "is_known"),
    [(110.0, False, False), (160.0, False, True), (110.0, True, True)],
)
def test_a_difference_within_the_error_of_unreliable_runs_is_not_shown(
    other: float, is_trusted: bool, is_known: bool
) -> None:
    runs = [
        timed(arch, median, is_trusted=is_trusted)
        for arch, median in (("resnet34", 100.0), ("resnet50", other))
    ]
    assert is_within_error(*runs) is not is_known
    reports = [report_of(network_named(arch)) for arch in ("resnet34", "resnet50")]
    latency = next(each for each in compare(reports, runs).measures if each.key == "latency_ms")
    assert (latency.differences[1] is not None) is is_known
    assert latency.values == (100.0, other)
