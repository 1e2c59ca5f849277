"""The lines that carry the main path from one column up the gutter into the next."""

from resnet_viz.diagram.scene.scene import Item, Point, Stroke

CORNER_ROOM = 6.0  # of a box's side, above and below where a line may meet it
EXIT_DROP = 12.0  # below a sum, whose right side takes the shortcut


def joint_from_above(last: Item, first: Item, gutter_x: float, entry_y: float) -> Stroke:
    """Up at `gutter_x`, in at `entry_y`, and down into the next column's first box.

    For a box with a shortcut, which leaves this last piece.
    """
    x = first.rect.x + first.rect.width / 2
    start = _way_out(last)
    way = (Point(gutter_x, start[-1].y), Point(gutter_x, entry_y), Point(x, entry_y))
    return Stroke((*start, *way, Point(x, first.rect.y)), has_arrow=first.rect.height > 0)


def joint_from_the_side(last: Item, first: Item, gutter_x: float) -> Stroke:
    """Into the side of the next column's first box: straight across where that can be."""
    start, x, y = _way_out(last), first.rect.x, first.rect.y + first.rect.height / 2
    if abs(start[-1].y - y) < first.rect.height / 2 - CORNER_ROOM:
        return Stroke((*start, Point(x, start[-1].y)), has_arrow=True)
    way = (Point(gutter_x, start[-1].y), Point(gutter_x, y), Point(x, y))
    return Stroke((*start, *way), has_arrow=True)


def _way_out(last: Item) -> tuple[Point, ...]:
    """Out of a box at its side; below a sum, whose side takes the shortcut."""
    rect = last.rect
    if not last.is_round:
        return (Point(rect.x + rect.width, rect.y + rect.height / 2),)
    middle, bottom = rect.x + rect.width / 2, rect.y + rect.height
    return Point(middle, bottom), Point(middle, bottom + EXIT_DROP)
