"""The lines that carry the main path from one column up the gutter into the next."""

from resnet_viz.diagram.scene import Item, Point, Stroke

EXIT_DROP = 12.0  # below a sum, whose right side takes the shortcut


def joint(last: Item, first: Item, gutter_x: float, entry_y: float) -> Stroke:
    """From the last item of a column, up at `gutter_x`, in at `entry_y`, down into the next."""
    x = first.rect.x + first.rect.width / 2
    start = _way_out(last)
    way = (Point(gutter_x, start[-1].y), Point(gutter_x, entry_y), Point(x, entry_y))
    return Stroke((*start, *way, Point(x, first.rect.y)), has_arrow=True)


def _way_out(last: Item) -> tuple[Point, ...]:
    """Out of a box at its side; below a sum, whose side takes the shortcut."""
    rect = last.rect
    if not last.is_round:
        return (Point(rect.x + rect.width, rect.y + rect.height / 2),)
    middle, bottom = rect.x + rect.width / 2, rect.y + rect.height
    return Point(middle, bottom), Point(middle, bottom + EXIT_DROP)
