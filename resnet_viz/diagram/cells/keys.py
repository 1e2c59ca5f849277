"""What a view toggles: the keys of groups, blocks and runs, and which of them a thing drawn has."""

from collections.abc import Iterable, Iterator

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.paths import is_within, parent_of, run_key
from resnet_viz.core.graph.runs.unroll import repeated
from resnet_viz.core.graph.tree import BlockView, Group, GroupKind, StageView
from resnet_viz.diagram.cells.cutting.alone import MIDDLING
from resnet_viz.diagram.cells.cutting.chained import as_chained, is_chained
from resnet_viz.diagram.cells.cutting.flow import flow_of
from resnet_viz.diagram.cells.cutting.outline import Keys, outline_of
from resnet_viz.diagram.cells.fold import (
    drawn_runs,
    is_block_open,
    is_stage_open,
    key_of_run,
    runs_of,
)
from resnet_viz.diagram.view import View


def checked_keys(graph: Graph, keys: Iterable[str]) -> tuple[str, ...]:
    """The same keys; UserError for one that names no stage, block or run of a network."""
    stages = [stage.path for stage in graph.stages]
    blocks = [block.path for block in graph.blocks]
    runs = [key_of_run(run) for stage in graph.stages for run in runs_of(stage.blocks)]
    known = {*stages, *blocks, *runs, *_keys_in(() if is_chained(graph) else graph.groups)}
    for key in keys:
        if key not in known:
            span = f", blocks {blocks[0]} to {blocks[-1]}" if blocks else ""
            words = (
                f"{shortened(key)} can't be expanded: it isn't a stage or block of {graph.title}. "
                f"Stages are {', '.join(stages)}{span}"
            )
            raise UserError(words, "unfold", (stages[min(1, len(stages) - 1)],))
    return tuple(keys)


def _keys_in(groups: Iterable[Group]) -> Iterator[str]:
    """The keys of groups and runs in a tree, those of a run's repetitions too."""
    for group in groups:
        yield run_key(group.path) if group.kind is GroupKind.RUN else group.path
        for place in range(group.count):
            yield from _keys_in(part for part in repeated(group, place) if isinstance(part, Group))


def _whole_keys(graph: Graph, view: View, path: str) -> Keys | None:
    """The keys of a box or frame that is named, or of the box that a path is in.

    None for a network in stages.
    """
    if as_chained(graph) is not None:
        return None
    outline = outline_of(graph, view, flow_of(graph))
    if len(outline.boxes) > MIDDLING and any(span.id == path for span in outline.spans):
        return outline.keys.get(path, Keys(path, path))
    while path and path not in outline.keys and path not in outline.holders:
        path = parent_of(path)
    name = path if path in outline.keys else outline.holders.get(path, "")
    return outline.keys.get(name, Keys())


def key_of(graph: Graph, view: View, path: str) -> str:
    """What to toggle so that the thing drawn with this id opens, or closes again; '' for nothing.

    A folded run opens to its blocks, a block to its layers; a layer closes what it is in.
    """
    keys = _whole_keys(graph, view, path)
    if keys is not None:
        return keys.own
    graph = as_chained(graph) or graph
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
    keys = _whole_keys(graph, view, path)
    if keys is not None:
        return keys.outer
    graph = as_chained(graph) or graph
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
