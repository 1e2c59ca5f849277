"""The marks of what differs, over a scene: rings around boxes, bands along shortcuts, signs."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.diagram.scene.marks import HALO_WIDTH, SIGNS, Badge, Marks, Ring, pen_of
from resnet_viz.diagram.scene.outline import outline_of
from resnet_viz.diagram.scene.scene import Rect
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.ui.paint.grid import Grid
from resnet_viz.ui.paint.lines import path_of, qt_pen
from resnet_viz.ui.paint.text import diagram_font, left_of

HALO_ALPHA = 90  # how opaque a band is, of 255
LEAST_SIGN = 0.75  # pixels for a point, below which signs can't be read
LEAST_DASHED = 0.3  # and below which boxes are shaded instead of ringed
SHADE_ALPHA = 110
ROOM = 6.0  # points around what is in view

Signs = Mapping[Kind, str]


class PaintedMarks:
    """Marks in a theme's colours, painted again and again.

    `signs` are in place of the usual ones: the letters of networks that are not A and B.
    """

    def __init__(self, marks: Marks, theme: Theme, signs: Signs) -> None:
        self.marks, self._theme = marks, theme
        self._signs: Signs = {**SIGNS, **signs}
        self._pens = {kind: qt_pen(pen_of(kind, theme)) for kind in SIGNS}
        self._shades = {kind: _shade(pen_of(kind, theme).color) for kind in SIGNS}
        self._squares: dict[int, dict[Kind, list[QRectF]]] = {}

    def paint(self, painter: QPainter, visible: QRectF, scale: float) -> None:
        """Paints those in view; the painter is in points of the scene, `scale` pixels for one."""
        part = visible.adjusted(-ROOM, -ROOM, ROOM, ROOM)
        is_fine = scale >= LEAST_DASHED
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_fine)
        self._paint_halos(painter, part)
        self._paint_rings(painter, part, scale)
        if scale >= LEAST_SIGN:
            rings = (self.marks.rings[at] for at in self._ring_grid.within(_rect(part)))
            badges = (halo.badge for halo in self.marks.halos), (ring.badge for ring in rings)
            for badge in chain(*badges):
                if part.contains(QPointF(*badge.center)):
                    paint_badge(painter, badge, self._theme, self._signs[badge.kind])

    def prepare(self) -> None:
        """Finds out where they are, if that is not known yet."""
        self._ring_grid.prepare()

    @cached_property
    def _ring_grid(self) -> Grid:
        return Grid([ring.rect for ring in self.marks.rings])

    @cached_property
    def _halos(self) -> list[tuple[QPainterPath, QPen]]:
        found: list[tuple[QPainterPath, QPen]] = []
        for halo in self.marks.halos:
            path = QPainterPath()
            for stroke in halo.strokes:
                path.addPath(path_of(outline_of(stroke)))
            color = QColor(pen_of(halo.kind, self._theme).color)
            color.setAlpha(HALO_ALPHA)
            pen = QPen(color, HALO_WIDTH)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            found.append((path, pen))
        return found

    def _paint_halos(self, painter: QPainter, part: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for path, pen in self._halos:
            if path.controlPointRect().intersects(part):
                painter.setPen(pen)
                painter.drawPath(path)

    def _paint_rings(self, painter: QPainter, part: QRectF, scale: float) -> None:
        is_far = scale < LEAST_DASHED
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for kind, rects in self._rects_within(part).items():
            if is_far:  # lines around thousands of boxes would take too long
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._shades[kind])
                painter.drawRects(rects)
                continue
            painter.setPen(self._pens[kind])
            radius = self.marks.rings[0].radius
            for rect in rects:
                painter.drawRoundedRect(rect, radius, radius)

    def _rects_within(self, part: QRectF) -> Mapping[Kind, list[QRectF]]:
        """The rings in a part of the scene by their kinds; made once for each square of it."""
        found: dict[Kind, list[QRectF]] = {}
        for square in self._ring_grid.squares_within(_rect(part)):
            if square not in self._squares:
                rings = [self.marks.rings[at] for at in self._ring_grid.squares[square].places]
                self._squares[square] = _by_kind(rings)
            for kind, rects in self._squares[square].items():
                found.setdefault(kind, []).extend(rects)
        return found


def paint_badge(painter: QPainter, badge: Badge, theme: Theme, sign: str) -> None:
    """A sign on a disc in the colour of its kind, in points."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.page), 0.8))
    painter.setBrush(QColor(pen_of(badge.kind, theme).color))
    painter.drawEllipse(QRectF(*badge.rect))
    text = badge.sign._replace(text=sign)
    painter.setPen(QColor(theme.page))
    painter.setFont(diagram_font(text.size, text.is_bold))
    painter.drawText(QPointF(left_of(text), text.y), text.text)


def _by_kind(rings: Iterable[Ring]) -> dict[Kind, list[QRectF]]:
    by_kind: dict[Kind, list[QRectF]] = {}
    for ring in rings:
        by_kind.setdefault(ring.kind, []).append(QRectF(*ring.rect))
    return by_kind


def _shade(name: str) -> QColor:
    color = QColor(name)
    color.setAlpha(SHADE_ALPHA)
    return color


def _rect(rect: QRectF) -> Rect:
    return Rect(rect.x(), rect.y(), rect.width(), rect.height())
