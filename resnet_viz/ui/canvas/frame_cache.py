"""The last frame, kept: a pan moves it and paints only what comes into view."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRect, QSize
from PySide6.QtGui import QPainter, QPixmap, QRegion

from resnet_viz.ui.paint.placement import Placement

Draw = Callable[[QPainter, QRect], None]  # paints a part of the widget, ground and all
ALIKE_PX = 0.01


class KeptFrame:
    """A pixmap as large as the widget, and the placement that it shows."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()
        self._shown: Placement | None = None

    def forget(self) -> None:
        """Marks the cached frame as stale."""
        self._shown = None

    def at(self, placement: Placement, size: QSize, ratio: float, draw: Draw) -> QPixmap:
        """The frame at a placement; `ratio` is pixels of the screen for one of the widget."""
        whole = QRect(QPoint(), size)
        if self._pixmap.size() != size * ratio:
            self._pixmap = QPixmap(size * ratio)
            self._pixmap.setDevicePixelRatio(ratio)
            self._shown = None
        missing = QRegion(whole)
        if self._shown is not None and self._shown.scale == placement.scale:
            missing = self._moved(placement.offset - self._shown.offset, whole, ratio)
        self._shown = placement
        painter = QPainter(self._pixmap)
        for part in missing:  # type: ignore[attr-defined]  # its stub does not say so
            painter.setClipRect(part)
            draw(painter, part)
        painter.end()
        return self._pixmap

    def _moved(self, by: QPointF, whole: QRect, ratio: float) -> QRegion:
        """What is still to be painted after a move; all of it for one by parts of pixels."""
        if by.isNull():
            return QRegion()
        step = (by * ratio).toPoint()
        if (by * ratio - QPointF(step)).manhattanLength() > ALIKE_PX or ratio != round(ratio):
            return QRegion(whole)
        self._pixmap.scroll(step.x(), step.y(), self._pixmap.rect())
        return QRegion(whole).subtracted(QRegion(whole.translated(by.toPoint())))
