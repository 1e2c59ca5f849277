"""Where a scene is in a widget: scale and offset, and how they change."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

LEAST_SCALE = 0.02  # pixels for each point
MOST_SCALE = 8.0
MOST_FIT = 1.6  # a small network is not blown up beyond this
MARGIN = 16.0


@dataclass(frozen=True, slots=True)
class Placement:
    """A scene point p is shown at p · scale + offset, in widget pixels."""

    scale: float = 1.0
    offset: QPointF = field(default_factory=QPointF)

    def to_widget(self, point: QPointF) -> QPointF:
        """Where a scene point is shown."""
        return point * self.scale + self.offset

    def to_scene(self, point: QPointF) -> QPointF:
        """Which scene point a place in the widget shows."""
        return (point - self.offset) * (1 / self.scale)

    def rect_to_scene(self, rect: QRectF) -> QRectF:
        """Which part of the scene a part of the widget shows."""
        return QRectF(self.to_scene(rect.topLeft()), rect.size() * (1 / self.scale))

    def rect_to_widget(self, rect: QRectF) -> QRectF:
        """Where a part of the scene is shown."""
        return QRectF(self.to_widget(rect.topLeft()), rect.size() * self.scale)

    def transform(self) -> QTransform:
        """The same for a painter."""
        moved = QTransform.fromTranslate(self.offset.x(), self.offset.y())
        return moved.scale(self.scale, self.scale)

    def moved(self, by: QPointF) -> "Placement":
        """Shifted by widget pixels."""
        return Placement(self.scale, self.offset + by)

    def zoomed(self, factor: float, at: QPointF) -> "Placement":
        """Larger or smaller, with the scene point under `at` kept in its place."""
        scale = min(max(self.scale * factor, LEAST_SCALE), MOST_SCALE)
        return Placement(scale, at - self.to_scene(at) * scale)


def fitted(scene: QSizeF, widget: QSizeF, reserved_bottom: float) -> Placement:
    """The whole scene in the middle of the widget, above what is reserved at its bottom."""
    room = QSizeF(
        max(widget.width() - 2 * MARGIN, 1.0),
        max(widget.height() - 2 * MARGIN - reserved_bottom, 1.0),
    )
    ratio = min(room.width() / scene.width(), room.height() / scene.height(), MOST_FIT)
    scale = max(ratio, LEAST_SCALE)
    return Placement(
        scale,
        QPointF(
            MARGIN + (room.width() - scene.width() * scale) / 2,
            MARGIN + (room.height() - scene.height() * scale) / 2,
        ),
    )
