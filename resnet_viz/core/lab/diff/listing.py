"""A diff as plain values for JSON, and as a table for notebooks."""

from collections.abc import Sequence
from typing import Any

from resnet_viz.core.cost.cost import Sums
from resnet_viz.core.graph.tree import ShortcutKind
from resnet_viz.core.lab.diff.rows import LayerDiff, StageDiff
from resnet_viz.core.lab.diff.sums import added
from resnet_viz.core.notebook_table import table_html
from resnet_viz.core.wording import NONE, change, digits_grouped, si

HEADS = ("Stage", "Differs", "Parameters A", "B", "B against A", "MACs A", "B", "B against A")


def rows_dict(stages: Sequence[StageDiff]) -> dict[str, Any]:
    """The stages and every row of layers, what is the same too."""
    parts = (part for stage in stages for part in stage.parts)
    return {
        "stages": [_stage_dict(stage) for stage in stages],
        "layers": [_layer_dict(layer) for part in parts for layer in part.layers],
    }


def stages_html(title: str, stages: Sequence[StageDiff]) -> str:
    """The stages with parameters and MACs of both, as a table for notebooks."""
    rows = [_html_row(stage) for stage in stages]
    ours, theirs = (added(stage.costs[side] for stage in stages) for side in (0, 1))
    total = [
        "All layers", "",
        digits_grouped(ours.params), digits_grouped(theirs.params),
        change(theirs.params, ours.params),
        _work(ours), _work(theirs), _work_change(ours, theirs),
    ]  # fmt: skip
    return table_html(title, HEADS, rows, total, words=2)


def _html_row(stage: StageDiff) -> tuple[str, ...]:
    ours, theirs = stage.costs
    return (
        stage.title,
        stage.kind.words,
        digits_grouped(ours.params),
        digits_grouped(theirs.params),
        change(theirs.params, ours.params),
        _work(ours),
        _work(theirs),
        _work_change(ours, theirs),
    )


def _work_change(ours: Sums, theirs: Sums) -> str:
    is_known = ours.is_complete and theirs.is_complete
    return change(theirs.macs, ours.macs) if is_known else NONE


def _work(cost: Sums) -> str:
    return si(cost.macs) if cost.is_complete else f"≥ {si(cost.macs)}"


def _stage_dict(stage: StageDiff) -> dict[str, Any]:
    shown = [kind for kind in ShortcutKind if any(each.get(kind) for each in stage.shortcuts)]
    return {
        "path": stage.path,
        "title": stage.title,
        "kind": stage.kind,
        "blocks": list(stage.blocks),
        "shortcuts": {kind: [each.get(kind, 0) for each in stage.shortcuts] for kind in shown},
        "a": _figures(stage.costs.a),
        "b": _figures(stage.costs.b),
    }


def _layer_dict(layer: LayerDiff) -> dict[str, Any]:
    return {
        "path": layer.path,
        "name_a": layer.name_a or None,
        "name_b": layer.name_b or None,
        "count": layer.repeats,
        "op": layer.node.op,
        "kind": layer.kind,
        "changes": [each._asdict() for each in layer.changes],
        "a": _figures(layer.costs.a) if layer.a else None,
        "b": _figures(layer.costs.b) if layer.b else None,
    }


def _figures(cost: Sums) -> dict[str, int | None]:
    """Work that is not known is null."""
    work = {"macs": cost.macs, "flops": cost.flops, "activations": cost.activations}
    known = work if cost.is_complete else dict.fromkeys(work)
    return {"params": cost.params, **known}
