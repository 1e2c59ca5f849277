"""The rings around what is selected and what the pointer is on."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

RING_PX, WIDTH_PX = 3.0, 2.5
CORNER = 5.0  # of a box, in points of the scene


def paint_ring(
    painter: QPainter, box: QRectF, color: QColor, scale: float, *, is_round: bool
) -> None:
    """A ring around a box; the painter and the box are in pixels of the widget."""
    rect = box.adjusted(-RING_PX, -RING_PX, RING_PX, RING_PX)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, WIDTH_PX))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = rect.height() / 2 if is_round else CORNER * scale + RING_PX
    painter.drawRoundedRect(rect, radius, radius)
