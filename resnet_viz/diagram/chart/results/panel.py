"""One plot as a panel: its head, its axes, its data, and the words around them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from resnet_viz.core.experiments.plot import Plot
from resnet_viz.diagram.chart.axes import MeasureAxis
from resnet_viz.diagram.chart.chart import Lines, Mark, Words
from resnet_viz.diagram.chart.plot import (
    LINE_ROOM,
    MARGIN,
    RIGHT,
    SMALL,
    TITLE_SIZE,
    ChartLook,
    Room,
    Side,
    plot_of,
)
from resnet_viz.diagram.chart.plot import Plot as Place
from resnet_viz.diagram.chart.results.grid_marks import grid_marks
from resnet_viz.diagram.chart.results.images import image_marks
from resnet_viz.diagram.chart.results.looks import hue_color
from resnet_viz.diagram.chart.results.scales import Axes
from resnet_viz.diagram.chart.results.series_marks import series_marks
from resnet_viz.diagram.chart.results.spread import spread_apart
from resnet_viz.diagram.chart.results.text_lines import lines_within
from resnet_viz.diagram.chart.words import fitted
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.scene import Anchor, Point, Rect, Text
from resnet_viz.diagram.scene.theme import Pen

HEAD_SIZE, NOTE_SIZE = 7.5, SMALL
HEAD_LINE, NOTE_LINE = 9.5, 8.5
LEVEL_PEN, MARKED_PEN = (2.5, 2.0), (1.0, 2.0)
MOST_LEVEL = 0.3  # of a panel's width for words of levels
NAME_GAP, LEVEL_GAP = 4.0, 1.5
NAMES_GAP = 3.0  # between names of an axis and its title
TITLE_GAP = 2.5  # more between the title of the axis y and its highest number
NOTHING = "nothing measured yet"
assert HEAD_SIZE < TITLE_SIZE


class Panel(NamedTuple):
    """Marks below data, data, and marks above them; the place of the data."""

    below: tuple[Mark, ...]
    inside: tuple[Mark, ...]
    above: tuple[Mark, ...]
    rect: Rect


class Head(NamedTuple):
    """The lines of a panel's title and note."""

    title: tuple[str, ...]
    note: tuple[str, ...]

    @property
    def height(self) -> float:
        return HEAD_LINE * len(self.title) + NOTE_LINE * len(self.note)


def head_of(plot: Plot, look: ChartLook) -> Head:
    """The title and the note in as many lines as they need."""
    room = look.width - 2 * MARGIN
    title = lines_within(plot.title, room, HEAD_SIZE, is_bold=True)
    return Head(title, lines_within(plot.note, room, NOTE_SIZE))


def head_marks(head: Head, look: ChartLook) -> Iterator[Mark]:
    """The words of a head at the top of a panel."""
    y = HEAD_SIZE + 1.0
    titles, notes = [], []
    for line in head.title:
        titles.append(Text(line, MARGIN, y, HEAD_SIZE, is_bold=True, anchor=Anchor.START))
        y += HEAD_LINE
    for line in head.note:
        notes.append(Text(line, MARGIN, y, NOTE_SIZE, anchor=Anchor.START))
        y += NOTE_LINE
    yield Words(tuple(titles), look.theme.ink)
    yield Words(tuple(notes), look.theme.muted)


def panel_of(plot: Plot, axes: Axes, look: ChartLook, height: float) -> Panel:
    """The axes and data of a plot in a panel of that height without its head."""
    if plot.images:
        marks = tuple(image_marks(plot.images, look, MARGIN))
        return Panel((), marks, (), Rect(MARGIN, MARGIN, look.width - 2 * MARGIN, height))
    place = _placed(plot, axes, look, height)
    inside: Iterable[Mark] = series_marks(plot, place)
    if plot.grid is not None:
        inside = grid_marks(plot.grid, place)
    below = (*place.around, *_level_lines(plot, place), *_marked(plot, place))
    above = (*_level_words(plot, place), *_names(plot, place), *_nothing(plot, place))
    return Panel(below, tuple(inside), above, place.rect)


