"""What is painted over the scene: rings, and both paths of the shortcut that the pointer is on."""

from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from resnet_viz.diagram.scene.scene import Item, Scene, ShortcutPicture
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.ui.paint.lit_shortcut import items_next_to, paint_main_path, paint_shortcut
from resnet_viz.ui.paint.placement import Placement
from resnet_viz.ui.paint.rings import paint_ring

SELECTED = 255  # how opaque rings are, of 255
LIT = 190
FOUND = 150
HOVERED = 120


class Overlay(NamedTuple):
    """Where the scene is on the canvas, and the colour of what is chosen."""

    placement: Placement
    accent: QColor

    def color(self, alpha: int) -> QColor:
        """The accent, as opaque as asked."""
        color = QColor(self.accent)
        color.setAlpha(alpha)
        return color

    def ring(self, painter: QPainter, item: Item, alpha: int) -> None:
        """A ring around a box in the accent's colour."""
        self._ring(painter, item, self.color(alpha))

    def light(
        self, painter: QPainter, scene: Scene, shortcut: ShortcutPicture, theme: Theme
    ) -> None:
        """Both paths of a block: the shortcut in its colour, the main path in the accent."""
        color = QColor(theme.pen_of(shortcut.kind, shortcut.how).color)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self.placement.transform(), combine=True)
        paint_main_path(painter, scene, shortcut, self.color(SELECTED))
        paint_shortcut(painter, shortcut, color)
        painter.restore()
        for item in items_next_to(scene, shortcut):
            self.ring(painter, item, LIT)
        for item in shortcut.items:
            self._ring(painter, item, color)

    def _ring(self, painter: QPainter, item: Item, color: QColor) -> None:
        rect = self.placement.rect_to_widget(QRectF(*item.rect))
        paint_ring(painter, rect, color, self.placement.scale, is_round=item.is_round)
