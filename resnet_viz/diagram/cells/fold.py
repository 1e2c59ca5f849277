"""What is drawn open and what as one box: stages, runs of equal blocks, and blocks.

A view's level says it for all of them, and `View.toggled` which are the other way round.
"""

from collections.abc import Iterable
from itertools import groupby

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.paths import is_within, run_key
from resnet_viz.core.graph.tree import BlockView, StageView
from resnet_viz.diagram.view import Level, View

BlockRun = tuple[BlockView, ...]


def runs_of(blocks: tuple[BlockView, ...]) -> tuple[BlockRun, ...]:
    """Runs of equal neighbours: blocks with the same layers, shapes and kind of shortcut."""
    return tuple(tuple(run) for _, run in groupby(blocks, lambda block: id(block.group)))


def key_of_run(run: BlockRun) -> str:
    """The name by which a view toggles a run."""
    return run_key(run[0].path)


def is_stage_open(stage: StageView, view: View) -> bool:
    """Whether a stage's blocks are drawn, or each layer of a stem or head."""
    opening = (Level.BLOCK, Level.LAYER) if stage.blocks else (Level.LAYER,)
    return (view.level in opening) != (stage.path in view.toggled)


def is_block_open(block: BlockView, view: View) -> bool:
    """Whether the layers of a block, or of all blocks of a folded run, are drawn."""
    return (view.level is Level.LAYER) != (block.path in view.toggled)


def drawn_runs(blocks: tuple[BlockView, ...], view: View) -> tuple[BlockRun, ...]:
    """The blocks in order, those together that are drawn as one."""
    drawn: list[BlockRun] = []
    for run in runs_of(blocks):
        is_folded = view.is_folded != (key_of_run(run) in view.toggled)
        drawn += [run] if is_folded else [(block,) for block in run]
    return tuple(drawn)


def checked_keys(graph: Graph, keys: Iterable[str]) -> tuple[str, ...]:
    """The same keys; UserError for one that names no stage, block or run of a network."""
    stages = [stage.path for stage in graph.stages]
    blocks = [block.path for block in graph.blocks]
    runs = [key_of_run(run) for stage in graph.stages for run in runs_of(stage.blocks)]
    known = {*stages, *blocks, *runs}
    for key in keys:
        if key not in known:
            words = (
                f"{key} can't be unfolded, it is no stage or block of {graph.title}; stages are "
                f"{', '.join(stages)}, blocks {blocks[0]} to {blocks[-1]}"
            )
            raise UserError(words, "unfold", (stages[1],))
    return tuple(keys)


def key_of(graph: Graph, view: View, path: str) -> str:
    """What to toggle so that the thing drawn with this id opens, or closes again; '' for nothing.

    A folded run opens to its blocks, a block to its layers; a layer closes what it is in.
    """
    stage = _stage_of(graph, path)
    block = _block_of(stage, path) if stage else None
    if stage is None:
        return ""
    if block is None or not is_stage_open(stage, view):
        return stage.path
    run = next(run for run in drawn_runs(stage.blocks, view) if block in run)
    is_box = len(run) > 1 and not is_block_open(run[0], view)
    return key_of_run(run) if is_box else run[0].path


def outer_key_of(graph: Graph, view: View, path: str) -> str:
    """What to toggle so that the thing drawn with this id vanishes in what it is a part of."""
    stage = _stage_of(graph, path)
    if stage is None or not is_stage_open(stage, view):
        return ""
    block = _block_of(stage, path)
    if block is None:
        return stage.path
    run = next(run for run in drawn_runs(stage.blocks, view) if block in run)
    if is_block_open(run[0], view):
        return run[0].path
    whole = next(run for run in runs_of(stage.blocks) if block in run)
    return key_of_run(whole) if len(run) < len(whole) else stage.path


def _stage_of(graph: Graph, path: str) -> StageView | None:
    def holds(stage: StageView) -> bool:
        is_inside = is_within(path, stage.path)
        return is_inside or any(node.path == path for node in stage.nodes)

    if path == graph.input.path:
        return graph.stages[0]
    return next((stage for stage in graph.stages if holds(stage)), None)


def _block_of(stage: StageView, path: str) -> BlockView | None:
    blocks = stage.blocks
    return next((b for b in blocks if is_within(path, b.path)), None)
