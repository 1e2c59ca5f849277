"""The drawing process writes what the window shows, in its figures and its colours."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.lab.choices import PairSetup
from resnet_viz.core.networks import network_named
from resnet_viz.core.request import Worker
from resnet_viz.diagram.drawing import diagram_bytes, unfolded
from resnet_viz.diagram.files.formats import FORMATS
from resnet_viz.diagram.files.png import MOST_PIXELS
from resnet_viz.diagram.look import Look, look_of, view_of
from resnet_viz.diagram.requests import CopyPicture, PreviewDiagram, SavedFile, SaveDiagram
from resnet_viz.diagram.scene.scene import Rect
from resnet_viz.export.requests import PreviewTable, SaveBlocks, SaveTable
from resnet_viz.export.tables import TABLES
from tests.samples.runs import made_up_timing
from tests.worker.parent import Parent, parent_of

PLAIN = look_of()


@pytest.fixture(scope="module")
def draw() -> Iterator[Parent]:
    with parent_of(Worker.DRAW) as parent:
        yield parent


def diagram_to(path: Path, look: Look = PLAIN) -> SaveDiagram:
    return SaveDiagram("resnet18", look, str(path), path.suffix)


@pytest.mark.parametrize("suffix", [row.suffix for row in FORMATS])
def test_every_format_is_written(draw: Parent, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"picture{suffix}"
    saved = draw.answer(diagram_to(path))
    assert saved == SavedFile(str(path), path.stat().st_size)


def test_the_window_and_the_command_write_the_same_bytes(draw: Parent, tmp_path: Path) -> None:
    path = tmp_path / "picture.svg"
    look = look_of(view_of("layer", is_folded=True), theme="dark")
    draw.answer(diagram_to(path, look))
    assert path.read_bytes() == diagram_bytes(network_named("resnet18"), look, ".svg")


def test_what_is_unfolded_in_the_window_is_unfolded_in_the_file(
    draw: Parent, tmp_path: Path
) -> None:
    path = tmp_path / "picture.svg"
    network = network_named("resnet18")
    look = unfolded(network, look_of(view_of("stage")), ["layer2", "layer2.1"])
    draw.answer(diagram_to(path, look))
    assert path.read_bytes() == diagram_bytes(network, look, ".svg")
    assert 'id="layer2.1.conv1"' in path.read_text(encoding="utf-8")


def test_colours_are_of_the_batch_and_the_run_on_screen(draw: Parent, tmp_path: Path) -> None:
    names = ("one", "eight", "times", "ceiling")
    one, eight, times, ceiling = (tmp_path / f"{name}.svg" for name in names)
    by_macs, layers = look_of(color_by="macs"), made_up_timing("resnet18").layers
    draw.answer(diagram_to(one, by_macs))
    draw.answer(diagram_to(eight, replace(by_macs, batch=8)))
    draw.answer(diagram_to(times, replace(look_of(color_by="time"), times=layers)))
    draw.answer(diagram_to(ceiling, replace(look_of(color_by="ceiling"), times=layers)))
    texts = [path.read_text(encoding="utf-8") for path in (one, eight, times, ceiling)]
    assert len(set(texts)) == 4
    assert " ms" in texts[2]
    assert "Share of ceiling" in texts[3]


def test_the_scale_of_the_colours_is_that_on_screen(draw: Parent, tmp_path: Path) -> None:
    path = tmp_path / "picture.svg"
    look = look_of(color_by="macs", color_scale="log")
    draw.answer(diagram_to(path, look))
    assert path.read_bytes() == diagram_bytes(network_named("resnet18"), look, ".svg")
    assert "MACs (paper), log scale" in path.read_text(encoding="utf-8")


def test_the_choices_of_the_dialog_reach_the_file(draw: Parent, tmp_path: Path) -> None:
    svg, pdf = tmp_path / "a.svg", tmp_path / "a.pdf"
    chosen = replace(PLAIN, has_legend=False, caption="Mine.", is_transparent=True)
    draw.answer(diagram_to(svg, replace(chosen, part=Rect(0, 0, 90, 90))))
    draw.answer(diagram_to(pdf, replace(PLAIN, page="a4")))
    small = draw.answer(diagram_to(tmp_path / "b.pdf", replace(PLAIN, page="column")))
    assert "pt. Merge equal blocks" in small.note
    text = svg.read_text(encoding="utf-8")
    assert "Mine." in text
    assert "clip-path" in text
    assert "identity shortcut" not in text
    assert b"/MediaBox [ 0 0 841.8898 595.2756 ]" in pdf.read_bytes()


def test_a_picture_for_the_clipboard_is_svg_and_png(draw: Parent) -> None:
    copied = draw.answer(CopyPicture("resnet18", PLAIN))
    assert copied.svg.encode() == diagram_bytes(network_named("resnet18"), PLAIN, ".svg")
    assert copied.png == diagram_bytes(network_named("resnet18"), PLAIN, ".png")


def test_a_picture_of_too_many_pixels_is_svg_alone(draw: Parent) -> None:
    huge = "resnet,block=basic,stages=250-250-250,stem=cifar,input=32"
    copied = draw.answer(CopyPicture(huge, look_of(view_of("layer"))))
    assert copied.png == b""
    assert "</svg>" in copied.svg


@pytest.mark.parametrize("page", ["drawing", "column"])
def test_a_preview_is_the_page_made_small(draw: Parent, tmp_path: Path, page: str) -> None:
    look = replace(look_of(theme="dark"), page=page)
    preview = draw.answer(PreviewDiagram("resnet18", look, ".pdf", 300))
    assert preview.extent
    with Image.open(BytesIO(preview.png)) as image:
        assert max(image.size) == 300
        shape = preview.extent.width_mm / preview.extent.height_mm
        assert image.width / image.height == pytest.approx(shape, abs=0.02)
        corner = image.getpixel((1, 1))
    assert isinstance(corner, tuple)
    assert max(corner) < 60
    assert preview.extent.is_easily_read is (page == "drawing")
    assert (preview.text, preview.problem) == ("", "")


def test_a_preview_says_what_would_be_too_many_pixels(draw: Parent) -> None:
    huge = "resnet,block=basic,stages=250-250-250,stem=cifar,input=32"
    look = replace(look_of(view_of("layer")), scale=4.0)
    preview = draw.answer(PreviewDiagram(huge, look, ".png", 200))
    assert "200 are allowed" in preview.problem
    assert preview.extent
    assert preview.extent.width_px * preview.extent.height_px > MOST_PIXELS
    assert preview.png


def test_a_preview_of_a_text_is_its_first_lines(draw: Parent) -> None:
    for request, first in (
        (PreviewDiagram("resnet18", PLAIN, ".mmd", 300), "flowchart"),
        (PreviewTable("resnet18", 1, None, ".csv"), "path,"),
    ):
        preview = draw.answer(request)
        assert first in preview.text
        assert (preview.png, preview.extent) == (b"", None)


@pytest.mark.parametrize("suffix", [row.suffix for row in FORMATS])
def test_a_file_that_can_not_be_replaced_is_told_and_stays_whole(
    draw: Parent, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"kept{suffix}"
    path.mkdir()  # what a test may not write to even as root
    (path / "old").write_text("old")
    failure = draw.failure(diagram_to(path))
    assert failure.is_mistake
    assert f"kept{suffix} was not saved: it is a folder" in failure.message
    assert [each.name for each in tmp_path.rglob("*")] == [path.name, "old"]


@pytest.mark.parametrize("suffix", [row.suffix for row in TABLES])
def test_tables_are_written_with_the_times_there_are(
    draw: Parent, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"table{suffix}"
    timing = made_up_timing("resnet18")
    saved = draw.answer(SaveTable("resnet18", 1, timing, str(path), suffix))
    assert saved == SavedFile(str(path), path.stat().st_size)
    text = path.read_text(encoding="utf-8")
    if suffix == ".csv":
        rows = list(csv.DictReader(text.splitlines()))
        assert (
            sum(int(row["params"]) for row in rows)
            == report_of(network_named("resnet18")).totals.params
        )
        assert float(rows[0]["median_ms"]) > 0
    if suffix == ".json":
        assert json.loads(text)["timing"]["whole_ms"]["median"] > 0


@pytest.mark.parametrize("suffix", [".svg", ".csv"])
def test_a_missing_folder_is_a_mistake(draw: Parent, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "missing" / f"a{suffix}"
    table = SaveTable("resnet18", 1, None, str(path), suffix)
    failure = draw.failure(diagram_to(path) if suffix == ".svg" else table)
    assert failure.is_mistake
    assert "missing" in failure.message
    assert list(tmp_path.iterdir()) == []


def test_several_networks_are_saved_as_the_command_saves_them(draw: Parent, tmp_path: Path) -> None:
    path = tmp_path / "figure.svg"
    draw.answer(SaveDiagram("plain18", PLAIN, str(path), ".svg", ("resnet18",)))
    networks = [network_named(arch) for arch in ("plain18", "resnet18")]
    assert path.read_bytes() == diagram_bytes(networks, PLAIN, ".svg")


def test_a_preview_of_several_networks_is_of_all_of_them(draw: Parent) -> None:
    one = draw.answer(PreviewDiagram("plain18", PLAIN, ".pdf", 400))
    two = draw.answer(PreviewDiagram("plain18", PLAIN, ".pdf", 400, ("resnet18",)))
    assert one.extent
    assert two.extent
    assert two.extent.height_mm > one.extent.height_mm
    text = draw.answer(PreviewDiagram("plain18", PLAIN, ".mmd", 400, ("resnet18",))).text
    assert "Plain-18, ResNet-18" in text


@pytest.mark.parametrize(
    ("suffix", "is_table", "begin"),
    [
        (".svg", False, b"<?xml"),
        (".pdf", False, b"%PDF"),
        (".png", False, b"\x89PNG"),
        (".tex", False, b"\\documentclass"),
        (".csv", True, b"block,layer"),
        (".md", True, b"| Block |"),
        (".tex", True, b"%"),
    ],
)
def test_two_blocks_are_written_as_picture_or_table(
    draw: Parent, tmp_path: Path, suffix: str, is_table: bool, begin: bytes
) -> None:
    path = tmp_path / f"blocks{suffix}"
    saved = draw.answer(
        SaveBlocks("resnet50", PairSetup(), str(path), suffix, is_table, theme="print")
    )
    assert path.read_bytes().startswith(begin)
    assert saved.size_bytes == path.stat().st_size
