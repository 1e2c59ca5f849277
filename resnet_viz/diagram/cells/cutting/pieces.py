"""The sections of any network: cells between cuts, in the frames of the groups that are open."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.shape import Shape, image_of
from resnet_viz.diagram.cells.cell import (
    ENTRY,
    AnyCell,
    Box,
    Edge,
    FramedCell,
    Ground,
    Section,
    Skip,
    WholeCell,
    box_of,
)
from resnet_viz.diagram.cells.cutting.cuts import LARGE, cuts_of, fitted
from resnet_viz.diagram.cells.cutting.flow import flow_of
from resnet_viz.diagram.cells.cutting.group_words import with_shortcuts
from resnet_viz.diagram.cells.cutting.outline import Outline, outline_of
from resnet_viz.diagram.cells.cutting.straight import straightened
from resnet_viz.diagram.cells.cutting.tags import tagged
from resnet_viz.diagram.cells.cutting.u_turn import turn_of
from resnet_viz.diagram.cells.cutting.wiring import Wiring, wiring_of
from resnet_viz.diagram.scene.scene import WholeOp
from resnet_viz.diagram.view import View

MOST_IN_A_ROW = 24  # cells


class Pieces(NamedTuple):
    """A network's boxes in order with their frames, lines and cuts, to be made into cells."""

    boxes: tuple[Box, ...]
    within: tuple[Ground, ...]
    links: tuple[Edge, ...]
    skips: tuple[Skip, ...]
    places: dict[str, int]
    cuts: tuple[int, ...]
    turn: int


def pieces_of(graph: Graph, view: View) -> tuple[Section, ...]:
    """The sections of a network that is not drawn as the family is."""
    flow = flow_of(graph)
    outline = outline_of(graph, view, flow)
    wiring = wiring_of(outline, graph)
    inner = [_with_inner(box, wiring) for box in outline.boxes]
    boxes, grounds, links = tagged(inner, outline.grounds, wiring.links, wiring.skips)
    places = {box.id: place for place, box in enumerate(boxes)}
    edges = (*links, *(edge for skip in wiring.skips for edge in skip.edges))
    lines = [(places[edge.tail], places[edge.head]) for edge in edges]
    tags = {place for place, box in enumerate(boxes) if box.op is WholeOp.TAG}
    turn = turn_of(wiring.skips, places) if len(boxes) <= LARGE else 0
    is_cut = cuts_of(len(boxes), lines, tags)
    if turn:
        is_cut[1:-1] = [False] * (len(boxes) - 1)
    fitting = fitted(grounds, boxes, is_cut)
    cuts = tuple(place for place, each in enumerate(fitting.cuts) if each)
    pieces = Pieces(boxes, fitting.within, links, wiring.skips, places, cuts, turn)
    return tuple(_sections(pieces, fitting.around, graph, outline))


def _with_inner(box: Box, wiring: Wiring) -> Box:
    """A closed box that says which shortcuts are in it."""
    inside = wiring.inside.get(box.id)
    if not inside:
        return box
    words = with_shortcuts(box.words, inside)
    return box_of(box.id, box.op, words, box.members, box.count)


def _sections(
    pieces: Pieces, grounds: Sequence[Ground], graph: Graph, outline: Outline
) -> Iterator[Section]:
    """A section for each open group at the top, and for what is between two of them."""
    place = 0
    for ground in [each for each in grounds if each.is_outer]:
        if ground.first < place:
            continue
        yield from _loose(pieces, grounds, place, ground.first)
        cells = _cells(pieces, grounds, ground.first, ground.end)
        last = pieces.boxes[ground.end - 1].members[-1]
        subtitle = shape_words(graph.by_path[last].out_shape)
        yield Section(ground.id, ground.title, subtitle, tuple(cells), is_framed=True, is_cut=True)
        place = ground.end
    yield from _loose(pieces, grounds, place, len(pieces.boxes))


def _loose(pieces: Pieces, grounds: Sequence[Ground], first: int, end: int) -> Iterator[Section]:
    """What is in no frame; a long row in several pieces, which may be side by side."""
    cells = tuple(_cells(pieces, grounds, first, end))
    count = ceil(len(cells) / MOST_IN_A_ROW)
    ends = (len(cells) * place // count for place in range(count + 1) if cells)
    for start, stop in pairwise(ends):
        row = cells[start:stop]
        yield Section(row[0].id, "", "", row, is_framed=False, is_cut=True)


def _cells(pieces: Pieces, grounds: Sequence[Ground], first: int, end: int) -> Iterator[AnyCell]:
    """The cells from one cut to another, those of inner frames together."""
    inner = [
        each for each in grounds if first <= each.first and each.end <= end and not each.is_outer
    ]
    while first < end:
        ground = next((each for each in inner if each.first == first), None)
        if ground:
            deeper = [each for each in inner[inner.index(ground) + 1 :] if each.end <= ground.end]
            cells = tuple(_cells(pieces, deeper, first, ground.end))
            yield FramedCell(ground.id, ground.title, cells, ground.count)
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


def shape_words(shape: Shape) -> str:
    """Height × width of an image, all sizes but the first of anything else."""
    image = image_of(shape)
    return "×".join(map(str, image[1:] if len(image) == 3 else image))
