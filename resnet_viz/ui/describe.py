"""What hover card and inspector say of a box: rich text made of the core's figures."""

from collections.abc import Sequence
from html import escape

from resnet_viz.core.cost import Sums, sums_of
from resnet_viz.core.graph import Graph, ShortcutKind
from resnet_viz.core.wording import crossed, grouped, si
from resnet_viz.diagram.scene import Item
from resnet_viz.ui.layer_rows import LayerRow

SUMS = {
    None: "F(x)",
    ShortcutKind.IDENTITY: "F(x) + x",
    ShortcutKind.ZERO_PAD: "F(x) + pad({})",
    ShortcutKind.PROJECTION: "F(x) + W<sub>s</sub> {}",
}


def formula_of(graph: Graph, item: Item) -> str:
    """What a residual block computes, '' for what is no block.

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
    inside = [row for row in rows if row.cost.path in item.members]
    if not inside:
        return f"<b>{escape(item.id)}</b>"
    title = inside[0].cost.title if len(inside) == 1 else f"{len(inside)} layers"
    lines = "".join(
        f"<tr><td>{name}&nbsp;&nbsp;&nbsp;</td><td align='right' style='white-space: nowrap'>"
        f"<b>{escape(value)}</b></td></tr>"
        for name, value in _lines(inside)
    )
    said = f"<br>{formula}" if formula else ""
    return f"<b>{escape(item.id)}</b> · {escape(title)}{said}<table>{lines}</table>"


def _lines(inside: Sequence[LayerRow]) -> list[tuple[str, str]]:
    costs = tuple(row.cost for row in inside)
    sums = sums_of(costs)
    lines = [
        ("Input", crossed(costs[0].in_shape[1:])),
        ("Output", crossed(costs[-1].out_shape[1:])),
        *_counts(sums),
        ("Receptive field", grouped(costs[-1].receptive_field)),
    ]
    times = [row.time for row in inside if row.time]
    if times:
        total, share = sum(time.median_ms for time in times), sum(time.share for time in times)
        lines.append(("Time", f"{total:.3f} ms ({share:.1%})"))
    return lines


def _counts(sums: Sums) -> list[tuple[str, str]]:
    counts = (
        ("Parameters", grouped(sums.params), sums.params),
        ("MACs", si(sums.macs), sums.macs),
        ("FLOPs, all operations", si(sums.flops), sums.flops),
        ("Activations", si(sums.activations), sums.activations),
    )
    return [(name, text) for name, text, count in counts if count]
