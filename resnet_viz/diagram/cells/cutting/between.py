"""Cells between cuts: the boxes from one cut to the next, in the frames that are around them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from resnet_viz.diagram.cells.cell import (
    ENTRY,
    AnyCell,
    Box,
    Edge,
    FramedCell,
    Ground,
    Skip,
    WholeCell,
)
from resnet_viz.diagram.cells.cutting.straight import straightened


class Pieces(NamedTuple):
    """A network's boxes in order with their frames, lines and cuts, to be made into cells."""

    boxes: tuple[Box, ...]
    within: tuple[Ground, ...]
    links: tuple[Edge, ...]
    skips: tuple[Skip, ...]
    places: dict[str, int]
    cuts: tuple[int, ...]
    turn: int


def cells_between(
    pieces: Pieces, grounds: Sequence[Ground], first: int, end: int
) -> Iterator[AnyCell]:
    """The cells from one cut to another, those of inner frames together."""
    inner = [
        each for each in grounds if first <= each.first and each.end <= end and not each.is_outer
    ]
    while first < end:
        ground = next((each for each in inner if each.first == first), None)
        if ground:
            deeper = [each for each in inner[inner.index(ground) + 1 :] if each.end <= ground.end]
            cells = tuple(cells_between(pieces, deeper, first, ground.end))
            yield FramedCell(ground.id, ground.title, cells, ground.count, value=ground.value)
            first = ground.end
            continue
        stop = next(cut for cut in pieces.cuts if cut > first)
        yield _cell(pieces, first, stop)
        first = stop


def _cell(pieces: Pieces, first: int, end: int) -> AnyCell:
    """The boxes between two cuts with all their lines; what comes in does so at one place."""
    boxes = pieces.boxes[first:end]
    names = {box.id for box in boxes}
    grounds = (each for each in pieces.within if first <= each.first and each.end <= end)
    cell = WholeCell(
        boxes[0].id,
        boxes,
        tuple(replace(each, first=each.first - first, end=each.end - first) for each in grounds),
        tuple(_local(edge, names) for edge in pieces.links if edge.head in names),
        tuple(
            replace(skip, edges=tuple(_local(edge, names) for edge in skip.edges))
            for skip in pieces.skips
            if skip.edges[-1].head in names
        ),
        boxes[-1].id if _is_read(pieces, end) else "",
        turn=pieces.turn,
    )
    return straightened(cell) or cell


def _is_read(pieces: Pieces, end: int) -> bool:
    """Whether anything after a cell reads its last box."""
    places, last = pieces.places, pieces.boxes[end - 1].id
    edges = (*pieces.links, *(edge for skip in pieces.skips for edge in skip.edges))
    return any(edge.tail == last and places[edge.head] >= end for edge in edges)


def _local(edge: Edge, names: set[str]) -> Edge:
    return edge if edge.tail in names else Edge(ENTRY, edge.head)
