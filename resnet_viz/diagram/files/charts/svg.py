"""A chart as SVG: real text, and one group of marks for each colour."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape

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
from resnet_viz.diagram.files.embedded_font import font_face_css
from resnet_viz.diagram.files.svg_marks import (
    FONTS,
    TEXT_STYLE,
    number,
    rect_sides,
    text_element,
)
from resnet_viz.diagram.scene.scene import Point


def chart_svg(chart: Chart) -> str:
    """The chart as one SVG document with its letters inside; the same bytes for the same chart."""
    style = f"<style>{TEXT_STYLE}{font_face_css(chart.texts)}</style>"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + "\n".join(_document(chart, "", style)) + "\n"


def inline_svg(chart: Chart, name: str) -> str:
    """The chart as an element of a page that has the font; its ids begin with `name`."""
    return "\n".join(_document(chart, f"{name}-", ""))


def _document(chart: Chart, prefix: str, style: str) -> Iterator[str]:
    width, height, title = number(chart.width), number(chart.height), escape(chart.title)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="{prefix}title" '
        f'font-family="{FONTS}">'
    )
    yield f'<title id="{prefix}title">{title}</title>'
    if style:
        yield style
    yield f'<clipPath id="{prefix}data"><rect {rect_sides(chart.clip)}/></clipPath>'
    if chart.ground:
        yield f'<rect width="{width}" height="{height}" fill="{chart.ground}"/>'
    yield from _marks(chart.below)
    yield f'<g clip-path="url(#{prefix}data)">'
    yield from _marks(chart.inside)
    yield "</g>"
    yield from _marks(chart.above)
    yield "</svg>"


def _marks(marks: Iterable[Mark]) -> Iterator[str]:
    for mark in by_simple(marks):
        match mark:
            case Dots():
                yield from _dots(mark)
            case Lines():
                yield _lines(mark)
            case Areas():
                yield f'<g fill="{mark.color}"{_opacity("fill", mark.opacity)}>'
                yield from (f"<rect {rect_sides(rect)}/>" for rect in mark.rects)
                yield "</g>"
            case Shapes():
                outlines = "".join(_line(path) + "z" for path in mark.paths)
                yield f'<path d="{outlines}" fill="{mark.color}"/>'
            case Raster():
                yield _raster(mark)
            case _:
                yield f'<g fill="{mark.color}">'
                yield from map(text_element, mark.texts)
                yield "</g>"


def _dots(dots: Dots) -> Iterator[str]:
    yield f'<g fill="{dots.color}"{_opacity("fill", dots.opacity)}>'
    radius = _tenths(dots.radius)
    if dots.shape is Shape.CIRCLE:
        yield "\n".join([f'<circle cx="{x:g}" cy="{y:g}" r="{radius}"/>' for x, y in dots.points])
    else:
        (left, top), *others = outline_of_dot(Point(0, 0), dots.radius, dots.shape)
        rest = _moves(Point(left, top), others)
        places = [(round(x + left, 1), round(y + top, 1)) for x, y in dots.points]
        yield "\n".join([f'<path d="M{x:g} {y:g}{rest}z"/>' for x, y in places])
    yield "</g>"


def _moves(begin: Point, others: Iterable[Point]) -> str:
    """The way on from a point to others, each from the one before."""
    moves, before = [], begin
    for at in others:
        moves.append(f"l{_tenths(at.x - before.x)} {_tenths(at.y - before.y)}")
        before = at
    return "".join(moves)


def _tenths(value: float) -> str:
    """One decimal, as short as SVG allows, for what a chart has by the thousands: `-.7`."""
    return f"{round(value, 1) + 0.0:g}".replace("0.", ".", 1)


def _lines(lines: Lines) -> str:
    pen = lines.pen
    dash = f' stroke-dasharray="{" ".join(map(number, pen.dash))}"' if pen.dash else ""
    return (
        f'<path d="{"".join(map(_line, lines.paths))}" fill="none" stroke="{pen.color}" '
        f'stroke-width="{number(pen.width)}" stroke-linejoin="round"'
        f"{dash}{_opacity('stroke', lines.opacity)}/>"
    )


def _line(path: Path) -> str:
    (x, y), *rest = path
    return f"M{number(x)} {number(y)}" + "".join(f"L{number(x)} {number(y)}" for x, y in rest)


def _raster(raster: Raster) -> str:
    data = b64encode(raster_png(raster)).decode()
    return (
        f'<image {rect_sides(raster.rect)} preserveAspectRatio="none" '
        f'href="data:image/png;base64,{data}"/>'
    )


def _opacity(what: str, opacity: float) -> str:
    return f' {what}-opacity="{number(opacity)}"' if opacity < 1 else ""
