"""What a picture is made of: the cells of each section at the level of a view, and their DOT."""

from collections.abc import Callable

from resnet_viz.core.graph import Graph, Node, StageNodes
from resnet_viz.diagram.block_cells import block_cell, joined_cell
from resnet_viz.diagram.cell import Cell, Section
from resnet_viz.diagram.dot import dot_of_cell
from resnet_viz.diagram.fold import runs_of
from resnet_viz.diagram.labels import size_text
from resnet_viz.diagram.layer_cells import chain_cell, layer_cell
from resnet_viz.diagram.sizes import sized
from resnet_viz.diagram.stage_cells import stage_cell
from resnet_viz.diagram.turn import as_laid_out
from resnet_viz.diagram.view import Level, View

Cells = tuple[Cell, ...]
Entry = tuple[Node, ...]  # the input, for the first stage


def dots_of(graph: Graph, view: View) -> tuple[str, ...]:
    """The distinct DOT texts whose layouts `compose` needs for this picture, in order of use."""
    sections = as_laid_out(sections_of(graph, view), view.direction)
    cells = (cell for section in sections for cell in section.cells)
    return tuple(dict.fromkeys(dot_of_cell(cell) for cell in cells))


def sections_of(graph: Graph, view: View) -> tuple[Section, ...]:
    """The picture's sections in order of the data flow."""
    return sized(tuple(_section(graph, stage, view) for stage in graph.stages), graph, view)


def _section(graph: Graph, stage: StageNodes, view: View) -> Section:
    entry = (graph.input,) if stage is graph.stages[0] else ()
    cells = _CELLS[view.level](stage, entry, view.is_folded)
    is_framed = bool(stage.blocks) and view.level in (Level.BLOCK, Level.LAYER)
    subtitle = size_text(stage.nodes[-1].out_shape)
    return Section(stage.path, stage.title, subtitle, cells, is_framed)


def _network_cells(stage: StageNodes, entry: Entry, is_folded: bool) -> Cells:
    return (stage_cell(stage, entry),)


def _stage_cells(stage: StageNodes, entry: Entry, is_folded: bool) -> Cells:
    if stage.blocks:
        return (stage_cell(stage, entry),)
    return (joined_cell(stage.path, entry + stage.loose),)


def _block_cells(stage: StageNodes, entry: Entry, is_folded: bool) -> Cells:
    loose = entry + stage.loose
    chains = (joined_cell(stage.path, loose),) if loose else ()
    return chains + tuple(block_cell(run) for run in runs_of(stage.blocks, is_folded))


def _layer_cells(stage: StageNodes, entry: Entry, is_folded: bool) -> Cells:
    loose = entry + stage.loose
    chains = (chain_cell(stage.path, loose),) if loose else ()
    return chains + tuple(layer_cell(run) for run in runs_of(stage.blocks, is_folded))


_CELLS: dict[Level, Callable[[StageNodes, Entry, bool], Cells]] = {
    Level.NETWORK: _network_cells,
    Level.STAGE: _stage_cells,
    Level.BLOCK: _block_cells,
    Level.LAYER: _layer_cells,
}
