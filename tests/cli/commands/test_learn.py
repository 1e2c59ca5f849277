"""`learn`: what an experiment found, on the terminal and in files; Ctrl+C; wrong use."""

import csv
import io
import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from resnet_viz.app import main
from resnet_viz.cli.commands import learn
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.training import Training
from resnet_viz.core.experiments.net import Net, NetKind
from resnet_viz.core.experiments.outcome import Found
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.progress import Step
from resnet_viz.engine.experiments import driving
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.progressed import Progressed
from tests.cli.command_line import modules_after

SMALL = ("plain8", "resnet8")
NET = Net("resnet8,input=1x8x8", NetKind.RESIDUAL, 8)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    capsys.readouterr()
    assert main(["learn", *arguments]) == 0
    said = capsys.readouterr()
    return said.out, said.err


def test_the_json_is_what_was_promised_and_the_same_seed_gives_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first = json.loads(run(capsys, "gradients", *SMALL, "--seed", "3", "--json")[0])
    assert list(first)[:3] == ["experiment", "setting", "cpu_s"]
    assert first["experiment"] == "gradients"
    assert {"init", "batch_norm", "seed", "steps", "threads", "torch"} <= set(first["setting"])
    assert first["setting"]["seed"] == 3
    for network in first["networks"]:
        assert {"arch", "signal", "weights"} <= set(network)
        assert len(network["signal"]) == 1 + 3
        assert len(network["weights"]) == 1 + 2 * 3
    again = json.loads(run(capsys, "gradients", *SMALL, "--seed", "3", "--json")[0])
    assert again["networks"] == first["networks"]
    other = json.loads(run(capsys, "gradients", *SMALL, "--seed", "4", "--json")[0])
    assert other["networks"] != first["networks"]


