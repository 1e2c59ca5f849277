"""A large cell with its groups in the places of the boxes that Graphviz put for them."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from math import ceil

from resnet_viz.diagram.cells.cell import Edge, Skip, WholeCell
from resnet_viz.diagram.layout.cell_picture import CellPicture
from resnet_viz.diagram.layout.extent import Extent
from resnet_viz.diagram.scene.scene import Point, Rect, ShortcutPicture, Stroke

Groups = Mapping[str, CellPicture]


def stand_in_size(extent: Extent) -> tuple[int, int]:
    """The box for a group in whole points: lines enter and leave it in the middle."""
    return 2 * ceil(max(extent.left, extent.right)), ceil(extent.height)


def stand_in_origin(rect: Rect) -> Point:
    """Where lines enter the group that has this box."""
    return Point(rect.x + rect.width / 2, rect.y)


def with_groups(picture: CellPicture, outer: WholeCell, groups: Groups) -> CellPicture:
    """The picture of a cell with its groups, whose lines lead on to the boxes in them."""
    edges = (*outer.links, *((Edge(outer.exit, ""),) if outer.exit else ()))
    inner = groups.values()
    return replace(
        picture,
        items=(
            *(item for item in picture.items if item.id not in groups),
            *chain.from_iterable(each.items for each in inner),
        ),
        links=(
            *chain.from_iterable(
                _entered(link, edge, groups)
                for link, edge in zip(picture.links, edges, strict=True)
            ),
            *chain.from_iterable(each.links for each in inner),
        ),
        shortcuts=(
            *(
                _shortcut(each, skip, groups)
                for each, skip in zip(picture.shortcuts, outer.skips, strict=True)
            ),
            *chain.from_iterable(each.shortcuts for each in inner),
        ),
        frames=(*picture.frames, *chain.from_iterable(each.frames for each in inner)),
    )


def _shortcut(picture: ShortcutPicture, skip: Skip, groups: Groups) -> ShortcutPicture:
    pairs = zip(picture.strokes, skip.edges, strict=True)
    strokes = tuple(_from_group(stroke, edge, groups) for stroke, edge in pairs)
    return replace(picture, strokes=strokes)


def _from_group(stroke: Stroke, edge: Edge, groups: Groups) -> Stroke:
    """The line from the last box of a group, where it comes from one."""
    if edge.tail not in groups:
        return stroke
    left, top, width, height = groups[edge.tail].last.rect
    way = _down(Point(left + width / 2, top + height), stroke.points[0])
    return stroke._replace(points=(*way[:-1], *stroke.points))


def _entered(stroke: Stroke, edge: Edge, groups: Groups) -> tuple[Stroke, ...]:
    """A line of the main path, and one more to the first box of a group that it ends at."""
    line = _from_group(stroke, edge, groups)
    if edge.head not in groups:
        return (line,)
    first = groups[edge.head].first.rect
    way = line.points[-1], Point(first.x + first.width / 2, first.y)
    return line._replace(has_arrow=False), Stroke(way, has_arrow=first.height > 0)


def _down(start: Point, end: Point) -> tuple[Point, Point, Point, Point]:
    """A curve that leaves and enters upright."""
    drop = (end.y - start.y) / 2
    return start, Point(start.x, start.y + drop), Point(end.x, end.y - drop), end
