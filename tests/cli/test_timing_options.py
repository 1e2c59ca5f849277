"""The options of `time`: each reaches the run, groups sum to it, and two settings are compared."""

import csv
import io
import json

import pytest

from resnet_viz.app import main
from resnet_viz.core.plain import plain_of
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.what_if import Casting, WhatIf
from tests.deep import mostly_deep

SMALL = "resnet,stages=1-1,input=32,classes=10"


def told(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["time", SMALL, "--threads", "1", "--no-store", *options]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "what_if"),
    [
        (("--channels-last", "--fused"), WhatIf(is_channels_last=True, is_fused=True)),
        (("--training",), WhatIf(is_training=True)),
        (("--precision", "bf16", "--autocast"), WhatIf(casting=Casting.AUTOCAST)),
    ],
)
def test_options_reach_the_run(
    options: tuple[str, ...], what_if: WhatIf, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(told(capsys, *options, "--json"))["what_if"]
    assert WhatIf(**found) == what_if


def test_a_long_run_tells_its_90th_percentile(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(told(capsys, "--long", "--json"))
    assert found["runs"] >= 64
    assert found["whole_ms"]["p75"] <= found["whole_ms"]["p90"]
    assert "90th percentile" in told(capsys, "--long")


def test_options_are_named_in_the_words_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    said = told(capsys, "--precision", "bf16", "--fused", "--channels-last")
    assert "bf16 cast, batch 1, channels last, fused, 1 thread" in said
    assert "Peak memory" in said


@pytest.mark.parametrize("grouping", mostly_deep(["block", "stage", "op", "path"], ["op"]))
def test_groups_sum_to_the_run(grouping: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(told(capsys, "--by", grouping, "--json"))
    total = sum(group["time_ms"] for group in found["groups"])
    assert total == pytest.approx(found["layer_sum_ms"])


def test_groups_are_a_table_too(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(told(capsys, "--by", "stage", "--csv"))))
    assert [row["path"] for row in rows] == ["stem", "layer1", "layer2", "head", "between"]
    assert sum(float(row["time_share"]) for row in rows) == pytest.approx(1.0)
    said = told(capsys, "--by", "stage")
    assert "By stage" in said
    assert "100.0%" in said


def test_options_are_held_against_plain_passes(capsys: pytest.CaptureFixture[str]) -> None:
    said = told(capsys, "--fused", "--against-plain")
    assert "fp32, fused, 1 thread" in said
    assert "plain fp32" in said
    assert "pairs)" in said
    found = json.loads(told(capsys, "--fused", "--against-plain", "--json"))
    assert found["options"]["what_if"]["is_fused"]
    assert found["other"] == plain_of(TimingOptions())
    assert found["least"] <= found["low"] <= found["ratio"] <= found["high"] <= found["most"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--against-plain",), "Choose one, such as"),
        (("--fused", "--against-plain", "--csv"), "Use --json"),
        (("--fused", "--training"), "Choose training or fused"),
        (("--tf32",), "CUDA"),
        (("--by", "channel"), "Choose layer"),
    ],
)
def test_what_cannot_be_is_one_line(
    options: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["time", SMALL, *options]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("further", [(), ("--against-plain", "--channels-last"), ("--json",)])
def test_training_that_can_t_be_is_refused_before_the_run(
    further: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["time", "resnet18,input=32", "--training", "--batch", "1", "--no-store", *further]
    assert main(asked) == 2
    told = capsys.readouterr()
    assert told.out == ""
    (line,) = told.err.splitlines()
    assert "layer4.0.bn1" in line
    assert "Take a batch of at least 2, or images at least 33 pixels" in line
