"""The legend over the canvas, in widget pixels whatever the zoom is."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from resnet_viz.diagram.scene.legend import HEIGHT, Legend
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.ui.paint.lines import qt_pen
from resnet_viz.ui.paint.text import diagram_font, left_of

SCALE = 4 / 3  # legend points to pixels at 96 per inch
MARGIN = 14.0
LEAST_HEIGHT = 28.0  # pixels: a single line is in the middle of the zoom box next to it
GROUND_ALPHA = 225
GROUND_OVER = 4.0  # pixels of the ground above the legend


def room_for(legend: Legend) -> float:
    """The height in pixels to keep free; a scale's at least, so that colours move nothing."""
    return max(legend.height, 2 * HEIGHT) * SCALE


def paint_legend(
    painter: QPainter, legend: Legend, theme: Theme, place: QRectF, *, is_far: bool = False
) -> None:
    """Paints the legend at the bottom left of a rectangle, on a ground as wide as the painter.

    From afar boxes are painted in the colour of their outlines, and so are the legend's then.
    """
    if not legend.texts:
        return
    height = legend.height * SCALE
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QColor(theme.page)
    ground.setAlpha(GROUND_ALPHA)
    rise = max((LEAST_HEIGHT - height) / 2, 0.0)
    at = QPointF(place.left() + MARGIN, place.bottom() - MARGIN / 2 - height - rise)
    top = min(at.y(), place.bottom() - MARGIN / 2 - LEAST_HEIGHT) - GROUND_OVER
    painter.fillRect(QRectF(QPointF(0, top), place.bottomRight() + QPointF(1, 1)), ground)
    painter.translate(at)
    painter.scale(SCALE, SCALE)
    paint_parts(painter, legend, theme, is_far=is_far)
    painter.restore()


def paint_parts(painter: QPainter, legend: Legend, theme: Theme, *, is_far: bool = False) -> None:
    """Paints a legend in its own points, its top left corner at the origin."""
    for swatch in legend.swatches:
        painter.setBrush(QColor(swatch.tint.line if is_far else swatch.tint.fill))
        painter.setPen(
            QPen(QColor(swatch.tint.line), 1) if swatch.has_border else Qt.PenStyle.NoPen
        )
        rect = QRectF(*swatch.rect)
        if swatch.has_border:
            painter.drawRoundedRect(rect, 2.5, 2.5)
        else:
            painter.drawRect(rect)
    for sample in legend.samples:
        painter.setPen(qt_pen(sample.pen))
        painter.drawLine(*(QPointF(*point) for point in sample.stroke.points))
    painter.setPen(QColor(theme.muted))
    for text in legend.texts:
        painter.setFont(diagram_font(text.size, text.is_bold))
        painter.drawText(QPointF(left_of(text), text.y), text.text)
