"""The legend of a chart: rows above the data, never over them."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from resnet_viz.diagram.chart.chart import Areas, Dots, Lines, Mark, Path, Words
from resnet_viz.diagram.chart.colors import Hatch, SeriesLook
from resnet_viz.diagram.chart.hatches import hatch_lines
from resnet_viz.diagram.chart.words import fitted
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.scene import Anchor, Point, Rect, Text
from resnet_viz.diagram.scene.theme import Pen, Theme

ROW = 10.5
SAMPLE, SMALL_SAMPLE, GAP, BETWEEN = 17.0, 6.5, 3.0, 9.0
BAR = Rect(0.0, -5.7, 6.5, 6.2)  # of a sample, from its left on the baseline


OUTLINE = 0.35  # points


def outline_of(rect: Rect) -> Path:
    """The outline of a rectangle as a path."""
    right, low = rect.x + rect.width, rect.y + rect.height
    begin = Point(rect.x, rect.y)
    return begin, Point(right, rect.y), Point(right, low), Point(rect.x, low), begin


class Sample(StrEnum):
    """The sign of a series in the legend."""

    DOT = "dot"
    RING = "ring"
    LINE = "line"
    BAR = "bar"
    SWATCH = "swatch"  # a bar with an outline


class Entry(NamedTuple):
    """A series in the legend; a line has its marker only where the chart has."""

    look: SeriesLook
    text: str
    sample: Sample
    has_marker: bool = True


class LegendRows(NamedTuple):
    """The marks of a legend, and its height."""

    marks: tuple[Mark, ...]
    height: float


def legend_rows(entries: Sequence[Entry], theme: Theme, room: Rect, size: float) -> LegendRows:
    """The entries from left to right in a room's width, in as many rows as they need."""
    marks: list[Mark] = []
    texts: list[Text] = []
    x, y = room.x, room.y + size
    for entry in entries:
        sample = SAMPLE if entry.sample is Sample.LINE else SMALL_SAMPLE
        text = fitted(entry.text, room.width - sample - GAP, size)
        width = sample + GAP + text_width(text, size)
        if x > room.x and x + width > room.x + room.width:
            x, y = room.x, y + ROW
        marks += _sample(entry, Point(x, y), theme)
        texts.append(Text(text, x + sample + GAP, y, size, anchor=Anchor.START))
        x += width + BETWEEN
    if not entries:
        return LegendRows((), 0.0)
    return LegendRows((*marks, Words(tuple(texts), theme.ink)), y - room.y - size + ROW + 2.0)


def _sample(entry: Entry, at: Point, theme: Theme) -> Iterator[Mark]:
    look = entry.look
    if entry.sample in (Sample.BAR, Sample.SWATCH):
        rect = Rect(at.x, at.y + BAR.y, BAR.width, BAR.height)
        yield Areas((rect,), look.color)
        if entry.sample is Sample.SWATCH:
            yield Lines((outline_of(rect),), Pen(theme.muted, OUTLINE))
        if look.hatch is not Hatch.NONE:
            yield Lines(hatch_lines(rect, look.hatch), Pen(theme.page, 0.6))
        return
    room = SAMPLE if entry.sample is Sample.LINE else SMALL_SAMPLE
    middle = Point(at.x + room / 2, at.y - 2.6)
    if entry.sample is Sample.LINE:
        ends = Point(at.x, middle.y), Point(at.x + room, middle.y)
        yield Lines((ends,), Pen(look.color, 1.1, look.dash))
    if entry.sample is Sample.RING:
        yield Dots((middle,), 3.2, look.color)
        yield Dots((middle,), 2.1, theme.page)
    elif entry.sample is Sample.DOT or entry.has_marker:
        yield Dots((middle,), 2.2, look.color, look.shape)
