"""The lines between the boxes of a network: the main path's, and every shortcut once."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, starmap
from typing import NamedTuple

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.paths import shortcut_id
from resnet_viz.core.graph.tree import Shortcut
from resnet_viz.diagram.cells.cell import Edge, Skip
from resnet_viz.diagram.cells.cutting.outline import Outline
from resnet_viz.diagram.cells.labels import aside_text


class Wiring(NamedTuple):
    """The lines of a picture; `inside` are the shortcuts that boxes have in them, by the boxes."""

    links: tuple[Edge, ...]
    skips: tuple[Skip, ...]
    inside: Mapping[str, tuple[Shortcut, ...]]


def wiring_of(outline: Outline, graph: Graph) -> Wiring:
    """The lines between the boxes of an outline. What a folded run reads of itself has none."""
    places = {box.id: place for place, box in enumerate(outline.boxes)}
    shortcuts = [each for each in outline.flow.shortcuts if each.join in outline.holders]
    own = {pair for shortcut in shortcuts for pair in _reads_of(shortcut)}
    links = tuple(_links(outline, places, own))
    skips: list[Skip] = []
    inside: dict[str, tuple[Shortcut, ...]] = {}
    for shortcut, skip in _skips(outline, graph, shortcuts, places):
        if skip and not _is_within(skip, links, outline):
            skips.append(skip)
        elif outline.firsts[shortcut.join] == shortcut.join:
            holder = outline.holders[shortcut.join]
            inside[holder] = (*inside.get(holder, ()), shortcut)
    return Wiring(links, tuple(skips), inside)


def _links(
    outline: Outline, places: Mapping[str, int], own: set[tuple[str, str]]
) -> Iterator[Edge]:
    """The lines from box to box, each once."""
    holders = outline.holders
    pairs = (
        (holders[read], holders[path])
        for path, reads in outline.flow.reads.items()
        for read in reads
        if (read, path) not in own
    )
    for tail, head in dict.fromkeys(pairs):
        if places[tail] < places[head]:
            yield Edge(tail, head)


def _skips(
    outline: Outline,
    graph: Graph,
    shortcuts: Sequence[Shortcut],
    places: Mapping[str, int],
) -> Iterator[tuple[Shortcut, Skip | None]]:
    """Each shortcut with its lines between boxes, None where it has none.

    Those of equal blocks that are drawn as one are drawn once.
    """
    counts = Counter(outline.firsts[shortcut.join] for shortcut in shortcuts)
    names = _names(outline)
    for shortcut in shortcuts:
        first = outline.firsts[shortcut.join]
        aside = tuple(path for path in shortcut.layers if outline.holders[path] == path)
        way = (outline.holders[shortcut.source], *aside, outline.holders[shortcut.join])
        if shortcut.join != first or way[0] == way[-1] or places[way[0]] > places[way[-1]]:
            yield shortcut, None
            continue
        hidden = () if aside else tuple(graph.by_path[path] for path in shortcut.layers)
        yield (
            shortcut,
            Skip(
                shortcut_id(names.get(first, first)),
                shortcut.kind,
                tuple(starmap(Edge, pairwise(way))),
                aside,
                counts[first],
                aside_text(hidden),
                shortcut.how,
            ),
        )


def _names(outline: Outline) -> Mapping[str, str]:
    """The blocks with one shortcut, by where it joins: it has their name."""
    names: dict[str, str] = {}
    for block in outline.blocks.values():
        joins = [node.path for node in block.nodes if node.path in outline.joins]
        if len(joins) == 1:
            names[joins[0]] = block.path
    return names


def _is_within(skip: Skip, links: Sequence[Edge], outline: Outline) -> bool:
    """Whether a shortcut is a matter of one box: one that its source leads to anyway."""
    head = skip.edges[-1].head
    rounds = {box.id for box in outline.boxes if box.is_round}
    return head not in rounds and not skip.aside and skip.edges[0] in links


def _reads_of(shortcut: Shortcut) -> Iterator[tuple[str, str]]:
    """What a shortcut itself reads on its way."""
    way = (shortcut.source, *shortcut.layers, shortcut.join)
    return pairwise(way)
