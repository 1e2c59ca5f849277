"""A grid as filled contours with lines and their values, and places marked on it."""

from collections.abc import Iterator, Sequence

from resnet_viz.core.experiments.plot import Grid
from resnet_viz.diagram.chart.chart import Areas, Dots, Lines, Mark, Path, Shapes, Words
from resnet_viz.diagram.chart.colors import Shape
from resnet_viz.diagram.chart.plot import SMALL
from resnet_viz.diagram.chart.plot import Plot as Place
from resnet_viz.diagram.chart.results.contours import contour_lines, regions
from resnet_viz.diagram.chart.results.looks import hue_color
from resnet_viz.diagram.chart.ticks import AxisUnit, tick_text
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.heat import ANCHORS, color_at
from resnet_viz.diagram.scene.scene import Point, Rect, Text
from resnet_viz.diagram.scene.theme import Pen, Theme

LINE = 0.6  # points
SPOT = 3.2
RANGE = (0.04, 0.86)  # of the colours: words can be read on all of them


def band_color(theme: Theme, rank: int, count: int) -> str:
    """The colour between two levels, the first below all of them."""
    low, high = RANGE
    return color_at(ANCHORS[theme.name], low + (high - low) * rank / max(count, 1))


def grid_marks(grid: Grid, place: Place) -> Iterator[Mark]:
    """From the least level upwards, so that each covers the part of those below it."""
    theme, count = place.look.theme, len(grid.levels)
    yield Areas((place.rect,), band_color(theme, 0, count))
    for rank, level in enumerate(grid.levels, 1):
        if found := regions(grid.at, grid.rows, level):
            paths = tuple(place.points_of(path) for path in found)
            yield Shapes(paths, band_color(theme, rank, count))
    taken: list[Rect] = []
    for level in grid.levels:
        lines = [place.points_of(path) for path in contour_lines(grid.at, grid.rows, level)]
        if lines:
            yield Lines(tuple(lines), Pen(theme.ink, LINE), 0.75)
            yield from _label(tick_text(level, AxisUnit.PLAIN), lines, place, taken)
    if grid.spots:
        yield Dots(place.points_of(grid.spots), SPOT, theme.page, Shape.DIAMOND)
        color = hue_color(grid.hue, theme)
        yield Dots(place.points_of(grid.spots), SPOT * 0.7, color, Shape.DIAMOND)


def _label(
    text: str, lines: Sequence[Path], place: Place, taken: list[Rect]
) -> Iterator[Areas | Words]:
    """The value on the longest line, at the first place where no other value is."""
    theme, width = place.look.theme, text_width(text, SMALL)
    path = max(lines, key=len)
    for share in (0.5, 0.25, 0.75, 0.1, 0.9, 0.4, 0.6):
        at = path[int(share * (len(path) - 1))]
        rect = Rect(at.x - width / 2 - 1.2, at.y - SMALL / 2 - 0.6, width + 2.4, SMALL + 1.2)
        if _is_within(rect, place.rect) and not any(_meet(rect, each) for each in taken):
            taken.append(rect)
            yield Areas((rect,), theme.page, 0.85)
            yield Words((Text(text, at.x, at.y + 0.36 * SMALL, SMALL),), theme.ink)
            return


def _is_within(rect: Rect, room: Rect) -> bool:
    ends = Point(rect.x + rect.width, rect.y + rect.height)
    return (
        room.x <= rect.x
        and room.y <= rect.y
        and ends.x <= room.x + room.width
        and ends.y <= room.y + room.height
    )


def _meet(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )
