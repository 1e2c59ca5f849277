"""The rows of a diff as a person reads them: one figure of both networks, and how it differs."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from resnet_viz.core.cost.cost import Sums
from resnet_viz.core.cost.measure import Measure
from resnet_viz.core.cost.measures import measure_named
from resnet_viz.core.graph.naming import BETWEEN
from resnet_viz.core.graph.paths import is_within
from resnet_viz.core.graph.tree import ShortcutKind
from resnet_viz.core.lab.diff.diff import Diff
from resnet_viz.core.lab.diff.figure import Figure
from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.core.lab.diff.rows import Costs, LayerDiff, PartDiff, StageDiff
from resnet_viz.core.lab.diff.sentences import Names, more_text
from resnet_viz.core.lab.diff.sums import added
from resnet_viz.core.lab.difference import Form, Tendency, difference_text, tendency_of
from resnet_viz.core.wording import NONE, digits_grouped, in_brief, signed

INDENT = "  "  # of a layer within its block
A_AND_B = Names("A", "B")


class DiffRow(NamedTuple):
    """A stage, a layer or a total: what it is called, its figures, and how B's differs.

    `paths_a` and `paths_b` are those of all equal blocks in a row: none where one of both lacks it,
    and for a total, which has no kind. `ratio` is B's figure over A's, None where one of them is
    not known or 0. A heading is a block, followed by its layers.
    """

    title: str
    kind: Kind | None
    words: str
    a: str
    b: str
    difference: str
    tendency: Tendency = Tendency.NEITHER
    ratio: float | None = None
    paths_a: tuple[str, ...] = ()
    paths_b: tuple[str, ...] = ()
    is_heading: bool = False


def stage_path(diff: Diff, path: str) -> str:
    """The path of the stage that a layer, block or stage of A or B is in."""
    for stage in diff.stages:
        if is_within(path, stage.path):
            return stage.path
        loose = (layer for part in stage.parts if not part.paths[0] for layer in part.layers)
        if any(path in (layer.name_a, layer.name_b) for layer in loose):
            return stage.path
    return ""


def stage_rows(
    diff: Diff, figure: Figure, form: Form, *, only: bool, names: Names = A_AND_B
) -> tuple[DiffRow, ...]:
    """The stages, all or only those that differ, then the totals of every figure.

    Of networks that are unlike the totals alone.
    """
    stages = () if diff.is_unlike else diff.stages
    shown = (each for each in stages if not only or each.kind is not Kind.SAME)
    rows = [_stage_row(stage, figure, form) for stage in shown]
    return (*rows, *_totals(diff, figure, form, names))


def layer_rows(diff: Diff, figure: Figure, form: Form, *, only: bool) -> tuple[DiffRow, ...]:
    """The layers, all or only those that differ, each after its block; equal blocks are one."""
    return tuple(
        row
        for stage in diff.stages
        for part in stage.parts
        if not only or part.kind is not Kind.SAME
        for row in _part_rows(stage, part, figure, form, only=only)
    )


def _part_rows(
    stage: StageDiff, part: PartDiff, figure: Figure, form: Form, *, only: bool
) -> Iterator[DiffRow]:
    head = _row(_part_title(stage, part), part.kind, part.costs, figure, form)
    paths = part.paths if part.paths[0] else ()
    ours = () if part.kind is Kind.ONLY_B else paths
    theirs = () if part.kind is Kind.ONLY_A else paths
    yield head._replace(words=part.kind.words, paths_a=ours, paths_b=theirs, is_heading=True)
    for layer in part.layers:
        if not only or layer.kind is not Kind.SAME:
            yield _layer_row(part, layer, figure, form)


def _part_title(stage: StageDiff, part: PartDiff) -> str:
    """`conv4_x · 1–5` of blocks 1 to 5; that of the stage for what is in no block."""
    if not part.paths[0]:
        return stage.title
    first, last = (path.rpartition(".")[2] for path in (part.paths[0], part.paths[-1]))
    return f"{stage.title}{BETWEEN}{first if first == last else f'{first}–{last}'}"


def _stage_row(stage: StageDiff, figure: Figure, form: Form) -> DiffRow:
    ours = () if stage.kind is Kind.ONLY_B else (stage.path,)
    theirs = () if stage.kind is Kind.ONLY_A else (stage.path,)
    row = _row(stage.title, stage.kind, stage.costs, figure, form)
    words = stage.kind.words
    if stage.blocks[0] != stage.blocks[1]:
        words = f"{words}: {stage.blocks[0]} → {stage.blocks[1]} blocks"
    return row._replace(words=words, paths_a=ours, paths_b=theirs)


def _layer_row(part: PartDiff, layer: LayerDiff, figure: Figure, form: Form) -> DiffRow:
    starts = [f"{path}." if path else "" for path in part.paths]
    row = _row(f"{INDENT}{layer.name}", layer.kind, layer.costs, figure, form)
    return row._replace(
        words=layer.words,
        paths_a=tuple(start + layer.name_a for start in starts if layer.name_a),
        paths_b=tuple(start + layer.name_b for start in starts if layer.name_b),
    )


def _totals(diff: Diff, figure: Figure, form: Form, names: Names) -> Iterator[DiffRow]:
    costs = Costs(
        added(stage.costs.a for stage in diff.stages), added(stage.costs.b for stage in diff.stages)
    )
    yield _row("All layers", None, costs, figure, form)
    for other in Figure:
        if other not in (figure, Figure.FLOPS):
            yield _row(measure_named(other).short_title, None, costs, other, form)
    yield _projections(diff.stages, names)


def _projections(stages: Sequence[StageDiff], names: Names) -> DiffRow:
    counts = [
        [stage.shortcuts[side].get(ShortcutKind.PROJECTION, 0) for stage in stages]
        for side in (0, 1)
    ]
    ours, theirs = map(sum, counts)
    differences = [(stage, its - own) for stage, own, its in zip(stages, *counts, strict=True)]
    change = signed(theirs - ours) if ours != theirs else "="
    texts = digits_grouped(ours), digits_grouped(theirs), change
    words = more_text("projection", differences, names)
    return DiffRow("Projections", None, words, *texts)


def _row(title: str, kind: Kind | None, costs: Costs, figure: Figure, form: Form) -> DiffRow:
    measure = measure_named(figure)
    ours, theirs = (measure.value_of(cost) if measure.is_known(cost) else None for cost in costs)
    return DiffRow(
        title,
        kind,
        "",
        _text(measure, costs.a),
        _text(measure, costs.b),
        difference_text(form, theirs, ours, measure.unit.short) if ours or theirs else "",
        tendency_of(figure, theirs, ours),
        theirs / ours if ours and theirs else None,
    )


def _text(measure: Measure, cost: Sums) -> str:
    """A figure at a glance, `–` for none."""
    is_any = measure.value_of(cost) or not measure.is_known(cost)
    return in_brief(measure.text_of(cost, measure.unit.short)) if is_any else NONE
