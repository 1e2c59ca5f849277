"""The sizes of all boxes of a picture: even ones, or to scale."""

from collections.abc import Iterable

from resnet_viz.diagram.cells.cell import (
    AnyCell,
    Box,
    Section,
    aside_of,
    resized,
    spine_of,
)
from resnet_viz.diagram.cells.changed import Change, with_boxes
from resnet_viz.diagram.cells.scale import ShapesByPath, to_scale
from resnet_viz.diagram.view import Direction, Level, View

SCALED_LEVELS = (Level.BLOCK, Level.LAYER)
Changes = tuple[Change, Change]  # of the boxes of main paths, and of shortcuts


def sized(sections: tuple[Section, ...], shapes: ShapesByPath, view: View) -> tuple[Section, ...]:
    """The sections with their boxes as large as the view wants them."""
    if view.is_to_scale and view.level in SCALED_LEVELS:
        return to_scale(sections, shapes)
    even = _even_in_columns if view.direction is Direction.TOP_TO_BOTTOM else _even_in_rows
    changes = {
        is_framed: even([each for each in sections if each.is_framed is is_framed])
        for is_framed in {section.is_framed for section in sections}
    }
    return tuple(with_boxes(section, *changes[section.is_framed]) for section in sections)


def _even_in_columns(alike: list[Section]) -> Changes:
    """Boxes as wide as the widest: of the main paths, and of the shortcuts."""
    cells = [cell for each in alike for cell in each.cells]
    spine = max((box.width for box in _spine_boxes(cells)), default=0)
    aside = max((box.width for cell in cells for box in aside_of(cell)), default=0)
    return (
        lambda box: resized(box, spine, box.height),
        lambda box: resized(box, aside, box.height),
    )


def _even_in_rows(alike: list[Section]) -> Changes:
    """Boxes as high as the highest, and those of one operation as wide as its widest."""
    cells = [cell for each in alike for cell in each.cells]
    return (
        _evened_among(_spine_boxes(cells)),
        _evened_among([box for cell in cells for box in aside_of(cell)]),
    )


def _evened_among(boxes: list[Box]) -> Change:
    height = max((box.height for box in boxes), default=0)
    widths: dict[str, int] = {}
    for box in boxes:
        widths[box.op] = max(box.width, widths.get(box.op, 0))
    return lambda box: resized(box, widths[box.op], height)


def _spine_boxes(cells: Iterable[AnyCell]) -> list[Box]:
    return [box for cell in cells for box in spine_of(cell) if not box.is_round]
