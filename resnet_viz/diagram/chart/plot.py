"""Where a chart's parts are on its page: title, legend, axes with ticks, and room for the data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log10
from typing import NamedTuple

from resnet_viz.diagram.chart.axes import MeasureAxis
from resnet_viz.diagram.chart.chart import Chart, Lines, Mark, Words
from resnet_viz.diagram.chart.legend import ROW, Entry, legend_rows
from resnet_viz.diagram.chart.ticks import Tick, ticks_of, upright_ticks
from resnet_viz.diagram.chart.words import fitted
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.scene import Anchor, Point, Rect, Text
from resnet_viz.diagram.scene.theme import LIGHT, Pen, Theme

POINTS_PER_MM = 72 / 25.4
MARGIN = 5.0
RIGHT = 8.0  # of the data, at least: half of the last tick's words
TITLE_SIZE, SIZE, SMALL = 8.5, 7.0, 6.5  # none is printed below 6 points
TITLE_ROOM, LINE_ROOM = 14.0, 9.5
TICK_LENGTH, MINOR_LENGTH, TICK_GAP = 3.0, 1.8, 2.5
LOG_SPAN = 30.0  # more between the least and the most asks for a logarithmic axis
PAD = 0.04  # of the axis, around points
NARROW_MM = 110.0
NARROW_SHAPE, WIDE_SHAPE = 0.72, 0.5  # height over width
WIDTHS_MM = (40.0, 500.0)


@dataclass(frozen=True, slots=True)
class ChartLook:
    """How a chart is drawn: its colours, its printed width, and what is around the data."""

    theme: Theme = LIGHT
    width_mm: float = 88.0
    has_title: bool = True
    has_ground: bool = True

    @property
    def width(self) -> float:
        """In points."""
        return self.width_mm * POINTS_PER_MM

    @property
    def height(self) -> float:
        """In points, where the data do not ask for another."""
        return self.width * (NARROW_SHAPE if self.width_mm <= NARROW_MM else WIDE_SHAPE)


class Scale(NamedTuple):
    """The values at both ends of an axis, and whether it is logarithmic."""

    low: float
    high: float
    is_log: bool = False

    def share(self, value: float) -> float:
        """How far along the axis a value is, 0 to 1 within it."""
        if self.is_log:
            low = log10(self.low)
            return (log10(value) - low) / (log10(self.high) - low)
        return (value - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Side:
    """An axis with its scale; `has_ticks` is False where the data bring words of their own."""

    axis: MeasureAxis
    scale: Scale
    has_ticks: bool = True
    has_grid: bool = True


@dataclass(frozen=True, slots=True)
class Plot:
    """The room for data on a page, and what is around it."""

    look: ChartLook
    rect: Rect
    x: Side
    y: Side
    height: float
    title: str
    around: tuple[Mark, ...]

    def x_of(self, value: float) -> float:
        """Where a value is from left to right, in points."""
        return self.rect.x + self.x.scale.share(value) * self.rect.width

    def y_of(self, value: float) -> float:
        """Where a value is from top to bottom, in points."""
        return self.rect.y + (1 - self.y.scale.share(value)) * self.rect.height

    def points_of(self, values: Iterable[tuple[float, float]]) -> tuple[Point, ...]:
        """The places of many values, to a tenth of a point."""
        rect, (x_low, x_high, x_log), (y_low, y_high, y_log) = self.rect, self.x.scale, self.y.scale
        if x_log:
            x_low, x_high = log10(x_low), log10(x_high)
        if y_log:
            y_low, y_high = log10(y_low), log10(y_high)
        across, up = rect.width / (x_high - x_low), rect.height / (y_high - y_low)
        bottom = rect.y + rect.height
        return tuple(
            [
                Point(
                    round(rect.x + ((log10(x) if x_log else x) - x_low) * across, 1),
                    round(bottom - ((log10(y) if y_log else y) - y_low) * up, 1),
                )
                for x, y in values
            ]
        )

    def chart(self, inside: Sequence[Mark], above: Sequence[Mark] = ()) -> Chart:
        """The whole chart with its data."""
        ground = self.look.theme.page if self.look.has_ground else ""
        return Chart(
            self.title,
            self.look.width,
            self.height,
            ground,
            self.rect,
            self.around,
            tuple(inside),
            tuple(above),
        )


def scale_of(
    values: Sequence[float], *, from_zero: bool = False, is_log: bool | None = None
) -> Scale:
    """The scale that shows values: logarithmic where they span more than a factor of 30.

    With room around them; from 0 for what is drawn as lengths, unless it is logarithmic.
    """
    least, most = min(values, default=0.0), max(values, default=1.0)
    if is_log is None:
        is_log = 0 < LOG_SPAN * least < most
    if is_log and least > 0:
        factor = (most / least) ** PAD if most > least else 1.5
        return Scale(least / factor, most * factor, True)
    if from_zero and least >= 0:
        return Scale(0.0, most * (1 + PAD) or 1.0)
    pad = (most - least) * PAD or abs(most) * PAD or 1.0
    return Scale(least - pad, most + pad)


def plot_of(
    look: ChartLook,
    title: str,
    x: Side,
    y: Side,
    entries: Sequence[Entry] = (),
    room: "Room | None" = None,
) -> Plot:
    """The page around data: from top to bottom the title, the legend, the y-axis's title, the data.

    `room` is what the data need beyond what their axes take.
    """
    room = room or Room()
    top, heads = MARGIN, list[Mark]()
    if look.has_title and title:
        heads.append(Words((_title(title, look),), look.theme.ink))
        top += TITLE_ROOM
    legend = legend_rows(entries, look.theme, Rect(MARGIN, top, look.width - 2 * MARGIN, 0), SIZE)
    heads += legend.marks
    top += legend.height
    height = room.height or look.height + max(legend.height - ROW, 0.0)  # more names, same room
    bottom = height - MARGIN - room.below
    if x.axis.title:
        bottom -= LINE_ROOM
    if x.has_ticks:
        bottom -= LINE_ROOM + TICK_LENGTH
    if y.axis.title:
        top += LINE_ROOM
    top += room.above
    words = upright_ticks(*y.scale[:2], bottom - top, y.scale.is_log, y.axis.unit, SMALL)
    widest = max((text_width(tick.text, SMALL) for tick in words), default=0.0)
    left = MARGIN + (widest + TICK_LENGTH + TICK_GAP if y.has_ticks else 0.0) + room.left
    right = look.width - MARGIN - max(room.right, RIGHT)
    rect = Rect(left, top, right - left, bottom - top)
    plot = Plot(look, rect, x, y, height, title, ())
    return replace(plot, around=(*heads, *_axes(plot, words if y.has_ticks else (), room)))


class Room(NamedTuple):
    """What data need around their room, in points; `height` is the page's, 0 for the usual one."""

    left: float = 0.0
    right: float = 0.0
    above: float = 0.0
    below: float = 0.0
    height: float = 0.0


