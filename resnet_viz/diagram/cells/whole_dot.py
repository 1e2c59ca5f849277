"""A whole cell as a DOT text: sizes, frames and lines by their places alone."""

from collections import Counter
from collections.abc import Sequence
from math import ceil

import graphviz

from resnet_viz.diagram.cells.cell import ENTRY, Ground, WholeCell
from resnet_viz.diagram.cells.cutting.alone import STAND_IN
from resnet_viz.diagram.cells.cutting.u_turn import level_skips, rising
from resnet_viz.diagram.cells.dot import append_row, inches, size_of
from resnet_viz.diagram.scene.font import text_width

IN, OUT = "in", "out"
DOWN, UP = "down", "up"  # the arms of a U, which are straight
RANK_GAP = 16  # between boxes along the flow
SIDE_GAP = 24  # and across
GROUND_PAD = 10  # between a frame and what is in it
TITLE_SIZE = 9.0  # of a frame's title
TITLE_HEIGHT = 10
MAIN_WEIGHT = "10"  # keeps the main path straight
APART = {"label": " ", "fontsize": "1"}  # dot lays lines between the same two on top of boxes else


def dot_of_whole(cell: WholeCell) -> str:
    """DOT text of a whole cell: boxes `b0 …`, lines `e0 …` and frames `cluster_0 …`.

    `in` and `out` are where the main path comes from and leaves to.
    """
    dot = graphviz.Digraph(
        graph_attr={"ranksep": inches(RANK_GAP), "nodesep": inches(SIDE_GAP), **_order_of(cell)},
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
        edge_attr={"arrowhead": "none"},
    )
    names = {box.id: f"b{place}" for place, box in enumerate(cell.boxes)}
    if cell.has_entry:
        names[ENTRY] = IN
        dot.node(IN, **size_of(1, 1))
    for place, box in enumerate(cell.boxes):
        shape = {"shape": "circle"} if box.is_round else {}
        if cell.turn:
            shape["group"] = UP if place >= cell.turn else DOWN
        dot.node(names[box.id], **size_of(box.width, box.height), **shape)
    _append_grounds(dot, cell, cell.grounds)
    if cell.has_entry:
        heads = {edge.head for edge in cell.edges}
        for box in cell.boxes:
            if box.id not in heads:  # below where the main path comes in, not next to it
                dot.edge(IN, names[box.id], style="invis", weight="0")
    _append_edges(dot, cell, names)
    if cell.exit:
        dot.node(OUT, **size_of(1, 1))
        dot.edge(names[cell.exit], OUT, id=OUT, weight=MAIN_WEIGHT)
    return str(dot.source)


def _append_grounds(
    dot: graphviz.Digraph, cell: WholeCell, grounds: Sequence[Ground], number: int = 0
) -> None:
    """Frames in frames; outer ones come first. Titles are nodes, so lines keep clear of them."""
    while grounds:
        outer = grounds[0]
        inner = [each for each in grounds[1:] if each.end <= outer.end]
        with dot.subgraph(name=f"cluster_{number}") as part:
            part.attr(margin=str(GROUND_PAD))
            for place in range(outer.first, outer.end):
                part.node(f"b{place}")
            if outer.heading:
                top = outer.end - 1 if cell.turn and outer.first >= cell.turn else outer.first
                part.node(f"t{number}", **size_of(*title_size(outer, is_lying=cell.is_lying)))
                part.edge(f"t{number}", f"b{top}", style="invis", weight="0")
            _append_grounds(part, cell, inner, number + 1)
        number += 1 + len(inner)
        grounds = grounds[1 + len(inner) :]


def title_size(ground: Ground, *, is_lying: bool) -> tuple[int, int]:
    """The room of a frame's title in whole points; along the flow where that is to the right."""
    width = 2 * ceil(text_width(ground.heading, TITLE_SIZE, is_bold=True) / 2 + 1)
    return (TITLE_HEIGHT, width) if is_lying else (width, TITLE_HEIGHT)


def _append_edges(dot: graphviz.Digraph, cell: WholeCell, names: dict[str, str]) -> None:
    """Links, and shortcuts after them, so that they leave at the right and enter joins there."""
    rounds = {box.id for box in cell.boxes if box.is_round}
    groups = {box.id for box in cell.boxes if box.op == STAND_IN}
    twice = {edge for edge, count in Counter(cell.edges).items() if count > 1}
    upwards = rising(cell)
    level = {edge for skip in level_skips(cell) for edge in skip.edges}
    for place, edge in enumerate(cell.edges):
        look = {"weight": MAIN_WEIGHT}
        ends = names[edge.tail], names[edge.head]
        if edge in level:
            look = {"tailport": "e", "headport": "w"}
            append_row(dot, ends)
        elif place >= len(cell.links):
            look = {"headport": "e"} if edge.head in rounds else {}
            look |= {"tailport": "se"} if edge.tail in rounds else {}
        look |= {"tailport": "s"} if edge.tail in groups else {}
        look |= {"headport": "n"} if edge.head in groups else {}
        if edge in twice:
            look |= APART
        if place in upwards:
            look = {"weight": MAIN_WEIGHT} if place < len(cell.links) else {}
            ends = ends[1], ends[0]
        dot.edge(*ends, id=f"e{place}", **look)


def _order_of(cell: WholeCell) -> dict[str, str]:
    """How Graphviz orders boxes: as lines leave, or in rows that frames do not keep apart."""
    return {"newrank": "true"} if cell.turn else {"ordering": "out"}
