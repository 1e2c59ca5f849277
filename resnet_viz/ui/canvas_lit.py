"""Both paths of a residual block, lit while the pointer is on its shortcut."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPathStroker, QPen

from resnet_viz.diagram.outline import outline_of
from resnet_viz.diagram.scene import Item, Rect, Scene, ShortcutPicture
from resnet_viz.ui.canvas_grid import Grid
from resnet_viz.ui.canvas_lines import path_of, rect_of
from resnet_viz.ui.canvas_view import Placement

LIT_WIDTH = 5.0  # points


class ShortcutGrid:
    """Finds the shortcut whose line is at a point."""

    def __init__(self, scene: Scene) -> None:
        self._shortcuts = scene.shortcuts
        self._strokes = [
            (place, stroke) for place, each in enumerate(scene.shortcuts) for stroke in each.strokes
        ]
        self._grid = Grid([rect_of(stroke) for _, stroke in self._strokes])

    def at(self, point: QPointF, reach: float) -> ShortcutPicture | None:
        """The shortcut that has a line within `reach` of a point of the scene."""
        around = Rect(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
        for near in self._grid.within(around):
            place, stroke = self._strokes[near]
            wide = QPainterPathStroker(QPen(Qt.GlobalColor.black, 2 * reach))
            if wide.createStroke(path_of(outline_of(stroke))).contains(point):
                return self._shortcuts[place]
        return None


def items_beside(scene: Scene, shortcut: ShortcutPicture) -> Iterator[Item]:
    """Every box of a shortcut's block: its main path, its sum and its projection's layers."""
    block = shortcut.id.removesuffix(".shortcut")
    return (each for each in scene.all_items if each.id == block or each.id.startswith(f"{block}."))


def paint_shortcut(
    painter: QPainter, shortcut: ShortcutPicture, placement: Placement, color: QColor
) -> None:
    """Its line, wide and in one colour; the painter is in pixels of the widget."""
    painter.save()
    painter.setTransform(placement.transform(), combine=True)
    painter.setPen(QPen(color, LIT_WIDTH))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in shortcut.strokes:
        painter.drawPath(path_of(outline_of(stroke)))
    painter.restore()
