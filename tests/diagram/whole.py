"""The encoder-decoder drawn for the tests, in every view of it."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from resnet_viz.core.graph.graph import Graph
from resnet_viz.diagram.cells.cell import (
    Box,
    Cell,
    WholeCell,
    aside_of,
    exit_of,
    plain_cells,
    spine_of,
)
from resnet_viz.diagram.cells.cells import laid_out_sections, sections_of
from resnet_viz.diagram.layout.asking import answers_for
from resnet_viz.diagram.layout.compose import compose
from resnet_viz.diagram.scene.scene import Item, Scene
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.jobs.drawing_child import layouts_for
from tests.samples.graphs import encoder_decoder

RUN = "bottleneck.0.run"
VIEWS = tuple(
    View(level, is_folded, direction)
    for level in Level
    for is_folded in (False, True)
    for direction in Direction
)
MIXED = (
    View(Level.NETWORK, toggled=("encoder", "encoder.level2", "encoder.level2.second")),
    View(Level.STAGE, is_folded=True, toggled=("bottleneck.0", RUN, "decoder.level3")),
    View(Level.BLOCK, is_folded=True, toggled=("bottleneck.1", "decoder")),
    View(Level.LAYER, is_folded=True, toggled=("bottleneck.0", "encoder.level1")),
    View(Level.BLOCK, toggled=("bottleneck.3",)),
)
ALL_VIEWS = (*VIEWS, *MIXED)


@lru_cache
def graph() -> Graph:
    return encoder_decoder()


@lru_cache
def scene_of(view: View) -> Scene:
    return compose(graph(), view, answers_for(laid_out_sections(graph(), view), layouts_for))


def cells_of(view: View) -> list[Cell | WholeCell]:
    return [cell for section in sections_of(graph(), view) for cell in plain_cells(section.cells)]


def boxes_of(view: View) -> list[Box]:
    """The boxes in order of the data flow, those of shortcuts after their blocks'."""
    return [box for cell in cells_of(view) for box in (*spine_of(cell), *aside_of(cell))]


def items_by_member(scene: Scene) -> dict[str, Item]:
    return {path: item for item in scene.all_items for path in item.members}


def drawn_pairs(view: View) -> set[tuple[str, str]]:
    """The ids of boxes that a line leads between, from cell to cell too."""
    pairs, before = set(), ""
    for cell in cells_of(view):
        for tail, head in _pairs_in(cell):
            pairs.add((tail or before, head))
        before = exit_of(cell).id
    return pairs


def _pairs_in(cell: Cell | WholeCell) -> Iterator[tuple[str, str]]:
    if isinstance(cell, WholeCell):
        yield from ((edge.tail, edge.head) for edge in cell.edges)
        return
    spine = ["", *(box.id for box in cell.spine)]
    yield from pairwise(spine)
    if cell.bypass:
        aside = (box.id for box in cell.bypass.aside)
        yield from pairwise((spine[cell.bypass.fork], *aside, spine[cell.bypass.add + 1]))
