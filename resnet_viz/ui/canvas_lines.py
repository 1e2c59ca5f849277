"""Strokes of one pen as Qt draws them: each prepared when it first comes into view."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from resnet_viz.diagram.outline import Outline, outline_of
from resnet_viz.diagram.scene import Rect, Stroke
from resnet_viz.diagram.theme import Pen
from resnet_viz.ui.canvas_grid import Grid

ROOM = 3.0  # around a stroke's points: half its width, or half its head's


class Lines:
    """The strokes of one pen."""

    def __init__(self, strokes: Sequence[Stroke], pen: Pen) -> None:
        self.strokes = strokes
        self.pen = pen
        self.grid = Grid([rect_of(stroke) for stroke in strokes])
        self._fine: dict[int, tuple[QPainterPath, QPolygonF | None]] = {}
        self._coarse: dict[int, list[QLineF]] = {}
        self._all_coarse: list[QLineF] | None = None

    def within(self, part: Rect | None) -> list[int]:
        """The places of the strokes in a part of the scene; None for all of it."""
        return list(range(len(self.strokes))) if part is None else self.grid.within(part)

    def paint_fine(self, painter: QPainter, places: Sequence[int]) -> None:
        """With rounded corners, dashes and heads."""
        lines = [self._fine_of(place) for place in places]
        painter.setPen(pen_of(self.pen))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for path, _ in lines:
            painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.pen.color))
        for _, head in lines:
            if head is not None:
                painter.drawPolygon(head)

    def paint_coarse(self, painter: QPainter, places: Sequence[int]) -> None:
        """From point to point, a pixel wide, all in one call; a curve along its handles."""
        painter.setPen(QPen(QColor(self.pen.color), 0))
        painter.drawLines(self._coarse_of(places))

    def _coarse_of(self, places: Sequence[int]) -> list[QLineF]:
        if len(places) < len(self.strokes):
            return [line for place in places for line in self._pieces(place)]
        if self._all_coarse is None:
            self._all_coarse = [line for place in places for line in self._pieces(place)]
        return self._all_coarse

    def _pieces(self, place: int) -> list[QLineF]:
        pieces = self._coarse.get(place)
        if pieces is None:
            points = [QPointF(*point) for point in self.strokes[place].points]
            pieces = [QLineF(*pair) for pair in pairwise(points)]
            self._coarse[place] = pieces
        return pieces

    def _fine_of(self, place: int) -> tuple[QPainterPath, QPolygonF | None]:
        line = self._fine.get(place)
        if line is None:
            outline = outline_of(self.strokes[place])
            head = QPolygonF([QPointF(*point) for point in outline.head]) if outline.head else None
            line = self._fine[place] = path_of(outline), head
        return line


def pen_of(pen: Pen) -> QPen:
    """A theme's pen as Qt draws it; Qt counts dashes in line widths."""
    made = QPen(QColor(pen.color), pen.width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if pen.dash:
        made.setDashPattern([length / pen.width for length in pen.dash])
    return made


def path_of(outline: Outline) -> QPainterPath:
    """The outline's line as a path."""
    path = QPainterPath()
    for command in outline.commands:
        points = [QPointF(*point) for point in command.points]
        if command.letter == "M":
            path.moveTo(points[0])
        elif command.letter == "L":
            path.lineTo(points[0])
        else:
            path.cubicTo(*points)
    return path


def rect_of(stroke: Stroke) -> Rect:
    """The room that a stroke takes, its head with it."""
    xs, ys = zip(*stroke.points, strict=True)
    left, top = min(xs) - ROOM, min(ys) - ROOM
    return Rect(left, top, max(xs) + ROOM - left, max(ys) + ROOM - top)
