"""A whole cell in the DOT text of a network: its frames as clusters, and every line."""

from collections.abc import Sequence
from html import escape

import graphviz

from resnet_viz.diagram.cells.cell import ENTRY, Ground, WholeCell
from resnet_viz.diagram.files.dot_look import (
    append_point,
    dot_box,
    dot_pen,
    dot_shortcut,
    fork_name,
)
from resnet_viz.diagram.scene.picture import Picture

MAIN_WEIGHT = "10"  # keeps the main path straight


def append_whole(dot: graphviz.Digraph, cell: WholeCell, port: str, picture: Picture) -> None:
    """All boxes, frames and lines of a cell; shortcuts enter their joins at `port`."""
    names = {box.id: box.id for box in cell.boxes} | {ENTRY: fork_name(cell.id)}
    if cell.has_entry:
        append_point(dot, names[ENTRY], picture)
    for box in cell.boxes:
        dot.node(box.id, **dot_box(box, picture))
    _append_grounds(dot, cell, cell.grounds, picture)
    for edge in cell.links:
        dot.edge(names[edge.tail], edge.head, weight=MAIN_WEIGHT)
    rounds = {box.id for box in cell.boxes if box.is_round}
    for skip in cell.skips:
        pen = dot_pen(picture.theme.pen_of(skip.kind, skip.how))
        for edge in skip.edges:
            is_last = edge is skip.edges[-1]
            classes = dot_shortcut(skip.kind, skip.how)
            own = {"id": skip.id, "class": classes} if is_last else {}
            enters = {"headport": port} if edge.head in rounds else {}
            dot.edge(names[edge.tail], edge.head, **own, **enters, **pen)


def _append_grounds(
    dot: graphviz.Digraph, cell: WholeCell, grounds: Sequence[Ground], picture: Picture
) -> None:
    """Frames in frames; outer ones come first."""
    frame = picture.theme.frame
    while grounds:
        outer = grounds[0]
        inner = [each for each in grounds[1:] if each.end <= outer.end]
        with dot.subgraph(name=f"cluster_{outer.id}") as part:
            part.attr(label=f"<<b>{escape(outer.heading)}</b>>", id=outer.id, labeljust="l")
            part.attr(style="rounded,filled", fillcolor=frame.fill, color=frame.line)
            for box in cell.boxes[outer.first : outer.end]:
                part.node(box.id)
            _append_grounds(part, cell, inner, picture)
        grounds = grounds[1 + len(inner) :]
