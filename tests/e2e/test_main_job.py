"""The real program on a real display with its real child processes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"


def play(story: str, folder: Path, display: dict[str, str], *words: str) -> dict[str, Any]:
    """What the driver found; a word on its standard error that nobody expects fails the test."""
    result = subprocess.run(
        [sys.executable, "-m", "tests.e2e.driver", str(folder), story, *words],
        cwd=ROOT,
        env=display,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert result.stderr == ""
    assert result.returncode == 0
    findings: dict[str, Any] = json.loads(result.stdout)
    return findings


def is_alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("main-job")


@pytest.fixture(scope="module")
def main_job(folder: Path, display: dict[str, str]) -> dict[str, Any]:
    return play("main_job", folder, display)


def command(*arguments: str) -> bytes:
    """What the same program says on the command line, from another folder."""
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        cwd=ROOT.parent,
        capture_output=True,
        check=True,
    ).stdout


def test_the_window_opens_on_resnet50_and_follows_preset_and_block(
    main_job: dict[str, Any],
) -> None:
    assert main_job["first"] == "resnet50"
    assert main_job["basic"] == ["resnet34", 21_797_672, 3_663_761_408]
    assert main_job["last"] == "resnet50"


def test_the_window_never_loads_torch_or_graphviz(main_job: dict[str, Any]) -> None:
    assert main_job["modules"] == []


def test_a_timed_run_times_every_layer(main_job: dict[str, Any]) -> None:
    timing = main_job["timing"]
    assert len(timing["layers"]) == 175
    assert min(layer["median_ms"] for layer in timing["layers"]) > 0
    layers_ms = sum(layer["median_ms"] for layer in timing["layers"])
    assert timing["layer_sum_ms"] == pytest.approx(layers_ms + timing["glue_ms"])
    assert main_job["time_fills"] > 30


def test_every_export_says_that_it_was_saved(main_job: dict[str, Any]) -> None:
    assert len(main_job["said"]) == 11
    assert [text for text in main_job["said"] if not text.startswith("✓ Saved")] == []


def test_the_picture_is_copied_as_pixels_and_as_lines(main_job: dict[str, Any]) -> None:
    assert {"image/png", "image/svg+xml"} <= set(main_job["copied"])


def test_the_exported_diagram_is_the_same_as_the_command_line_draws(
    main_job: dict[str, Any], folder: Path
) -> None:
    assert main_job["last"] == "resnet50"
    drawn = folder / "by-command.svg"
    command("draw", "resnet50", "-o", str(drawn))
    assert (folder / "diagram.svg").read_bytes() == drawn.read_bytes()


def test_the_exported_svg_has_a_shortcut_for_each_block(
    main_job: dict[str, Any], folder: Path
) -> None:
    assert main_job["last"] == "resnet50"
    tree = ElementTree.parse(folder / "diagram.svg")
    classes = [group.get("class", "") for group in tree.iter(f"{SVG}g")]
    assert classes.count("shortcut projection") == 4
    assert classes.count("shortcut identity") == 12


def test_the_other_exports_open_in_programs_we_did_not_write(
    main_job: dict[str, Any], folder: Path
) -> None:
    assert main_job["last"] == "resnet50"
    text = subprocess.run(
        ["pdftotext", str(folder / "diagram.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "conv 7×7, 64" in text
    with Image.open(folder / "diagram.png") as picture:
        assert picture.width > 900
        assert len(picture.getcolors(10**6) or []) > 50
    assert json.loads((folder / "table.json").read_text())["totals"]["params"] == 25_557_032
    assert (folder / "table.csv").read_text().count("\n") == 176


def test_the_photographs_show_a_picture_and_not_an_empty_window(
    main_job: dict[str, Any], folder: Path
) -> None:
    assert main_job["last"] == "resnet50"
    for name in ("before", "timed"):
        with Image.open(folder / f"{name}.png") as picture:
            assert len(picture.convert("RGB").getcolors(10**6) or []) > 500


def test_closing_the_window_leaves_no_process(main_job: dict[str, Any]) -> None:
    assert [process for process in main_job["children"] if is_alive(process)] == []


def test_diagram_and_table_select_each_other(tmp_path: Path, display: dict[str, str]) -> None:
    found = play("selection", tmp_path, display)
    assert found["from_diagram"] == ["layer3.2", "layer3.2.conv1"]
    assert found["from_table"] == ["layer4.1", "layer4.1.conv2"]
    rows = {row[0]: row for row in found["comparison"]}
    assert rows["Depth"][1:] == ["50", "34", "−32 % ▼"]
    params = [text.replace("\N{NARROW NO-BREAK SPACE}", "") for text in rows["Parameters"][1:]]
    assert params == ["25557032", "21797672", "−15 % ▼"]


@pytest.mark.deep
def test_the_window_survives_cancelled_and_killed_children(
    tmp_path: Path, display: dict[str, str]
) -> None:
    found = play("faults", tmp_path, display)
    assert found["after_cancel"] == "Timed run stopped"
    assert "was killed, perhaps for lack of memory" in found["compute_notice"]
    assert "The run was interrupted" in found["compute_notice"]
    assert found["timed_again"]
    assert "was killed, perhaps for lack of memory" in found["draw_notice"]
    assert "no/such/folder" in found["missing"]
    assert "resnet51" in found["bad_name"]
    assert found["still"] == "resnet,stages=2-3-2"


@pytest.mark.deep
def test_of_a_thousand_edits_the_newest_wins_and_memory_stays_flat(
    tmp_path: Path, display: dict[str, str]
) -> None:
    found = play("burst", tmp_path, display)
    stages = zip("11223344", "01010101", strict=True)
    assert found["drawn"] == [f"layer{stage}.{block}" for stage, block in stages]
    sizes = found["resident_mib"]
    assert max(sizes[5:]) - sizes[2] < 24, sizes
    assert found["notice"] == ""  # a picture that came ends the failure before it


def test_without_a_display_it_says_so_and_names_what_works() -> None:
    bare = {key: value for key, value in os.environ.items() if not key.startswith("QT_")}
    bare.pop("DISPLAY", None)
    bare.pop("WAYLAND_DISPLAY", None)
    result = subprocess.run(
        [sys.executable, str(ROOT / "main.py")], env=bare, capture_output=True, text=True
    )
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "display" in result.stderr
    assert "draw" in result.stderr
