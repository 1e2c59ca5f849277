"""A span of a network as one cell: its boxes and frames, and every line between them once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, starmap

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.paths import shortcut_id
from resnet_viz.core.graph.tree import Shortcut
from resnet_viz.diagram.cells.cell import ENTRY, Edge, Skip, WholeCell
from resnet_viz.diagram.cells.outline import Outline, outline_of
from resnet_viz.diagram.cells.spans import Span
from resnet_viz.diagram.view import View


def whole_cell(graph: Graph, span: Span, view: View, *, is_last: bool) -> WholeCell:
    """The cell of a span; nothing reads what comes out of the last one."""
    outline = outline_of(graph, span, view)
    nodes = [node for stage in span.stages for node in stage.nodes]
    shortcuts = [each for each in graph.shortcuts if each.join in outline.holders]
    reads = ((read, node.path) for node in nodes for read in node.inputs)
    own = {pair for shortcut in shortcuts for pair in _reads_of(shortcut)}
    links = tuple(_links(outline, (pair for pair in reads if pair not in own)))
    return WholeCell(
        span.groups[0].path,
        tuple(outline.boxes),
        tuple(outline.grounds),
        links,
        tuple(skip for skip in _skips(outline, shortcuts) if not _is_within(skip, links, outline)),
        "" if is_last else outline.holders[nodes[-1].path],
    )


def _links(outline: Outline, reads: Iterator[tuple[str, str]]) -> Iterator[Edge]:
    """The lines from box to box, each once. What a folded run reads of itself has none."""
    places = _places(outline)
    pairs = ((outline.holders.get(read, ENTRY), outline.holders[path]) for read, path in reads)
    for tail, head in dict.fromkeys(pairs):
        if places[tail] < places[head]:
            yield Edge(tail, head)


def _skips(outline: Outline, shortcuts: Sequence[Shortcut]) -> Iterator[Skip]:
    """Each shortcut between boxes, those of equal blocks that are drawn as one once."""
    firsts = [outline.firsts[shortcut.join] for shortcut in shortcuts]
    counts = Counter(firsts)
    names = {b.shortcut.join: b.path for b in outline.blocks.values() if b.shortcut}
    for shortcut, first in zip(shortcuts, firsts, strict=True):
        aside = tuple(path for path in shortcut.layers if outline.holders[path] == path)
        tail = outline.holders.get(shortcut.source, ENTRY)
        way = (tail, *aside, outline.holders[shortcut.join])
        if shortcut.join == first and way[0] != way[-1]:
            edges = tuple(starmap(Edge, pairwise(way)))
            name = shortcut_id(names.get(first, first))
            yield Skip(name, shortcut.kind, edges, aside, counts[first])


def _is_within(skip: Skip, links: Sequence[Edge], outline: Outline) -> bool:
    """Whether a shortcut is a matter of one box: one that its source leads to anyway."""
    head = skip.edges[-1].head
    rounds = {box.id for box in outline.boxes if box.is_round}
    return head not in rounds and not skip.aside and skip.edges[0] in links


def _reads_of(shortcut: Shortcut) -> Iterator[tuple[str, str]]:
    """What a shortcut itself reads on its way."""
    way = (shortcut.source, *shortcut.layers, shortcut.join)
    return pairwise(way)


def _places(outline: Outline) -> dict[str, int]:
    """The place of each box in their order; in front of all of them what comes in."""
    return {ENTRY: -1} | {box.id: place for place, box in enumerate(outline.boxes)}
