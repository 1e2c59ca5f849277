"""A network in pieces that only one line connects: what is between two cuts of its groups."""

from collections.abc import Mapping
from typing import NamedTuple

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.tree import Group, GroupKind, Node, StageView

CHAINED = (GroupKind.STEM, GroupKind.STAGE, GroupKind.HEAD)


class Span(NamedTuple):
    """Groups at the top of the tree, with their views, that no cut parts; and what enters here.

    A chained one is a stem, a stage of blocks or a head, whose layers follow one another.
    """

    groups: tuple[Group, ...]
    stages: tuple[StageView, ...]
    inputs: tuple[Node, ...]
    is_chained: bool


def spans_of(graph: Graph) -> tuple[Span, ...]:
    """The network's spans in order of the data flow.

    Two neighbours are parted where nothing but the last layer of the one is read after it.
    """
    count = len(graph.groups)
    if is_chained(graph):
        entries = (graph.inputs, *((),) * (count - 1))
        return tuple(map(_span, zip(graph.groups), zip(graph.stages), entries))
    first_reads = _first_reads(graph)
    crossed = _crossed(graph, first_reads)
    starts = [place for place in range(count) if place not in crossed]
    return tuple(
        _span(
            graph.groups[start:end],
            graph.stages[start:end],
            tuple(each for each in graph.inputs if start <= first_reads[each.path] < end),
        )
        for start, end in zip(starts, [*starts[1:], count], strict=True)
    )


def is_chained(graph: Graph) -> bool:
    """Whether a network is a stem, stages of blocks and a head, one after the other."""
    return len(graph.inputs) == 1 and all(group.kind in CHAINED for group in graph.groups)


def _span(
    groups: tuple[Group, ...], stages: tuple[StageView, ...], inputs: tuple[Node, ...]
) -> Span:
    is_chained = len(groups) == 1 and groups[0].kind in CHAINED and len(inputs) <= 1
    return Span(groups, stages, inputs, is_chained)


def _first_reads(graph: Graph) -> Mapping[str, int]:
    """For each input the place of the group that reads it first; 0 where none does."""
    found = {each.path: 0 for each in graph.inputs}
    for place, stage in reversed(list(enumerate(graph.stages))):
        found |= {read: place for node in stage.nodes for read in node.inputs if read in found}
    return found


def _crossed(graph: Graph, first_reads: Mapping[str, int]) -> set[int]:
    """The places of groups in front of which there is no cut."""
    origins = dict(first_reads)
    lasts: list[str] = []
    crossed: set[int] = set()
    for place, stage in enumerate(graph.stages):
        for read in {read for node in stage.nodes for read in node.inputs}:
            origin = origins.get(read, place)
            is_last = origin < place and read == lasts[origin]
            crossed.update(range(origin + 1 + is_last, place + 1))
        origins |= {node.path: place for node in stage.nodes}
        lasts.append(stage.nodes[-1].path)
    return crossed
