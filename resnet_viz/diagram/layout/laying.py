"""Any kind of cell: its layout and room from Graphviz's answers, and its picture at a place."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from resnet_viz.diagram.cells.cell import AnyCell, Cell, FramedCell, WholeCell
from resnet_viz.diagram.cells.cells import dot_text
from resnet_viz.diagram.cells.cutting.dividing import STAND_IN, divided, is_divided
from resnet_viz.diagram.layout.cell_picture import CellPicture, cell_at, link_between
from resnet_viz.diagram.layout.divided_picture import (
    origin_in,
    shifts,
    ways_in,
    with_groups,
    with_ports,
)
from resnet_viz.diagram.layout.extent import extent_of
from resnet_viz.diagram.layout.framed_picture import framed_extent, framed_origin, group_frame
from resnet_viz.diagram.layout.layout import CellLayout, read_layout
from resnet_viz.diagram.layout.placing import DividedLayout, Laid, PlacedColumn
from resnet_viz.diagram.layout.whole_layout import WholeLayout, read_whole_layout
from resnet_viz.diagram.layout.whole_picture import whole_at, whole_extent
from resnet_viz.diagram.scene.scene import Point

SHIFT_ROOM = 14.0  # for lines that go on below where they came in


def laid_cell(cell: AnyCell, layouts: Mapping[str, str]) -> Laid:
    """A cell with its layout and its room; of a framed one those of the cells in it."""
    if isinstance(cell, FramedCell):
        inner = tuple(laid_cell(each, layouts) for each in cell.cells)
        laid = Laid(cell, inner, inner[0].extent)
        extent = framed_extent(cell, [each.extent for each in inner], ways_in(laid))
        room = SHIFT_ROOM if isinstance(inner[0].cell, WholeCell) and shifts(laid) else 0.0
        return laid._replace(extent=extent._replace(height=extent.height + room))
    if isinstance(cell, WholeCell) and is_divided(cell):
        outer, parts = sized_outer(cell, layouts)
        whole = read_whole_layout(layouts[dot_text(outer)])
        return Laid(cell, DividedLayout(outer, whole, parts), whole_extent(outer, whole))
    answer = layouts[dot_text(cell)]
    if isinstance(cell, WholeCell):
        whole = read_whole_layout(answer)
        return Laid(cell, whole, whole_extent(cell, whole))
    layout = read_layout(answer)
    return Laid(cell, layout, extent_of(cell, layout))


def sized_outer(cell: WholeCell, layouts: Mapping[str, str]) -> tuple[WholeCell, tuple[Laid, ...]]:
    """A cell with a box as large as each group that is laid out by itself, and those groups."""
    outer, parts = divided(cell)
    laid = tuple(laid_cell(part, layouts) for part in parts)
    groups = {each.cell.id: each for each in laid}
    boxes = tuple(
        with_ports(box, groups[box.id]) if box.op == STAND_IN else box for box in outer.boxes
    )
    return replace(outer, boxes=boxes), laid


def cell_pictures(column: PlacedColumn) -> list[CellPicture]:
    """The column's cells, each where the one above it ends."""
    return _pictures_from(column.cells, Point(column.spine_x, column.top_y))


def picture_at(laid: Laid, origin: Point) -> CellPicture:
    """A cell with its entry at `origin`."""
    cell, layout, extent = laid
    if isinstance(cell, WholeCell) and isinstance(layout, WholeLayout):
        return whole_at(cell, layout, origin)
    if isinstance(cell, Cell) and isinstance(layout, CellLayout):
        return cell_at(cell, layout, origin)
    if isinstance(layout, DividedLayout):
        whole = whole_at(layout.outer, layout.whole, origin)
        rooms = {item.id: item.rect for item in whole.items}
        parts = (picture_at(each, origin_in(rooms[each.cell.id], each)) for each in layout.parts)
        names = (each.cell.id for each in layout.parts)
        return with_groups(whole, layout.outer, dict(zip(names, parts, strict=True)))
    assert isinstance(cell, FramedCell)
    assert isinstance(layout, tuple)
    inner = _pictures_from(layout, framed_origin(origin))
    between = tuple(
        link_between(above.last, below.first, has_arrow=below.first.rect.height > 0)
        for above, below in pairwise(inner)
        if not below.is_apart
    )
    return CellPicture(
        items=tuple(item for each in inner for item in each.items),
        links=(*(link for each in inner for link in each.links), *between),
        shortcuts=tuple(each for one in inner for each in one.shortcuts),
        frames=(
            group_frame(cell, extent, origin, ways_in(laid)),
            *(frame for each in inner for frame in each.frames),
        ),
        first=inner[0].first,
        last=inner[-1].last,
        has_head=True,
        is_apart=inner[0].is_apart,
        ins=inner[0].ins,
        outs=inner[0].outs,
    )


def _pictures_from(cells: tuple[Laid, ...], origin: Point) -> list[CellPicture]:
    pictures = []
    x, y = origin
    for laid in cells:
        pictures.append(picture_at(laid, Point(x, y)))
        y += laid.extent.height
    return pictures
