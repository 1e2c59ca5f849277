"""The part of a picture that is in view: what it keeps, what it leaves out, where it is cut."""

import subprocess
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from resnet_viz.core.errors import UserError
from resnet_viz.diagram.files.pdf import pdf_of
from resnet_viz.diagram.files.png import PIXELS_PER_POINT, png_of
from resnet_viz.diagram.files.svg import svg_of
from resnet_viz.diagram.files.tikz import tikz_of
from resnet_viz.diagram.scene.crop import cropped, part_in
from resnet_viz.diagram.scene.picture import MARGIN, Picture, page_of
from resnet_viz.diagram.scene.scene import Rect, Scene
from resnet_viz.diagram.scene.theme import LIGHT
from resnet_viz.diagram.view import View
from tests.diagram.drawn import draw, overlap

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def scene() -> Scene:
    return draw("resnet50", View()).scene


@pytest.fixture(scope="module")
def part(scene: Scene) -> Rect:
    """Around the first block of the third stage, cutting into its neighbours."""
    box = next(item for item in scene.items if item.id == "layer3.0")
    return Rect(box.rect.x - 20, box.rect.y - 10, box.rect.width + 70, 2.5 * box.rect.height)


@pytest.fixture(scope="module")
def picture(scene: Scene, part: Rect) -> Picture:
    return Picture(cropped(scene, part), LIGHT, has_legend=False, part=part)


def test_what_lies_outside_is_left_out_and_what_reaches_in_stays(scene: Scene, part: Rect) -> None:
    kept = cropped(scene, part)
    inside = {item.id for item in scene.all_items if overlap(item.rect, part)}
    assert {item.id for item in kept.all_items} == inside
    assert "layer3.0" in inside
    assert "layer3.4" not in inside
    assert [frame.id for frame in kept.frames] == ["layer3"]
    assert "layer3.0.shortcut" in [shortcut.id for shortcut in kept.shortcuts]
    assert "layer3.5.shortcut" not in [shortcut.id for shortcut in kept.shortcuts]


def test_the_whole_scene_loses_nothing(scene: Scene) -> None:
    assert cropped(scene, Rect(0, 0, scene.width, scene.height)) == scene


def test_a_view_larger_than_the_scene_shows_the_scene(scene: Scene) -> None:
    view = Rect(-500, -500, 9000, 9000)
    assert part_in(scene, view) == Rect(0, 0, scene.width, scene.height)


def test_a_view_beside_the_scene_is_refused(scene: Scene) -> None:
    with pytest.raises(UserError, match="nothing of the diagram is in view"):
        part_in(scene, Rect(scene.width + 1, 0, 100, 100))


def test_the_page_is_as_large_as_the_part(picture: Picture, part: Rect) -> None:
    page = page_of(picture)
    assert (page.width, page.height) == (part.width + 2 * MARGIN, part.height + 2 * MARGIN)
    assert (page.scene_at.x + part.x, page.scene_at.y + part.y) == (MARGIN, MARGIN)


def test_the_svg_has_those_nodes_and_cuts_at_the_part(picture: Picture, part: Rect) -> None:
    root = ElementTree.fromstring(svg_of(picture))
    nodes = [g.get("id") for g in root.iter(f"{SVG}g") if "node" in g.get("class", "").split()]
    assert sorted(map(str, nodes)) == sorted(item.id for item in picture.scene.all_items)
    (clip,) = root.iter(f"{SVG}clipPath")
    (rect,) = clip
    found = [float(rect.get(key, "nan")) for key in ("x", "y", "width", "height")]
    assert found == pytest.approx(list(part), abs=0.01)
    scene = next(g for g in root.iter(f"{SVG}g") if g.get("id") == "scene")
    assert scene.get("clip-path") == f"url(#{clip.get('id')})"


def test_the_pdf_says_what_is_in_view_and_no_more(picture: Picture, tmp_path: Path) -> None:
    file = tmp_path / "part.pdf"
    file.write_bytes(pdf_of(picture))
    text = subprocess.run(
        ["pdftotext", str(file), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "256·256·1024" in text
    assert "512·512·2048" not in text
    assert "fc 1000" not in text


def test_the_png_has_an_empty_margin_and_a_picture_inside(picture: Picture) -> None:
    page = page_of(picture)
    with Image.open(BytesIO(png_of(picture, 2.0))) as image:
        scale = 2 * PIXELS_PER_POINT
        assert image.width == pytest.approx(page.width * scale, abs=1.5)
        edge = round(MARGIN * scale) - 1
        margins = [
            image.crop((0, 0, edge, image.height)),
            image.crop((0, 0, image.width, edge)),
            image.crop((image.width - edge, 0, image.width, image.height)),
            image.crop((0, image.height - edge, image.width, image.height)),
        ]
        inner = image.crop((edge, edge, image.width - edge, image.height - edge))
    assert [colors_in(margin) for margin in margins] == [1, 1, 1, 1]
    assert colors_in(inner) > 20


def colors_in(image: Image.Image) -> int:
    return len(image.getcolors(1 << 24) or [])


def test_tex_cuts_at_the_part_too(picture: Picture, part: Rect) -> None:
    document = tikz_of(picture)
    assert document.count(r"\clip ") == 1
    assert "% layer3.0\n" in document
    assert "% layer4.0\n" not in document


def test_the_legend_names_what_is_in_view(scene: Scene) -> None:
    stem = next(item for item in scene.items if item.id == "conv1").rect
    legend = page_of(Picture(cropped(scene, stem), LIGHT, part=stem)).legend
    assert legend
    assert [text.text for text in legend.texts] == ["convolution"]
