"""`draw`: files by their suffix, the same bytes each time, and nothing lost on failure."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from resnet_viz.app import main
from tests.cli.command_line import MAIN, start

STARTS = {
    ".svg": b"<?xml",
    ".pdf": b"%PDF-",
    ".png": b"\x89PNG",
    ".dot": b"digraph",
    ".tex": b"\\documentclass",
    ".mmd": b"flowchart TB",
    ".html": b"<!doctype html>",
}
BARE = ("--no-legend", "--caption", "--transparent")
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


@pytest.mark.parametrize("suffix", STARTS)
def test_direction_and_scale_reach_every_format(tmp_path: Path, suffix: str) -> None:
    plain, turned, scaled = (tmp_path / f"{name}{suffix}" for name in ("plain", "turned", "scaled"))
    assert main(["draw", "resnet20", "-o", str(plain)]) == 0
    assert main(["draw", "resnet20", "-o", str(turned), "--direction", "LR"]) == 0
    assert main(["draw", "resnet20", "-o", str(scaled), "--to-scale"]) == 0
    sizes_its_own_boxes = suffix == ".mmd"
    assert plain.read_bytes() != turned.read_bytes()
    assert (plain.read_bytes() == scaled.read_bytes()) == sizes_its_own_boxes
    assert turned.read_bytes() != scaled.read_bytes()


def test_colours_by_a_figure_have_a_scale(tmp_path: Path) -> None:
    path = tmp_path / "heat.svg"
    assert main(["draw", "resnet18", "-o", str(path), "--color-by", "params"]) == 0
    assert "Parameters" in path.read_text(encoding="utf-8")


def test_colours_can_be_by_stage_by_memory_and_on_a_logarithmic_scale(tmp_path: Path) -> None:
    path = tmp_path / "colours.svg"
    for options, words in (
        ("--color-by stage", "conv5_x</text>"),
        ("--color-by memory", "largest layer in each box"),
        ("--color-by params --color-scale log", "Parameters, log scale"),
    ):
        assert main(["draw", "resnet18", "-o", str(path), *options.split()]) == 0
        legend = path.read_text(encoding="utf-8").partition('id="legend"')[2]
        assert words in legend


def test_colours_by_time_and_share_of_ceiling_take_a_timed_run(tmp_path: Path) -> None:
    path = tmp_path / "heat.svg"
    network = "resnet,stages=1-1,input=32"
    for figure, words in (("time", " ms"), ("ceiling", "%</text>")):
        assert main(["draw", network, "-o", str(path), "--color-by", figure]) == 0
        assert words in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("options", [(), ("--caption", "--no-legend", "--transparent")])
def test_a_second_drawing_has_the_same_bytes(tmp_path: Path, options: tuple[str, ...]) -> None:
    suffixes = [
        suffix for suffix in STARTS if not options or suffix not in (".dot", ".mmd", ".html")
    ]
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        program = (
            "from resnet_viz.app import main\n"
            f"for suffix in {suffixes}:\n"
            f"    main(['draw', 'resnet18', '-o', 'a' + suffix, *{options}])\n"
        )
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=tmp_path / seed,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(MAIN.parent)},
            capture_output=True,
            check=True,
        )
    for suffix in suffixes:
        one, two = ((tmp_path / seed / f"a{suffix}").read_bytes() for seed in ("1", "2"))
        assert one == two, suffix


def test_legend_caption_ground_and_page_are_chosen(tmp_path: Path) -> None:
    plain, bare, page = (tmp_path / name for name in ("plain.svg", "bare.svg", "page.pdf"))
    assert main(["draw", "resnet50", "-o", str(plain)]) == 0
    assert main(["draw", "resnet50", "-o", str(bare), *BARE]) == 0
    assert main(["draw", "resnet50", "-o", str(page), "--page", "letter"]) == 0
    words = "ResNet-50 · 25.56 M parameters · 4.09 G MACs (paper)"
    with_legend, with_caption = (path.read_text(encoding="utf-8") for path in (plain, bare))
    assert "identity shortcut" in with_legend
    assert words not in with_legend
    assert "identity shortcut" not in with_caption
    assert words in with_caption
    assert len(ground_of(plain)) == 1
    assert ground_of(bare) == []
    assert b"/MediaBox [ 0 0 792 612 ]" in page.read_bytes()


@pytest.mark.parametrize(
    ("file", "options", "words"),
    [
        (
            "a.svg",
            ["--page", "a4"],
            "a .svg file has no page size. Leave page out, or save as .pdf",
        ),
        ("a.pdf", ["--page", "a3"], "Choose drawing, a4, letter, column or wide"),
        ("a.mmd", ["--caption"], "a .mmd file has no caption"),
        ("a.dot", ["--transparent"], "save as .svg, .pdf, .png or .tex"),
        ("a.pdf", ["--scale", "3"], "Leave scale out, or save as .png"),
        ("a.png", ["--scale", "9"], "from 1 to 4"),
    ],
)
def test_an_option_that_makes_no_sense_is_one_sentence(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    options: list[str],
    words: str,
) -> None:
    assert main(["draw", "resnet18", "-o", str(tmp_path / file), *options]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


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


def ground_of(path: Path) -> list[ET.Element]:
    """What is behind the picture: a rectangle that is in no group."""
    return ET.parse(path).getroot().findall(f"{SVG}rect")


def test_single_stages_and_blocks_unfold(tmp_path: Path) -> None:
    told = start(
        tmp_path, "draw", "resnet18", "-o", "a.svg", "--level", "stage",
        "--unfold", "layer2", "--unfold", "layer2.1",
    )  # fmt: skip
    assert (told.returncode, told.stdout) == (0, "")
    text = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert all(f'id="{name}"' in text for name in ("layer1", "layer2.0", "layer2.1.conv1"))


def test_what_can_not_be_unfolded_is_told_with_what_can(tmp_path: Path) -> None:
    told = start(tmp_path, "draw", "resnet18", "-o", "a.svg", "--unfold", "layer9.1")
    assert told.returncode == 2
    assert told.stderr.count("\n") == 1
    for words in ("layer9.1", "ResNet-18", "layer4", "layer1.0 to layer4.1"):
        assert words in told.stderr
    assert not (tmp_path / "a.svg").exists()


def test_a_page_shows_one_network(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.html"
    assert main(["draw", "plain34", "resnet34", "-o", str(path)]) == 2
    assert "a .html file shows one network" in capsys.readouterr().err
    assert not path.exists()


@pytest.mark.parametrize("suffix", [each for each in STARTS if each != ".html"])
def test_several_networks_are_one_figure_in_every_format(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"figure{suffix}"
    assert main(["draw", "plain34", "resnet34", "--values", "macs", "-o", str(path)]) == 0
    data = path.read_bytes()
    assert STARTS[suffix] in data[:400]
    if suffix not in (".pdf", ".png"):
        assert b"Plain-34" in data
        assert b"231.2 M" in data


def test_more_networks_than_a_figure_shows_are_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "figure.svg"
    assert main(["draw", *["resnet18"] * 7, "-o", str(path)]) == 2
    assert "a figure shows 1 to 6 networks, not 7" in capsys.readouterr().err
    assert not path.exists()


def test_what_is_unfolded_needs_to_be_in_one_of_the_networks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "figure.svg"
    networks = ("resnet20", "resnet18")
    assert main(["draw", *networks, "--unfold", "layer4.1", "-o", str(path)]) == 0
    assert "n2.layer4.1.conv1" in path.read_text(encoding="utf-8")
    assert main(["draw", *networks, "--unfold", "layer9", "-o", str(path)]) == 2
    assert "layer9 can't be expanded" in capsys.readouterr().err
