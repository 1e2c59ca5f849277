"""`diff`: what differs between two networks as tables and as a picture, without PyTorch."""

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from resnet_viz.app import main
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from tests.cli.command_line import modules_after


def output_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["diff", *arguments]) == 0
    return capsys.readouterr().out


def test_a_person_reads_sentences_stages_and_only_the_layers_that_differ(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = output_of(capsys, "resnet34", "resnet50")
    assert "B has one more projection, in conv2_x." in words
    assert re.search(r"conv2_x +other layers +3 +0 → 1 ", words)
    assert "layer1.1.conv3 × 2" in words
    assert "maxpool" not in words
    assert "maxpool" in output_of(capsys, "resnet34", "resnet50", "--all")


def test_networks_that_are_the_same_are_said_to_be_and_end_with_0(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = output_of(capsys, "resnet34,block=bottleneck", "resnet50")
    assert "A and B have the same layers, shapes and shortcuts." in words
    assert "Layer " not in words


@pytest.mark.parametrize("by", ["stage", "layer"])
def test_exact_values_sum_to_the_totals_of_both(
    capsys: pytest.CaptureFixture[str], by: str
) -> None:
    text = output_of(capsys, "resnet34", "resnet50,se=16", "--csv", "--by", by, "--all")
    rows = list(csv.DictReader(io.StringIO(text)))
    for letter, arch in (("a", "resnet34"), ("b", "resnet50,se=16")):
        totals = report_of(network_named(arch)).totals
        for key in ("params", "macs", "flops", "activations"):
            assert sum(int(row[f"{key}_{letter}"]) for row in rows) == getattr(totals, key)


def test_json_has_sentences_stages_and_every_layer(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(output_of(capsys, "resnet18", "plain18", "--json"))
    assert (found["a"], found["b"], found["is_same"]) == ("resnet18", "plain18", False)
    assert [stage["kind"] for stage in found["stages"]] == ["same", *["shortcut"] * 4, "same"]
    assert found["stages"][1]["shortcuts"] == {"identity": [2, 0]}
    layers = sum(row["count"] for row in found["layers"] if row["a"])
    assert layers == len(network_named("resnet18").graph.nodes)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("resnet18", "resnet34", "--by", "block"), "stage or layer"),
        (("resnet18", "resnet34", "-o", "x.html"), ".svg .pdf .png .tex"),
        (("resnet18", "resnet3"), "resnet3"),
    ],
)
def test_a_mistake_is_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    assert main(["diff", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_the_picture_has_both_with_marks_and_keeps_the_promised_ids(tmp_path: Path) -> None:
    path = tmp_path / "both.svg"
    assert main(["diff", "resnet18", "plain18", "-o", str(path)]) == 0
    first = path.read_bytes()
    assert main(["diff", "resnet18", "plain18", "-o", str(path)]) == 0
    assert path.read_bytes() == first
    root = ElementTree.fromstring(first)
    classes = [element.get("class", "").split() for element in root.iter()]
    assert sum("shortcut" in each for each in classes) == 8
    assert sum(each == ["difference", "only-in-a"] for each in classes) > 8
    ids = {element.get("id") for element in root.iter()}
    assert {"n1.layer1.0", "n2.layer1.0", "n1.layer1.0.shortcut"} <= ids
    words = ["".join(element.itertext()) for element in root.iter() if element.tag.endswith("text")]
    assert {"A · ResNet-18", "B · Plain-18", "only in A"} <= set(words)


@pytest.mark.parametrize("suffix", [".pdf", ".png", ".tex"])
def test_the_picture_comes_in_the_formats_of_papers(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"both{suffix}"
    assert main(["diff", "resnet34", "resnet50", "-o", str(path), "--level", "stage"]) == 0
    start = {".pdf": b"%PDF", ".png": b"\x89PNG", ".tex": rb"\documentclass"}[suffix]
    assert path.read_bytes().startswith(start)


def test_it_needs_no_torch(tmp_path: Path) -> None:
    assert "torch" not in modules_after(tmp_path, "diff", "resnet18", "resnet34")
