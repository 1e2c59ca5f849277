"""Cells that flow to the right, laid out downwards: every box on its side."""

from dataclasses import replace

from resnet_viz.diagram.cells.cell import AnyCell, Box, FramedCell, Section, WholeCell, resized
from resnet_viz.diagram.view import Direction


def as_laid_out(sections: tuple[Section, ...], direction: Direction) -> tuple[Section, ...]:
    """The sections as they are laid out, downwards; neighbours without frames share a row."""
    if direction is Direction.TOP_TO_BOTTOM:
        return sections
    lying = lying_sections(sections)
    rows: list[Section] = []
    for section in lying:
        if rows and not (rows[-1].is_framed or section.is_framed):
            rows[-1] = replace(rows[-1], cells=rows[-1].cells + section.cells)
        else:
            rows.append(section)
    return tuple(rows)


def lying_sections(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Each section by itself, its cells lying."""
    return tuple(replace(section, cells=tuple(map(_lying, section.cells))) for section in sections)


def _lying(cell: AnyCell) -> AnyCell:
    if isinstance(cell, FramedCell):
        return replace(cell, cells=tuple(map(_lying, cell.cells)), is_lying=True)
    if isinstance(cell, WholeCell):
        return replace(cell, boxes=tuple(map(_on_its_side, cell.boxes)), is_lying=True)
    bypass = cell.bypass
    if bypass:
        bypass = replace(bypass, aside=tuple(map(_on_its_side, bypass.aside)))
    return replace(cell, spine=tuple(map(_on_its_side, cell.spine)), bypass=bypass, is_lying=True)


def _on_its_side(box: Box) -> Box:
    return resized(box, box.height, box.width)
