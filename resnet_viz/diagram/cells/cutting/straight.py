"""Cells of one path and at most one shortcut past it: straight, as the family's blocks are."""

from itertools import pairwise

from resnet_viz.diagram.cells.cell import ENTRY, Box, Bypass, Cell, Edge, Skip, WholeCell
from resnet_viz.diagram.scene.scene import WholeOp

CHAIN_GAP = 14  # points
LAYER_GAP = 8
BLOCK_GAP = 9


def straightened(cell: WholeCell) -> Cell | None:
    """The same cell on a straight main path; None where it is not one."""
    if cell.grounds or len(cell.skips) > 1:
        return None
    skip = cell.skips[0] if cell.skips else None
    spine = tuple(box for box in cell.boxes if not skip or box.id not in skip.aside)
    way = [box.id for box in spine]
    lines = {Edge(tail, head) for tail, head in pairwise(way)}
    entry = Edge(ENTRY, way[0])
    if set(cell.links) - {entry} != lines:
        return None
    if skip is None:
        return Cell(cell.id, spine, CHAIN_GAP, is_apart=entry not in cell.links)
    if entry not in cell.links:
        return None
    bypass = _bypass(cell, skip, spine)
    if bypass is None:
        return None
    gap = BLOCK_GAP if bypass.is_curve else LAYER_GAP
    return Cell(cell.id, spine, gap, bypass, skip.count)


def _bypass(cell: WholeCell, skip: Skip, spine: tuple[Box, ...]) -> Bypass | None:
    """The shortcut as one past a straight path: it ends in the circle of its last box."""
    tail, head = skip.edges[0].tail, skip.edges[-1].head
    if head != spine[-1].id or not spine[-1].is_round or len(spine) < 2:
        return None
    boxes = {box.id: box for box in cell.boxes}
    aside = tuple(boxes[path] for path in skip.aside)
    fork = 0 if tail == ENTRY else 1 + [box.id for box in spine].index(tail)
    is_curve = spine[0].op in (WholeOp.BLOCK, WholeOp.GROUP) and len(spine) == 2 and not aside
    note = skip.note if is_curve else ""
    return Bypass(
        skip.id, skip.kind, len(spine) - 1, aside, note, is_curve=is_curve, fork=fork, how=skip.how
    )
