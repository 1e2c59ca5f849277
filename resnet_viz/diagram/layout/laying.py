"""Any kind of cell: its layout and room from Graphviz's answers, and its picture at a place."""

from collections.abc import Mapping
from itertools import pairwise

from resnet_viz.diagram.cells.cell import AnyCell, Cell, FramedCell, WholeCell
from resnet_viz.diagram.cells.cells import dot_text
from resnet_viz.diagram.layout.cell_picture import CellPicture, cell_at, link_between
from resnet_viz.diagram.layout.extent import extent_of
from resnet_viz.diagram.layout.framed_picture import framed_extent, framed_origin, group_frame
from resnet_viz.diagram.layout.layout import CellLayout, read_layout
from resnet_viz.diagram.layout.placing import Laid, PlacedColumn
from resnet_viz.diagram.layout.whole_layout import WholeLayout, read_whole_layout
from resnet_viz.diagram.layout.whole_picture import whole_at, whole_extent
from resnet_viz.diagram.scene.scene import Point


def laid_cell(cell: AnyCell, layouts: Mapping[str, str]) -> Laid:
    """A cell with its layout and its room; of a framed one those of the cells in it."""
    if isinstance(cell, FramedCell):
        inner = tuple(laid_cell(each, layouts) for each in cell.cells)
        return Laid(cell, inner, framed_extent(cell, [each.extent for each in inner]))
    answer = layouts[dot_text(cell)]
    if isinstance(cell, WholeCell):
        whole = read_whole_layout(answer)
        return Laid(cell, whole, whole_extent(cell, whole))
    layout = read_layout(answer)
    return Laid(cell, layout, extent_of(cell, layout))


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
            group_frame(cell, extent, origin),
            *(frame for each in inner for frame in each.frames),
        ),
        first=inner[0].first,
        last=inner[-1].last,
        has_head=True,
        is_apart=inner[0].is_apart,
    )


def _pictures_from(cells: tuple[Laid, ...], origin: Point) -> list[CellPicture]:
    pictures = []
    x, y = origin
    for laid in cells:
        pictures.append(picture_at(laid, Point(x, y)))
        y += laid.extent.height
    return pictures
