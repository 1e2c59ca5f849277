"""A large cell with its groups where Graphviz put boxes for them, and the ports of those."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from math import ceil
from typing import NamedTuple

from resnet_viz.diagram.cells.cell import Box, Edge, FramedCell, Ports, Skip, WholeCell, resized
from resnet_viz.diagram.cells.cutting.dividing import port_name
from resnet_viz.diagram.layout.cell_picture import CellPicture
from resnet_viz.diagram.layout.placing import DividedLayout, Laid
from resnet_viz.diagram.layout.whole_layout import WholeLayout
from resnet_viz.diagram.scene.scene import Point, Rect, ShortcutPicture, Stroke

Groups = Mapping[str, CellPicture]
Ported = tuple[WholeCell, WholeLayout]
NEAR = 0.5  # points


def has_ports(laid: Laid) -> bool:
    """Whether several values enter or leave a group."""
    return _ported(laid) is not None


def ways_in(laid: Laid) -> tuple[float, ...]:
    """How far right of a cell's origin lines come in from above, from the left to the right."""
    ported = _ported(laid)
    return (0.0,) if ported is None else tuple(sorted(_across(ported, "i")))


def shifts(laid: Laid) -> bool:
    """Whether lines out of a group go on elsewhere than where they end in its cell."""
    ported = _ported(laid)
    if ported is None or not _is_through(ported[0]):
        return False
    ways = zip(_across(ported, "i"), _across(ported, "o"), strict=True)
    return any(abs(entering - leaving) > NEAR for entering, leaving in ways)


def _is_through(cell: WholeCell) -> bool:
    """Whether as many values leave a group as enter it: then they do so below each other."""
    return len(cell.entering) == len(cell.leaving)


def _across(ported: Ported, letter: str) -> list[float]:
    """How far right of a cell's origin its ways in are, or its ways out."""
    cell, layout = ported
    count = len(cell.entering if letter == "i" else cell.leaving)
    return [layout.centers[f"{letter}{place}"].x - layout.spine_x for place in range(count)]


def with_ports(box: Box, laid: Laid) -> Box:
    """The box in place of a group: as large as it, lines at the group's own places."""
    ported = _ported(laid)
    left, right, height, _ = laid.extent
    if ported is None:
        return resized(box, 2 * ceil(max(left, right)), ceil(height))
    cell, _ = ported
    below = "i" if _is_through(cell) else "o"
    ins = (port_name(name, box.id) for name in cell.entering)
    outs = (edge.head for edge in cell.leaving)
    ports = Ports(
        tuple(zip(ins, (round(left + x) for x in _across(ported, "i")), strict=True)),
        tuple(zip(outs, (round(left + x) for x in _across(ported, below)), strict=True)),
    )
    sized = resized(box, 2 * ceil((left + right) / 2), ceil(height))
    return replace(sized, ports=ports)


def origin_in(rect: Rect, laid: Laid) -> Point:
    """Where the group that has this box begins."""
    if has_ports(laid):
        return Point(rect.x + laid.extent.left, rect.y)
    return Point(rect.x + rect.width / 2, rect.y)


def _ported(laid: Laid) -> Ported | None:
    """The only cell in a frame, or in frames around each other, and its layout, if it has ports."""
    while isinstance(laid.cell, FramedCell) and isinstance(laid.layout, tuple):
        laid = laid.layout[0]
    cell, layout, _ = laid
    if isinstance(layout, DividedLayout):
        layout = layout.whole
    if not isinstance(cell, WholeCell) or not (cell.entering or cell.leaving):
        return None
    assert isinstance(layout, WholeLayout)
    return cell, layout


def with_groups(picture: CellPicture, outer: WholeCell, groups: Groups) -> CellPicture:
    """The picture of a cell with its groups, whose lines lead on to the boxes in them."""
    edges = (*outer.links, *outer.leaving, *((Edge(outer.exit, ""),) if outer.exit else ()))
    ends = _ends_of(groups)
    inner = groups.values()
    return replace(
        picture,
        items=(
            *(item for item in picture.items if item.id not in groups),
            *chain.from_iterable(each.items for each in inner),
        ),
        links=(
            *chain.from_iterable(
                _entered(link, edge, ends) for link, edge in zip(picture.links, edges, strict=True)
            ),
            *_to_ports(picture, outer, edges, ends),
            *chain.from_iterable(each.links for each in inner),
        ),
        shortcuts=(
            *(
                _shortcut(each, skip, ends)
                for each, skip in zip(picture.shortcuts, outer.skips, strict=True)
            ),
            *chain.from_iterable(each.shortcuts for each in inner),
        ),
        frames=(*picture.frames, *chain.from_iterable(each.frames for each in inner)),
    )


class _Ends(NamedTuple):
    """Where lines go on in groups, and come from, by the names of their ends.

    `ports` are where values reach the row of ports in a group, each of which one line leaves by.
    """

    ins: dict[str, tuple[Point, bool]]  # with a head there or not
    outs: dict[str, Point]
    ports: dict[str, Point]


def _ends_of(groups: Groups) -> _Ends:
    ends = _Ends({}, {}, {})
    for name, each in groups.items():
        if each.ins or each.outs:
            ends.ins.update({way: (point, False) for way, point in each.ins.items()})
            ends.ports.update(each.outs)
            continue
        (x, y, width, height), below = each.first.rect, each.last.rect
        ends.ins[name] = Point(x + width / 2, y), height > 0
        ends.outs[name] = Point(below.x + below.width / 2, below.y + below.height)
    return ends


def _to_ports(
    picture: CellPicture, outer: WholeCell, edges: Sequence[Edge], ends: _Ends
) -> Iterator[Stroke]:
    """A line in each group to every port that others leave it by."""
    ways = {
        edge.tail: stroke.points[0]
        for edge, stroke in (*zip(edges, picture.links, strict=True), *_strokes(picture, outer))
        if edge.tail in ends.ports
    }
    for tail, start in ways.items():
        yield Stroke(_down(ends.ports[tail], start), is_curve=True)


def _strokes(picture: CellPicture, outer: WholeCell) -> Iterator[tuple[Edge, Stroke]]:
    for skip, shortcut in zip(outer.skips, picture.shortcuts, strict=True):
        yield from zip(skip.edges, shortcut.strokes, strict=True)


def _shortcut(picture: ShortcutPicture, skip: Skip, ends: _Ends) -> ShortcutPicture:
    pairs = zip(picture.strokes, skip.edges, strict=True)
    strokes = tuple(_from_group(stroke, edge, ends) for stroke, edge in pairs)
    return replace(picture, strokes=strokes)


def _from_group(stroke: Stroke, edge: Edge, ends: _Ends) -> Stroke:
    """The line from the last box of a group, where it comes from one without ports."""
    if edge.tail not in ends.outs:
        return stroke
    way = _down(ends.outs[edge.tail], stroke.points[0])
    return stroke._replace(points=(*way[:-1], *stroke.points))


def _entered(stroke: Stroke, edge: Edge, ends: _Ends) -> tuple[Stroke, ...]:
    """A line of the main path, and one more to the first box of a group that it ends at."""
    line = _from_group(stroke, edge, ends)
    if edge.head not in ends.ins:
        return (line,)
    end, has_arrow = ends.ins[edge.head]
    return line._replace(has_arrow=False), Stroke((line.points[-1], end), has_arrow=has_arrow)


def _down(start: Point, end: Point) -> tuple[Point, Point, Point, Point]:
    """A curve that leaves and enters upright."""
    drop = (end.y - start.y) / 2
    return start, Point(start.x, start.y + drop), Point(end.x, end.y - drop), end
