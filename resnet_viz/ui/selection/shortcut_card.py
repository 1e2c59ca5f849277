"""What the hover card says of a shortcut: its kind, its shapes and its own cost."""

from collections.abc import Sequence
from html import escape

from resnet_viz.core.cost.cost import sums_of
from resnet_viz.core.cost.measures import measure_named
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.naming import full_name
from resnet_viz.core.graph.paths import block_of_shortcut
from resnet_viz.core.graph.shape import shown
from resnet_viz.core.graph.tree import ShortcutKind
from resnet_viz.core.lab.layer_row import LayerRow
from resnet_viz.core.wording import digits_grouped, shape_text

KIND_WORDS = {
    ShortcutKind.IDENTITY: "identity: input passed through unchanged",
    ShortcutKind.ZERO_PAD: "zero-padded: strided, new channels are zero (option A)",
    ShortcutKind.PROJECTION: "projection: a 1×1 convolution",
    ShortcutKind.NORMED: "normed: the input after a norm",
    ShortcutKind.RESAMPLED: "resampled: the input at another size",
}


def shortcut_text(graph: Graph, rows: Sequence[LayerRow], shortcut: str, count: int) -> str:
    """Rich text on one shortcut, or on the first of `count` equal ones; '' for no shortcut."""
    path = block_of_shortcut(shortcut)
    block = next((block for block in graph.blocks if block.path == path), None)
    if block is None or block.shortcut is None:
        return ""
    by_path = {row.cost.path: row.cost for row in rows}
    own = sums_of(by_path[each] for each in block.shortcut.layers)
    added = by_path[block.shortcut.join]
    first = by_path[block.nodes[0].path]
    ends = first.in_shape, added.out_shape
    lines = [
        ("In → out", " → ".join(shape_text(shown(each, first.stage)) for each in ends)),
        *(
            (measure.heading, measure.text_of(own, measure.unit.full))
            for measure in map(measure_named, ("params", "macs", "flops"))
        ),
        ("Additions", digits_grouped(added.flops)),
    ]
    table = "".join(
        f"<tr><td>{name}&nbsp;&nbsp;&nbsp;</td>"
        f"<td align='right' style='white-space: nowrap'><b>{text}</b></td></tr>"
        for name, text in lines
    )
    each = f", each of {count}" if count > 1 else ""
    kind = escape(KIND_WORDS[block.shortcut.kind])
    name = escape(full_name(graph, path))
    return f"<b>{name}</b> · shortcut{each}<br>{kind}<table width='100%'>{table}</table>"
