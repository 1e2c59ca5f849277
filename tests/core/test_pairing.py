"""Two settings held against each other: what travels, and what is said of it."""

import json
from dataclasses import replace

from resnet_viz.core.measurement import Device, Precision, Quartiles, TimingOptions
from resnet_viz.core.pairing import PairedReport, paired_report_from, verdict
from resnet_viz.core.what_if import WhatIf

CHOSEN = TimingOptions(precision=Precision.BF16, what_if=WhatIf(is_channels_last=True))
FASTER = PairedReport(
    arch="resnet50",
    device=Device("cpu", "cpu", "a CPU"),
    options=CHOSEN,
    other=TimingOptions(),
    pairs=30,
    ms=Quartiles(20.0, 19.0, 21.0, 18.0),
    other_ms=Quartiles(36.2, 36.0, 37.0, 35.0),
    ratio=1.81,
    low=1.79,
    high=1.83,
    least=1.74,
    most=1.90,
    notes=("not steady",),
)


def test_a_report_comes_over_as_json_whole() -> None:
    assert paired_report_from(json.loads(json.dumps(FASTER.to_dict()))) == FASTER


def test_faster_is_said_with_its_factor_and_range() -> None:
    assert verdict(FASTER) == (
        "bf16 cast, channels last is 1.81 × as fast as plain fp32 (range 1.74 – 1.90 over 30 pairs)"
    )


def test_slower_is_said_as_slower() -> None:
    slower = replace(FASTER, ratio=0.5, low=0.4, high=0.6, least=0.25, most=0.8)
    assert verdict(slower) == (
        "bf16 cast, channels last is slower: 2.00 × the time of plain fp32 "
        "(range 1.25 – 4.00 over 30 pairs)"
    )


def test_an_interval_around_one_shows_no_difference() -> None:
    same = replace(FASTER, ratio=1.01, low=0.99, high=1.02, least=0.9, most=1.1)
    assert verdict(same) == (
        "bf16 cast, channels last against plain fp32: no difference shown "
        "(1.01 ×, range 0.90 – 1.10 over 30 pairs)"
    )
