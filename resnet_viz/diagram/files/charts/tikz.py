"""A chart as a stand-alone LaTeX document with TikZ, in the paper's own font."""

from collections.abc import Iterable, Iterator, Sequence

from resnet_viz.core.errors import UserError
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
from resnet_viz.diagram.files.charts.raster import coarse, runs
from resnet_viz.diagram.files.tikz_letters import TexLetters, letters_of_texts
from resnet_viz.diagram.files.tikz_marks import (
    color_name,
    document,
    number,
    pen_options,
    rectangle,
    text_node,
    xy,
)
from resnet_viz.diagram.scene.scene import Rect

MOST_POINTS = 15_000  # of dots and lines: 10,000 take half of the memory of pdflatex
MOST_SIDE = 40  # pixels of a picture from side to side: TeX has no memory for more
CHUNK = 200  # paths drawn by one command


def chart_tikz(chart: Chart) -> str:
    """The chart as a document for pdflatex; UserError for one with more points than it can take."""
    _check_size(chart)
    return document(list(_body(chart)), letters_of(chart))


def letters_of(chart: Chart) -> TexLetters:
    """The fonts of this machine for letters that pdflatex can't set."""
    return letters_of_texts(chart.texts)


def _body(chart: Chart) -> Iterator[str]:
    page = Rect(0, 0, chart.width, chart.height)
    paint = f"\\fill[{color_name(chart.ground)}]" if chart.ground else r"\path"
    yield f"{paint} {rectangle(page)};"
    yield from _marks(chart.below)
    yield r"\begin{scope}"
    yield f"\\clip {rectangle(chart.clip)};"
    yield from _marks(chart.inside)
    yield r"\end{scope}"
    yield from _marks(chart.above)


def _marks(marks: Iterable[Mark]) -> Iterator[str]:
    for mark in by_simple(marks):
        match mark:
            case Dots():
                yield from _dots(mark)
            case Lines():
                yield from _lines(mark)
            case Areas():
                fill = f"\\fill[{color_name(mark.color)}{_opacity(mark.opacity)}]"
                yield from (f"{fill} {rectangle(rect)};" for rect in mark.rects)
            case Shapes():
                outlines = " ".join(_path(path) + "--cycle" for path in mark.paths)
                yield f"\\fill[{color_name(mark.color)}] {outlines};"
            case Raster():
                yield from _raster(mark)
            case _:
                yield from (text_node(text, mark.color) for text in mark.texts)


def _dots(dots: Dots) -> Iterator[str]:
    """Circles as lines of no length with round ends, the least that TeX has to remember."""
    color = f"{color_name(dots.color)}{_opacity(dots.opacity)}"
    if dots.shape is Shape.CIRCLE:
        width = number(2 * dots.radius)
        draw = f"\\draw[{color},line width={width}bp,line cap=round]"
        yield from _chunked(draw, [f"({xy(at)})--({xy(at)})" for at in dots.points])
    else:
        outlines = (outline_of_dot(at, dots.radius, dots.shape) for at in dots.points)
        yield from _chunked(f"\\fill[{color}]", [_path(each) + "--cycle" for each in outlines])


def _lines(lines: Lines) -> Iterator[str]:
    draw = f"\\draw[{pen_options(lines.pen)}{_opacity(lines.opacity)}]"
    yield from _chunked(draw, list(map(_path, lines.paths)))


def _raster(raster: Raster) -> Iterator[str]:
    """Rectangles of one colour each: equal neighbours in a row are one."""
    for rect, color in runs(coarse(raster, MOST_SIDE)):
        yield f"\\fill[{color_name(color)}] {rectangle(rect)};"


def _chunked(command: str, paths: Sequence[str]) -> Iterator[str]:
    for begin in range(0, len(paths), CHUNK):
        yield f"{command} {' '.join(paths[begin : begin + CHUNK])};"


def _path(path: Path) -> str:
    return "--".join(f"({xy(at)})" for at in path)


def _opacity(opacity: float) -> str:
    return f",opacity={number(opacity)}" if opacity < 1 else ""


def _check_size(chart: Chart) -> None:
    count = sum(_points_of(mark) for mark in chart.marks)
    if count > MOST_POINTS:
        raise UserError(
            f"this chart has {count} points and pdflatex has memory for {MOST_POINTS}. "
            "Save as .svg or .pdf",
            "output",
        )


def _points_of(mark: Mark) -> int:
    if isinstance(mark, Lines | Shapes):
        return sum(map(len, mark.paths))
    if isinstance(mark, Raster):
        return sum(1 for _ in runs(coarse(mark, MOST_SIDE)))
    return len(mark.points) if isinstance(mark, Dots) else 1
