"""Networks as lines across several measures, each measure with an axis of its own."""

from collections.abc import Iterator, Sequence

from resnet_viz.core.lab.series import Name, Profiles
from resnet_viz.diagram.chart.axes import MeasureAxis, measure_axis
from resnet_viz.diagram.chart.bars import NO_AXIS
from resnet_viz.diagram.chart.chart import Areas, Chart, Lines, Mark, Path, Words
from resnet_viz.diagram.chart.legend import Entry, Sample
from resnet_viz.diagram.chart.names import look_of
from resnet_viz.diagram.chart.plot import (
    MINOR_LENGTH,
    SMALL,
    TICK_GAP,
    TICK_LENGTH,
    ChartLook,
    Plot,
    Room,
    Scale,
    Side,
    axis_pen,
    plot_of,
    scale_of,
)
from resnet_viz.diagram.chart.ticks import Tick, upright_ticks
from resnet_viz.diagram.chart.words import fitted
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.scene import Anchor, Point, Rect, Text
from resnet_viz.diagram.scene.theme import Pen

CROWD = 60  # lines, from which they are thin and let others shine through
Row = Sequence[float | None]


class Upright:
    """One measure's axis: its place, its scale and its ticks."""

    def __init__(self, axis: MeasureAxis, values: Sequence[float]) -> None:
        self.axis = axis
        self.scale = scale_of(values)

    def ticks(self, room: float) -> tuple[Tick, ...]:
        low, high, is_log = self.scale
        return upright_ticks(low, high, room, is_log, self.axis.unit, SMALL)


def parallel(data: Profiles, look: ChartLook) -> Chart:
    """A line for each network; members by letters at the right, all others by their block."""
    uprights = [
        Upright(measure_axis(key), [row[at] or 0 for _, row in data.rows if row[at] is not None])
        for at, key in enumerate(data.keys)
    ]
    rows: dict[Name, list[Row]] = {}
    for name, row in data.rows:
        rows.setdefault(_series_of(name), []).append(row)
    series = sorted(rows, key=lambda name: (name.letter, name.block, name.text))
    entries = [
        Entry(look_of(name, at, look.theme), name.with_letter, Sample.LINE, has_marker=False)
        for at, name in enumerate(series)
        if name.text
    ]
    none = Side(NO_AXIS, Scale(0, 1), False, False)
    first = uprights[0].ticks(look.height) if uprights else ()
    widest = max((text_width(tick.text, SMALL) for tick in first), default=0.0)
    room = Room(left=widest + TICK_LENGTH + TICK_GAP, above=2 * SMALL + 6)
    plot = plot_of(look, data.title or "Measures of networks", none, none, entries, room)
    inside = [
        Lines(paths, _pen(name, place, plot, len(data.rows)), _opacity(len(data.rows)))
        for place, name in enumerate(series)
        if (paths := tuple(_paths(plot, uprights, rows[name])))
    ]
    return plot.chart(inside, tuple(_axes(plot, uprights)))


def _series_of(name: Name) -> Name:
    """What a network is drawn as: itself where it has a letter, else one of its block."""
    return name if name.letter or not name.block else Name(name.block, block=name.block)


def _opacity(count: int) -> float:
    return 0.25 if count > CROWD else 1.0


def _pen(name: Name, place: int, plot: Plot, count: int) -> Pen:
    look = look_of(name, place, plot.look.theme)
    return Pen(look.color, 0.5 if count > CROWD else 1.1, () if count > CROWD else look.dash)


def _paths(plot: Plot, uprights: Sequence[Upright], rows: Sequence[Row]) -> Iterator[Path]:
    """The pieces of each line between values that are known."""
    for row in rows:
        piece: list[Point] = []
        for at, (value, upright) in enumerate(zip(row, uprights, strict=True)):
            if value is None or (upright.scale.is_log and value <= 0):
                if len(piece) > 1:
                    yield tuple(piece)
                piece = []
            else:
                y = plot.rect.y + (1 - upright.scale.share(value)) * plot.rect.height
                piece.append(Point(round(_x(plot, at, len(uprights)), 1), round(y, 1)))
        if len(piece) > 1:
            yield tuple(piece)


def _x(plot: Plot, place: int, count: int) -> float:
    return plot.rect.x + plot.rect.width * (place / max(count - 1, 1))


def _axes(plot: Plot, uprights: Sequence[Upright]) -> Iterator[Mark]:
    """Every axis with its ticks, its words on a plate of the page's colour, and its title above."""
    theme, rect = plot.look.theme, plot.rect
    low = rect.y + rect.height
    strokes: list[Path] = []
    words: list[Text] = []
    for at, upright in enumerate(uprights):
        x = _x(plot, at, len(uprights))
        strokes.append((Point(x, rect.y), Point(x, low)))
        for tick in upright.ticks(rect.height):
            y = low - upright.scale.share(tick.value) * rect.height
            length = TICK_LENGTH if tick.is_major else MINOR_LENGTH
            strokes.append((Point(x - length, y), Point(x, y)))
            if tick.text:
                left = x - TICK_LENGTH - TICK_GAP
                words.append(Text(tick.text, left, y + 0.36 * SMALL, SMALL, anchor=Anchor.END))
    yield Areas(tuple(map(_plate, words)), theme.page, 0.75)
    yield Lines(tuple(strokes), axis_pen(theme))
    yield Words(tuple(words), theme.ink)
    yield Words(tuple(_titles(plot, uprights)), theme.ink)


def _plate(text: Text) -> Rect:
    """The ground of a text that ends at its x."""
    width = text_width(text.text, text.size) + 1
    return Rect(text.x - width, text.y - 0.85 * text.size, width + 0.5, 1.05 * text.size)


def _titles(plot: Plot, uprights: Sequence[Upright]) -> Iterator[Text]:
    """Above the axes, every second one a line higher."""
    room = 2 * plot.rect.width / max(len(uprights) - 1, 1) - 6
    for at, upright in enumerate(uprights):
        shown = fitted(upright.axis.title, room, SMALL)
        half = text_width(shown, SMALL) / 2
        x = min(max(_x(plot, at, len(uprights)), half + 2), plot.look.width - half - 2)
        y = plot.rect.y - 4 - (SMALL + 2 if at % 2 else 0)
        yield Text(shown, x, y, SMALL)
