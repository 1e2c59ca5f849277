"""The way of a shortcut past its block, from the fork on the main path into the sum."""

from itertools import pairwise

from resnet_viz.diagram.cells.cell import ADD_SIZE, NOTE_SIZE, Bypass, Cell
from resnet_viz.diagram.layout.box_picture import item_at
from resnet_viz.diagram.layout.extent import NOTE_GAP
from resnet_viz.diagram.layout.layout import CellLayout
from resnet_viz.diagram.scene.scene import (
    Anchor,
    Item,
    Point,
    ShortcutPicture,
    Stroke,
    Text,
    TextRole,
)

NOTE_RISE = 3.0  # of a note's baseline over its line
NOTE_RISE_WITHIN = 7.0  # where the line below it is bent
SHOULDER = 8.0  # before the box's end a curve begins to turn
ROUNDNESS = 0.6  # of a quarter ellipse's handles; 0.552 would be exact, more is fuller


def shortcut_picture(cell: Cell, layout: CellLayout, origin: Point) -> ShortcutPicture:
    """The shortcut of a cell whose entry is at `origin`; its last stroke ends in the sum."""
    bypass = cell.bypass
    assert bypass
    fork = Point(origin.x, origin.y + layout.fork_y)
    end = Point(origin.x + ADD_SIZE / 2, origin.y + layout.spine_y(bypass.add))
    lane = origin.x + layout.lane_x
    items = _aside_items(bypass, layout, origin)
    if items:
        strokes = _past(items, fork, end)
    elif bypass.is_curve:
        strokes = (_curve(fork, lane, end, cell.spine[0].width / 2 - SHOULDER),)
    else:
        corners = (fork, Point(lane, fork.y), Point(lane, end.y), end)
        strokes = (Stroke(corners, has_arrow=True),)
    texts = _note_within(bypass, lane, fork, end) if cell.is_lying else _note(bypass, fork)
    return ShortcutPicture(bypass.id, bypass.kind, strokes, items, texts, cell.count, bypass.how)


def _aside_items(bypass: Bypass, layout: CellLayout, origin: Point) -> tuple[Item, ...]:
    return tuple(
        item_at(box, Point(origin.x + layout.aside(place).x, origin.y + layout.aside(place).y))
        for place, box in enumerate(bypass.aside)
    )


def _curve(fork: Point, lane: float, end: Point, run: float) -> Stroke:
    """Out along the box for `run`, around in half an ellipse, and back into the sum."""
    turn = fork.x + run
    middle = Point(lane, (fork.y + end.y) / 2)
    out, down = ROUNDNESS * (lane - turn), ROUNDNESS * (middle.y - fork.y)
    points = (
        *_straight(fork, Point(turn, fork.y)),
        Point(turn + out, fork.y),
        Point(lane, middle.y - down),
        middle,
        Point(lane, middle.y + down),
        Point(turn + out, end.y),
        Point(turn, end.y),
        *_straight(Point(turn, end.y), end)[1:],
    )
    return Stroke(points, is_curve=True, has_arrow=True)


def _straight(start: Point, end: Point) -> tuple[Point, ...]:
    """A straight piece as a cubic Bézier."""
    third, step = (end.x - start.x) / 3, (end.y - start.y) / 3
    return (
        start,
        Point(start.x + third, start.y + step),
        Point(end.x - third, end.y - step),
        end,
    )


def _past(items: tuple[Item, ...], fork: Point, end: Point) -> tuple[Stroke, ...]:
    """Lines through the projection's own boxes, which are one below the other."""
    x = items[0].rect.x + items[0].rect.width / 2
    first = Stroke((fork, Point(x, fork.y), Point(x, items[0].rect.y)), has_arrow=True)
    between = tuple(
        Stroke((Point(x, _bottom(upper)), Point(x, lower.rect.y)))
        for upper, lower in pairwise(items)
    )
    last = Stroke((Point(x, _bottom(items[-1])), Point(x, end.y), end), has_arrow=True)
    return first, *between, last


def _bottom(item: Item) -> float:
    return item.rect.y + item.rect.height


def _note_within(bypass: Bypass, lane: float, fork: Point, end: Point) -> tuple[Text, ...]:
    """The note of a lying cell, between box and shortcut; before the turn, x is how far down."""
    if not bypass.note:
        return ()
    middle = (fork.y + end.y) / 2
    return (Text(bypass.note, lane - NOTE_RISE_WITHIN, middle, NOTE_SIZE, TextRole.NOTE),)


def _note(bypass: Bypass, fork: Point) -> tuple[Text, ...]:
    if not bypass.note:
        return ()
    x, y = fork.x + NOTE_GAP, fork.y - NOTE_RISE
    return (Text(bypass.note, x, y, NOTE_SIZE, TextRole.NOTE, anchor=Anchor.START),)