def test_the_terminal_has_a_row_a_network_and_the_caption_with_the_setting(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words, said = run(capsys, "gradients", *SMALL, "--init", "default")
    assert words.startswith("Gradient flow   How does the gradient grow or shrink")
    assert [line.split()[0] for line in words.splitlines() if "input=1x8x8" in line] == [
        "plain8,input=1x8x8",
        "resnet8,input=1x8x8",
    ] or words.count("1x8x8") == 2
    assert "PyTorch's default initialisation, with batch norm, seed 0, untrained" in words
    assert said == ""


def test_values_are_saved_in_full_and_the_words_are_shown_too(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    files = tmp_path / "a.json", tmp_path / "a.csv"
    outputs = [part for file in files for part in ("-o", str(file))]
    words, said = run(capsys, "gradients", *SMALL, *outputs)
    assert "Setting:" in words
    assert [line.split()[1:3] for line in said.splitlines()] == [
        ["saved", str(file)] for file in files
    ]
    networks = json.loads(files[0].read_text())["networks"]
    rows = list(csv.DictReader(io.StringIO(files[1].read_text())))
    for network in networks:
        values = [
            float(row["value"])
            for row in rows
            if (row["arch"], row["name"]) == (network["arch"], "signal")
        ]
        assert values == network["signal"]


def test_chart_and_lesson_sheet_are_saved_with_the_caption_in_them(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    outputs = [f"{tmp_path}/a.{suffix}" for suffix in ("svg", "pdf", "png", "tex", "html")]
    words, _ = run(capsys, "gradients", *SMALL, *(part for o in outputs for part in ("-o", o)))
    begins = {Path(output).suffix: Path(output).read_bytes()[:9] for output in outputs}
    assert begins[".pdf"].startswith(b"%PDF-")
    assert begins[".png"].startswith(b"\x89PNG")
    assert begins[".html"].lower() == b"<!doctype"
    caption = words.splitlines()[-2:]
    assert caption[-1].startswith("Setting: ")
    sheet = (tmp_path / "a.html").read_text()
    assert "Alpaydin and Kaynak 1998" in sheet
    assert "learn gradients plain8 resnet8" in sheet
    assert "Kaynak 1998" in (tmp_path / "a.svg").read_text()


def test_a_network_of_other_pictures_is_fitted_and_this_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arch = "resnet18,stem=cifar,width=4,stages=1-1"
    words, said = run(capsys, "gradients", arch)
    assert "input=1x8x8,classes=10" in words
    assert "takes the data's pictures here, 1 × 8 × 8 in place of 3 × 224 × 224" in said
    assert "and 10 classes" in said


class Interrupted:
    """An experiment of training during whose third step Ctrl+C is pressed."""

    def __init__(self, *, first: int = 3) -> None:
        self.steps = 0
        self.first = first

    def __call__(self, _: RunExperiment, __: Kept) -> Iterator[Progressed]:
        while True:
            if self.steps == self.first - 1:
                signal.raise_signal(signal.SIGINT)
            self.steps += 1
            losses = tuple(2.0 / step for step in range(1, self.steps + 1))
            trained = (Training(NET, 0, losses),) if self.first > 1 else ()
            yield Progressed("training", self.steps, 10, lambda t=trained: Found(training=t))  # type: ignore[misc]  # as it is now


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> Interrupted:
    stub = Interrupted()
    monkeypatch.setattr(driving, "RUNS", {Experiment.DEGRADATION: stub})
    return stub


def test_ctrl_c_ends_between_two_steps_and_what_was_measured_is_shown_and_saved(
    capsys: pytest.CaptureFixture[str], interrupted: Interrupted, tmp_path: Path
) -> None:
    file = tmp_path / "a.json"
    before = signal.getsignal(signal.SIGINT)
    assert main(["learn", "degradation", "resnet8", "--json", "-o", str(file)]) == 130
    assert interrupted.steps == 3
    said = capsys.readouterr()
    found: dict[str, Any] = json.loads(said.out)
    assert found["is_whole"] is False
    assert found["networks"][0]["loss"] == [2.0, 1.0, 2 / 3]
    assert json.loads(file.read_text()) == found
    assert "cancelled, with what was measured so far" in said.err
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_before_anything_was_measured_is_a_plain_cancel(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driving, "RUNS", {Experiment.DEGRADATION: Interrupted(first=1)})
    assert main(["learn", "degradation", "resnet8"]) == 130
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "resnet-viz: cancelled\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["gradient"], "did you mean gradients? 'gradient' isn't an experiment"),
        (["gradients", "resnetx"], "no network is named 'resnetx'"),
        (["gradients", "-o", "a.xyz"], "'.xyz' isn't a format of experiments. Choose one of .svg"),
        (["gradients", "-o", "a"], "the file has no suffix"),
        (["gradients", "--steps", "5"], "gradients is measured before any training"),
        (["gradients", "--seed", "x"], "seed=x is not a whole number"),
        (["gradients", "--json", "--csv"], "exclude each other"),
        (["picture", "--image", "nosuch.png"], "'nosuch.png' isn't a file here"),
        (["gradients", "--init", "zero_gamma", "--no-batch-norm"], "needs batch norm"),
    ],
)
def test_wrong_use_is_one_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["learn", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert sentence in said.err


def test_wrong_use_is_known_before_pytorch_is_loaded(tmp_path: Path) -> None:
    assert "torch" not in modules_after(tmp_path, "learn", "--help")


def test_how_long_a_long_run_takes_is_said_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(100))
    monkeypatch.setattr("resnet_viz.cli.commands.learn.monotonic", lambda: next(clock))
    rest = learn._Rest(3)
    rest.hear(Step("building", 1, 60, 40.0))
    rest.hear(Step("training", 2, 60, 40.0))
    assert capsys.readouterr().err == ""
    rest.hear(Step("training", 3, 60, 11.2))
    rest.hear(Step("training", 4, 60, 10.9))
    assert capsys.readouterr().err == (
        "resnet-viz: training: about 12 s to go. Ctrl+C ends it and shows what was measured\n"
    )
    short = learn._Rest(3)
    short.hear(Step("forward", 3, 4, 0.2))
    assert capsys.readouterr().err == ""
