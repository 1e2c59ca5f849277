"""What an experiment found as one chart: its plots as panels, a legend above, a caption below."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from resnet_viz.core.experiments.plot import Plot
from resnet_viz.core.text.letters import shown_text
from resnet_viz.diagram.chart.chart import Areas, Chart, Dots, Lines, Mark, Raster, Shapes, Words
from resnet_viz.diagram.chart.legend import legend_rows
from resnet_viz.diagram.chart.plot import (
    MARGIN,
    POINTS_PER_MM,
    SIZE,
    TITLE_ROOM,
    TITLE_SIZE,
    ChartLook,
)
from resnet_viz.diagram.chart.results.cleaned import cleaned
from resnet_viz.diagram.chart.results.entries import entries_of
from resnet_viz.diagram.chart.results.images import images_height
from resnet_viz.diagram.chart.results.panel import Panel, head_marks, head_of, panel_of
from resnet_viz.diagram.chart.results.scales import Axes, axes_of
from resnet_viz.diagram.chart.results.text_lines import lines_within
from resnet_viz.diagram.scene.scene import Anchor, Point, Rect, Text

TWO_MM, THREE_MM = 100.0, 150.0  # printed widths from which panels are next to each other
SHAPES = {1: 0.42, 2: 0.78, 3: 0.86}  # a panel's height over its width, by panels in a row
GRID_SHAPE = 1.0
NARROW_SHAPE, NARROW_MM = 0.68, 110.0
LEAST_HEIGHT = 95.0  # points of a panel
CAPTION_LINE, CAPTION_GAP = 9.5, 5.0
ROW_GAP = 4.0


class Page(NamedTuple):
    """What is drawn so far and where it ends."""

    below: list[Mark]
    inside: list[Mark]
    above: list[Mark]


def chart_of_plots(plots: Sequence[Plot], caption: str, look: ChartLook, title: str = "") -> Chart:
    """The panels from left to right, as many in a row as the printed width has room for."""
    shown = tuple(map(cleaned, plots))
    axes = axes_of(shown)
    page, top = Page([], [], []), MARGIN
    if look.has_title and title:
        words = lines_within(title, look.width - 2 * MARGIN, TITLE_SIZE, is_bold=True)
        page.below.append(_words(words, top, TITLE_SIZE, TITLE_ROOM - 3.0, look, is_bold=True))
        top += TITLE_ROOM - 3.0 + (len(words) - 1) * (TITLE_ROOM - 3.0) + 3.0
    room = Rect(MARGIN, top, look.width - 2 * MARGIN, 0)
    legend = legend_rows(entries_of(shown, axes, look.theme), look.theme, room, SIZE)
    page.below.extend(legend.marks)
    top += legend.height
    data_top = top
    for row in _rows(shown, axes, look):
        top = _draw_row(row, look, top, page)
    lines = lines_within(caption, look.width - 2 * MARGIN, SIZE)
    clip = Rect(0.0, data_top, look.width, top - data_top)
    if lines:
        page.above.append(_words(lines, top + CAPTION_GAP - ROW_GAP, SIZE, CAPTION_LINE, look))
        top += CAPTION_GAP + len(lines) * CAPTION_LINE
    ground = look.theme.page if look.has_ground else ""
    name = shown_text(title) or " · ".join(plot.title for plot in shown)
    return Chart(name, look.width, top + MARGIN - ROW_GAP, ground, clip, *map(tuple, page))


def panels_across(plots: Sequence[Plot], width_mm: float) -> int:
    """How many panels are in a row at a printed width; four are two above two."""
    most = 3 if width_mm >= THREE_MM else 2 if width_mm >= TWO_MM else 1
    if len(plots) == 4:
        most = min(most, 2)
    return max(1, min(most, len(plots)))


Row = list[tuple[Plot, Axes]]


def _rows(plots: Sequence[Plot], axes: Sequence[Axes], look: ChartLook) -> Iterator[Row]:
    """Pictures have a row of their own."""
    across = panels_across([plot for plot in plots if not plot.images], look.width_mm)
    row: Row = []
    for each in zip(plots, axes, strict=True):
        if row and (each[0].images or len(row) == across or row[-1][0].images):
            yield row
            row = []
        row.append(each)
    if row:
        yield row


def _draw_row(row: Row, look: ChartLook, top: float, page: Page) -> float:
    """Draws panels next to each other from `top` on and gives where they end."""
    width = look.width / len(row)
    narrow = replace(look, width_mm=width / POINTS_PER_MM)
    heads = [head_of(plot, narrow) for plot, _ in row]
    head = max(each.height for each in heads)
    height = _height(row, narrow)
    for number, ((plot, axes), words) in enumerate(zip(row, heads, strict=True)):
        left = number * width
        _add(page, Panel((), (), tuple(head_marks(words, narrow)), Rect(0, 0, 0, 0)), left, top)
        _add(page, panel_of(plot, axes, narrow, height), left, top + head)
    return top + head + height + ROW_GAP


def _height(row: Row, look: ChartLook) -> float:
    if row[0][0].images:
        return images_height(row[0][0].images, look) + MARGIN
    if any(plot.grid for plot, _ in row):
        return max(LEAST_HEIGHT, look.width * GRID_SHAPE)
    is_narrow = len(row) == 1 and look.width_mm <= NARROW_MM
    shape = NARROW_SHAPE if is_narrow else SHAPES[len(row)]
    return max(LEAST_HEIGHT, look.width * shape)


def _add(page: Page, panel: Panel, left: float, top: float) -> None:
    for marks, more in zip(page, panel[:3], strict=True):
        marks.extend(_moved(mark, left, top) for mark in more)


def _moved(mark: Mark, right: float, down: float) -> Mark:
    match mark:
        case Dots():
            return mark._replace(points=_path(mark.points, right, down))
        case Lines() | Shapes():
            return mark._replace(paths=tuple(_path(each, right, down) for each in mark.paths))
        case Areas():
            return mark._replace(rects=tuple(_rect(each, right, down) for each in mark.rects))
        case Raster():
            return mark._replace(rect=_rect(mark.rect, right, down))
        case Words():
            texts = (text._replace(x=text.x + right, y=text.y + down) for text in mark.texts)
            return mark._replace(texts=tuple(texts))


def _path(path: Sequence[Point], right: float, down: float) -> tuple[Point, ...]:
    return tuple([Point(round(x + right, 2), round(y + down, 2)) for x, y in path])


def _rect(rect: Rect, right: float, down: float) -> Rect:
    return Rect(rect.x + right, rect.y + down, rect.width, rect.height)


def _words(
    lines: Sequence[str],
    top: float,
    size: float,
    step: float,
    look: ChartLook,
    *,
    is_bold: bool = False,
) -> Words:
    texts = (
        Text(line, MARGIN, top + size + number * step, size, is_bold=is_bold, anchor=Anchor.START)
        for number, line in enumerate(lines)
    )
    return Words(tuple(texts), look.theme.ink)
