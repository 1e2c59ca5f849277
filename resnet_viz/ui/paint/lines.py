"""Strokes of one pen as Qt draws them: each prepared when it first comes into view."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from resnet_viz.diagram.scene.outline import Outline, outline_of
from resnet_viz.diagram.scene.scene import Rect, Stroke
from resnet_viz.diagram.scene.theme import Pen
from resnet_viz.ui.paint.grid import Grid

ROOM = 3.0  # around a stroke's points: half its width, or half its head's


class PaintedLine(NamedTuple):
    """A stroke as it is painted; a straight one has no path, so that many are one call."""

    straight: QLineF | None
    path: QPainterPath | None
    head: QPolygonF | None


class Lines:
    """The strokes of one pen."""

    def __init__(self, strokes: Sequence[Stroke], pen: Pen) -> None:
        self.strokes = strokes
        self._color = QColor(pen.color)
        self._fine_pen, self._coarse_pen = qt_pen(pen), QPen(self._color, 0)
        self._fine: dict[int, PaintedLine] = {}
        self._coarse: dict[int, list[QLineF]] = {}

    @cached_property
    def grid(self) -> Grid:
        """Where they are."""
        return Grid([stroke_rect(stroke) for stroke in self.strokes])

    def prepare(self) -> None:
        """Finds out where they are, if that is not known yet."""
        self.grid.prepare()

    def paint_fine(self, painter: QPainter, part: Rect | None) -> None:
        """Those in a part of the scene, None for all, with rounded corners, dashes and heads."""
        places = range(len(self.strokes)) if part is None else self.grid.within(part)
        lines = [self._line(place) for place in places]
        painter.setPen(self._fine_pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawLines([line.straight for line in lines if line.straight])
        for line in lines:
            if line.path:
                painter.drawPath(line.path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color)
        for line in lines:
            if line.head:
                painter.drawPolygon(line.head)

    def paint_coarse(self, painter: QPainter, part: Rect | None) -> None:
        """The same from point to point, a pixel wide; a curve along its handles."""
        painter.setPen(self._coarse_pen)
        if part is None:
            painter.drawLines(self._every_piece)
            return
        squares = self.grid.squares_within(part)
        painter.drawLines([piece for square in squares for piece in self._pieces_in(square)])

    @cached_property
    def _every_piece(self) -> list[QLineF]:
        return _pieces(self.strokes)

    def _pieces_in(self, square: int) -> list[QLineF]:
        pieces = self._coarse.get(square)
        if pieces is None:
            strokes = (self.strokes[place] for place in self.grid.squares[square].places)
            pieces = self._coarse[square] = _pieces(strokes)
        return pieces

    def _line(self, place: int) -> PaintedLine:
        line = self._fine.get(place)
        if line is None:
            line = self._fine[place] = painted_line(self.strokes[place])
        return line


def painted_line(stroke: Stroke) -> PaintedLine:
    """A stroke with rounded corners and its head."""
    outline = outline_of(stroke)
    head = QPolygonF([QPointF(*point) for point in outline.head]) if outline.head else None
    if len(outline.commands) == 2 and not stroke.is_curve:
        (start,), (end,) = (command.points for command in outline.commands)
        return PaintedLine(QLineF(*start, *end), None, head)
    return PaintedLine(None, path_of(outline), head)


def qt_pen(pen: Pen) -> QPen:
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


def stroke_rect(stroke: Stroke) -> Rect:
    """The room that a stroke takes, its head with it."""
    xs = [point[0] for point in stroke.points]
    ys = [point[1] for point in stroke.points]
    left, top = min(xs), min(ys)
    return Rect(left - ROOM, top - ROOM, max(xs) - left + 2 * ROOM, max(ys) - top + 2 * ROOM)


def _pieces(strokes: Iterable[Stroke]) -> list[QLineF]:
    return [QLineF(*one, *other) for stroke in strokes for one, other in pairwise(stroke.points)]
