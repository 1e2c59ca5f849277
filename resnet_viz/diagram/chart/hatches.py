"""The lines across hatched bars, cut to the bars: so that every file has the same."""

from collections.abc import Iterator
from math import ceil

from resnet_viz.diagram.chart.chart import Path
from resnet_viz.diagram.chart.colors import Hatch
from resnet_viz.diagram.scene.scene import Point, Rect

GAP = 2.6  # between lines, in points


def hatch_lines(rect: Rect, hatch: Hatch) -> tuple[Path, ...]:
    """The lines of a hatch within a rectangle."""
    return tuple(_lines(rect, hatch))


def _lines(rect: Rect, hatch: Hatch) -> Iterator[Path]:
    right, low = rect.x + rect.width, rect.y + rect.height
    if hatch in (Hatch.RISING, Hatch.CROSSED):
        yield from _diagonals(rect, is_rising=True)
    if hatch in (Hatch.FALLING, Hatch.CROSSED):
        yield from _diagonals(rect, is_rising=False)
    if hatch is Hatch.LEVEL:
        for place in range(1, ceil(rect.height / GAP)):
            y = low - place * GAP
            yield Point(rect.x, y), Point(right, y)
    if hatch is Hatch.UPRIGHT:
        for place in range(1, ceil(rect.width / GAP)):
            x = rect.x + place * GAP
            yield Point(x, rect.y), Point(x, low)


def _diagonals(rect: Rect, *, is_rising: bool) -> Iterator[Path]:
    """Lines at 45°, each by the places where it enters and leaves the rectangle."""
    width, height, step = rect.width, rect.height, GAP * 2**0.5
    for place in range(1, ceil((width + height) / step)):
        along = place * step  # x + y of the line, from the corner it starts in
        begin = Point(min(along, width), max(along - width, 0.0))
        end = Point(max(along - height, 0.0), min(along, height))
        yield _turned(begin, rect, is_rising), _turned(end, rect, is_rising)


def _turned(at: Point, rect: Rect, is_rising: bool) -> Point:
    x = at.x if is_rising else rect.width - at.x
    return Point(rect.x + x, rect.y + at.y)
