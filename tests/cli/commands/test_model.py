"""`verify`, `time`, `summary` and `devices`: the real model from the command line."""

import csv
import io
import json

import pytest
import torch

from resnet_viz.app import main
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.verification import Difference, Verification
from resnet_viz.engine.check import verify as verify_module
from resnet_viz.engine.model.build import build

SMALL = "resnet,stages=1-1,input=32,classes=10"
FAMILY = ("resnet18", "resnet34", "resnet50", "resnet101", "resnet152")
PROMISED = {
    "arch", "device", "precision", "batch", "threads", "torch", "warmup_runs", "runs", "whole_ms",
    "images_per_s", "layer_sum_ms", "closure", "overhead", "peak_bytes", "layers",
}  # fmt: skip
PROMISED_OF_A_LAYER = {"path", "op", "median_ms", "share", "gflops_per_s", "bound"}


def test_the_whole_family_agrees(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", *FAMILY]) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    assert last == "all agree"
    assert [line.split()[:3] for line in lines] == [["✓", name, "agrees:"] for name in FAMILY]


def test_a_difference_is_told_and_ends_with_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    differs = Verification("resnet18", 69, 3, 4, "2", (Difference("conv1", "params", "1", "2"),))
    monkeypatch.setattr(verify_module, "verify", lambda spec, weights: differs)
    assert main(["verify", "resnet18"]) == 1
    told = capsys.readouterr().out
    assert "conv1 params: counted 1, PyTorch has 2" in told
    assert "1 of 1 differ" in told
    assert main(["verify", "resnet18", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["agrees"] is False


def test_the_json_of_verify(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "resnet18", SMALL, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["agrees"] is True
    assert found["networks"][0]["params"] == 11_689_512


def test_the_json_of_time_is_as_promised(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["time", SMALL, "--batch", "2", "--threads", "1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) >= PROMISED
    assert set(found["device"]) >= {"type", "name"}
    assert set(found["whole_ms"]) >= {"median", "p25", "p75", "min"}
    assert set(found["peak_bytes"]) == {"predicted", "measured"}
    assert (found["batch"], found["threads"], found["torch"]) == (2, 1, torch.__version__)
    assert all(set(layer) >= PROMISED_OF_A_LAYER for layer in found["layers"])
    modules = build(parse(SMALL)).named_modules()
    leaves = {path for path, module in modules if not [*module.children()]}
    assert {layer["path"] for layer in found["layers"]} == leaves
    assert sum(layer["share"] for layer in found["layers"]) == pytest.approx(
        1 - found["glue_ms"] / found["layer_sum_ms"]
    )


def test_the_csv_of_time_has_a_row_a_layer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["time", SMALL, "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows[0]["path"] == "conv1"
    assert all(float(row["median_ms"]) >= 0 for row in rows)


def test_time_for_people_states_its_own_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["time", SMALL]) == 0
    words = capsys.readouterr().out
    for word in ("Latency", "images/s", "Layers add up to", "Overhead", "cpu", torch.__version__):
        assert word in words


def test_bf16_is_timed_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["time", SMALL, "--precision", "bf16", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["precision"] == "bf16"


def test_summary_is_torchinfos(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", "resnet18"]) == 0
    words = capsys.readouterr().out
    assert "Total params: 11,689,512" in words


def test_devices_are_pytorchs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["devices", "--json"]) == 0
    ids = [device["id"] for device in json.loads(capsys.readouterr().out)["devices"]]
    assert ids[0] == "cpu"
    assert len(ids) >= 1 + torch.cuda.device_count()
    assert main(["devices"]) == 0
    assert "fp32" in capsys.readouterr().out


def test_what_was_not_compared_is_said_and_no_difference(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    note = "torchinfo counts tied parameters twice: 815 in place of 655"
    found = Verification("resnet18", 69, 3, 4, "2", uncounted=("experts",), notes=(note,))
    monkeypatch.setattr(verify_module, "verify", lambda spec, weights: found)
    assert main(["verify", "resnet18"]) == 0
    said = capsys.readouterr().out
    assert "not counted, without a formula: experts" in said
    assert note in said
