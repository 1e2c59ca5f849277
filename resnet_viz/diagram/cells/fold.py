"""What is drawn open and what as one box: stages, runs of equal blocks, and blocks.

A view's level says it for all of them, and `View.toggled` which are the other way round.
"""

from itertools import groupby

from resnet_viz.core.graph.paths import run_key
from resnet_viz.core.graph.tree import BlockView, StageView
from resnet_viz.diagram.view import Level, View

BlockRun = tuple[BlockView, ...]


def runs_of(blocks: tuple[BlockView, ...]) -> tuple[BlockRun, ...]:
    """Runs of equal neighbours: blocks with the same layers, shapes and kind of shortcut."""
    return tuple(tuple(run) for _, run in groupby(blocks, lambda block: id(block.group)))


def key_of_run(run: BlockRun) -> str:
    """The name under which a view toggles a run."""
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
