"""Where a scene is in a widget: scale and offset, and how they change."""

from dataclasses import dataclass, field
from math import inf

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from resnet_viz.diagram.scene.room import MOST_SCALE as MOST_FIT
from resnet_viz.diagram.scene.room import Room

LEAST_SCALE = 0.02  # pixels for each point
MOST_SCALE = 8.0
MARGIN = 5.0  # pixels around a scene, which has a margin of its own


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


def room_in(widget: QSizeF, reserved_bottom: float) -> QSizeF:
    """The pixels that a widget has for its scene, above what is reserved at its bottom."""
    return QSizeF(
        max(widget.width() - 2 * MARGIN, 1.0),
        max(widget.height() - 2 * MARGIN - reserved_bottom, 1.0),
    )


def fitted(scene: QSizeF, room: QSizeF, most: float = inf) -> Placement:
    """The whole scene in the middle of the room, however small, `most` a scale that bounds it."""
    return _placed(scene, room, max(min(_ratio(scene, room), most), LEAST_SCALE))


def fitted_to_read(scene: QSizeF, room: QSizeF, least: float, most: float = inf) -> Placement:
    """The same, or the beginning of the scene where the whole would be below the `least` scale."""
    pixels = Room(room.width(), room.height(), least=least)
    return _placed(scene, room, min(pixels.read_scale_of(scene.width(), scene.height()), most))


def _ratio(scene: QSizeF, room: QSizeF) -> float:
    return min(room.width() / scene.width(), room.height() / scene.height(), MOST_FIT)


def _placed(scene: QSizeF, room: QSizeF, scale: float) -> Placement:
    """In the middle; what does not fit starts at the edge."""
    left = max((room.width() - scene.width() * scale) / 2, 0.0)
    top = max((room.height() - scene.height() * scale) / 2, 0.0)
    return Placement(scale, QPointF(MARGIN + left, MARGIN + top))
