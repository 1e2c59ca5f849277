"""PDF and PNG, looked at by programs and libraries that did not write them."""

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from resnet_viz.core.errors import UserError
from resnet_viz.diagram.files.pdf import pdf_of
from resnet_viz.diagram.files.png import DPI, PIXELS_PER_POINT, png_of
from resnet_viz.diagram.scene.picture import Picture, page_of
from resnet_viz.diagram.scene.scene import Item, Rect, Scene
from resnet_viz.diagram.scene.theme import DARK, LIGHT
from resnet_viz.diagram.view import Level, View
from tests.diagram.drawn import draw


@pytest.fixture(scope="module")
def picture() -> Picture:
    return Picture(draw("resnet50", View()).scene, LIGHT, caption="Figure 1. ResNet-50.")


@pytest.fixture
def file(picture: Picture, tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of(picture))
    return path


def said_by(*command: str | Path) -> str:
    return subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=True
    ).stdout


def test_the_page_is_as_large_as_the_drawing(picture: Picture, file: Path) -> None:
    said = said_by("pdfinfo", file)
    size = next(line for line in said.splitlines() if line.startswith("Page size"))
    width, height = (float(word) for word in size.split() if word[0].isdigit())
    page = page_of(picture)
    assert width == pytest.approx(page.width, abs=0.01)
    assert height == pytest.approx(page.height, abs=0.01)
    assert "Title:           ResNet-50" in said
    assert "Pages:           1" in said


def test_its_words_can_be_searched(picture: Picture, file: Path) -> None:
    text = said_by("pdftotext", file, "-")
    words = {each.text for item in picture.scene.all_items for each in item.texts}
    assert sorted(word for word in words - {"+"} if word not in text) == []
    assert "Figure 1. ResNet-50." in text


def test_all_its_fonts_are_embedded_parts_of_the_bundled_one(file: Path) -> None:
    rows = [line.split() for line in said_by("pdffonts", file).splitlines()[2:]]
    assert {row[0].split("+")[-1] for row in rows} == {"Inter-Regular", "Inter-SemiBold"}
    assert {row[-5] for row in rows} == {"yes"}


def test_it_holds_lines_and_no_pictures(file: Path) -> None:
    assert len(said_by("pdfimages", "-list", file).splitlines()) == 2


def test_the_same_picture_gives_the_same_bytes(picture: Picture) -> None:
    assert pdf_of(picture) == pdf_of(picture)
    assert png_of(picture) == png_of(picture)


@pytest.mark.parametrize("scale", [1.0, 2.5, 4.0])
def test_a_png_has_the_pixels_and_the_density_of_its_scale(picture: Picture, scale: float) -> None:
    page = page_of(picture)
    with Image.open(BytesIO(png_of(picture, scale))) as image:
        assert image.width == pytest.approx(page.width * PIXELS_PER_POINT * scale, abs=1.5)
        assert image.height == pytest.approx(page.height * PIXELS_PER_POINT * scale, abs=1.5)
        assert image.info["dpi"][0] == pytest.approx(DPI * scale, rel=0.01)


def test_a_box_is_where_the_scene_says_and_in_its_colour() -> None:
    scene = Scene(
        "one box", 100, 60, (), (), (), (Item("a", "linear", Rect(20, 10, 60, 30), (), ()),)
    )
    picture = Picture(scene, LIGHT, has_legend=False)
    at, scale = page_of(picture).scene_at, 2 * PIXELS_PER_POINT
    with Image.open(BytesIO(png_of(picture, 2.0))) as image:
        inside = image.getpixel((round((at.x + 50) * scale), round((at.y + 25) * scale)))
        outside = image.getpixel((round((at.x + 50) * scale), round((at.y + 50) * scale)))
    fill = LIGHT.tint_of("linear").fill
    assert isinstance(inside, tuple)
    assert isinstance(outside, tuple)
    assert inside[:3] == tuple(int(fill[place : place + 2], 16) for place in (1, 3, 5))
    assert outside[:3] == (255, 255, 255)


def test_a_transparent_png_has_no_ground(picture: Picture) -> None:
    with Image.open(BytesIO(png_of(replace(picture, has_ground=False)))) as image:
        assert image.mode == "RGBA"
        corner, extremes = image.getpixel((1, 1)), image.getchannel("A").getextrema()
    assert isinstance(corner, tuple)
    assert corner[3] == 0
    assert extremes == (0, 255)


def test_a_dark_picture_is_dark() -> None:
    picture = Picture(draw("resnet18", View()).scene, DARK)
    with Image.open(BytesIO(png_of(picture))) as image:
        corner = image.getpixel((1, 1))
    assert isinstance(corner, tuple)
    assert corner[:3] == tuple(int(DARK.page[place : place + 2], 16) for place in (1, 3, 5))


@pytest.mark.parametrize("scale", [0.5, 5.0])
def test_a_scale_out_of_range_is_refused(picture: Picture, scale: float) -> None:
    with pytest.raises(UserError, match="from 1 to 4"):
        png_of(picture, scale)


def test_a_picture_of_too_many_pixels_names_what_works() -> None:
    huge = Picture(Scene("huge", 9000, 9000, (), (), (), ()), LIGHT, has_legend=False)
    with pytest.raises(UserError, match="Use scale"):
        png_of(huge, 4.0)
    endless = Picture(Scene("endless", 90_000, 9000, (), (), (), ()), LIGHT, has_legend=False)
    with pytest.raises(UserError, match="SVG or PDF"):
        png_of(endless)


def test_a_tall_network_is_not_cut_off(tmp_path: Path) -> None:
    picture = Picture(draw("resnet152", View(Level.LAYER)).scene, LIGHT)
    file = tmp_path / "tall.pdf"
    file.write_bytes(pdf_of(picture))
    text = said_by("pdftotext", file, "-")
    assert text.count("ReLU") >= 151
    assert "fc 1000" in text
