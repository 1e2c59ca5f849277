"""Sections with their boxes changed: other sizes, or a figure more."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from resnet_viz.diagram.cells.cell import (
    AnyCell,
    Box,
    FramedCell,
    Section,
    WholeCell,
    aside_of,
    spine_of,
)

Change = Callable[[Box], Box]


def boxes_of(section: Section) -> Iterator[Box]:
    """Every box of a section but the circles of its sums."""
    for cell in section.cells:
        yield from (box for box in (*spine_of(cell), *aside_of(cell)) if not box.is_round)


def with_boxes(section: Section, spine: Change, aside: Change) -> Section:
    """The section with the boxes of main path and shortcuts changed, circles as they are."""
    return replace(section, cells=tuple(_changed(cell, spine, aside) for cell in section.cells))


def _changed(cell: AnyCell, spine: Change, aside: Change) -> AnyCell:
    if isinstance(cell, FramedCell):
        return replace(cell, cells=tuple(_changed(each, spine, aside) for each in cell.cells))
    boxes = tuple(box if box.is_round else spine(box) for box in spine_of(cell))
    if isinstance(cell, WholeCell):
        return replace(cell, boxes=boxes)
    bypass = cell.bypass
    if bypass and bypass.aside:
        bypass = replace(bypass, aside=tuple(map(aside, bypass.aside)))
    return replace(cell, spine=boxes, bypass=bypass)
