"""`draw`: files by their suffix, the same bytes each time, and nothing lost on failure."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from resnet_viz.app import main
from tests.cli.command_line import start

STARTS = {
    ".svg": b"<?xml",
    ".pdf": b"%PDF-",
    ".png": b"\x89PNG",
    ".dot": b"digraph",
    ".tex": b"\\documentclass",
}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(("suffix", "begin"), STARTS.items())
def test_the_suffix_says_the_format(tmp_path: Path, suffix: str, begin: bytes) -> None:
    path = tmp_path / f"network{suffix}"
    assert main(["draw", "resnet18", "-o", str(path)]) == 0
    assert begin in path.read_bytes()[:400]


def test_options_reach_the_picture(tmp_path: Path) -> None:
    layer, folded, dark = (tmp_path / name for name in ("layer.svg", "folded.svg", "dark.svg"))
    assert main(["draw", "resnet34", "-o", str(layer), "--level", "layer"]) == 0
    assert main(["draw", "resnet34", "-o", str(folded), "--fold"]) == 0
    assert main(["draw", "resnet34", "-o", str(dark), "--theme", "dark"]) == 0
    assert shortcuts_in(layer) == 16
    assert shortcuts_in(folded) < 16
    assert "× 5" in folded.read_text(encoding="utf-8")
    assert dark.read_bytes() != layer.read_bytes()


def test_colours_by_a_figure_have_a_scale(tmp_path: Path) -> None:
    path = tmp_path / "heat.svg"
    assert main(["draw", "resnet18", "-o", str(path), "--color-by", "params"]) == 0
    assert "Parameters" in path.read_text(encoding="utf-8")


def test_colours_can_be_by_stage_by_memory_and_on_a_logarithmic_scale(tmp_path: Path) -> None:
    path = tmp_path / "colours.svg"
    for options, words in (
        ("--color-by stage", "conv5_x</text>"),
        ("--color-by memory", "the largest layer of a box"),
        ("--color-by params --color-scale log", "Parameters, log scale"),
    ):
        assert main(["draw", "resnet18", "-o", str(path), *options.split()]) == 0
        legend = path.read_text(encoding="utf-8").partition('id="legend"')[2]
        assert words in legend


def test_colours_by_time_take_a_timed_run(tmp_path: Path) -> None:
    path = tmp_path / "heat.svg"
    network = "resnet,stages=1-1,input=32"
    assert main(["draw", network, "-o", str(path), "--color-by", "time"]) == 0
    assert " ms" in path.read_text(encoding="utf-8")


def test_a_second_drawing_has_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.svg", "two.svg", "one.pdf", "two.pdf", "one.png", "two.png"):
        assert start(tmp_path, "draw", "resnet18", "-o", name).returncode == 0
    for suffix in (".svg", ".pdf", ".png"):
        one, two = (tmp_path / f"{name}{suffix}" for name in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def test_the_file_is_told_on_standard_error(tmp_path: Path) -> None:
    told = start(tmp_path, "draw", "resnet18", "-o", "a.svg")
    assert told.stdout == ""
    assert "saved a.svg" in told.stderr


def test_a_file_that_could_not_be_written_stays_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kept.svg"
    path.mkdir()
    assert main(["draw", "resnet18", "-o", str(path)]) == 2
    assert "kept.svg" in capsys.readouterr().err
    assert path.is_dir()


def shortcuts_in(path: Path) -> int:
    groups = ET.parse(path).iter(f"{SVG}g")
    return sum("shortcut" in group.get("class", "").split() for group in groups)