def grid_pen(theme: Theme) -> Pen:
    """The pen of lines behind data."""
    return Pen(theme.frame.line, 0.35)


def axis_pen(theme: Theme) -> Pen:
    """The pen of an axis."""
    return Pen(theme.muted, 0.6)


def _title(title: str, look: ChartLook) -> Text:
    shown = fitted(title, look.width - 2 * MARGIN, TITLE_SIZE, is_bold=True)
    at = Point(MARGIN, MARGIN + TITLE_SIZE)
    return Text(shown, *at, TITLE_SIZE, is_bold=True, anchor=Anchor.START)


def _axes(plot: Plot, y_ticks: Sequence[Tick], room: Room) -> list[Mark]:
    """Grid lines, both axes, ticks and words."""
    rect, theme = plot.rect, plot.look.theme
    scale = plot.x.scale
    x_ticks = (
        ticks_of(*scale[:2], rect.width, scale.is_log, plot.x.axis.unit, SMALL)
        if plot.x.has_ticks
        else ()
    )
    low, right = rect.y + rect.height, rect.x + rect.width
    marks: list[Mark] = []
    level = [(Point(rect.x, y), Point(right, y)) for y in _majors(plot.y_of, y_ticks, plot.y)]
    upright = [(Point(x, rect.y), Point(x, low)) for x in _majors(plot.x_of, x_ticks, plot.x)]
    if level or upright:
        marks.append(Lines((*level, *upright), grid_pen(theme)))
    is_bare = not (plot.x.has_ticks or plot.y.has_ticks)
    lines = [] if is_bare else [(Point(rect.x, low), Point(right, low))]
    if plot.y.has_ticks and plot.x.has_ticks:
        lines.append((Point(rect.x, rect.y), Point(rect.x, low)))
    for tick in x_ticks:
        x, length = plot.x_of(tick.value), TICK_LENGTH if tick.is_major else MINOR_LENGTH
        lines.append((Point(x, low), Point(x, low + length)))
    for tick in y_ticks if plot.x.has_ticks else ():
        y, length = plot.y_of(tick.value), TICK_LENGTH if tick.is_major else MINOR_LENGTH
        lines.append((Point(rect.x - length, y), Point(rect.x, y)))
    if lines:
        marks.append(Lines(tuple(lines), axis_pen(theme)))
    marks.append(Words(tuple(_tick_words(plot, x_ticks, y_ticks)), theme.muted))
    marks.append(Words(tuple(_axis_titles(plot, room)), theme.ink))
    return marks


def _majors(place: object, ticks: Sequence[Tick], side: Side) -> list[float]:
    assert callable(place)
    return [place(tick.value) for tick in ticks if tick.is_major] if side.has_grid else []


def _tick_words(plot: Plot, x_ticks: Sequence[Tick], y_ticks: Sequence[Tick]) -> Iterable[Text]:
    rect = plot.rect
    y = rect.y + rect.height + TICK_LENGTH + 0.5 + SMALL
    for tick in x_ticks:
        if tick.text:
            half = text_width(tick.text, SMALL) / 2
            x = min(plot.x_of(tick.value), plot.look.width - 1 - half)
            yield Text(tick.text, x, y, SMALL)
    x = rect.x - TICK_LENGTH - TICK_GAP
    for tick in y_ticks:
        if tick.text:
            yield Text(tick.text, x, plot.y_of(tick.value) + 0.36 * SMALL, SMALL, anchor=Anchor.END)


def _axis_titles(plot: Plot, room: Room) -> Iterable[Text]:
    rect, width = plot.rect, plot.look.width
    if plot.y.axis.title:
        shown = fitted(plot.y.axis.title, width - 2 * MARGIN, SIZE)
        yield Text(shown, MARGIN, rect.y - room.above - 4.0, SIZE, anchor=Anchor.START)
    if plot.x.axis.title:
        shown = fitted(plot.x.axis.title, width - 2 * MARGIN, SIZE)
        half = text_width(shown, SIZE) / 2
        middle = rect.x + rect.width / 2
        x = max(min(middle, width - MARGIN - half), MARGIN + half)
        yield Text(shown, x, plot.height - MARGIN - 1.5, SIZE)
