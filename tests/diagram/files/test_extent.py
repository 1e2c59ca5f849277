"""The size that is said before a file is written is that of the file, by readers of others."""

import re
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops

from resnet_viz.core.progress import Step
from resnet_viz.diagram.files import png
from resnet_viz.diagram.files.extent import Extent, extent_of
from resnet_viz.diagram.files.formats import format_named
from resnet_viz.diagram.files.paper import DRAWING, PAPERS
from resnet_viz.diagram.files.pdf import pdf_of
from resnet_viz.diagram.files.png import png_of
from resnet_viz.diagram.files.svg import svg_of
from resnet_viz.diagram.scene.picture import Picture
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.scene.theme import LIGHT
from resnet_viz.diagram.view import Level, View
from tests.diagram.drawn import draw

MM_PER_POINT = 25.4 / 72


@pytest.fixture(scope="module")
def picture() -> Picture:
    return Picture(draw("resnet50", View()).scene, LIGHT, caption="Figure 1.")


def said_by(*command: str | Path) -> str:
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("name", PAPERS)
def test_the_millimetres_of_a_page_are_those_that_poppler_reads(
    picture: Picture, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf_of(picture, PAPERS[name]))
    found = re.search(r"Page size: +([\d.]+) x ([\d.]+) pts", said_by("pdfinfo", file))
    assert found
    extent = extent_of(picture, format_named(".pdf"), PAPERS[name], 2.0)
    sides = (extent.width_mm, extent.height_mm)
    assert sides == pytest.approx([float(side) * MM_PER_POINT for side in found.groups()], abs=0.05)
    assert (extent.width_px, extent.height_px) == (0, 0)


@pytest.mark.parametrize("name", PAPERS)
def test_the_smallest_text_is_the_smallest_that_is_in_the_page(
    picture: Picture, tmp_path: Path, name: str
) -> None:
    from pypdfium2 import PdfDocument
    from pypdfium2.raw import FPDF_PAGEOBJ_TEXT, FPDFTextObj_GetFontSize

    document = PdfDocument(pdf_of(picture, PAPERS[name]))
    sizes = []
    for each in document[0].get_objects():
        if each.type == FPDF_PAGEOBJ_TEXT:
            from ctypes import byref, c_float

            size = c_float()
            assert FPDFTextObj_GetFontSize(each, byref(size))
            sizes.append(size.value * each.get_matrix().a)
    document.close()
    extent = extent_of(picture, format_named(".pdf"), PAPERS[name], 2.0)
    assert extent.text_pt == pytest.approx(min(sizes), abs=0.01)


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0, 4.0])
@pytest.mark.parametrize("level", [Level.NETWORK, Level.BLOCK])
def test_the_pixels_are_exactly_those_of_the_png(scale: float, level: Level) -> None:
    drawn = Picture(draw("resnet18", View(level)).scene, LIGHT)
    extent = extent_of(drawn, format_named(".png"), DRAWING, scale)
    with Image.open(BytesIO(png_of(drawn, scale))) as image:
        assert image.size == (extent.width_px, extent.height_px)
        inches = [side / image.info["dpi"][0] for side in image.size]
    sides = [extent.width_mm / 25.4, extent.height_mm / 25.4]
    assert inches == pytest.approx(sides, abs=0.02)


def test_the_millimetres_of_an_svg_are_those_that_it_says(picture: Picture) -> None:
    root = ElementTree.fromstring(svg_of(picture))
    points = [float(root.get(side, "").removesuffix("pt")) for side in ("width", "height")]
    extent = extent_of(picture, format_named(".svg"), PAPERS["column"], 2.0)
    assert [extent.width_mm, extent.height_mm] == pytest.approx(
        [point * MM_PER_POINT for point in points], abs=0.05
    )


def test_a_picture_in_bands_is_that_drawn_at_once(
    picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = png_of(picture)
    monkeypatch.setattr(png, "BAND_PIXELS", 40_000)
    steps: list[Step] = []
    in_bands = png_of(picture, on_progress=steps.append)
    with Image.open(BytesIO(at_once)) as one, Image.open(BytesIO(in_bands)) as other:
        difference = ImageChops.difference(one, other).convert("L")
        width, height = other.size
    counts = difference.histogram()
    assert sum(counts[1:]) < 0.003 * width * height  # edges, where a place is rounded otherwise
    assert max(level for level, count in enumerate(counts) if count) < 40
    done = [step.done for step in steps]
    assert len(done) > 10
    assert done == sorted(set(done))
    assert (done[-1], steps[-1].total) == (height, height)


def test_small_text_is_hard_to_read_and_none_is_not() -> None:
    extent = Extent(88, 60, text_pt=5.9)
    assert not extent.is_easily_read
    assert replace(extent, text_pt=6.0).is_easily_read
    bare = Picture(Scene("bare", 90, 60, (), (), (), ()), LIGHT, has_legend=False)
    assert extent_of(bare, format_named(".pdf"), PAPERS["column"], 1.0).is_easily_read
