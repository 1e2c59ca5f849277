"""Large cells and the groups in them that are laid out by themselves.

In the cell that it is in, such a group is one box of fixed size. Where several lines enter or
leave it, it has a port for each value that does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from resnet_viz.diagram.cells.cell import (
    ENTRY,
    AnyCell,
    Box,
    Cell,
    Edge,
    FramedCell,
    Ground,
    Skip,
    WholeCell,
    plain_cells,
    spine_of,
)
from resnet_viz.diagram.cells.cutting.between import Pieces, cells_between
from resnet_viz.diagram.cells.cutting.cuts import Line, cuts_of, fitted
from resnet_viz.diagram.scene.scene import WholeOp

STAND_IN = "alone"  # the operation of the box that is in place of a group
LEAVING = "@"  # what reads the last box of a group


class Divided(NamedTuple):
    """A cell with a box in place of each group that is laid out by itself, and those groups."""

    outer: WholeCell
    parts: tuple[FramedCell, ...]


class Ways(NamedTuple):
    """The places of the boxes whose values enter a group, and of those in it that are read."""

    entering: frozenset[int]
    leaving: frozenset[int]

    def is_one(self, end: int) -> bool:
        """Whether one value enters, and only the last box of the group is read."""
        return len(self.entering) <= 1 and self.leaving <= {end - 1}


def ways_of(span: Ground, lines: Sequence[Line]) -> Ways:
    """The ways into a group of a cell with these lines, and out of it."""
    first, end = span.first, span.end
    return Ways(
        frozenset(t for t, head in lines if not first <= t < end and first <= head < end),
        frozenset(t for t, head in lines if first <= t < end and not first <= head < end),
    )


def lines_of(cell: WholeCell) -> list[Line]:
    """The lines by the places of boxes: from before the first, and to behind the last.

    What enters a group is at places of its own.
    """
    places = {box.id: place for place, box in enumerate(cell.boxes)} | {ENTRY: -1}
    places |= {name: -1 - place for place, name in enumerate(cell.entering)}
    end = len(cell.boxes)
    lines = [(places[edge.tail], places[edge.head]) for edge in cell.edges]
    lines += [(places[edge.tail], end) for edge in cell.leaving]
    return [*lines, (places[cell.exit], end)] if cell.exit else lines


def is_divided(cell: Cell | WholeCell) -> bool:
    """Whether groups in a cell are laid out by themselves."""
    return isinstance(cell, WholeCell) and any(each.is_alone for each in cell.grounds)


def undivided(cells: Iterable[AnyCell]) -> Iterator[Cell | WholeCell]:
    """The cells that are laid out before any that groups in them have to be laid out for."""
    for cell in plain_cells(cells):
        if isinstance(cell, WholeCell) and is_divided(cell):
            yield from undivided(divided(cell).parts)
        else:
            yield cell


def sizes_of(cells: Iterable[AnyCell]) -> Iterator[int]:
    """How many boxes are laid out together in each cell, and in each group in one."""
    for cell in plain_cells(cells):
        if isinstance(cell, WholeCell) and is_divided(cell):
            outer, parts = divided(cell)
            yield len(outer.boxes)
            yield from sizes_of(parts)
        else:
            yield len(spine_of(cell))


@lru_cache(maxsize=256)
def divided(cell: WholeCell) -> Divided:
    """A cell and the groups in it that are laid out by themselves; those may be divided too."""
    alone = list[Ground]()
    for ground in cell.grounds:
        if ground.is_alone and (not alone or alone[-1].end <= ground.first):
            alone.append(ground)
    lines = lines_of(cell)
    ported = {each.id for each in alone if not ways_of(each, lines).is_one(each.end)}
    parts = (part_of(cell, each, lines) for each in alone)
    return Divided(_outer(cell, alone, ported), tuple(parts))


def part_of(cell: WholeCell, ground: Ground, lines: Sequence[Line]) -> FramedCell:
    """A group of a cell with these lines, by itself."""
    if ways_of(ground, lines).is_one(ground.end):
        return _part(cell, ground)
    return _ported(cell, ground)


def _part(cell: WholeCell, ground: Ground) -> FramedCell:
    """A group that one line enters and leaves as cells between cuts, in its frame."""
    boxes = cell.boxes[ground.first : ground.end]
    row = (_blank(ENTRY), *boxes, _blank(LEAVING))
    places = {box.id: place for place, box in enumerate(row)}
    links = [_within(edge, places) for edge in cell.links if edge.head in places]
    if _is_left(cell, places):
        links.append(Edge(boxes[-1].id, LEAVING))
    skips = tuple(
        replace(skip, edges=tuple(_within(edge, places) for edge in skip.edges))
        for skip in _skips_to(cell, places)
    )
    lines = [(places[e.tail], places[e.head]) for e in (*links, *_edges_of(skips))]
    tags = [place for place, box in enumerate(row) if box.op == WholeOp.TAG]
    is_cut = cuts_of(len(row), lines, tags)
    is_cut[1] = is_cut[-2] = True
    fitting = fitted(tuple(_inside(cell, ground, 1)), row, is_cut)
    cuts = tuple(place for place, each in enumerate(fitting.cuts) if each)
    pieces = Pieces(row, fitting.within, tuple(dict.fromkeys(links)), skips, places, cuts, 0)
    cells = tuple(cells_between(pieces, fitting.around, 1, len(row) - 1))
    if cell.is_lying:
        cells = tuple(map(_lying, cells))
    return _framed(cell, ground, cells)


def _ported(cell: WholeCell, ground: Ground) -> FramedCell:
    """A group that several lines enter or leave as one cell, in its frame."""
    boxes = cell.boxes[ground.first : ground.end]
    own = {box.id for box in boxes}
    links = tuple(edge for edge in cell.links if edge.head in own)
    skips = _skips_to(cell, own)
    outer = [ENTRY, *cell.entering, *(box.id for box in cell.boxes)]
    entering = {edge.tail for edge in (*links, *_edges_of(skips))} - own
    leaving = (edge for edge in cell.edges if edge.head not in own)
    read = {cell.exit, *(edge.tail for edge in (*leaving, *cell.leaving))}
    grounds = tuple(_inside(cell, ground, 0))
    around = [each for each in grounds if (each.first, each.end) == (0, len(boxes))]
    inner: AnyCell = WholeCell(
        ground.id,
        boxes,
        grounds[len(around) :],
        links,
        skips,
        exit="",
        is_lying=cell.is_lying,
        entering=tuple(name for name in outer if name in entering),
        leaving=tuple(Edge(box.id, box.id) for box in boxes if box.id in read),
    )
    for each in reversed(around):
        inner = _framed(cell, each, (inner,))
    return _framed(cell, ground, (inner,))


def _framed(cell: WholeCell, ground: Ground, cells: tuple[AnyCell, ...]) -> FramedCell:
    own = ground.id, ground.title, cells, ground.count
    return FramedCell(*own, is_lying=cell.is_lying, value=ground.value)


def _inside(cell: WholeCell, ground: Ground, before: int) -> Iterator[Ground]:
    """The frames in a group, by the places of its boxes with so many before them."""
    for each in cell.grounds[cell.grounds.index(ground) + 1 :]:
        if each.end <= ground.end:
            yield shifted(each, before - ground.first)


def _outer(cell: WholeCell, alone: Sequence[Ground], ported: set[str]) -> WholeCell:
    """The cell with one box in place of each group.

    Lines from a ported one have the names of the boxes in it, lines to one those of its ports.
    """
    inside = {box.id: g.id for g in alone for box in cell.boxes[g.first : g.end]}
    stand_ins = {cell.boxes[ground.first].id: _blank(ground.id) for ground in alone}
    boxes: list[Box] = []
    shifts = [0]
    for box in cell.boxes:
        if box.id not in inside:
            boxes.append(box)
        elif box.id in stand_ins:
            boxes.append(stand_ins[box.id])
        shifts.append(len(boxes))

    def tail_of(name: str) -> str:
        group = inside.get(name, name)
        return name if group in ported else group

    def moved(edge: Edge) -> Edge:
        head = inside.get(edge.head, edge.head)
        return Edge(tail_of(edge.tail), port_name(edge.tail, head) if head in ported else head)

    entering = _edges_of(skip for skip in cell.skips if skip.edges[-1].head in inside)
    links = (edge for edge in (*cell.links, *entering) if not _is_in_one(edge, inside))
    return replace(
        cell,
        boxes=tuple(boxes),
        grounds=tuple(
            replace(each, first=shifts[each.first], end=shifts[each.end])
            for each in cell.grounds
            if not any(g.first <= each.first and each.end <= g.end for g in alone)
        ),
        links=tuple(dict.fromkeys(map(moved, links))),
        skips=tuple(
            replace(skip, edges=tuple(map(moved, skip.edges)))
            for skip in cell.skips
            if skip.edges[-1].head not in inside
        ),
        exit=tail_of(cell.exit),
        leaving=tuple(Edge(tail_of(edge.tail), edge.head) for edge in cell.leaving),
    )


def port_name(value: str, group: str) -> str:
    """The name of the port where a box's value enters a group."""
    return f"{value}>{group}"


