"""A cell as a DOT text: only structure and fixed sizes, so that equal cells give equal texts."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import graphviz

from resnet_viz.diagram.cells.cell import Box, Bypass, Cell

POINTS_PER_INCH = 72
NOTE_ROOM = 6  # above a fork that has a note over it
RUN_ROOM = 20  # above the fork of a folded run: its frame, and `× n` in it
SPINE_WEIGHT = "10"
FORK_ROOM = 4  # keeps the fork clear of the arrow head below it
LANE_ROOM = 18  # between the boxes and the shortcut next to them


class CellShape(NamedTuple):
    """All of a cell that its layout depends on; sizes are width and height in points."""

    gap: int
    head_room: int
    spine: tuple[tuple[int, int], ...]
    aside: tuple[tuple[int, int], ...]
    add: int | None
    beside: int
    fork: int


def dot_of_cell(cell: Cell) -> str:
    """DOT text of a cell: `in`, `fork`, the spine `m0 …`, and `lane` or `s0 …` next to it."""
    return dot_of_shape(_shape_of(cell))


def _shape_of(cell: Cell) -> CellShape:
    bypass = cell.bypass
    aside = bypass.aside if bypass else ()
    return CellShape(
        gap=cell.gap,
        head_room=_head_room(cell),
        spine=_room_of(cell.spine),
        aside=_room_of(aside),
        add=bypass.add if bypass else None,
        beside=place_beside(cell.spine, bypass) if bypass else 0,
        fork=bypass.fork if bypass else 0,
    )


def _room_of(boxes: tuple[Box, ...]) -> tuple[tuple[int, int], ...]:
    """The sizes of boxes, all as wide as the widest, so that the shortcut runs past them all."""
    widest = max((box.width for box in boxes), default=0)
    return tuple((box.width if box.is_round else widest, box.height) for box in boxes)


def _head_room(cell: Cell) -> int:
    if cell.is_framed:
        return RUN_ROOM
    return NOTE_ROOM if cell.bypass and cell.bypass.note else 1


@lru_cache(maxsize=4096)
def dot_of_shape(shape: CellShape) -> str:
    """DOT text of every cell of this shape."""
    dot = graphviz.Digraph(
        graph_attr={"ranksep": inches(shape.gap), "nodesep": inches(LANE_ROOM)},
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
        edge_attr={"arrowhead": "none"},
    )
    dot.attr(ordering="out")
    chain = [("in", (1, shape.head_room))]
    chain += [(f"m{place}", size) for place, size in enumerate(shape.spine)]
    if shape.add is not None:
        chain.insert(shape.fork + 1, ("fork", (1, FORK_ROOM)))
    for name, size in chain:
        dot.node(name, **size_of(*size), group="spine")
    for (tail, _), (head, _) in pairwise(chain):
        dot.edge(tail, head, weight=SPINE_WEIGHT)
    if shape.add is not None:
        _append_bypass(dot, shape, f"m{shape.add}")
    return str(dot.source)


def _append_bypass(dot: graphviz.Digraph, shape: CellShape, add: str) -> None:
    """The shortcut's own nodes; `ordering` keeps them right of the spine."""
    nodes = [(f"s{place}", size) for place, size in enumerate(shape.aside)] or [("lane", (1, 1))]
    for name, size in nodes:
        dot.node(name, **size_of(*size))
    for tail, head in pairwise(["fork", *(name for name, _ in nodes), add]):
        dot.edge(tail, head)
    for place, (name, _) in enumerate(nodes, start=shape.beside):
        append_row(dot, (f"m{place}", name))


def append_row(dot: graphviz.Digraph, names: Iterable[str]) -> None:
    """Puts nodes at one height."""
    with dot.subgraph() as row:
        row.attr(rank="same")
        for name in names:
            row.node(name)


def place_beside(spine: tuple[Box, ...], bypass: Bypass) -> int:
    """The place on the spine next to which the shortcut's first node is.

    Boxes of the same operations side by side, or at least of like heights, as near to the middle
    of what is passed by as can be.
    """
    aside = bypass.aside
    span = max(len(aside), 1)
    first, last = bypass.fork, max(bypass.add - span, bypass.fork)
    if not aside:
        return (first + last) // 2

    def unlikeness(at: int) -> tuple[bool, int, float]:
        beside = list(zip(spine[at:], aside, strict=False))
        is_other = any(one.op != other.op for one, other in beside)
        heights = sum(abs(one.height - other.height) for one, other in beside)
        return is_other, heights, abs(at - (first + last) / 2)

    return min(range(first, last + 1), key=unlikeness)


def size_of(width: int, height: int) -> dict[str, str]:
    """The attributes of a node of that size in points."""
    return {"width": inches(width), "height": inches(height)}


def inches(points: float) -> str:
    """A length as DOT says it."""
    return f"{points / POINTS_PER_INCH:.6f}".rstrip("0").rstrip(".")
