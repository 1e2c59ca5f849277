"""What a picture is made of: the cells of each section at the level of a view, and their DOT."""

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph import Graph, StageNodes
from resnet_viz.diagram.block_cells import block_cell, joined_cell
from resnet_viz.diagram.cell import CellMakers, Section, evened
from resnet_viz.diagram.dot import dot_of_cell
from resnet_viz.diagram.fold import runs_of
from resnet_viz.diagram.labels import size_text
from resnet_viz.diagram.layer_cells import chain_cell, layer_cell
from resnet_viz.diagram.view import Direction, Level, View

_MAKERS = {
    Level.BLOCK: CellMakers(block_cell, joined_cell),
    Level.LAYER: CellMakers(layer_cell, chain_cell),
}


def dots_of(graph: Graph, view: View) -> tuple[str, ...]:
    """The distinct DOT texts whose layouts `compose` needs for this picture, in order of use."""
    cells = (cell for section in sections_of(graph, view) for cell in section.cells)
    return tuple(dict.fromkeys(dot_of_cell(cell) for cell in cells))


def sections_of(graph: Graph, view: View) -> tuple[Section, ...]:
    """The picture's sections in order of the data flow. Raises UserError for a view not drawn."""
    makers = _makers_of(view)
    return evened(tuple(_section(graph, stage, view, makers) for stage in graph.stages))


def _makers_of(view: View) -> CellMakers:
    if view.level not in _MAKERS:
        allowed = " and ".join(_MAKERS)
        raise UserError(
            f"the diagram has no {view.level} level; choose {allowed}", "level", tuple(_MAKERS)
        )
    if view.direction is not Direction.TOP_TO_BOTTOM:
        raise UserError(
            "the diagram is drawn from top to bottom only; choose direction TB", "direction"
        )
    return _MAKERS[view.level]


def _section(graph: Graph, stage: StageNodes, view: View, makers: CellMakers) -> Section:
    entry = (graph.input,) if stage is graph.stages[0] else ()
    loose = entry + stage.loose
    chains = (makers.chain(stage.path, loose),) if loose else ()
    runs = runs_of(stage.blocks, view.is_folded)
    subtitle = size_text(stage.nodes[-1].out_shape)
    cells = chains + tuple(makers.run(run) for run in runs)
    return Section(stage.path, stage.title, subtitle, cells, bool(stage.blocks))
