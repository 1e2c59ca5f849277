"""Networks whose concatenations nest like brackets: down one arm, up the other, skips level."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from resnet_viz.core.graph.tree import Join
from resnet_viz.diagram.cells.cell import Skip, WholeCell

LEAST_SKIPS = 2


def turn_of(skips: Sequence[Skip], places: Mapping[str, int]) -> int:
    """The place of the box where a network turns upwards; 0 where it isn't a U."""
    ends = sorted(
        (places[each.edges[0].tail], places[each.edges[-1].head]) for each in _level(skips)
    )
    is_nested = all(one[0] < other[0] and other[1] < one[1] for one, other in pairwise(ends))
    if len(ends) < LEAST_SKIPS or not is_nested or ends[-1][0] >= ends[-1][1]:
        return 0
    return ends[-1][1]


def level_skips(cell: WholeCell) -> tuple[Skip, ...]:
    """The shortcuts of a U that are level; none of any other cell."""
    return tuple(_level(cell.skips)) if cell.turn else ()


def rising(cell: WholeCell) -> frozenset[int]:
    """The places among a cell's lines of those that lead upwards."""
    if not cell.turn:
        return frozenset()
    places = {box.id: place for place, box in enumerate(cell.boxes)}
    level = {edge for skip in level_skips(cell) for edge in skip.edges}
    return frozenset(
        place
        for place, edge in enumerate(cell.edges)
        if edge not in level and places[edge.head] >= cell.turn
    )


def _level(skips: Sequence[Skip]) -> list[Skip]:
    return [skip for skip in skips if skip.how is Join.CAT and len(skip.edges) == 1]
