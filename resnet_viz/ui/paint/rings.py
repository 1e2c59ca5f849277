"""The rings around what is selected, what the pointer is on and what a search found."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from resnet_viz.ui.paint.placement import Placement

RING_PX = 3.0
WIDTH_PX = 2.5
CORNER = 5.0  # of a box, in points of the scene
FILL_ALPHA = 56
MOST_RINGS = 150  # more boxes are lit without rings
LEAST_RINGED = 0.3  # pixels for each point; smaller boxes have none


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


def paint_found(
    painter: QPainter, boxes: Sequence[QRectF], placement: Placement, color: QColor
) -> None:
    """Lights boxes of the scene; the painter is in pixels of the widget."""
    view = placement.rect_to_scene(QRectF(painter.viewport()))
    shown = [placement.rect_to_widget(box) for box in boxes if box.intersects(view)]
    fill = QColor(color)
    fill.setAlpha(FILL_ALPHA)
    is_few = len(shown) <= MOST_RINGS and placement.scale >= LEAST_RINGED
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_few)
    painter.setPen(Qt.PenStyle.NoPen if is_few else QPen(color, 1))
    painter.setBrush(fill)
    painter.drawRects(shown)
    for box in shown if is_few else ():
        paint_ring(painter, box, color, placement.scale, is_round=False)
