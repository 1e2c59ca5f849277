"""The sizes of all boxes of a picture: even ones, or to scale."""

from collections.abc import Iterable

from resnet_viz.core.graph.graph import Graph
from resnet_viz.diagram.cells.cell import Box, Cell, Change, Section, aside_of, resized, with_boxes
from resnet_viz.diagram.cells.scale import to_scale
from resnet_viz.diagram.view import Direction, Level, View

SCALED_LEVELS = (Level.BLOCK, Level.LAYER)


def sized(sections: tuple[Section, ...], graph: Graph, view: View) -> tuple[Section, ...]:
    """The sections with their boxes as large as the view wants them."""
    if view.is_to_scale and view.level in SCALED_LEVELS:
        return to_scale(sections, graph)
    even = _even_in_columns if view.direction is Direction.TOP_TO_BOTTOM else _even_in_rows
    framed = [section for section in sections if section.is_framed]
    loose = [section for section in sections if not section.is_framed]
    return tuple(even(section, framed if section.is_framed else loose) for section in sections)


def _even_in_columns(section: Section, alike: list[Section]) -> Section:
    """Boxes as wide as the widest: of the main paths, and of the shortcuts."""
    cells = [cell for each in alike for cell in each.cells]
    spine = max(box.width for box in _spine_boxes(cells))
    aside = max((box.width for cell in cells for box in aside_of(cell)), default=0)
    return with_boxes(
        section,
        lambda box: resized(box, spine, box.height),
        lambda box: resized(box, aside, box.height),
    )


def _even_in_rows(section: Section, alike: list[Section]) -> Section:
    """Boxes as high as the highest, and those of one operation as wide as its widest."""
    cells = [cell for each in alike for cell in each.cells]
    return with_boxes(
        section,
        _evened_among(_spine_boxes(cells)),
        _evened_among([box for cell in cells for box in aside_of(cell)]),
    )


def _evened_among(boxes: list[Box]) -> Change:
    height = max((box.height for box in boxes), default=0)
    widths: dict[str, int] = {}
    for box in boxes:
        widths[box.op] = max(box.width, widths.get(box.op, 0))
    return lambda box: resized(box, widths[box.op], height)


def _spine_boxes(cells: Iterable[Cell]) -> list[Box]:
    return [box for cell in cells for box in cell.spine if not box.is_round]
