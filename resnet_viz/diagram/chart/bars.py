"""Bars by stage: networks next to each other, or each network as one bar of its stages."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from resnet_viz.core.lab.series import Name, StageValues
from resnet_viz.diagram.chart.axes import MeasureAxis, measure_axis
from resnet_viz.diagram.chart.chart import Areas, Chart, Lines, Mark, Words
from resnet_viz.diagram.chart.colors import HATCHES, Hatch, SeriesLook, Shape
from resnet_viz.diagram.chart.hatches import hatch_lines
from resnet_viz.diagram.chart.legend import OUTLINE, Entry, Sample, outline_of
from resnet_viz.diagram.chart.names import look_of
from resnet_viz.diagram.chart.plot import (
    MARGIN,
    SIZE,
    SMALL,
    ChartLook,
    Plot,
    Room,
    Scale,
    Side,
    plot_of,
    scale_of,
)
from resnet_viz.diagram.chart.ticks import AxisUnit, tick_text
from resnet_viz.diagram.chart.words import fitted
from resnet_viz.diagram.scene.coloring import stage_fills
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.heat import ink_on
from resnet_viz.diagram.scene.scene import Anchor, Rect, Text
from resnet_viz.diagram.scene.theme import Pen, Theme

FILLED = 0.8  # of a stage's room
LETTER_ROOM = 8.0  # above the bars
LEAST_LETTERED = 6.0  # points: a bar that is as wide as its letter
BAR_GAP = 0.6
ROW, BAR = 25.0, 11.0  # of a network in the stacked chart: with its name above
NO_AXIS = MeasureAxis("", "", AxisUnit.PLAIN)


class Lettered(NamedTuple):
    """The bars of one network, with how it is drawn."""

    name: Name
    look: SeriesLook
    rects: tuple[Rect, ...]


def bars(values: StageValues, look: ChartLook) -> Chart:
    """A group of bars for each stage, a bar for each network; from zero."""
    axis = measure_axis(values.key)
    title = values.title or f"{axis.title} by stage"
    known = [value for _, row in values.rows for value in row if value is not None]
    count = max(len(values.stages), 1)
    x, y = (
        Side(NO_AXIS, Scale(0, count), False, False),
        Side(axis, scale_of(known, from_zero=True, is_log=False)),
    )
    across = (look.width - 2 * MARGIN - 30) / count * FILLED / max(len(values.rows), 1)
    is_lettered = across >= LEAST_LETTERED and len(values.rows) > 1
    looks = [_bar_look(name, place, look.theme, is_lettered) for place, (name, _) in
             enumerate(values.rows)]  # fmt: skip
    entries = [
        Entry(each, name.with_letter, Sample.BAR)
        for each, (name, _) in zip(looks, values.rows, strict=True)
    ]
    room = Room(above=LETTER_ROOM if is_lettered else 0.0, below=_words_room(values.stages, look))
    plot = plot_of(look, title, x, y, entries if len(entries) > 1 else (), room)
    groups = [
        Lettered(name, each, tuple(_rects(plot, row, place, len(values.rows))))
        for place, (each, (name, row)) in enumerate(zip(looks, values.rows, strict=True))
    ]
    inside = [mark for group in groups for mark in _bar_marks(group, look.theme)]
    letters = [_letters(group) for group in groups] if is_lettered else []
    return plot.chart(
        inside, (*letters, Words(tuple(_stage_words(plot, values.stages)), look.theme.muted))
    )


def stacked_bars(values: StageValues, look: ChartLook) -> Chart:
    """A bar for each network, made of its stages; the whole next to its name."""
    axis, theme = measure_axis(values.key), look.theme
    title = values.title or f"{axis.title} by stage"
    sums = [sum(value or 0 for value in row) for _, row in values.rows]
    fills = stage_fills(theme, len(values.stages))
    entries = [
        Entry(SeriesLook(fill, Shape.SQUARE, (), Hatch.NONE), stage, Sample.SWATCH)
        for fill, stage in zip(fills, values.stages, strict=True)
    ]
    rows = max(len(values.rows), 1)
    x = Side(axis, scale_of([*sums, 0], from_zero=True, is_log=False), has_grid=False)
    y = Side(NO_AXIS, Scale(0, rows), False, False)
    room = Room(height=_height_of(look, title, entries, rows))
    plot = plot_of(look, title, x, y, entries, room)
    inside: list[Mark] = []
    texts: list[Text] = []
    for place, ((name, row), whole) in enumerate(zip(values.rows, sums, strict=True)):
        top = plot.rect.y + place * ROW
        texts += _row_words(plot, name, tick_text(_brief(whole), axis.unit), top + SIZE)
        inside += _row_marks(plot, row, values.stages, top + SIZE + 4)
    return plot.chart(inside, (Words(tuple(texts), theme.ink),))


def _bar_look(name: Name, place: int, theme: Theme, is_lettered: bool) -> SeriesLook:
    """With a hatch too, where bars are too narrow for letters."""
    look = look_of(name, place, theme)
    return look if is_lettered else look._replace(hatch=HATCHES[place % len(HATCHES)])


def _rects(plot: Plot, row: Sequence[float | None], place: int, count: int) -> Iterator[Rect]:
    room = plot.rect.width / max(len(row), 1)
    width = room * FILLED / count
    low = plot.rect.y + plot.rect.height
    for stage, value in enumerate(row):
        x = plot.rect.x + stage * room + room * (1 - FILLED) / 2 + place * width
        top = plot.y_of(value or 0)
        yield Rect(x + BAR_GAP / 2, top, width - BAR_GAP, low - top)


def _bar_marks(group: Lettered, theme: Theme) -> Iterator[Mark]:
    yield Areas(group.rects, group.look.color)
    if group.look.hatch is not Hatch.NONE:
        paths = tuple(path for rect in group.rects for path in hatch_lines(rect, group.look.hatch))
        yield Lines(paths, Pen(theme.page, 0.6))


def _letters(group: Lettered) -> Words:
    texts = (
        Text(group.name.letter, rect.x + rect.width / 2, rect.y - 1.8, SMALL, is_bold=True)
        for rect in group.rects
    )
    return Words(tuple(texts), group.look.color)


def _stage_words(plot: Plot, stages: Sequence[str]) -> Iterator[Text]:
    """Each below its bars; every second one a line lower, where one line has no room for all."""
    room = plot.rect.width / max(len(stages), 1)
    widest = max((text_width(stage, SMALL) for stage in stages), default=0.0)
    is_staggered = widest + 3 > room
    for place, stage in enumerate(stages):
        shown = fitted(stage, (2 if is_staggered else 1) * room - 2, SMALL)
        down = SMALL + 2 if is_staggered and place % 2 else 0.0
        x, half = plot.rect.x + (place + 0.5) * room, text_width(shown, SMALL) / 2
        x = min(max(x, half + 1), plot.look.width - half - 1)
        yield Text(shown, x, plot.rect.y + plot.rect.height + SMALL + 3 + down, SMALL)


def _words_room(stages: Sequence[str], look: ChartLook) -> float:
    """The height of the stages' words, one line or two; a guess at the room of each will do."""
    room = (look.width - 2 * MARGIN - 30) / max(len(stages), 1)
    widest = max((text_width(stage, SMALL) for stage in stages), default=0.0)
    return SMALL + 3 + (SMALL + 2 if widest + 3 > room * 0.95 else 0.0)


