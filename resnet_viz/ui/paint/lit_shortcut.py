"""Both paths of a residual block, lit while the pointer is on its shortcut."""

from collections.abc import Iterator
from itertools import pairwise
from math import inf

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from resnet_viz.core.graph.paths import block_of_shortcut, is_within
from resnet_viz.diagram.scene.outline import outline_of
from resnet_viz.diagram.scene.scene import Item, Point, Rect, Scene, ShortcutPicture, Stroke
from resnet_viz.ui.paint.grid import Grid
from resnet_viz.ui.paint.lines import path_of, stroke_rect

GLOW_WIDTH = 8.0  # points
CORE_WIDTH = 2.6  # points
GLOW = 80  # how opaque it is


class ShortcutGrid:
    """Finds the shortcut whose line is at a point."""

    def __init__(self, scene: Scene) -> None:
        self._shortcuts = scene.shortcuts
        self._strokes = [
            (place, stroke) for place, each in enumerate(scene.shortcuts) for stroke in each.strokes
        ]
        self._grid = Grid([stroke_rect(stroke) for _, stroke in self._strokes])

    def at(self, point: QPointF, reach: float) -> ShortcutPicture | None:
        """The shortcut that has the nearest line within `reach` of a point of the scene."""
        around = Rect(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
        near = [self._strokes[place] for place in self._grid.within(around)]
        away = [(_distance(stroke, point), place) for place, stroke in near]
        distance, place = min(away, default=(inf, 0))
        return self._shortcuts[place] if distance <= reach else None


def _distance(stroke: Stroke, point: QPointF) -> float:
    """From a point to the nearest place of a line."""
    (polygon,) = path_of(outline_of(stroke)).toSubpathPolygons()
    corners = [complex(each.x(), each.y()) for each in polygon.toList()]
    here = complex(point.x(), point.y())
    return min(_to_piece(here, *piece) for piece in pairwise(corners))


def _to_piece(here: complex, start: complex, end: complex) -> float:
    piece, away = end - start, here - start
    along = (away * piece.conjugate()).real / (abs(piece) ** 2 or 1.0)
    return abs(away - min(max(along, 0.0), 1.0) * piece)


def items_next_to(scene: Scene, shortcut: ShortcutPicture) -> Iterator[Item]:
    """The boxes that a shortcut passes by, from its fork to the sum that it ends in."""
    block = block_of_shortcut(shortcut.id)
    fork, end = shortcut.strokes[0].points[0], shortcut.strokes[-1].points[-1]
    axis = _flow_axis(fork, end)
    for item in scene.items:
        if is_within(item.id, block):
            middle = item.rect[axis] + item.rect[axis + 2] / 2
            if fork[axis] < middle <= end[axis]:
                yield item


def paint_main_path(
    painter: QPainter, scene: Scene, shortcut: ShortcutPicture, color: QColor
) -> None:
    """The pieces of the main path between those boxes; the painter is in scene coordinates."""
    fork, end = shortcut.strokes[0].points[0], shortcut.strokes[-1].points[-1]
    axis = _flow_axis(fork, end)
    rects = [Rect(*fork, 0.0, 0.0), *(item.rect for item in items_next_to(scene, shortcut))]
    painter.setPen(_pen(color, GLOW_WIDTH, GLOW))
    painter.drawLines([_between(*pair, axis) for pair in pairwise(rects)])


def paint_shortcut(painter: QPainter, shortcut: ShortcutPicture, color: QColor) -> None:
    """Its line, bright in a glow of the same colour; the painter is in scene coordinates."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (_pen(color, GLOW_WIDTH, GLOW), _pen(color, CORE_WIDTH, 255)):
        painter.setPen(pen)
        for stroke in shortcut.strokes:
            painter.drawPath(path_of(outline_of(stroke)))


def _flow_axis(fork: Point, end: Point) -> int:
    """0 where the data flows to the right, 1 where it flows down."""
    return 0 if abs(end.x - fork.x) > abs(end.y - fork.y) else 1


def _between(one: Rect, other: Rect, axis: int) -> QLineF:
    """From the end of one box to the start of the next, along the flow."""
    start = [one.x + one.width / 2, one.y + one.height / 2]
    start[axis] = one[axis] + one[axis + 2]
    end = list(start)
    end[axis] = other[axis]
    return QLineF(*start, *end)


def _pen(color: QColor, width: float, alpha: int) -> QPen:
    shade = QColor(color)
    shade.setAlpha(alpha)
    made = QPen(shade, width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return made
