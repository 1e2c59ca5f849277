"""A result as something to draw: lines, dots, bars, contours or pictures, without places."""

from enum import StrEnum
from typing import NamedTuple

Point = tuple[float, float]


class Hue(StrEnum):
    """What a series is about, which is its colour: two kinds of networks, and what is neither."""

    PLAIN = "plain"
    RESIDUAL = "residual"
    PRE = "pre"
    NEUTRAL = "neutral"
    STEPS = "steps"  # one of several in an order: from dark to light by `Series.rank`


class Dash(StrEnum):
    """The stroke of a line, which is told apart in black and white too."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


class Mark(StrEnum):
    """How the points of a series are drawn."""

    LINE = "line"
    DOTS = "dots"
    BARS = "bars"


class Side(NamedTuple):
    """An axis: its title, whether it is logarithmic, and names in place of numbers, if any.

    On a logarithmic axis a value of 0 is drawn as a mark at its floor.
    """

    title: str
    is_log: bool = False
    names: tuple[str, ...] = ()


class Series(NamedTuple):
    """Points in the order of x; `is_thin` is for further seeds, `rank` is 0 to 1 for `STEPS`.

    `hatched` are the places of bars that have no value because it can't be measured; `pale` those
    that are of another kind.
    """

    name: str
    points: tuple[Point, ...]
    hue: Hue = Hue.NEUTRAL
    dash: Dash = Dash.SOLID
    mark: Mark = Mark.LINE
    is_thin: bool = False
    rank: float = 0.0
    hatched: tuple[float, ...] = ()
    pale: tuple[float, ...] = ()


class Level(NamedTuple):
    """A line across the plot with a word on it, such as 'guessing'."""

    y: float
    text: str
    hue: Hue = Hue.NEUTRAL


class Grid(NamedTuple):
    """Values over two axes, as rows of y, at the same places in both; `levels` are contours."""

    at: tuple[float, ...]
    rows: tuple[tuple[float, ...], ...]
    levels: tuple[float, ...]


class Image(NamedTuple):
    """A picture in greys, and a map over it in the colours of heat; both by row and column."""

    title: str
    rows: tuple[tuple[float, ...], ...]
    heat: tuple[tuple[float, ...], ...] = ()


class Plot(NamedTuple):
    """One panel: what is drawn and its axes. A plot has series, or a grid, or images."""

    title: str
    x: Side
    y: Side
    series: tuple[Series, ...] = ()
    levels: tuple[Level, ...] = ()
    grid: Grid | None = None
    images: tuple[Image, ...] = ()
