"""A whole cell at its place in the picture: everything where Graphviz put it."""

from collections.abc import Iterator, Sequence
from itertools import islice

from resnet_viz.diagram.cells.cell import ENTRY, Ground, WholeCell
from resnet_viz.diagram.cells.cutting.dividing import port_name
from resnet_viz.diagram.cells.cutting.u_turn import rising
from resnet_viz.diagram.cells.whole_dot import IN, OUT, TITLE_SIZE
from resnet_viz.diagram.layout.box_picture import item_at
from resnet_viz.diagram.layout.cell_picture import CellPicture, corner_text
from resnet_viz.diagram.layout.extent import Extent
from resnet_viz.diagram.layout.whole_layout import WholeLayout
from resnet_viz.diagram.scene.font import CAP_HEIGHT, text_width
from resnet_viz.diagram.scene.scene import (
    Anchor,
    Frame,
    FrameKind,
    Item,
    Point,
    Rect,
    ShortcutPicture,
    Stroke,
    Text,
    TextRole,
)

GAP = 8.0  # after a cell that another one follows
TITLE_PAD = 7.0  # between a frame and the words in its corners


def whole_extent(cell: WholeCell, layout: WholeLayout) -> Extent:
    """The room of a cell around the line where the main path comes in."""
    gap = GAP if cell.exit else 0.0
    return Extent(layout.spine_x, layout.width - layout.spine_x, layout.height + gap, 0.0)


def whole_at(cell: WholeCell, layout: WholeLayout, origin: Point) -> CellPicture:
    """The cell with its entry at `origin`."""
    corner = Point(origin.x - layout.spine_x, origin.y)
    items = [
        item_at(box, _moved(layout.centers[f"b{place}"], corner))
        for place, box in enumerate(cell.boxes)
    ]
    strokes = list(_strokes(cell, layout, corner))
    links = strokes[: len(cell.links)]
    links += [_leaving(layout, f"o{place}", corner) for place in range(len(cell.leaving))]
    if cell.exit:
        links.append(_leaving(layout, OUT, corner))
    aside = {path for skip in cell.skips for path in skip.aside}
    return CellPicture(
        items=tuple(item for item in items if item.id not in aside),
        links=tuple(links),
        shortcuts=tuple(_shortcuts(cell, iter(strokes[len(cell.links) :]), items)),
        frames=tuple(_frame(cell, layout, place, corner) for place in range(len(cell.grounds))),
        first=_end(layout, IN, corner) or items[0],
        last=_end(layout, OUT, corner) or items[-1],
        has_head=cell.has_entry,
        is_apart=not cell.has_entry,
        ins={
            port_name(name, cell.id): _moved(layout.centers[f"i{place}"], corner)
            for place, name in enumerate(cell.entering)
        },
        outs={
            edge.head: _moved(layout.centers[f"o{place}"], corner)
            for place, edge in enumerate(cell.leaving)
        },
    )


def _shortcuts(
    cell: WholeCell, strokes: Iterator[Stroke], items: Sequence[Item]
) -> Iterator[ShortcutPicture]:
    """Each shortcut with as many of the strokes as it has edges, in turn."""
    for skip in cell.skips:
        own = tuple(islice(strokes, len(skip.edges)))
        aside = tuple(item for item in items if item.id in skip.aside)
        yield ShortcutPicture(skip.id, skip.kind, own, aside, count=skip.count, how=skip.how)


def _frame(cell: WholeCell, layout: WholeLayout, place: int, corner: Point) -> Frame:
    ground, rect = cell.grounds[place], layout.frames[f"cluster_{place}"]
    x, y = _moved(Point(rect.x, rect.y), corner)
    title = Text(
        ground.heading,
        *_title_at(ground, layout, place, corner, is_lying=cell.is_lying),
        TITLE_SIZE,
        TextRole.COUNT if ground.count > 1 else TextRole.TITLE,
        is_bold=True,
        anchor=Anchor.START,
    )
    kind = FrameKind.STAGE if ground.is_outer else FrameKind.BLOCK
    room = Rect(x, y, rect.width, rect.height)
    value = corner_text(title, ground.value, room, is_lying=cell.is_lying, pad=TITLE_PAD)
    return Frame(ground.id, room, title, value, ground.count, kind)


def _title_at(
    ground: Ground, layout: WholeLayout, place: int, corner: Point, *, is_lying: bool
) -> Point:
    """Where a frame's title begins, on its baseline; before the turn where it is lying."""
    middle = layout.centers.get(f"t{place}", Point(0.0, 0.0))
    x, y = _moved(middle, corner)
    half = text_width(ground.heading, TITLE_SIZE, is_bold=True) / 2
    down = CAP_HEIGHT * TITLE_SIZE / 2
    return Point(x + down, y - half) if is_lying else Point(x - half, y + down)


def _strokes(cell: WholeCell, layout: WholeLayout, corner: Point) -> Iterator[Stroke]:
    """Every line between boxes; what comes in does so from the very point where it does."""
    starts = {ENTRY: IN} | {name: f"i{place}" for place, name in enumerate(cell.entering)}
    upwards = rising(cell)
    for place, edge in enumerate(cell.edges):
        way = layout.routes[f"e{place}"]
        if place in upwards:  # laid out the other way round
            way = way[::-1]
        start = layout.centers[starts[edge.tail]] if edge.tail in starts else way[0]
        yield _curve(_steadied((start, *way[1:])), corner)


def _steadied(way: tuple[Point, ...]) -> tuple[Point, ...]:
    """A single curve down whose handles are beyond its ends, without its swing past those.

    Graphviz makes such where a line goes far aside between two rows.
    """
    if len(way) != 4 or not way[1].y > way[3].y > way[0].y > way[2].y:
        return way
    start, one, two, end = way
    return start, Point(one.x, end.y), Point(two.x, start.y), end


def _leaving(layout: WholeLayout, name: str, corner: Point) -> Stroke:
    """The line to where a value leaves."""
    return _curve((*layout.routes[name][:-1], layout.centers[name]), corner, has_arrow=False)


def _curve(points: tuple[Point, ...], corner: Point, *, has_arrow: bool = True) -> Stroke:
    points = tuple(_moved(each, corner) for each in points)
    return Stroke(points, is_curve=True, has_arrow=has_arrow)


def _end(layout: WholeLayout, name: str, corner: Point) -> Item | None:
    """Where the main path comes in or leaves, as an item without size; None where it does not."""
    if name not in layout.centers:
        return None
    x, y = _moved(layout.centers[name], corner)
    return Item(name, name, Rect(x, y, 0.0, 0.0), (), (), is_round=True)


def _moved(point: Point, by: Point) -> Point:
    return Point(point.x + by.x, point.y + by.y)
