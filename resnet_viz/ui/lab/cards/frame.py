"""The frame of a card: the band of its colour, and whether it is current or has the keyboard."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from resnet_viz.ui.look.colors import Colors

BAND = 5  # pixels of the member's colour at the left edge
RADIUS = 8
INSET = 3  # of the dashes around a card that has the keyboard


def paint_frame(card: QWidget, band: str, colors: Colors, *, is_current: bool) -> None:
    """Paints both over the card's ground: a line for the current one, dashes for the keyboard."""
    painter = QPainter(card)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_band(painter, band, card.height())
    if is_current:
        _paint_line(painter, card.rect().adjusted(1, 1, -2, -2), QPen(QColor(colors.accent), 2.0))
    if card.hasFocus():
        dashes = QPen(QColor(colors.ink), 1.0, Qt.PenStyle.DotLine)
        _paint_line(painter, card.rect().adjusted(INSET, INSET, -INSET - 1, -INSET - 1), dashes)


def _paint_band(painter: QPainter, color: str, height: int) -> None:
    painter.setClipRect(0, 0, BAND, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(0, 0, 2 * RADIUS, height, RADIUS, RADIUS)
    painter.setClipping(False)


def _paint_line(painter: QPainter, rect: QRect, pen: QPen) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, RADIUS - 1, RADIUS - 1)