def _placed(plot: Plot, axes: Axes, look: ChartLook, height: float) -> Place:
    x = Side(MeasureAxis("", plot.x.title, axes.x_unit), axes.x, not plot.x.names, has_grid=False)
    y = Side(MeasureAxis("", plot.y.title, axes.y_unit), axes.y, has_grid=plot.grid is None)
    room = Room(
        height=height,
        right=_levels_width(plot, look),
        above=SMALL + 2 if any(mark.text for mark in plot.marked) else TITLE_GAP,
        below=LINE_ROOM + NAMES_GAP if plot.x.names else 0.0,
    )
    bare = replace(look, has_title=False)
    place = plot_of(bare, "", x, y, (), room)
    if plot.grid is not None:  # as wide as high
        wide = place.rect.width - place.rect.height
        place = plot_of(bare, "", x, y, (), room._replace(right=RIGHT + max(wide, 0.0)))
    return place


def _nothing(plot: Plot, place: Place) -> Iterator[Words]:
    if plot.grid is None and not any(each.points or each.hatched for each in plot.series):
        rect = place.rect
        at = Point(rect.x + rect.width / 2, rect.y + rect.height / 2)
        yield Words((Text(NOTHING, *at, SMALL),), place.look.theme.muted)


def _levels_width(plot: Plot, look: ChartLook) -> float:
    if not plot.levels:
        return 0.0
    widest = max(text_width(level.text, SMALL) for level in plot.levels)
    return min(widest, MOST_LEVEL * look.width) + 4.0


def _level_lines(plot: Plot, place: Place) -> Iterator[Mark]:
    rect = place.rect
    for level in plot.levels:
        if _is_on(level.y, place):
            y = place.y_of(level.y)
            path = Point(rect.x, y), Point(rect.x + rect.width, y)
            yield Lines((path,), Pen(hue_color(level.hue, place.look.theme), 0.8, LEVEL_PEN))


def _level_words(plot: Plot, place: Place) -> Iterator[Words]:
    """At the right of their lines, moved apart where they would meet."""
    shown = [level for level in plot.levels if level.text and _is_on(level.y, place)]
    shown.sort(key=lambda level: -level.y)
    rect = place.rect
    room = place.look.width - MARGIN - rect.x - rect.width - 3
    heights = spread_apart(
        [place.y_of(each.y) for each in shown], rect.y + rect.height, SMALL + LEVEL_GAP
    )
    for level, y in zip(shown, heights, strict=True):
        text = fitted(level.text, room, SMALL)
        at = Point(rect.x + rect.width + 3, y + 0.36 * SMALL)
        words = Text(text, *at, SMALL, anchor=Anchor.START)
        yield Words((words,), hue_color(level.hue, place.look.theme))


def _is_on(y: float, place: Place) -> bool:
    scale = place.y.scale
    return not (scale.is_log and y <= 0) and scale.low <= y <= scale.high


def _marked(plot: Plot, place: Place) -> Iterator[Mark]:
    rect, theme, ends = place.rect, place.look.theme, -1.0
    for mark in sorted(plot.marked):
        x = place.x_of(mark.x)
        path = Point(x, rect.y), Point(x, rect.y + rect.height)
        yield Lines((path,), Pen(theme.ink, 0.8, MARKED_PEN))
        text = fitted(mark.text, rect.width, SMALL)
        half = text_width(text, SMALL) / 2
        shown = min(max(x, MARGIN + half), place.look.width - MARGIN - half)
        if text and shown - half > ends:
            ends = shown + half + NAME_GAP
            yield Words((Text(text, shown, rect.y - 2.5, SMALL),), theme.ink)


def _names(plot: Plot, place: Place) -> Iterator[Words]:
    """Names below their places; where they have no room for all, every second, third …"""
    names = plot.x.names
    if not names:
        return
    each = place.rect.width / len(names)
    widest = max(text_width(name, SMALL) for name in names) + NAME_GAP
    stride = max(1, min(-int(-widest // each), -(-len(names) // 4)))
    y = place.rect.y + place.rect.height + SMALL + 4.0
    texts = []
    for number in range(0, len(names), stride):
        x = place.x_of(number)
        room = min(stride * each - NAME_GAP, 2 * min(x, place.look.width - x) - 2)
        texts.append(Text(fitted(names[number], room, SMALL), x, y, SMALL))
    yield Words(tuple(texts), place.look.theme.muted)