def _height_of(look: ChartLook, title: str, entries: Sequence[Entry], rows: int) -> float:
    """The page's height that leaves each network its row: what is around it is measured first."""
    empty = Side(NO_AXIS, Scale(0, 1))
    plot = plot_of(look, title, empty, Side(NO_AXIS, Scale(0, 1), False, False), entries)
    return plot.rect.y + rows * ROW + (plot.height - plot.rect.y - plot.rect.height) + SIZE + 6


def _row_words(plot: Plot, name: Name, whole: str, y: float) -> Iterator[Text]:
    right = plot.rect.x + plot.rect.width
    room = plot.rect.width - text_width(whole, SIZE, True) - 8
    yield Text(fitted(name.with_letter, room, SIZE), plot.rect.x, y, SIZE, anchor=Anchor.START)
    yield Text(whole, right, y, SIZE, is_bold=True, anchor=Anchor.END)


def _row_marks(
    plot: Plot, row: Sequence[float | None], stages: Sequence[str], top: float
) -> Iterator[Mark]:
    """The stages of a network end to end, each with its title where there is room for it."""
    theme, begin = plot.look.theme, 0.0
    fills = stage_fills(theme, len(stages))
    for value, fill, stage in zip(row, fills, stages, strict=True):
        left, end = plot.x_of(begin), plot.x_of(begin + (value or 0))
        rect = Rect(left, top, max(end - left - 0.5, 0.2), BAR)
        begin += value or 0
        if not value:
            continue
        yield Areas((rect,), fill)
        yield Lines(
            (outline_of(rect),), Pen(theme.muted, OUTLINE)
        )  # some fills are near the page's
        if text_width(stage, SMALL) + 4 <= rect.width:
            words = Text(stage, left + rect.width / 2, top + BAR / 2 + 0.36 * SMALL, SMALL)
            yield Words((words,), ink_on(fill))


def _brief(value: float) -> float:
    """Three digits of a value."""
    return float(f"{value:.3g}")
