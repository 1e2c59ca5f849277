"""Two settings compared: what travels, and what is said of it."""

import json
from dataclasses import replace

from resnet_viz.core.plain import read_as
from resnet_viz.core.timing.note import Note, NoteKind
from resnet_viz.core.timing.turns.pairing import PairedReport, verdict
from tests.samples.runs import MADE_UP_PAIR

FASTER = replace(MADE_UP_PAIR, doubts=(Note(NoteKind.UNSTEADY_RATIO, {"pairs": 30}),))


def test_a_report_comes_over_as_json_whole() -> None:
    assert read_as(PairedReport, json.loads(json.dumps(FASTER.to_dict()))) == FASTER


def test_faster_is_said_with_its_factor_and_range() -> None:
    assert verdict(FASTER) == (
        "bf16 cast, channels last is 1.81 × as fast as plain fp32 (range 1.74 – 1.90 over 30 pairs)"
    )


def test_slower_is_said_as_slower() -> None:
    slower = replace(FASTER, ratio=0.5, low=0.4, high=0.6, least=0.25, most=0.8)
    assert verdict(slower) == (
        "bf16 cast, channels last is slower: 2.0 × the time of plain fp32 "
        "(range 1.2 – 4.0 over 30 pairs)"
    )


def test_an_interval_around_one_shows_no_difference() -> None:
    same = replace(FASTER, ratio=1.01, low=0.99, high=1.02, least=0.9, most=1.1)
    assert verdict(same) == (
        "bf16 cast, channels last vs plain fp32: no measurable difference "
        "(1.01 ×, range 0.90 – 1.10 over 30 pairs)"
    )
