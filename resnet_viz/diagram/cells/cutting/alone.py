"""Which groups of large cells are laid out by themselves: those that few values enter and leave."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from resnet_viz.diagram.cells.cell import AnyCell, Cell, FramedCell, Ground, WholeCell, plain_cells
from resnet_viz.diagram.cells.cutting.cuts import LARGE, Line
from resnet_viz.diagram.cells.cutting.dividing import lines_of, part_of, shifted, ways_of

MIDDLING = 24  # boxes: Graphviz draws a long way among as many as stairs
LEAST_ALONE = 2  # boxes of a group in a large cell
LEAST_INNER = 2  # in a group that has ports, or at the top of a small cell
LEAST_TOWER = 12  # and in a middling cell
MOST_WAYS = 12  # into a group and out of it
BOXES_PER_WAY = 2


def by_groups(cell: AnyCell, spans: Sequence[Ground], places: Mapping[str, int]) -> AnyCell:
    """A cell with its groups marked, as far as they are what is laid out alone.

    In a large one all are, in a middling one long ones only, in a small one those at the top of the
    network that have frames anyway. `spans` are the open groups, by the places of all boxes.
    """
    if isinstance(cell, FramedCell):
        inner = tuple(by_groups(each, spans, places) for each in cell.cells)
        return replace(cell, cells=inner)
    if isinstance(cell, Cell) or cell.turn:
        return cell
    start = places[cell.boxes[0].id]
    if len(cell.boxes) <= MIDDLING:
        spans = [shifted(each, start) for each in cell.grounds if each.is_outer]
    found = _found_in(cell, spans, places) if spans else ()
    return _with_alone(cell, [shifted(each, -start) for each in found])


def _found_in(
    cell: WholeCell, spans: Sequence[Ground], places: Mapping[str, int]
) -> Iterator[Ground]:
    """The outermost groups of a cell that can be laid out alone, and those of large ones in it."""
    start = places[cell.boxes[0].id]
    end = start + len(cell.boxes)
    inside = [each for each in spans if start <= each.first and each.end <= end]
    chosen = _outermost([shifted(each, -start) for each in inside], cell)
    yield from (shifted(each, start) for each in chosen)
    lines, marked = lines_of(cell), _with_alone(cell, chosen)
    for ground in (each for each in marked.grounds if each.is_alone):
        size = ground.end - ground.first
        if size <= MIDDLING and ways_of(ground, lines).is_one(ground.end):
            continue
        for each in plain_cells([part_of(marked, ground, lines)]):
            if isinstance(each, WholeCell) and (_has_ports(each) or len(each.boxes) > MIDDLING):
                yield from _found_in(each, inside, places)


def _outermost(spans: Sequence[Ground], cell: WholeCell) -> list[Ground]:
    lines, links = lines_of(cell), lines_of(replace(cell, skips=()))
    places = {box.id: place for place, box in enumerate(cell.boxes)}
    skips = [{places[name] for name in (*s.aside, s.edges[-1].head)} for s in cell.skips]
    chosen: list[Ground] = []
    least = _least_in(cell)
    for span in sorted(spans, key=_outwards):
        size = span.end - span.first
        if not least <= size < len(cell.boxes) or (chosen and span.first < chosen[-1].end):
            continue
        if _can_be_alone(span, lines, links) and not _parts_any(span, skips, cell.grounds):
            chosen.append(span)
    return chosen


def _least_in(cell: WholeCell) -> int:
    """How many boxes a group in a cell has at least, to be laid out alone."""
    if len(cell.boxes) > LARGE:
        return LEAST_ALONE
    return LEAST_INNER if _has_ports(cell) or len(cell.boxes) <= MIDDLING else LEAST_TOWER


def _has_ports(cell: WholeCell) -> bool:
    return bool(cell.entering or cell.leaving)


def _can_be_alone(span: Ground, lines: Sequence[Line], links: Sequence[Line]) -> bool:
    """Whether one value enters and one leaves a group, or few for how large it is.

    Long shortcuts are better seen whole than through ports: what goes only that way must not.
    """
    ways = ways_of(span, lines)
    if ways.is_one(span.end):
        return True
    count = len(ways.entering) + len(ways.leaving)
    is_large = count <= MOST_WAYS and span.end - span.first >= BOXES_PER_WAY * count
    return is_large and ways == ways_of(span, links)


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


def _outwards(ground: Ground) -> tuple[int, int]:
    return ground.first, -ground.end
