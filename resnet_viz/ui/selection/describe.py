"""What is said of a box: its formula, its hover card, and how its numbers come about."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from html import escape

from resnet_viz.core.cost.cost import Sums, sums_of
from resnet_viz.core.cost.formula import (
    intensity_formula,
    sum_formula,
)
from resnet_viz.core.cost.measure import Place
from resnet_viz.core.cost.measures import measure_named, measures_at
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.naming import full_name
from resnet_viz.core.graph.shape import shown
from resnet_viz.core.graph.tree import BlockView, Join, Shortcut, ShortcutKind
from resnet_viz.core.lab.layer_row import LayerRow
from resnet_viz.core.timing.bounds import bound_text
from resnet_viz.core.timing.known_digits import known_share, known_text
from resnet_viz.core.wording import counted, digits_grouped, shape_text
from resnet_viz.diagram.scene.scene import Item

LONG_NUMBER = re.compile(r"\d{5,}")
Worked = Callable[[str], dict[str, str]]
"""Gives the worked formulas of a layer by its path."""

SUMS = {
    None: "F(x)",
    ShortcutKind.IDENTITY: "F(x) + x",
    ShortcutKind.ZERO_PAD: "F(x) + pad({})",
    ShortcutKind.PROJECTION: "F(x) + W<sub>s</sub> {}",
    ShortcutKind.NORMED: "F(x) + norm({})",
    ShortcutKind.RESAMPLED: "F(x) + resample({})",
}
SHORTCUTS = {
    ShortcutKind.IDENTITY: "identity shortcut",
    ShortcutKind.ZERO_PAD: "zero-padded shortcut",
    ShortcutKind.PROJECTION: "projection shortcut",
    ShortcutKind.NORMED: "normed shortcut",
    ShortcutKind.RESAMPLED: "resampled shortcut",
}
CONCATENATED = "concatenated shortcut"


def formula_of(block: BlockView) -> str:
    """What a residual block computes.

    He et al. 2015, equations 1 and 2; in pre-activation, where a is ReLU ∘ BN, 2016, section 4.
    '' for a block of another network that is more than its shortcut and one layer after it.
    """
    if block.nodes[0].stage is None:
        return _formula_of_other(block)
    is_post = block.nodes[-1].op == "relu"
    total = SUMS[block.shortcut.kind if block.shortcut else None]
    return f"y = ReLU({total.format('x')})" if is_post else f"y = {total.format('a(x)')}"


def _formula_of_other(block: BlockView) -> str:
    inside = [node.path for node in block.nodes]
    if len(block.shortcuts) != 1 or block.shortcuts[0].source in inside:
        return ""
    (shortcut,) = block.shortcuts
    later = block.nodes[inside.index(shortcut.join) + 1 :]
    after = [escape(node.layer.title) for node in later if not node.layer.is_view]
    if len(after) > 1:
        return ""
    total = SUMS[shortcut.kind].format("x") if shortcut.how is Join.ADD else "[x, F(x)]"
    return f"y = {after[0]}({total})" if after else f"y = {total}"


def shortcut_words(block: BlockView) -> str:
    """How its input gets past a block."""
    kinds = Counter(map(_words_of, block.shortcuts))
    if kinds.total() < 2:
        return next(iter(kinds), "no shortcut")
    return ", ".join(counted(count, words) for words, count in kinds.items())


def _words_of(shortcut: Shortcut) -> str:
    return CONCATENATED if shortcut.how is Join.CAT else SHORTCUTS[shortcut.kind]


def card_text(graph: Graph, item: Item, rows: Sequence[LayerRow]) -> str:
    """The hover card of a box: name, what it computes, shapes, costs, and time after a run."""
    inside = [row for row in rows if row.cost.path in item.members]
    name = f"<b>{escape(full_name(graph, item.id))}</b>"
    if not inside:
        return name
    block = next((each for each in graph.blocks if each.path == item.id), None)
    costs = [row.cost for row in inside]
    views = graph.view_paths
    layers = sum(each.path not in views for each in costs) or len(costs)
    kind = costs[0].title if len(costs) == 1 else counted(layers, "layer")
    ends = costs[0].in_shape, costs[-1].out_shape
    lines = [
        name,
        (formula_of(block) or shortcut_words(block)) if block else escape(kind),
        " → ".join(shape_text(shown(each, costs[0].stage)) for each in ends),
        " · ".join(_briefly(sums_of(costs))),
        *_time_lines(inside),
    ]
    return "<br>".join(filter(None, lines))


def _briefly(sums: Sums) -> Iterator[str]:
    for key in ("params", "macs"):
        measure = measure_named(key)
        if measure.value_of(sums) != 0:
            yield f"{measure.short_title} {measure.text_of(sums, measure.unit.short)}"


def _time_lines(inside: Sequence[LayerRow]) -> Iterator[str]:
    times = [row.time for row in inside if row.time]
    if times:
        total, share = sum(time.median_ms for time in times), sum(time.share for time in times)
        error = inside[0].sums_error
        yield f"{known_text(total, error, 3)} ms ({known_share(share, error, 1)})"
    if bound := bound_text(times):
        yield escape(bound[:1].upper() + bound[1:])


def worked_html(formula: str) -> str:
    """A worked formula as rich text, long numbers in groups that stay on one line."""
    return LONG_NUMBER.sub(
        lambda match: f"<nobr>{digits_grouped(int(match[0]))}</nobr>", escape(formula)
    )


def worked_of(inside: Sequence[LayerRow], worked: Worked) -> dict[str, str]:
    """A layer's own formulas; those of a block's figures are sums over its layers."""
    if len(inside) == 1:
        return worked(inside[0].cost.path)
    costs = [row.cost for row in inside]
    sums = {
        each.key: sum_formula(costs, each.value)
        for each in measures_at(Place.SELECTION)
        if each.value and each.is_sum
    }
    return sums | {"intensity": intensity_formula(sums_of(costs))}
