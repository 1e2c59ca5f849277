"""What hover card and inspector say of a box: rich text made of the core's figures."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from resnet_viz.core.cost.cost import LayerCost, Sums, sums_of
from resnet_viz.core.cost.formula import (
    intensity_formula,
    sum_formula,
)
from resnet_viz.core.cost.measure import Measure, Place
from resnet_viz.core.cost.measures import measures_at
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.tree import ShortcutKind
from resnet_viz.core.lab.layer_row import LayerRow
from resnet_viz.core.timing.bounds import bound_text
from resnet_viz.core.wording import digits_grouped, shape_text
from resnet_viz.diagram.scene.scene import Item

LONG_NUMBER = re.compile(r"\d{5,}")
Worked = Callable[[str], dict[str, str]]
_WorkedOfAll = Callable[[Sequence[LayerRow]], dict[str, str]]


class CardLine(NamedTuple):
    """A name and its figure; `key` is the figure's worked formula's, '' for none."""

    name: str
    text: str
    key: str = ""


SUMS = {
    None: "F(x)",
    ShortcutKind.IDENTITY: "F(x) + x",
    ShortcutKind.ZERO_PAD: "F(x) + pad({})",
    ShortcutKind.PROJECTION: "F(x) + W<sub>s</sub> {}",
}


def block_formula(graph: Graph, item: Item) -> str:
    """What a residual block computes, '' for anything else.

    He et al. 2015, equations 1 and 2; in pre-activation, where a is ReLU ∘ BN, 2016, section 4.
    """
    for block in graph.blocks:
        if block.path == item.id:
            is_post = block.nodes[-1].op == "relu"
            total = SUMS[block.shortcut.kind if block.shortcut else None]
            return f"y = ReLU( {total.format('x')} )" if is_post else f"y = {total.format('a(x)')}"
    return ""


def card_text(item: Item, rows: Sequence[LayerRow], formula: str = "") -> str:
    """Name, formula, shapes and costs of one box of the diagram."""
    return _text(item, rows, formula, lambda _: {})


def worked_text(item: Item, rows: Sequence[LayerRow], formula: str, worked: Worked) -> str:
    """The same with each number worked out below it; `worked` gives a layer's formulas."""
    return _text(item, rows, formula, lambda inside: _worked(inside, worked))


def _text(item: Item, rows: Sequence[LayerRow], formula: str, worked: _WorkedOfAll) -> str:
    inside = [row for row in rows if row.cost.path in item.members]
    if not inside:
        return f"<b>{escape(item.id)}</b>"
    title = inside[0].cost.title if len(inside) == 1 else f"{len(inside)} layers"
    formulas = worked(inside)
    lines = "".join(_line(line, formulas.get(line.key, "")) for line in _lines(inside))
    work = f"<br>{formula}" if formula else ""
    bound = bound_text([row.time for row in inside if row.time])
    held = f"{escape(bound[:1].upper() + bound[1:])}" if bound else ""
    return (
        f"<b>{escape(item.id)}</b> · {escape(title)}{work}<table width='100%'>{lines}</table>{held}"
    )


def _line(line: CardLine, formula: str) -> str:
    words = (
        f"<tr><td>{line.name}&nbsp;&nbsp;&nbsp;</td>"
        f"<td align='right' style='white-space: nowrap'><b>{escape(line.text)}</b></td></tr>"
    )
    if not formula:
        return words
    worked = LONG_NUMBER.sub(
        lambda match: f"<nobr>{digits_grouped(int(match[0]))}</nobr>", escape(formula)
    )
    small = f"<span style='font-size: 8pt'>= {worked}</span>"
    return f"{words}<tr><td colspan='2' align='right'>{small}</td></tr>"


def _worked(inside: Sequence[LayerRow], worked: Worked) -> dict[str, str]:
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


def _lines(inside: Sequence[LayerRow]) -> list[CardLine]:
    costs = tuple(row.cost for row in inside)
    sums = sums_of(costs)
    lines = [
        CardLine("Input", shape_text(costs[0].in_shape[1:])),
        CardLine("Output", shape_text(costs[-1].out_shape[1:])),
        *(line for each in measures_at(Place.SELECTION) for line in _figure(each, sums, costs[-1])),
    ]
    times = [row.time for row in inside if row.time]
    if times:
        total, share = sum(time.median_ms for time in times), sum(time.share for time in times)
        lines.append(CardLine("Time", f"{total:.3f} ms ({share:.1%})"))
    return lines


def _figure(measure: Measure, sums: Sums, last: LayerCost) -> Iterator[CardLine]:
    """The line of a figure; none for what is zero."""
    if measure.field:
        yield CardLine(measure.heading, measure.unit.full(measure.field(last)), measure.key)
    elif measure.value_of(sums) != 0:
        yield CardLine(measure.heading, measure.text_of(sums, measure.unit.full), measure.key)
