"""Pictures of pixels in charts: the same pixels in every file, by readers of others."""

import re
from base64 import b64decode
from io import BytesIO

import pytest
from PIL import Image

from resnet_viz.diagram.chart.chart import Chart, Raster, Shapes
from resnet_viz.diagram.files.charts.chart_formats import chart_png
from resnet_viz.diagram.files.charts.pdf import chart_pdf
from resnet_viz.diagram.files.charts.raster import LEAST_SIDE, coarse, raster_png, runs
from resnet_viz.diagram.files.charts.svg import chart_svg
from resnet_viz.diagram.files.charts.tikz import MOST_SIDE, chart_tikz
from resnet_viz.diagram.scene.scene import Point, Rect

ROWS = (("#000000", "#ffffff", "#ffffff"), ("#2563eb", "#ea580c", "#2563eb"))
PICTURE = Raster(Rect(10, 20, 60, 40), ROWS)
CHART = Chart("picture", 100, 80, "#ffffff", Rect(0, 0, 100, 80), inside=(PICTURE,))


def rgb(color: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(color[1:]))


def test_the_png_of_a_picture_has_its_pixels_enlarged() -> None:
    with Image.open(BytesIO(raster_png(PICTURE))) as image:
        factor = image.width // 3
        assert image.size == (3 * factor, 2 * factor)
        assert image.width >= LEAST_SIDE
        for y, row in enumerate(ROWS):
            for x, color in enumerate(row):
                for inside in (0, factor - 1):
                    at = x * factor + inside, y * factor + inside
                    assert image.getpixel(at) == rgb(color)


def test_the_picture_is_where_it_belongs_in_pixels_of_the_page() -> None:
    with Image.open(BytesIO(chart_png(CHART, 144))) as image:
        for y, row in enumerate(ROWS):
            for x, color in enumerate(row):
                found = image.getpixel((2 * (10 + 20 * x + 10), 2 * (20 + 20 * y + 10)))
                assert found == pytest.approx(rgb(color), abs=2)
        assert image.getpixel((4, 4)) == (255, 255, 255)


def test_svg_and_pdf_have_the_picture_once_and_svg_by_no_address() -> None:
    text = chart_svg(CHART)
    (data,) = re.findall(r'href="data:image/png;base64,([^"]+)"', text)
    assert b64decode(data) == raster_png(PICTURE)
    assert set(re.findall(r"https?://[^\"]+", text)) == {"http://www.w3.org/2000/svg"}
    import pypdfium2

    document = pypdfium2.PdfDocument(chart_pdf(CHART))
    try:
        assert sum(isinstance(each, pypdfium2.PdfImage) for each in document[0].get_objects()) == 1
    finally:
        document.close()


def test_equal_neighbours_are_one_rectangle_that_cover_the_picture() -> None:
    found = list(runs(PICTURE))
    assert [color for _, color in found] == ["#000000", "#ffffff", "#2563eb", "#ea580c", "#2563eb"]
    area = sum(rect.width * rect.height for rect, _ in found)
    assert area == pytest.approx(PICTURE.rect.width * PICTURE.rect.height)


def test_tex_has_large_pictures_with_fewer_pixels() -> None:
    large = Raster(PICTURE.rect, tuple(tuple(ROWS[0][:2] * 60) for _ in range(120)))
    small = coarse(large, MOST_SIDE)
    assert len(small.rows) <= MOST_SIDE
    assert len(small.rows[0]) <= MOST_SIDE
    chart = Chart("large", 100, 80, "", CHART.clip, inside=(large,))
    assert chart_tikz(chart).count(r"\fill") <= MOST_SIDE**2


def test_areas_that_meet_have_no_seam_between_them() -> None:
    left = Point(10, 10), Point(40.3, 10), Point(40.3, 50), Point(10, 50)
    right = Point(40.3, 10), Point(80, 10), Point(80, 50), Point(40.3, 50)
    both = Shapes((left, right), "#000000")
    chart = Chart("areas", 100, 60, "#ffffff", Rect(0, 0, 100, 60), inside=(both,))
    with Image.open(BytesIO(chart_png(chart, 100))) as image:
        row = [image.getpixel((x, 40)) for x in range(20, 105)]
    assert set(row) == {(0, 0, 0)}
