"""A chart as plain geometry, from which every file is written; lengths as in `scene.scene`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from resnet_viz.diagram.chart.colors import Shape
from resnet_viz.diagram.scene.scene import Point, Rect, Text
from resnet_viz.diagram.scene.theme import Pen

Path = tuple[Point, ...]


class Dots(NamedTuple):
    """Marks of one colour and shape; `radius` is that of the circle around them."""

    points: tuple[Point, ...]
    radius: float
    color: str
    shape: Shape = Shape.CIRCLE
    opacity: float = 1.0


class Lines(NamedTuple):
    """Open paths of straight pieces in one pen."""

    paths: tuple[Path, ...]
    pen: Pen
    opacity: float = 1.0


class Areas(NamedTuple):
    """Rectangles of one colour without outlines."""

    rects: tuple[Rect, ...]
    color: str
    opacity: float = 1.0


class Shapes(NamedTuple):
    """Closed paths of one colour that are filled as one: no seam shows where two of them meet."""

    paths: tuple[Path, ...]
    color: str


class Raster(NamedTuple):
    """A picture of pixels: colours by row and column, the first row above."""

    rect: Rect
    rows: tuple[tuple[str, ...], ...]


class Words(NamedTuple):
    """Texts of one colour, whatever their roles."""

    texts: tuple[Text, ...]
    color: str


Mark = Dots | Lines | Areas | Shapes | Raster | Words


@dataclass(frozen=True, slots=True)
class Chart:
    """Marks in the order they are painted: below the data, the data inside of `clip`, and above.

    `ground` is the page's colour, '' where what is behind the chart shows through.
    """

    title: str
    width: float
    height: float
    ground: str
    clip: Rect
    below: tuple[Mark, ...] = ()
    inside: tuple[Mark, ...] = ()
    above: tuple[Mark, ...] = ()

    @property
    def marks(self) -> tuple[Mark, ...]:
        return (*self.below, *self.inside, *self.above)

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the chart."""
        return tuple(text for mark in self.marks if isinstance(mark, Words) for text in mark.texts)


def triangle(at: Point, radius: float, *, is_wedge: bool = False) -> Path:
    """The corners of an even triangle around a point, on its tip for a wedge."""
    up = -1 if is_wedge else 1
    side, low = 0.866 * radius, 0.5 * radius
    return (
        Point(at.x, at.y - up * radius),
        Point(at.x + side, at.y + up * low),
        Point(at.x - side, at.y + up * low),
    )


def outline_of_dot(at: Point, radius: float, shape: Shape) -> Path:
    """The corners of a mark that is filled; those of a square for a circle or cross."""
    if shape in (Shape.TRIANGLE, Shape.WEDGE):
        return triangle(at, radius, is_wedge=shape is Shape.WEDGE)
    if shape is Shape.DIAMOND:
        right, left = Point(at.x + radius, at.y), Point(at.x - radius, at.y)
        return Point(at.x, at.y - radius), right, Point(at.x, at.y + radius), left
    half = 0.8 * radius
    left_x, right_x, top, low = at.x - half, at.x + half, at.y - half, at.y + half
    return Point(left_x, top), Point(right_x, top), Point(right_x, low), Point(left_x, low)


def cross_of(at: Point, radius: float) -> tuple[Path, Path]:
    """The two strokes of a cross."""
    half = 0.7 * radius
    rising = (Point(at.x - half, at.y + half), Point(at.x + half, at.y - half))
    return rising, (Point(at.x - half, at.y - half), Point(at.x + half, at.y + half))


def crosses(dots: Dots) -> Lines:
    """Crosses as the lines that they are."""
    paths = tuple(path for at in dots.points for path in cross_of(at, dots.radius))
    return Lines(paths, Pen(dots.color, dots.radius / 2), dots.opacity)


def by_simple(marks: Iterable[Mark]) -> Iterator[Mark]:
    """The same marks without crosses: every writer draws those as lines."""
    for mark in marks:
        is_cross = isinstance(mark, Dots) and mark.shape is Shape.CROSS
        yield crosses(mark) if isinstance(mark, Dots) and is_cross else mark
