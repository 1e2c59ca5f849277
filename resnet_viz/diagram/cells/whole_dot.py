"""A whole cell as a DOT text: sizes, frames and lines by their places alone."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import ceil

import graphviz

from resnet_viz.diagram.cells.cell import ENTRY, NO_PORTS, Box, Edge, Ground, WholeCell
from resnet_viz.diagram.cells.cutting.dividing import STAND_IN
from resnet_viz.diagram.cells.cutting.u_turn import level_skips, rising
from resnet_viz.diagram.cells.dot import append_row, inches, size_of
from resnet_viz.diagram.cells.ported_dot import ported_label
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.scene import WholeOp

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
    names = _names(cell)
    _append_ways(dot, cell)
    if cell.has_entry:
        dot.node(IN, **size_of(1, 1))
    for place, box in enumerate(cell.boxes):
        if box.ports != NO_PORTS:
            dot.node(names[box.id], ported_label(box), shape="plain", fixedsize="false")
            continue
        shape = {"shape": "circle"} if box.is_round else {}
        if cell.turn:
            shape["group"] = UP if place >= cell.turn else DOWN
        dot.node(names[box.id], **size_of(box.width, box.height), **shape)
    _append_grounds(dot, cell, cell.grounds)
    sources = _sources(cell)
    for box in sources:
        if box.op == WholeOp.TAG:
            dot.edge(IN, names[box.id], style="invis", weight="0")
    _append_edges(dot, cell, names)
    for box in sources:
        if box.op != WholeOp.TAG:
            dot.edge(IN, names[box.id], style="invis", weight="0")
    for place, edge in enumerate(cell.leaving):
        dot.edge(names[edge.tail], f"o{place}", id=f"o{place}", weight=MAIN_WEIGHT)
    if cell.exit:
        dot.node(OUT, **size_of(1, 1))
        dot.edge(names[cell.exit], OUT, id=OUT, weight=MAIN_WEIGHT)
    return str(dot.source)


def _names(cell: WholeCell) -> dict[str, str]:
    """What lines end at, in the DOT text: boxes, their ports, and where something comes in."""
    names = {ENTRY: IN} | {name: f"i{place}" for place, name in enumerate(cell.entering)}
    for place, box in enumerate(cell.boxes):
        names[box.id] = f"b{place}"
        names |= {name: f"b{place}:i{port}:n" for port, (name, _) in enumerate(box.ports.ins)}
        names |= {name: f"b{place}:o{port}:s" for port, (name, _) in enumerate(box.ports.outs)}
    return names


def _append_ways(dot: graphviz.Digraph, cell: WholeCell) -> None:
    """What enters a group in a row above all of it, what leaves it in one below."""
    is_in_order = len(cell.leaving) > 1  # so that equal groups after each other fit
    entering = [f"i{place}" for place in range(len(cell.entering))]
    _append_ends(dot, "source", entering, is_in_order=is_in_order)
    leaving = [f"o{place}" for place in range(len(cell.leaving))]
    _append_ends(dot, "sink", leaving, is_in_order=is_in_order)


def _append_ends(
    dot: graphviz.Digraph, rank: str, names: Sequence[str], *, is_in_order: bool
) -> None:
    if not names:
        return
    with dot.subgraph() as row:
        row.attr(rank=rank)
        for name in names:
            row.node(name, **size_of(1, 1))
        for left, right in pairwise(names) if is_in_order else ():
            row.edge(left, right, style="invis")


def _sources(cell: WholeCell) -> list[Box]:
    """The boxes that read nothing, below where the main path comes in, not next to it."""
    heads = {edge.head for edge in cell.edges}
    return [box for box in cell.boxes if cell.has_entry and not (box.id in heads or box.ports.ins)]


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
    tags = {box.id for box in cell.boxes if box.op == WholeOp.TAG}
    aside = _aside(cell)
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
        look |= {"weight": "1"} if edge.tail in tags or edge in aside else {}
        look |= {"tailport": "s"} if edge.tail in groups else {}
        look |= {"headport": "n"} if edge.head in groups else {}
        if edge in twice:
            look |= APART
        if place in upwards:
            look = {"weight": MAIN_WEIGHT} if place < len(cell.links) else {}
            ends = ends[1], ends[0]
        dot.edge(*ends, id=f"e{place}", **look)


def _aside(cell: WholeCell) -> set[Edge]:
    """The lines that enter a group and end where another box of it is read: not its main path."""
    read = {edge.head for edge in cell.links if edge.tail not in cell.entering}
    return {edge for edge in cell.links if edge.tail in cell.entering and edge.head in read}


def _order_of(cell: WholeCell) -> dict[str, str]:
    """How Graphviz orders boxes: as lines leave, or in rows that frames do not keep apart."""
    if cell.turn:
        return {"newrank": "true"}
    return {} if any(box.ports != NO_PORTS for box in cell.boxes) else {"ordering": "out"}
