"""A stroke as drawing commands: corners rounded, its arrow head cut out of its end."""

from math import hypot
from typing import NamedTuple

from resnet_viz.diagram.scene.scene import Point, Stroke

CORNER_RADIUS = 6.0
HEAD_LENGTH = 7.0  # points, of an arrow's head
HEAD_WIDTH = 6.0  # points
OVERLAP = 1.0  # the line runs this far into its head, so that no seam shows
QUARTER = 0.5523  # a cubic Bézier's handles for a quarter of a circle, in radii


class Command(NamedTuple):
    """`M` and `L` have one point, `C` has two handles and its end."""

    letter: str
    points: tuple[Point, ...]


class Outline(NamedTuple):
    """What a painter draws of a stroke: the line, and the head as a filled triangle."""

    commands: tuple[Command, ...]
    head: tuple[Point, Point, Point] | None


def outline_of(stroke: Stroke) -> Outline:
    """The stroke's line, shortened where it has a head, and the head."""
    points = stroke.points
    if not stroke.has_arrow:
        return Outline(_commands(points, stroke.is_curve), None)
    tip, behind = points[-1], _point_behind(points)
    back = _moved(tip, behind, HEAD_LENGTH)
    end = _moved(tip, behind, HEAD_LENGTH - OVERLAP)
    return Outline(_commands((*points[:-1], end), stroke.is_curve), _head(tip, back))


def _point_behind(points: tuple[Point, ...]) -> Point:
    """The last point that is not the tip itself, which gives the head its direction."""
    tip = points[-1]
    return next((point for point in reversed(points[:-1]) if point != tip), tip)


def _commands(points: tuple[Point, ...], is_curve: bool) -> tuple[Command, ...]:
    start = Command("M", points[:1])
    if is_curve:
        triples = (points[place : place + 3] for place in range(1, len(points), 3))
        return (start, *(Command("C", triple) for triple in triples))
    corners = (_corner(*points[place - 1 : place + 2]) for place in range(1, len(points) - 1))
    rounded = (command for corner in corners for command in corner)
    return (start, *rounded, Command("L", points[-1:]))


def _corner(before: Point, corner: Point, after: Point) -> tuple[Command, ...]:
    radius = min(CORNER_RADIUS, _distance(before, corner) / 2, _distance(corner, after) / 2)
    into, out = _moved(corner, before, radius), _moved(corner, after, radius)
    handles = (
        _moved(corner, before, radius * (1 - QUARTER)),
        _moved(corner, after, radius * (1 - QUARTER)),
    )
    return Command("L", (into,)), Command("C", (*handles, out))


def _head(tip: Point, back: Point) -> tuple[Point, Point, Point]:
    along_x, along_y = (tip.x - back.x) / HEAD_LENGTH, (tip.y - back.y) / HEAD_LENGTH
    half = HEAD_WIDTH / 2
    left = Point(back.x - along_y * half, back.y + along_x * half)
    right = Point(back.x + along_y * half, back.y - along_x * half)
    return tip, left, right


def _moved(start: Point, towards: Point, length: float) -> Point:
    whole = _distance(start, towards)
    share = length / whole if whole else 0.0
    return Point(start.x + (towards.x - start.x) * share, start.y + (towards.y - start.y) * share)


def _distance(one: Point, other: Point) -> float:
    return hypot(other.x - one.x, other.y - one.y)
