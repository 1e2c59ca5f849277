"""A cell as a DOT text: structure and fixed sizes alone, so that equal cells give equal texts."""

from collections.abc import Iterable
from itertools import pairwise

import graphviz

from resnet_viz.diagram.cell import Box, Cell

POINTS_PER_INCH = 72
NOTE_ROOM = 6  # above a fork that has a note over it
RUN_ROOM = 20  # above the fork of a folded run: its frame, and `× n` in it
SPINE_WEIGHT = "10"
FORK_ROOM = 4  # keeps the fork clear of the arrow head below it
LANE_ROOM = 18  # between the boxes and the shortcut beside them


def dot_of_cell(cell: Cell) -> str:
    """DOT text of a cell: `in`, `fork`, the spine `m0 …`, and `lane` or `s0 …` beside it."""
    dot = graphviz.Digraph(
        graph_attr={"ranksep": _inches(cell.gap), "nodesep": _inches(LANE_ROOM)},
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
        edge_attr={"arrowhead": "none"},
    )
    dot.attr(ordering="out")
    chain = _spine_names(cell)
    sizes = [(1, _head_room(cell))]
    sizes += [(1, FORK_ROOM)] * (len(chain) - len(cell.spine) - 1)
    sizes += [(box.width, box.height) for box in cell.spine]
    for name, (width, height) in zip(chain, sizes, strict=True):
        dot.node(name, width=_inches(width), height=_inches(height), group="spine")
    for tail, head in pairwise(chain):
        dot.edge(tail, head, weight=SPINE_WEIGHT)
    _append_bypass(dot, cell)
    return str(dot.source)


def _head_room(cell: Cell) -> int:
    if cell.is_framed:
        return RUN_ROOM
    return NOTE_ROOM if cell.bypass and cell.bypass.note else 1


def _spine_names(cell: Cell) -> list[str]:
    start = ["in", "fork"] if cell.bypass else ["in"]
    return start + [f"m{place}" for place in range(len(cell.spine))]


def _append_bypass(dot: graphviz.Digraph, cell: Cell) -> None:
    """The shortcut's own nodes; `ordering` keeps them right of the spine."""
    if not cell.bypass:
        return
    aside = cell.bypass.aside
    names = [f"s{place}" for place in range(len(aside))] or ["lane"]
    sizes = [(box.width, box.height) for box in aside] or [(1, 1)]
    for name, (width, height) in zip(names, sizes, strict=True):
        dot.node(name, width=_inches(width), height=_inches(height))
    way = ["fork", *names, f"m{cell.bypass.add}"]
    for tail, head in pairwise(way):
        dot.edge(tail, head)
    for place, name in enumerate(names, start=place_beside(cell.spine[: cell.bypass.add], aside)):
        append_row(dot, (f"m{place}", name))


def append_row(dot: graphviz.Digraph, names: Iterable[str]) -> None:
    """Puts nodes at one height."""
    with dot.subgraph() as row:
        row.attr(rank="same")
        for name in names:
            row.node(name)


def place_beside(spine: tuple[Box, ...], aside: tuple[Box, ...]) -> int:
    """The place on the spine beside which the shortcut's first node stands.

    Boxes of the same operations side by side, as near to the middle as can be.
    """
    wanted = [box.op for box in aside]
    span = max(len(wanted), 1)
    fitting = range(max(len(spine) - span, 0) + 1)
    alike = [at for at in fitting if [box.op for box in spine[at : at + span]] == wanted]
    return min(alike or fitting, key=lambda at: abs(at - (len(spine) - span) / 2))


def _inches(points: float) -> str:
    return f"{points / POINTS_PER_INCH:.6f}".rstrip("0").rstrip(".")
