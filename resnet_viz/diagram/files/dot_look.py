"""How DOT says colours, lines and labels: attributes of nodes and edges from the theme."""

from html import escape

import graphviz

from resnet_viz.core.graph.tree import Join, ShortcutKind
from resnet_viz.diagram.cells.cell import DETAIL_SIZE, LABEL_SIZE, Box
from resnet_viz.diagram.cells.labels import count_text
from resnet_viz.diagram.scene.picture import Picture, tint_of
from resnet_viz.diagram.scene.scene import shortcut_words
from resnet_viz.diagram.scene.theme import FONT_FAMILY, Pen, Theme

FONTS = f"{FONT_FAMILY},Helvetica,Arial,sans-serif"
POINTS_PER_INCH = 72


def empty_dot(title: str, theme: Theme) -> graphviz.Digraph:
    """A DOT graph without nodes, with the looks that all of them share."""
    return graphviz.Digraph(
        graph_attr={
            "label": title,
            "bgcolor": theme.page,
            "fontcolor": theme.ink,
            "labelloc": "t",
            "fontname": FONTS,
            "fontsize": "14",
            "newrank": "true",
            "ordering": "out",
            "nodesep": "0.35",
            "ranksep": "0.2",
        },
        node_attr={
            "shape": "box",
            "style": "rounded,filled",
            "fontname": FONTS,
            "fontsize": f"{LABEL_SIZE:g}",
            "margin": "0",
        },
        edge_attr={
            "arrowsize": "0.6",
            "fontname": FONTS,
            "fontsize": f"{LABEL_SIZE:g}",
            "fontcolor": theme.ink,
            **dot_pen(theme.link),
        },
    )


def dot_box(box: Box, picture: Picture) -> dict[str, str]:
    """The attributes of a box's node."""
    tint = tint_of(box.op, box.id, picture)
    look = {
        "id": box.id,
        "class": f"node {box.op}",
        "label": _label(box),
        "fillcolor": tint.fill,
        "color": tint.line,
        "fontcolor": tint.ink,
        "width": f"{box.width / POINTS_PER_INCH:.4f}",
        "height": f"{box.height / POINTS_PER_INCH:.4f}",
    }
    if box.is_round:
        look |= {"shape": "circle", "style": "filled", "fixedsize": "true"}
    return look


def _label(box: Box) -> str:
    """An HTML-like label: bold words above the details, the count and the figure."""
    label, detail = box.words
    first = f"<b>{escape(label)}</b>"
    bold = [f"<b>{escape(each)}</b>" for each in (count_text(box.count), box.value) if each]
    if not detail and not bold:
        return f"<{first}>"
    lines = "<br/>".join((*map(escape, detail.splitlines()), *bold))
    return f'<{first}<br/><font point-size="{DETAIL_SIZE:g}">{lines}</font>>'


def append_point(dot: graphviz.Digraph, name: str, picture: Picture) -> None:
    """A node as small as the line that goes through it."""
    dot.node(name, shape="point", width="0.01", height="0.01", color=picture.theme.link.color)


def fork_name(cell: str) -> str:
    """The name of the point where what comes into a cell parts."""
    return f"{cell}.fork"


def dot_pen(pen: Pen) -> dict[str, str]:
    """The attributes of an edge."""
    look = {"color": pen.color, "penwidth": f"{pen.width:g}"}
    if not pen.dash:
        return look
    on, off = pen.dash
    return look | {"style": "dashed" if on > off else "dotted"}


def dot_shortcut(kind: ShortcutKind, how: Join) -> str:
    """The classes of a shortcut's last edge, as SVG has them."""
    return f"shortcut {shortcut_words(kind, how)}"
