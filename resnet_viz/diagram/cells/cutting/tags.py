"""What is read in many far places as a named tag at each of them, where lines would hide the rest.

Such are masks, tables of rotary embeddings, an encoder's output, the embedding of a time.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from resnet_viz.diagram.cells.cell import Box, Edge, Ground, Skip, box_of
from resnet_viz.diagram.cells.cutting.cuts import cuts_of
from resnet_viz.diagram.scene.scene import WholeOp

LEAST_READERS = 3
LEAST_PLACES = 2  # far cells that those are in
LONGEST_NAME = 30  # letters


class Tagged(NamedTuple):
    """The boxes with tags among them, and the frames and lines that go with those."""

    boxes: tuple[Box, ...]
    grounds: tuple[Ground, ...]
    links: tuple[Edge, ...]


def tagged(
    boxes: Sequence[Box], grounds: Sequence[Ground], links: Sequence[Edge], skips: Sequence[Skip]
) -> Tagged:
    """The same with tags in place of the lines that lead to far readers of one box."""
    places = {box.id: place for place, box in enumerate(boxes)}
    far = {edge for edges in _far_reads(places, links, skips) for edge in edges}
    if not far:
        return Tagged(tuple(boxes), tuple(grounds), tuple(links))
    sources = {edge.tail for edge in far}
    names = {box.id: tag_name(box) for box in boxes if box.id in sources}
    before: dict[str, list[Box]] = defaultdict(list)
    for edge in links:
        if edge in far:
            before[edge.head].append(_tag(edge, names[edge.tail]))
    found = [each for box in boxes for each in (*before[box.id], _source(box, names))]
    shifts = list(accumulate((len(before[box.id]) for box in boxes), initial=0))
    moved = (
        replace(each, first=each.first + shifts[each.first], end=each.end + shifts[each.end])
        for each in grounds
    )
    kept = (edge for edge in links if edge not in far)
    added = (Edge(tag.id, head) for head, tags in before.items() for tag in tags)
    return Tagged(tuple(found), tuple(moved), (*kept, *added))


def tag_name(box: Box) -> str:
    """What the tags of a box say: its path, or the end of a long one."""
    name = box.id
    while len(name) > LONGEST_NAME and "." in name:
        name = name.partition(".")[2]
    return name


def _far_reads(
    places: Mapping[str, int], links: Sequence[Edge], skips: Sequence[Skip]
) -> Iterator[list[Edge]]:
    """For each box that is read in many cells the lines beyond its own cell and the next."""
    readers: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(links, key=lambda edge: places[edge.head]):
        readers[edge.tail].append(edge)
    several = [edges for edges in readers.values() if len(edges) >= LEAST_READERS]
    others = {edge for edges in several for edge in edges[1:]}
    cell_of = _cells(places, links, skips, others)
    far = [
        edges
        for edges in several
        if len({cell_of[edge.head] for edge in edges} - {cell_of[edges[0].head]}) >= LEAST_PLACES
    ]
    if not far:
        return
    cell_of = _cells(places, links, skips, {edge for edges in far for edge in edges})
    for edges in far:
        home = cell_of[edges[0].tail]
        yield [edge for edge in edges if cell_of[edge.head] > home + 1]


def _cells(
    places: Mapping[str, int],
    links: Sequence[Edge],
    skips: Sequence[Skip],
    left_out: Collection[Edge],
) -> Mapping[str, int]:
    """The number of the cell that each box is in without some of the lines."""
    lines = [edge for edge in links if edge not in left_out]
    lines += [edge for skip in skips for edge in skip.edges]
    cuts = cuts_of(len(places), [(places[edge.tail], places[edge.head]) for edge in lines])
    return dict(zip(places, accumulate(cuts), strict=False))


def _tag(edge: Edge, name: str) -> Box:
    return box_of(f"@{edge.tail}>{edge.head}", WholeOp.TAG, (name, ""), ())


def _source(box: Box, names: Mapping[str, str]) -> Box:
    """The box with the name of its tags, so that one finds it from any of them."""
    name = names.get(box.id, "")
    if not name or box.is_round or name == box.words[0]:
        return box
    words = box.words[0], "\n".join(filter(None, (box.words[1], f"tag: {name}")))
    return box_of(box.id, box.op, words, box.members, box.count)
