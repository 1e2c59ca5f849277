"""The sections of any network: cells between cuts, in the frames of the groups that are open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.shape import Shape, image_of
from resnet_viz.core.graph.tree import Node
from resnet_viz.diagram.cells.cell import Box, Ground, Section, box_of
from resnet_viz.diagram.cells.cutting.alone import by_groups
from resnet_viz.diagram.cells.cutting.between import Pieces, cells_between
from resnet_viz.diagram.cells.cutting.copies import nodes_in
from resnet_viz.diagram.cells.cutting.cuts import LARGE, cuts_of, fitted
from resnet_viz.diagram.cells.cutting.flow import flow_of
from resnet_viz.diagram.cells.cutting.group_words import with_shortcuts
from resnet_viz.diagram.cells.cutting.outline import outline_of
from resnet_viz.diagram.cells.cutting.tags import tagged
from resnet_viz.diagram.cells.cutting.u_turn import turn_of
from resnet_viz.diagram.cells.cutting.wiring import Wiring, wiring_of
from resnet_viz.diagram.scene.scene import WholeOp
from resnet_viz.diagram.view import View

MOST_IN_A_ROW = 12  # cells
ON_LAST = ("linear", "layer_norm", "rms_norm")  # what works on the last size


def pieces_of(graph: Graph, view: View) -> tuple[Section, ...]:
    """The sections of a network that is not drawn as the family is."""
    flow = flow_of(graph)
    outline = outline_of(graph, view, flow)
    wiring = wiring_of(outline, graph)
    inner = [_with_inner(box, wiring) for box in outline.boxes]
    frames = (*outline.grounds, *outline.spans)
    boxes, moved, links = tagged(inner, frames, wiring.links, wiring.skips)
    grounds, spans = moved[: len(outline.grounds)], moved[len(outline.grounds) :]
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
    sections = _sections(pieces, fitting.around, graph)
    return tuple(_by_groups(section, spans, places) for section in sections)


def _by_groups(section: Section, spans: Sequence[Ground], places: Mapping[str, int]) -> Section:
    """The section with the groups of large cells laid out by themselves."""
    return replace(section, cells=tuple(by_groups(cell, spans, places) for cell in section.cells))


def _with_inner(box: Box, wiring: Wiring) -> Box:
    """A closed box that says which shortcuts are in it."""
    inside = wiring.inside.get(box.id)
    if not inside:
        return box
    words = with_shortcuts(box.words, inside)
    return box_of(box.id, box.op, words, box.members, box.count)


def _sections(pieces: Pieces, grounds: Sequence[Ground], graph: Graph) -> Iterator[Section]:
    """A section for each open group at the top, and for what is between two of them."""
    place = 0
    for ground in [each for each in grounds if each.is_outer]:
        if ground.first < place:
            continue
        yield from _loose(pieces, grounds, place, ground.first)
        cells = cells_between(pieces, grounds, ground.first, ground.end)
        boxes = pieces.boxes[ground.first : ground.end]
        nodes = [graph.by_path[path] for box in boxes for path in box.members]
        subtitle = shape_words(nodes, _given_by(graph, ground.id))
        yield Section(ground.id, ground.title, subtitle, tuple(cells), is_framed=True, is_cut=True)
        place = ground.end
    yield from _loose(pieces, grounds, place, len(pieces.boxes))


def _loose(pieces: Pieces, grounds: Sequence[Ground], first: int, end: int) -> Iterator[Section]:
    """What is in no frame; a long row in several pieces, which may be side by side."""
    cells = tuple(cells_between(pieces, grounds, first, end))
    count = ceil(len(cells) / MOST_IN_A_ROW)
    ends = (len(cells) * place // count for place in range(count + 1) if cells)
    for start, stop in pairwise(ends):
        row = cells[start:stop]
        yield Section(row[0].id, "", "", row, is_framed=False, is_cut=True)


def _given_by(graph: Graph, path: str) -> Shape | None:
    """What a group gives, by its last layer: a view is in no box and may give it another shape."""
    place = graph.places.get(path)
    return list(nodes_in(place.part))[-1].out_shape if place else None


def shape_words(nodes: Sequence[Node], given: Shape | None = None) -> str:
    """What layers give: height × width of an image, all sizes but the first of anything else.

    An image has its channels last where a layer works on them: then all sizes are said. `given` is
    the shape where it is not that of the last layer.
    """
    own = nodes[-1].out_shape
    shape = given or own
    image = image_of(shape)
    is_last = any(node.layer.op in ON_LAST and node.out_shape == shape for node in nodes) or (
        shape != own and len(own) == len(shape) - 1 and own[-1] == shape[-1]  # tokens put in rows
    )
    return "×".join(map(str, image[1:] if len(image) == 3 and not is_last else image))
