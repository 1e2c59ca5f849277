"""What the hover card says of a box: rich text made of the core's figures."""

from collections.abc import Sequence
from html import escape

from resnet_viz.core.cost import sums_of
from resnet_viz.core.wording import crossed, grouped, si
from resnet_viz.diagram.scene import Item
from resnet_viz.ui.layer_rows import LayerRow


def card_text(item: Item, rows: Sequence[LayerRow]) -> str:
    """Name, shapes and costs of one box of the diagram."""
    inside = [row for row in rows if row.cost.path in item.members]
    if not inside:
        return f"<b>{escape(item.id)}</b>"
    costs = tuple(row.cost for row in inside)
    sums = sums_of(costs)
    lines = [("Output", crossed(costs[-1].out_shape[1:])), ("Parameters", grouped(sums.params))]
    if sums.macs:
        lines.append(("MACs", si(sums.macs)))
    lines.append(("FLOPs", si(sums.flops)))
    times = [row.time.median_ms for row in inside if row.time]
    if times:
        lines.append(("Time", f"{sum(times):.3f} ms"))
    title = costs[0].title if len(costs) == 1 else f"{len(costs)} layers"
    cells = "".join(
        f"<tr><td>{name}&nbsp;&nbsp;</td><td align='right'><b>{escape(value)}</b></td></tr>"
        for name, value in lines
    )
    return f"<b>{escape(item.id)}</b> · {escape(title)}<table>{cells}</table>"
