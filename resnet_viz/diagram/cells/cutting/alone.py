"""Large cells by their groups: a group that few lines enter and leave is laid out by itself.

In the cell that it is in, it is then one box of fixed size.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
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
from resnet_viz.diagram.cells.cutting.cuts import LARGE, Line, cuts_of, fitted
from resnet_viz.diagram.scene.scene import WholeOp

MIDDLING = 24  # boxes: Graphviz draws a long way among as many as stairs
LEAST_ALONE = 2  # boxes of a group in a large cell
LEAST_TOWER = 12  # and in a middling one
STAND_IN = "alone"  # the operation of the box that is in place of a group
LEAVING = "@"  # what reads the last box of a group


class Divided(NamedTuple):
    """A cell with a box in place of each group that is laid out by itself, and those groups."""

    outer: WholeCell
    parts: tuple[FramedCell, ...]


def by_groups(cell: AnyCell, spans: Sequence[Ground], places: Mapping[str, int]) -> AnyCell:
    """A cell with its groups marked, where it is large enough, as what is laid out alone.

    In a middling one those are long groups only, in a large one all. `spans` are the open groups,
    by the places of all boxes.
    """
    if isinstance(cell, FramedCell):
        inner = tuple(by_groups(each, spans, places) for each in cell.cells)
        return replace(cell, cells=inner)
    if isinstance(cell, Cell) or cell.turn or len(cell.boxes) <= MIDDLING:
        return cell
    start = places[cell.boxes[0].id]
    found = _found_in(cell, spans, places)
    return _with_alone(cell, [_shifted(each, -start) for each in found])


def _found_in(
    cell: WholeCell, spans: Sequence[Ground], places: Mapping[str, int]
) -> Iterator[Ground]:
    """The outermost groups of a cell that can be laid out alone, and those of large ones in it."""
    start = places[cell.boxes[0].id]
    end = start + len(cell.boxes)
    inside = [each for each in spans if start <= each.first and each.end <= end]
    chosen = _outermost([_shifted(each, -start) for each in inside], cell)
    if not chosen:
        return
    yield from (_shifted(each, start) for each in chosen)
    parts = divided(_with_alone(cell, chosen)).parts
    for each in chain.from_iterable(plain_cells(part.cells) for part in parts):
        if isinstance(each, WholeCell) and len(each.boxes) > MIDDLING:
            yield from _found_in(each, inside, places)


def _outermost(spans: Sequence[Ground], cell: WholeCell) -> list[Ground]:
    lines = _lines_of(cell)
    places = {box.id: place for place, box in enumerate(cell.boxes)}
    skips = [{places[name] for name in (*s.aside, s.edges[-1].head)} for s in cell.skips]
    chosen: list[Ground] = []
    least = LEAST_ALONE if len(cell.boxes) > LARGE else LEAST_TOWER
    for span in sorted(spans, key=_outwards):
        size = span.end - span.first
        if not least <= size < len(cell.boxes) or (chosen and span.first < chosen[-1].end):
            continue
        if _is_by_itself(span, lines) and not _parts_any(span, skips, cell.grounds):
            chosen.append(span)
    return chosen


def _is_by_itself(span: Ground, lines: Sequence[Line]) -> bool:
    """Whether what comes into a group comes from one box, and only its last box is read."""
    first, end = span.first, span.end
    entering = {tail for tail, head in lines if not first <= tail < end and first <= head < end}
    leaving = {tail for tail, head in lines if first <= tail < end and not first <= head < end}
    return len(entering) <= 1 and leaving <= {end - 1}


def _parts_any(span: Ground, skips: Iterable[set[int]], grounds: Iterable[Ground]) -> bool:
    """Whether a shortcut's own layers, or a frame's boxes, are not all in or all out."""
    inside = range(span.first, span.end)
    if any(0 < sum(place in inside for place in ends) < len(ends) for ends in skips):
        return True
    return any(
        each.first < span.end
        and span.first < each.end
        and not (each.first <= span.first and span.end <= each.end)
        and not (span.first <= each.first and each.end <= span.end)
        for each in grounds
    )


def _lines_of(cell: WholeCell) -> list[Line]:
    """The lines by the places of boxes: from before the first, and to behind the last."""
    places = {box.id: place for place, box in enumerate(cell.boxes)} | {ENTRY: -1}
    lines = [(places[edge.tail], places[edge.head]) for edge in cell.edges]
    return [*lines, (places[cell.exit], len(cell.boxes))] if cell.exit else lines


def _with_alone(cell: WholeCell, chosen: Sequence[Ground]) -> WholeCell:
    """The cell with these frames alone; one around the same boxes as a frame there is that one."""
    grounds = list(cell.grounds)
    for span in chosen:
        around = (n for n, g in enumerate(grounds) if (g.first, g.end) == (span.first, span.end))
        place = next(around, None)
        if place is None:
            grounds.append(replace(span, is_alone=True))
        else:
            grounds[place] = replace(grounds[place], is_alone=True)
    return replace(cell, grounds=tuple(sorted(grounds, key=_outwards)))


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


@lru_cache(maxsize=64)
def divided(cell: WholeCell) -> Divided:
    """A cell and the groups in it that are laid out by themselves; those may be divided too."""
    alone = list[Ground]()
    for ground in cell.grounds:
        if ground.is_alone and (not alone or alone[-1].end <= ground.first):
            alone.append(ground)
    return Divided(_outer(cell, alone), tuple(_part(cell, ground) for ground in alone))


def _part(cell: WholeCell, ground: Ground) -> FramedCell:
    """A group as cells between cuts, in its frame."""
    boxes = cell.boxes[ground.first : ground.end]
    row = (_blank(ENTRY), *boxes, _blank(LEAVING))
    places = {box.id: place for place, box in enumerate(row)}
    links = [_within(edge, places) for edge in cell.links if edge.head in places]
    if _is_left(cell, places):
        links.append(Edge(boxes[-1].id, LEAVING))
    skips = tuple(
        replace(skip, edges=tuple(_within(edge, places) for edge in skip.edges))
        for skip in cell.skips
        if skip.edges[-1].head in places
    )
    lines = [(places[e.tail], places[e.head]) for e in (*links, *_edges_of(skips))]
    tags = [place for place, box in enumerate(row) if box.op == WholeOp.TAG]
    is_cut = cuts_of(len(row), lines, tags)
    is_cut[1] = is_cut[-2] = True
    fitting = fitted(tuple(_inside(cell, ground)), row, is_cut)
    cuts = tuple(place for place, each in enumerate(fitting.cuts) if each)
    pieces = Pieces(row, fitting.within, tuple(dict.fromkeys(links)), skips, places, cuts, 0)
    cells = tuple(cells_between(pieces, fitting.around, 1, len(row) - 1))
    if cell.is_lying:
        cells = tuple(map(_lying, cells))
    own = ground.id, ground.title, cells, ground.count
    return FramedCell(*own, is_lying=cell.is_lying, value=ground.value)


def _inside(cell: WholeCell, ground: Ground) -> Iterator[Ground]:
    """The frames in a group, by the places of its boxes with the entry before them."""
    for each in cell.grounds[cell.grounds.index(ground) + 1 :]:
        if each.end <= ground.end:
            yield _shifted(each, 1 - ground.first)


def _outer(cell: WholeCell, alone: Sequence[Ground]) -> WholeCell:
    """The cell with one box in place of each group."""
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
    skips = [skip for skip in cell.skips if skip.edges[-1].head not in inside]
    entering = (e for s in cell.skips if s.edges[-1].head in inside for e in s.edges)
    moved = (_moved(edge, inside) for edge in (*cell.links, *entering))
    return replace(
        cell,
        boxes=tuple(boxes),
        grounds=tuple(
            replace(each, first=shifts[each.first], end=shifts[each.end])
            for each in cell.grounds
            if not any(g.first <= each.first and each.end <= g.end for g in alone)
        ),
        links=tuple(dict.fromkeys(edge for edge in moved if edge.tail != edge.head)),
        skips=tuple(
            replace(skip, edges=tuple(_moved(edge, inside) for edge in skip.edges))
            for skip in skips
        ),
        exit=inside.get(cell.exit, cell.exit),
    )


def _moved(edge: Edge, inside: Mapping[str, str]) -> Edge:
    return Edge(inside.get(edge.tail, edge.tail), inside.get(edge.head, edge.head))


def _within(edge: Edge, places: Mapping[str, int]) -> Edge:
    return edge if edge.tail in places else Edge(ENTRY, edge.head)


def _is_left(cell: WholeCell, places: Mapping[str, int]) -> bool:
    """Whether anything outside of some boxes reads one of them."""
    return cell.exit in places or any(
        edge.tail in places and edge.head not in places for edge in cell.edges if edge.tail
    )


def _edges_of(skips: Iterable[Skip]) -> Iterator[Edge]:
    return (edge for skip in skips for edge in skip.edges)


def _lying(cell: AnyCell) -> AnyCell:
    """The cell as one whose boxes are on their sides already."""
    if isinstance(cell, FramedCell):
        return replace(cell, cells=tuple(map(_lying, cell.cells)), is_lying=True)
    return replace(cell, is_lying=True)


def _blank(name: str) -> Box:
    return Box(name, STAND_IN, ("", ""), (), 0, 0)


def _shifted(ground: Ground, by: int) -> Ground:
    return replace(ground, first=ground.first + by, end=ground.end + by)


def _outwards(ground: Ground) -> tuple[int, int]:
    return ground.first, -ground.end
