"""A result as something to draw: lines, dots, bars, contours or pictures, without places."""

from enum import StrEnum
from typing import NamedTuple

Point = tuple[float, float]
Values = tuple[tuple[float, ...], ...]
"""By row and column, the first row above."""


class Hue(StrEnum):
    """What a series is about, which is its colour and the shape of its marks."""

    PLAIN = "plain"
    RESIDUAL = "residual"
    PRE = "pre"
    NEUTRAL = "neutral"
    STEPS = "steps"  # one of several in an order: by `Series.rank`


class Dash(StrEnum):
    """The stroke of a line: a difference that black and white shows too."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


class Mark(StrEnum):
    """How the points of a series are drawn."""

    LINE = "line"
    DOTS = "dots"
    BARS = "bars"


class Side(NamedTuple):
    """An axis: its title, whether it is logarithmic, and names of the places 0, 1, 2 …, if any.

    On a logarithmic axis a value of 0 or less is drawn as a mark at the floor, not left out.
    `least` and `most` are ends that the axis has at least, such as 0 and 1 of a share.
    """

    title: str
    is_log: bool = False
    names: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None


class Series(NamedTuple):
    """Finite points in the order of x, as many as there are so far, which may be none.

    Series of the same name, hue, dash and mark are one entry of the legend: further seeds are such
    series with `is_thin`. Those without a name have no entry. Bars of several series are next to
    each other at the same x. `rank` is 0 for the first of `Hue.STEPS`, 1 for the last. `pale` are
    the places x of bars of another kind, `hatched` places that have no value because it can't be
    measured: their words are in the plot. `is_broken` puts a cross on the last point: the values
    after it are not finite.
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
    is_broken: bool = False


class Level(NamedTuple):
    """A line across the plot with a word on it, such as 'guessing'."""

    y: float
    text: str
    hue: Hue = Hue.NEUTRAL


class Marked(NamedTuple):
    """A place x that is marked by an upright line, such as the step that another plot shows."""

    x: float
    text: str = ""


class Grid(NamedTuple):
    """Values over two axes at the same places `at`: `rows` go upwards, the first is the lowest y.

    `levels` are the values of contours in rising order, the same in every plot that is compared;
    the contour lines have their values on them. `spots` are marked places, such as local minima.
    """

    at: tuple[float, ...]
    rows: Values
    levels: tuple[float, ...]
    hue: Hue = Hue.NEUTRAL
    spots: tuple[Point, ...] = ()
    spot_text: str = ""


class Image(NamedTuple):
    """A picture in greys, 0 black to 1 white, and a map over it, 0 to 1, as heat.

    Both by row and column, the map may have fewer of them. Only a map is heat without a picture.
    """

    title: str
    rows: Values = ()
    heat: Values = ()


class Plot(NamedTuple):
    """One panel: what is drawn and its axes. A plot has series, or a grid, or images.

    `key` names what it shows, such as `signal`, and stays the same while a run goes on: the view
    keeps by it what a person zoomed to. `note` is a short sentence below the title. `shares_y` says
    that the axis y is the same as that of the plot before it, so that both can be compared.
    `pale_text` and `hatched_text` are words of the legend, such as 'changes the shape'.
    """

    title: str
    x: Side
    y: Side
    series: tuple[Series, ...] = ()
    levels: tuple[Level, ...] = ()
    grid: Grid | None = None
    images: tuple[Image, ...] = ()
    key: str = ""
    note: str = ""
    marked: tuple[Marked, ...] = ()
    shares_y: bool = False
    pale_text: str = ""
    hatched_text: str = ""


NO_SIDE = Side("")
"""The axes of a plot of images."""
