"""Two runs can be held against each other only where all but the network is the same."""

from dataclasses import replace
from typing import Any

import pytest

from resnet_viz.core.clock_kind import ClockKind
from resnet_viz.core.lab.run_settings import difference_text, is_alike, run_text, runs_text
from resnet_viz.core.timing.host import this_host
from resnet_viz.core.timing.measurement import TimingReport
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
