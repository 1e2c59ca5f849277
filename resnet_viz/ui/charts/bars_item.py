"""All bars of a chart as one item: painted in pixels, with round shoulders and their values."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pyqtgraph
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

RADIUS_PX = 3.0
GAP_PX = 4.0  # between the words above two bars
WORD_PX = 18.0  # of a line of words
FAR_PX = 400.0


class PaintedBar(NamedTuple):
    """A bar in places of the axes, its colours, and what is written above it, '' for nothing."""

    rect: QRectF
    fill: QColor
    words: str = ""


class BarsItem(pyqtgraph.GraphicsObject):  # type: ignore[misc]  # pyqtgraph is untyped
    """Values are written where all of them have room above their bars."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[PaintedBar, ...] = ()
        self._ink, self._edge = QColor(), QColor()

    def show_bars(self, bars: Sequence[PaintedBar], ink: str, edge: str) -> None:
        """Other bars: `ink` is the colour of words, `edge` that between stacked ones, or ''."""
        self._bars = tuple(bars)
        self._ink, self._edge = QColor(ink), QColor(edge)
        self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> QRectF:
        rect = self.viewRect()
        return QRectF() if rect is None else QRectF(rect)

    def viewRangeChanged(self) -> None:
        self.prepareGeometryChange()

    def paint(self, painter: QPainter, *_: Any) -> None:
        to_pixels = painter.worldTransform()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rects = [to_pixels.mapRect(bar.rect) for bar in self._bars]
        for bar, rect in zip(self._bars, rects, strict=True):
            painter.setPen(QPen(self._edge, 1) if self._edge.isValid() else Qt.PenStyle.NoPen)
            painter.setBrush(bar.fill)
            if self._edge.isValid():
                painter.drawRect(rect)
            else:
                painter.drawPath(_shouldered(rect))
        self._write(painter, rects)

    def _write(self, painter: QPainter, rects: Sequence[QRectF]) -> None:
        metrics = QFontMetricsF(painter.font())
        for bar, rect in zip(self._bars, rects, strict=True):
            if metrics.horizontalAdvance(bar.words) + GAP_PX > rect.width() * 1.1:
                return
        painter.setPen(self._ink)
        for bar, rect in zip(self._bars, rects, strict=True):
            if bar.words:
                place = QRectF(
                    rect.center().x() - FAR_PX, rect.top() - WORD_PX, 2 * FAR_PX, WORD_PX
                )
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, bar.words)


def _shouldered(rect: QRectF) -> QPainterPath:
    """A bar that is round above and straight on its axis."""
    radius = min(RADIUS_PX, rect.width() / 2, rect.height())
    path = QPainterPath(rect.bottomLeft())
    path.lineTo(rect.left(), rect.top() + radius)
    path.quadTo(rect.topLeft(), QPointF(rect.left() + radius, rect.top()))
    path.lineTo(rect.right() - radius, rect.top())
    path.quadTo(rect.topRight(), QPointF(rect.right(), rect.top() + radius))
    path.lineTo(rect.bottomRight())
    path.closeSubpath()
    return path
