"""A chart as a PDF page of its printed size: vectors, searchable text, the font embedded."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from resnet_viz.diagram.chart.chart import (
    Areas,
    Chart,
    Dots,
    Lines,
    Mark,
    Path,
    Raster,
    Shapes,
    by_simple,
    outline_of_dot,
)
from resnet_viz.diagram.chart.colors import Shape
from resnet_viz.diagram.files.charts.raster import raster_png
from resnet_viz.diagram.files.pdf_page import draw_text, opened_canvas

ROUND = 1  # cap and join; ISO 32000-1, tables 54 and 55


def chart_pdf(chart: Chart, *, is_packed: bool = True) -> bytes:
    """The chart as a one-page PDF; the same bytes for the same chart."""
    file = BytesIO()
    size = chart.width, chart.height
    canvas = opened_canvas(file, size, chart.title, chart.ground, is_packed=is_packed)
    canvas.setLineJoin(ROUND)
    _paint(canvas, chart, chart.below)
    canvas.saveState()
    clip, path = chart.clip, canvas.beginPath()
    path.rect(clip.x, chart.height - clip.y - clip.height, clip.width, clip.height)
    canvas.clipPath(path, stroke=0, fill=0)
    _paint(canvas, chart, chart.inside)
    canvas.restoreState()
    _paint(canvas, chart, chart.above)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _paint(canvas: Any, chart: Chart, marks: Iterable[Mark]) -> None:
    for mark in by_simple(marks):
        canvas.saveState()
        match mark:
            case Dots():
                _paint_dots(canvas, chart.height, mark)
            case Lines():
                _paint_lines(canvas, chart.height, mark)
            case Areas():
                canvas.setFillColor(mark.color)
                canvas.setFillAlpha(mark.opacity)
                for x, y, width, height in mark.rects:
                    canvas.rect(x, chart.height - y - height, width, height, stroke=0, fill=1)
            case Shapes():
                canvas.setFillColor(mark.color)
                outlines = [_path(path, chart.height) + " h" for path in mark.paths]
                canvas.addLiteral("\n".join(outlines) + " f")
            case Raster():
                _paint_raster(canvas, chart.height, mark)
            case _:
                canvas.setFillColor(mark.color)
                for text in mark.texts:
                    draw_text(canvas, text, text.x, chart.height - text.y)
        canvas.restoreState()


def _paint_dots(canvas: Any, height: float, dots: Dots) -> None:
    """A circle is a line of no length with round ends; each is painted by itself, so that where
    dots meet more of their colour shows.
    """
    if dots.shape is Shape.CIRCLE:
        canvas.setStrokeColor(dots.color)
        canvas.setStrokeAlpha(dots.opacity)
        canvas.setLineWidth(2 * dots.radius)
        canvas.setLineCap(ROUND)
        places = [(f"{x:g}", f"{round(height - y, 2):g}") for x, y in dots.points]
        canvas.addLiteral("\n".join([f"{x} {y} m {x} {y} l S" for x, y in places]))
        return
    canvas.setFillColor(dots.color)
    canvas.setFillAlpha(dots.opacity)
    outlines = [outline_of_dot(at, dots.radius, dots.shape) for at in dots.points]
    canvas.addLiteral("\n".join([_path(each, height) + " f" for each in outlines]))


def _paint_lines(canvas: Any, height: float, lines: Lines) -> None:
    canvas.setStrokeColor(lines.pen.color)
    canvas.setStrokeAlpha(lines.opacity)
    canvas.setLineWidth(lines.pen.width)
    canvas.setDash(list(lines.pen.dash))
    canvas.addLiteral("\n".join([_path(path, height) for path in lines.paths]) + " S")


def _paint_raster(canvas: Any, height: float, raster: Raster) -> None:
    from reportlab.lib.utils import ImageReader

    rect = raster.rect
    image = ImageReader(BytesIO(raster_png(raster)))
    canvas.drawImage(image, rect.x, height - rect.y - rect.height, rect.width, rect.height)


def _path(path: Path, height: float) -> str:
    (x, y), *rest = [(f"{round(x, 2):g}", f"{round(height - y, 2):g}") for x, y in path]
    return f"{x} {y} m " + " ".join([f"{x} {y} l" for x, y in rest])
