"""Two settings in turn: what alternates, what the ratio is, and when nothing is known."""

from dataclasses import replace

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.progress import Step, ignore_progress
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import network_of
from resnet_viz.core.timing.note import Note, NoteKind
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.what_if import WhatIf
from resnet_viz.engine.devices import devices
from resnet_viz.engine.timing import pairing
from resnet_viz.engine.timing.pairing import compare_settings, paired_report
from resnet_viz.engine.timing.passes import Bench

SMALL = parse("resnet,stages=1-1,input=32,classes=10")
PLAIN = TimingOptions(threads=1)
FUSED = replace(PLAIN, what_if=WhatIf(is_fused=True))
CPU = devices()[0]


def test_the_ratio_is_the_median_of_the_pairs_ratios() -> None:
    ours = [10.0] * 20
    others = [18.0 + number % 5 for number in range(20)]
    report = paired_report("resnet18", CPU, (FUSED, PLAIN), ours, others)
    assert report.ratio == pytest.approx(2.0)
    assert report.least == pytest.approx(1.8)
    assert report.most == pytest.approx(2.2)
    assert 1.8 <= report.low <= report.ratio <= report.high <= 2.2
    assert report.pairs == 20
    assert report.doubts == (Note(NoteKind.UNSTEADY_RATIO, {"pairs": 20}),)


def test_a_slow_spell_of_the_machine_does_not_touch_the_ratio() -> None:
    spell = [1.0] * 10 + [3.0] * 10
    ours, others = ([ms * slow for slow in spell] for ms in (10, 15))
    report = paired_report("resnet18", CPU, (FUSED, PLAIN), ours, others)
    assert report.ratio == report.low == report.high == 1.5
    assert report.doubts == ()


def test_passes_alternate_and_each_has_its_own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    benches: list[Bench] = []
    order: list[int] = []

    def noted(bench: Bench) -> tuple[float, None]:
        if bench not in benches:
            benches.append(bench)
        order.append(benches.index(bench))
        return 10.0, None

    monkeypatch.setattr(pairing, "plain_pass", noted)
    steps: list[Step] = []
    report = compare_settings(network_of(SMALL), FUSED, PLAIN, steps.append)
    assert order[:8] == [0, 1, 1, 0, 0, 1, 1, 0]
    assert report.pairs == 15
    assert report.ratio == 1.0
    assert steps[-1].done == 15


def test_a_real_pair_of_runs_says_what_was_held_against_what() -> None:
    report = compare_settings(network_of(SMALL), FUSED, PLAIN, ignore_progress)
    assert (report.options, report.other) == (FUSED, PLAIN)
    assert report.arch == str(SMALL)
    assert report.ms.median > 0
    assert report.other_ms.median > 0
    assert report.least <= report.low <= report.ratio <= report.high <= report.most


def test_illegal_settings_on_either_side_are_refused() -> None:
    wrong = replace(PLAIN, what_if=WhatIf(is_fused=True, is_training=True))
    for pair in ((wrong, PLAIN), (PLAIN, wrong)):
        with pytest.raises(UserError, match="Choose training or fused"):
            compare_settings(network_of(SMALL), *pair, ignore_progress)