def _is_in_one(edge: Edge, inside: Mapping[str, str]) -> bool:
    return edge.tail in inside and inside[edge.tail] == inside.get(edge.head)


def _within(edge: Edge, places: Mapping[str, int]) -> Edge:
    return edge if edge.tail in places else Edge(ENTRY, edge.head)


def _is_left(cell: WholeCell, places: Mapping[str, int]) -> bool:
    """Whether anything outside of some boxes reads one of them."""
    leaving = (edge for edge in cell.edges if edge.tail and edge.head not in places)
    return cell.exit in places or any(e.tail in places for e in (*leaving, *cell.leaving))


def _skips_to(cell: WholeCell, names: Iterable[str]) -> tuple[Skip, ...]:
    """The shortcuts that join some of the boxes."""
    return tuple(skip for skip in cell.skips if skip.edges[-1].head in names)


def _edges_of(skips: Iterable[Skip]) -> Iterator[Edge]:
    return (edge for skip in skips for edge in skip.edges)


def _lying(cell: AnyCell) -> AnyCell:
    """The cell as one whose boxes are on their sides already."""
    if isinstance(cell, FramedCell):
        return replace(cell, cells=tuple(map(_lying, cell.cells)), is_lying=True)
    return replace(cell, is_lying=True)


def _blank(name: str) -> Box:
    return Box(name, STAND_IN, ("", ""), (), 0, 0)


def shifted(ground: Ground, by: int) -> Ground:
    """The frame by other places of the same boxes."""
    return replace(ground, first=ground.first + by, end=ground.end + by)
