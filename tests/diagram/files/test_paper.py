"""Pages of PDFs as poppler and pdfium read them: their sizes, and that nothing is cut off."""

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from resnet_viz.core.errors import UserError
from resnet_viz.diagram.files.paper import DRAWING, MOST_LENGTH, PAPERS, paper_named, paper_sheet
from resnet_viz.diagram.files.pdf import pdf_of
from resnet_viz.diagram.files.png import PIXELS_PER_POINT, png_of
from resnet_viz.diagram.scene.picture import Picture, page_of
from resnet_viz.diagram.scene.scene import Item, Rect, Scene, Text
from resnet_viz.diagram.scene.theme import LIGHT
from resnet_viz.diagram.view import Level, View
from tests.diagram.drawn import draw

MM = 72 / 25.4
CASES = [("resnet50", View()), ("resnet152", View(Level.LAYER)), ("resnet18", View(Level.NETWORK))]


@pytest.fixture(scope="module", params=CASES, ids=["block", "layer", "network"])
def picture(request: pytest.FixtureRequest) -> Picture:
    return Picture(draw(*request.param).scene, LIGHT, caption="The caption.")


def words_in(path: Path) -> tuple[tuple[float, float], list[tuple[float, float, float, float]]]:
    """Poppler's size of the page, and its box of every word."""
    html = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    page = re.search(r'<page width="([\d.]+)" height="([\d.]+)"', html)
    assert page
    boxes = re.findall(
        r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"', html
    )
    assert boxes
    as_numbers = [tuple(map(float, box)) for box in boxes]
    return (float(page[1]), float(page[2])), [(a, b, c, d) for a, b, c, d in as_numbers]


def size_of(pdf: bytes) -> tuple[float, float]:
    """Pdfium's size of the page."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        width, height = document[0].get_size()
        return width, height


@pytest.mark.parametrize("name", PAPERS)
def test_every_word_lies_on_the_page(picture: Picture, tmp_path: Path, name: str) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf_of(picture, PAPERS[name]))
    (width, height), boxes = words_in(file)
    margin = PAPERS[name].margin_mm * MM
    for left, top, right, bottom in boxes:
        assert margin <= left < right <= width - margin + 0.1
        assert margin <= top + 0.1
        assert bottom <= height - margin + 0.1


@pytest.mark.parametrize(
    ("name", "sides"), [("a4", (210, 297)), ("letter", (215.9, 279.4))], ids=["a4", "letter"]
)
def test_a_sheet_has_its_standards_size_and_is_turned_where_that_shows_more(
    picture: Picture, name: str, sides: tuple[float, float]
) -> None:
    found = size_of(pdf_of(picture, PAPERS[name]))
    assert sorted(found) == pytest.approx([side * MM for side in sides], abs=0.01)
    page = page_of(picture)
    room = [(side - 30) * MM for side in sides]
    scales = [min(1, a / page.width, b / page.height) for a, b in (room, room[::-1])]
    assert (found[0] > found[1]) == (scales[1] > scales[0])


@pytest.mark.parametrize(("name", "width_mm"), [("column", 88), ("wide", 180)])
def test_a_column_is_as_wide_as_it_says_and_as_tall_as_needed(
    picture: Picture, name: str, width_mm: float
) -> None:
    width, height = size_of(pdf_of(picture, PAPERS[name]))
    page = page_of(picture)
    assert width == pytest.approx(width_mm * MM, abs=0.01)
    assert height == pytest.approx(page.height * min(1, width / page.width), abs=0.1)


def test_a_small_drawing_keeps_its_size_in_the_middle_of_the_page() -> None:
    sheet = paper_sheet(PAPERS["a4"], 100, 60)
    assert sheet.scale == 1
    assert sheet.width < sheet.height
    assert sheet.at.x == pytest.approx((sheet.width - 100) / 2)


def tall(height: float) -> Picture:
    box = Item(
        "end", "linear", Rect(10, height - 40, 80, 30), (Text("end", 50, height - 20, 10),), ()
    )
    return Picture(Scene("tall", 100, height, (), (), (), (box,)), LIGHT, has_legend=False)


def test_a_drawing_taller_than_any_pdfs_page_is_reduced_and_not_cut_off(tmp_path: Path) -> None:
    file = tmp_path / "tall.pdf"
    file.write_bytes(pdf_of(tall(50_000)))
    (width, height), ((left, top, right, bottom),) = words_in(file)
    assert height == pytest.approx(MOST_LENGTH)
    assert 0 < left < right < width
    assert MOST_LENGTH * 0.99 < top < bottom < height


def test_a_png_of_it_has_the_pixels_of_the_whole_drawing() -> None:
    picture = tall(20_000)
    page = page_of(picture)
    with Image.open(BytesIO(png_of(picture))) as image:
        assert image.height == pytest.approx(page.height * PIXELS_PER_POINT, rel=1e-3)
        assert image.width == pytest.approx(page.width * PIXELS_PER_POINT, abs=2)
        end = image.getpixel((image.width // 2, image.height - round((14 + 20) * 4 / 3)))
    assert end != (255, 255, 255)


def test_an_unknown_page_names_the_known_ones() -> None:
    assert paper_named("A4") is PAPERS["a4"]
    assert paper_named("drawing") is DRAWING
    with pytest.raises(UserError, match="Choose drawing, a4, letter, column or wide"):
        paper_named("tabloid")
