"""The tables of what differs between two networks: by stage, and by layer."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from resnet_viz.core.cost.measure import Measure, Number
from resnet_viz.core.cost.measures import measure_named
from resnet_viz.core.graph.tree import ShortcutKind
from resnet_viz.core.lab.diff.diff import Diff
from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.core.lab.diff.rows import Costs, LayerDiff, StageDiff
from resnet_viz.core.lab.diff.stages import summed
from resnet_viz.core.wording import NONE, change, digits_grouped
from resnet_viz.export.table import Column, Row, Table, lifted, table_of

COMPARED = ("params", "macs", "activations")
EXACT = ("flops",)  # in CSV only


class StageLayer(NamedTuple):
    """A row of layers and the stage that it is in."""

    stage: StageDiff
    layer: LayerDiff


def stages_table(diff: Diff) -> Table:
    """A row for each stage, the same ones too; the totals last."""
    columns: list[Column[StageDiff]] = [
        Column("path", "Path", lambda row: row.path, is_number=False),
        Column("stage", "Stage", lambda row: row.title, lambda row: row.title, is_number=False),
        Column(
            "kind", "Differs", lambda row: row.kind, lambda row: row.kind.words, is_number=False
        ),
        _pair_column("blocks", "Blocks", lambda row: row.blocks),
        _pair_column("projections", "Projections", _projections),
        *(_side_column("blocks", side, lambda row: row.blocks) for side in (0, 1)),
        *(
            _side_column(kind.replace("-", "_"), side, _counter(kind))
            for kind in ShortcutKind
            for side in (0, 1)
        ),
        *cost_columns(_costs_of_stage),
    ]
    return table_of(_title(diff), columns, diff.stages, diff.to_dict(), _totals(diff, "stage"))


def layers_table(diff: Diff, *, is_all: bool = False) -> Table:
    """A row for each layer that differs, or for all; equal blocks in a row are one."""
    rows = [
        StageLayer(stage, layer)
        for stage in diff.stages
        for part in stage.parts
        for layer in part.layers
        if is_all or layer.kind is not Kind.SAME
    ]
    columns: list[Column[StageLayer]] = [
        Column(
            "stage", "Stage", lambda row: row.stage.title, lambda row: row.stage.title,
            is_number=False,
        ),
        Column("path", "Layer", lambda row: row.layer.path, _path_text, is_number=False),
        Column("name_a", "Name in A", lambda row: row.layer.name_a, is_number=False),
        Column("name_b", "Name in B", lambda row: row.layer.name_b, is_number=False),
        Column("op", "Operation", lambda row: row.layer.node.op, is_number=False),
        Column("count", "Blocks", lambda row: row.layer.repeats),
        Column("kind", "Kind", lambda row: row.layer.kind, is_number=False),
        Column(
            "change", "Differs", lambda row: row.layer.words, lambda row: row.layer.words,
            is_number=False,
        ),
        *cost_columns(_costs_of_layer),
    ]  # fmt: skip
    totals = _totals(diff, "stage") if is_all else {}
    return table_of(_title(diff), columns, rows, diff.to_dict(), totals)


def cost_columns(costs: Callable[[Row], Costs]) -> list[Column[Row]]:
    """Each figure of A, of B, and how B differs; `costs` finds those of a row."""
    columns: list[Column[Row]] = []
    for measure in map(measure_named, (*COMPARED, *EXACT)):
        is_read = measure.key in COMPARED
        columns += [lifted(_cost_column(measure, side, is_read=is_read), costs) for side in (0, 1)]
        if is_read:
            columns.append(lifted(_change_column(measure), costs))
    return columns


def change_of(measure: Measure, costs: Costs) -> str:
    """How B's figure differs from A's: `+17 %`; `–` where one of both is not known."""
    ours, theirs = measure.value_of(costs.a), measure.value_of(costs.b)
    is_known = measure.is_known(costs.a) and measure.is_known(costs.b)
    if ours is None or theirs is None or not is_known:
        return NONE
    return change(theirs, ours) if ours or theirs else NONE


def _cost_column(measure: Measure, side: int, *, is_read: bool) -> Column[Costs]:
    letter = "ab"[side]

    def value(costs: Costs) -> Number | None:
        return measure.value_of(costs[side])

    def text(costs: Costs) -> str:
        return measure.cell_of(costs[side])

    title = f"{measure.short_title} {letter.upper()}"
    return Column(f"{measure.key}_{letter}", title, value, text if is_read else None)


def _change_column(measure: Measure) -> Column[Costs]:
    def value(costs: Costs) -> Number | None:
        ours, theirs = (measure.value_of(cost) for cost in costs)
        return None if ours is None or theirs is None else theirs - ours

    def text(costs: Costs) -> str:
        return change_of(measure, costs)

    return Column(f"{measure.key}_difference", "B against A", value, text)


def _costs_of_stage(row: StageDiff) -> Costs:
    return row.costs


def _costs_of_layer(row: StageLayer) -> Costs:
    return row.layer.costs


def _pair_column(
    key: str, title: str, pair: Callable[[StageDiff], Sequence[int]]
) -> Column[StageDiff]:
    """Of A and of B in one column: `3 · 4`, once where both are equal."""

    def text(row: StageDiff) -> str:
        ours, theirs = pair(row)
        if ours == theirs:
            return digits_grouped(ours) if ours else NONE
        return f"{digits_grouped(ours)} → {digits_grouped(theirs)}"

    return Column(f"{key}_difference", title, lambda row: pair(row)[1] - pair(row)[0], text)


def _side_column(
    key: str, side: int, pair: Callable[[StageDiff], Sequence[int]]
) -> Column[StageDiff]:
    return Column(f"{key}_{'ab'[side]}", "", lambda row: pair(row)[side])


def _counter(kind: ShortcutKind) -> Callable[[StageDiff], Sequence[int]]:
    return lambda row: [each.get(kind, 0) for each in row.shortcuts]


def _projections(row: StageDiff) -> Sequence[int]:
    return _counter(ShortcutKind.PROJECTION)(row)


def _path_text(row: StageLayer) -> str:
    count = row.layer.repeats
    path = row.layer.path.removesuffix(row.layer.name_a or row.layer.name_b) + row.layer.name
    return f"{path} × {digits_grouped(count)}" if count > 1 else path


def _totals(diff: Diff, first: str) -> dict[str, str]:
    totals = summed(stage.costs for stage in diff.stages)
    words = {first: "Total"}
    for measure in map(measure_named, COMPARED):
        for letter, cost in zip("ab", totals, strict=True):
            words[f"{measure.key}_{letter}"] = measure.cell_of(cost)
        words[f"{measure.key}_difference"] = change_of(measure, totals)
    return words


def _title(diff: Diff) -> str:
    return f"A {diff.a.network.title}: {diff.a.arch}, B {diff.b.network.title}: {diff.b.arch}"
