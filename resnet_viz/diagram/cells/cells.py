"""What a picture is made of: the cells of each section at the level of a view, and their DOT."""

from collections.abc import Iterable, Sequence
from itertools import islice

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.graph.tree import Node, StageView
from resnet_viz.diagram.cells.block_cells import block_cell, joined_cell
from resnet_viz.diagram.cells.cell import Cell, Section, WholeCell
from resnet_viz.diagram.cells.cutting.chained import as_chained
from resnet_viz.diagram.cells.cutting.dividing import undivided
from resnet_viz.diagram.cells.cutting.pieces import pieces_of
from resnet_viz.diagram.cells.dot import dot_of_cell
from resnet_viz.diagram.cells.fold import BlockRun, drawn_runs, is_block_open, is_stage_open
from resnet_viz.diagram.cells.labels import size_text
from resnet_viz.diagram.cells.layer_cells import chain_cell, layer_cell
from resnet_viz.diagram.cells.lying import as_laid_out
from resnet_viz.diagram.cells.part import Part, named, part_names
from resnet_viz.diagram.cells.scale import shapes_of
from resnet_viz.diagram.cells.sizes import sized
from resnet_viz.diagram.cells.stage_cells import stage_cell
from resnet_viz.diagram.cells.values import BoxValues, valued
from resnet_viz.diagram.cells.whole_dot import dot_of_whole
from resnet_viz.diagram.view import Level, View

Cells = tuple[Cell, ...]
Entry = tuple[Node, ...]  # the input, for the first stage


def dots_of(graph: Graph, view: View) -> tuple[str, ...]:
    """The distinct DOT texts whose layouts `compose` needs for this picture, in order of use.

    Of boxes without figures, as all here without `values`. A cell with groups that are laid out by
    themselves has its own text only when those are: `layout/asking.py`.
    """
    return dots_in(laid_out_sections(graph, view))


def dots_in(sections: Iterable[Section]) -> tuple[str, ...]:
    """The same for sections as they are laid out."""
    cells = (cell for section in sections for cell in undivided(section.cells))
    return tuple(dict.fromkeys(map(dot_text, cells)))


def dot_text(cell: Cell | WholeCell) -> str:
    """The DOT text of a cell of either kind."""
    return dot_of_whole(cell) if isinstance(cell, WholeCell) else dot_of_cell(cell)


def laid_out_sections(
    graph: Graph, view: View, values: BoxValues | None = None
) -> tuple[Section, ...]:
    """The picture's sections as they are laid out, downwards, with the figures of `values`."""
    return as_laid_out(sections_of(graph, view, values), view.direction)


def sections_of(graph: Graph, view: View, values: BoxValues | None = None) -> tuple[Section, ...]:
    """The picture's sections in order of the data flow."""
    return sized(valued(unsized_sections(graph, view), values), shapes_of(graph), view)


def parts_of(networks: Sequence[tuple[Graph, BoxValues | None]], view: View) -> tuple[Part, ...]:
    """Each network of a picture as a part; boxes have the same sizes in all of them.

    What of the view is toggled counts for the networks that have it.
    """
    names = part_names(len(networks))
    shapes: dict[str, Shape] = {}
    rows: list[Section] = []
    counts: list[int] = []
    for name, (graph, values) in zip(names, networks, strict=True):
        sections = valued(unsized_sections(graph, view), values)
        rows += [named(section, name) for section in sections]
        counts.append(len(sections))
        shapes |= {name + path: shape for path, shape in shapes_of(graph).items()}
    every = iter(sized(tuple(rows), shapes, view))
    parts = tuple(
        Part(graph.title, tuple(islice(every, count)), name)
        for name, count, (graph, _) in zip(names, counts, networks, strict=True)
    )
    if len(parts) > 1 and any(section.is_cut for section in rows):
        return tuple(part.in_rows for part in parts)
    return parts


def unsized_sections(graph: Graph, view: View) -> tuple[Section, ...]:
    """The sections with each box as large as its words."""
    chained = as_chained(graph)
    if chained is None:
        return pieces_of(graph, view)
    stages = chained.stages
    entries = (chained.inputs, *((),) * (len(stages) - 1))
    return tuple(_section(stage, entry, view) for stage, entry in zip(stages, entries, strict=True))


def _section(stage: StageView, entry: Entry, view: View) -> Section:
    is_framed = bool(stage.blocks) and is_stage_open(stage, view)
    cells = _open_cells(stage, entry, view) if is_framed else _closed_cells(stage, entry, view)
    return Section(stage.path, stage.title, size_text(stage.nodes[-1].out_shape), cells, is_framed)


def _closed_cells(stage: StageView, entry: Entry, view: View) -> Cells:
    """A stage as one box; a stem or head as its layers, or one box at the level of networks."""
    if not stage.blocks and is_stage_open(stage, view):
        return (chain_cell(stage.path, entry + stage.loose),)
    if stage.blocks or view.level is Level.NETWORK:
        return (stage_cell(stage, entry),)
    return (joined_cell(stage.path, entry + stage.loose),)


def _open_cells(stage: StageView, entry: Entry, view: View) -> Cells:
    """Its blocks, each as one box or as its layers, after what comes before them."""
    loose = entry + stage.loose
    chain = chain_cell if view.level is Level.LAYER else joined_cell
    first = (chain(stage.path, loose),) if loose else ()
    return first + tuple(_run_cell(run, view) for run in drawn_runs(stage.blocks, view))


def _run_cell(run: BlockRun, view: View) -> Cell:
    if not is_block_open(run[0], view):
        return block_cell(run)
    return layer_cell(run, is_framed=len(run) > 1 or view.level is not Level.LAYER)
