"""Networks as points of two measures: the front as stairs, limits greyed, members by letter."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, hypot, pi, sin
from typing import NamedTuple

from resnet_viz.core.lab.series import Cloud, Curve
from resnet_viz.diagram.chart.axes import MeasureAxis, measure_axis
from resnet_viz.diagram.chart.chart import Areas, Chart, Dots, Lines, Mark, Words
from resnet_viz.diagram.chart.colors import Hatch, SeriesLook, Shape
from resnet_viz.diagram.chart.legend import Entry, Sample
from resnet_viz.diagram.chart.names import look_of
from resnet_viz.diagram.chart.plot import (
    MARGIN,
    SMALL,
    ChartLook,
    Plot,
    Room,
    Side,
    plot_of,
    scale_of,
)
from resnet_viz.diagram.chart.ticks import tick_text
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.scene import Anchor, Point, Rect, Text
from resnet_viz.diagram.scene.theme import Pen, Theme

# So many points, then their radius and how much of what is below them they cover.
SIZES = ((4000, 0.8, 0.4), (400, 1.2, 0.55), (0, 2.0, 0.9))
RADIUS = 2.0
MOST_POINTS = 20_000  # of a group; of more, those that nearly cover each other are drawn once
BADGE, RIM = 5.2, 1.1  # of a member's letter
TURNS = 8  # places tried for a letter around its point
FRONT = "Pareto front"
OUTSIDE = "Outside of the limits"

Values = Sequence[tuple[float, float]]
Size = tuple[int, float, float]


class Sorted(NamedTuple):
    """The points of a group within the limits, and those beyond them."""

    within: tuple[tuple[float, float], ...]
    beyond: tuple[tuple[float, float], ...]


def scatter(data: Cloud, look: ChartLook) -> Chart:
    """Each group in its colour and shape; an axis that spans more than 30 × is logarithmic."""
    theme = look.theme
    x_axis, y_axis = measure_axis(data.x_key), measure_axis(data.y_key)
    points = [p for each in (*data.groups, *data.members) for p in each.points]
    points += data.greyed
    x = Side(x_axis, scale_of([x for x, _ in points], is_log=data.is_log))
    y = Side(y_axis, scale_of([y for _, y in points], is_log=data.is_log))
    looks = [look_of(each.name, place, theme) for place, each in enumerate(data.groups)]
    sorts = [_sorted(each.points, data) for each in data.groups]
    title = data.title or f"{y_axis.title} against {x_axis.title.lower()}"
    plot = plot_of(
        look, title, x, y, _entries(data, looks, sorts, theme), _limit_room(data, y_axis)
    )
    limited = list(_limits(plot, data))
    size = next(each for each in SIZES if len(points) >= each[0])
    inside: list[Mark] = [mark for mark in limited if not isinstance(mark, Words)]
    beyond = (*data.greyed, *(point for each in sorts for point in each.beyond))
    inside += _dots(plot, beyond, _beyond_look(theme), size)
    for each, group in zip(looks, sorts, strict=True):
        inside += _dots(plot, group.within, each, size)
    if data.front:
        inside.append(Lines((_stairs(plot, data),), Pen(theme.ink, 0.9)))
    marked = SeriesLook(theme.ink, Shape.CIRCLE, (), Hatch.NONE)
    inside += _dots(plot, data.marked, marked, size)
    words = [mark for mark in limited if isinstance(mark, Words)]
    return plot.chart(inside, (*words, *_members(plot, data.members)))


def _sorted(points: Values, data: Cloud) -> Sorted:
    x_most = float("inf") if data.x_most is None else data.x_most
    y_most = float("inf") if data.y_most is None else data.y_most
    if data.x_most is None and data.y_most is None:
        return Sorted(tuple(points), ())
    within = tuple([(x, y) for x, y in points if x <= x_most and y <= y_most])
    beyond = tuple([(x, y) for x, y in points if x > x_most or y > y_most])
    return Sorted(within, beyond)


def _beyond_look(theme: Theme) -> SeriesLook:
    return SeriesLook(theme.frame.line, Shape.CIRCLE, (), Hatch.NONE)


def _entries(
    data: Cloud, looks: Sequence[SeriesLook], sorts: Sequence[Sorted], theme: Theme
) -> list[Entry]:
    """The groups, the members by their names, what is beyond, and the front."""
    entries = [
        Entry(each, group.name.with_letter, Sample.DOT)
        for each, group in zip(looks, data.groups, strict=True)
        if group.name.text
    ]
    for place, member in enumerate(data.members):
        if member.name.letter:
            shown = look_of(member.name, place, theme)
            entries.append(Entry(shown, member.name.with_letter, Sample.RING))
    if data.greyed or any(each.beyond for each in sorts):
        entries.append(Entry(_beyond_look(theme), OUTSIDE, Sample.DOT))
    ink = SeriesLook(theme.ink, Shape.CIRCLE, (), Hatch.NONE)
    if data.marked:
        entries.append(Entry(ink, FRONT, Sample.DOT))
    if data.front:
        entries.append(Entry(ink, FRONT, Sample.LINE, has_marker=False))
    return entries


def _dots(
    plot: Plot, points: Values, look: SeriesLook, size: tuple[int, float, float]
) -> Iterator[Mark]:
    if points:
        _, radius, opacity = size
        if look.shape is not Shape.CIRCLE:
            radius *= 1.25  # as much ink as a circle
        places = plot.points_of(points)
        if len(places) > MOST_POINTS:
            places = _thinned(places)
        yield Dots(places, radius, look.color, look.shape, opacity)


def _thinned(places: Sequence[Point]) -> tuple[Point, ...]:
    """One point of all that are within half a point of each other: a million would be one blot."""
    return tuple({(round(2 * x), round(2 * y)): Point(x, y) for x, y in places}.values())


def _stairs(plot: Plot, data: Cloud) -> tuple[Point, ...]:
    """The edge of what the front beats, from one end of the chart to the other.

    Where less of x is better each step is level first, else upright first.
    """
    places, rect = plot.points_of(data.front), plot.rect
    end = rect.y + rect.height if data.is_y_more else rect.y  # the worst of y
    path = [Point(rect.x, places[0].y) if data.is_x_more else Point(places[0].x, end), places[0]]
    for before, after in pairwise(places):
        corner = (before.x, after.y) if data.is_x_more else (after.x, before.y)
        path += [Point(*corner), after]
    last = places[-1]
    return (*path, Point(last.x, end) if data.is_x_more else Point(rect.x + rect.width, last.y))


def _limit_room(data: Cloud, axis: MeasureAxis) -> Room:
    """Words of limits are outside of the data: above them, and at their right."""
    right = text_width(_limit_text(data.y_most, axis), SMALL) + 3 if data.y_most else 0.0
    return Room(above=SMALL + 2 if data.x_most else 0.0, right=right)


def _limit_text(value: float | None, axis: MeasureAxis) -> str:
    return f"≤ {tick_text(value, axis.unit)}" if value is not None else ""


def _limits(plot: Plot, data: Cloud) -> Iterator[Mark]:
    """The greyed part beyond each limit, its dashed line, and its words at the edge."""
    rect, theme = plot.rect, plot.look.theme
    right, low = rect.x + rect.width, rect.y + rect.height
    pen, texts = Pen(theme.muted, 0.7, (2.5, 2.0)), list[Text]()
    if data.x_most is not None and 0 <= plot.x.scale.share(data.x_most) <= 1:
        x = plot.x_of(data.x_most)
        yield Areas((Rect(x, rect.y, right - x, rect.height),), theme.frame.line, 0.25)
        yield Lines(((Point(x, rect.y), Point(x, low)),), pen)
        text = _limit_text(data.x_most, plot.x.axis)
        half = text_width(text, SMALL) / 2
        shown = min(max(x, MARGIN + half), plot.look.width - MARGIN - half)
        texts.append(Text(text, shown, rect.y - 2.5, SMALL))
    if data.y_most is not None and 0 <= plot.y.scale.share(data.y_most) <= 1:
        y = plot.y_of(data.y_most)
        yield Areas((Rect(rect.x, rect.y, rect.width, y - rect.y),), theme.frame.line, 0.25)
        yield Lines(((Point(rect.x, y), Point(right, y)),), pen)
        text = _limit_text(data.y_most, plot.y.axis)
        texts.append(Text(text, right + 3, y + 0.36 * SMALL, SMALL, anchor=Anchor.START))
    if texts:
        yield Words(tuple(texts), theme.muted)


def _members(plot: Plot, members: Sequence[Curve]) -> Iterator[Mark]:
    """A letter in a ring at each member's point, moved aside where it would cover another's."""
    taken: list[Point] = []
    theme = plot.look.theme
    badges: list[Mark] = []
    for place, member in enumerate(members):
        color = look_of(member.name, place, theme).color
        at = plot.points_of(member.points[-1:])[0]
        shown = _free_place(at, taken, plot)
        taken.append(shown)
        if shown != at:
            yield Lines(((at, shown),), Pen(color, 0.8))
            yield Dots((at,), RADIUS, color)
        letter = Text(member.name.letter, shown.x, shown.y + 0.36 * SMALL, SMALL, is_bold=True)
        rim, ground = Dots((shown,), BADGE, color), Dots((shown,), BADGE - RIM, theme.page)
        badges += [rim, ground, Words((letter,), color)]
    yield from badges


def _free_place(at: Point, taken: Sequence[Point], plot: Plot) -> Point:
    """The point itself, or the first place around it that no letter is at."""
    rect = plot.rect
    for ring in (0.0, 2.4, 4.4):
        for turn in range(TURNS if ring else 1):
            angle = -pi / 4 + 2 * pi * turn / TURNS
            x, y = at.x + ring * BADGE * cos(angle), at.y + ring * BADGE * sin(angle)
            spot = Point(round(x, 1), round(y, 1))
            is_within = rect.x < x < rect.x + rect.width and rect.y < y < rect.y + rect.height
            near = any(hypot(x - other.x, y - other.y) < 2 * BADGE + 1 for other in taken)
            if not near and (is_within or not ring):
                return spot
    return at
