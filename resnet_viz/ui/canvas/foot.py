"""What is at the bottom of the canvas, over the scene: the zoom box, and the legend next to it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from resnet_viz.diagram.scene.heat import BoxColors
from resnet_viz.diagram.scene.legend import Legend, legend_of
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.ui.canvas.zoom_box import ZoomBox
from resnet_viz.ui.paint import legend

MOST_SHARE = 0.25  # of the canvas's height; the diagram needs the rest
EMPTY = Legend(0.0, 0.0, (), (), ())


class Foot:
    """The legend of a scene, wrapped in the width that the zoom box leaves; none without it."""

    def __init__(self, zoom_box: ZoomBox) -> None:
        self._zoom_box = zoom_box
        self._legend = self._plain = EMPTY

    @property
    def height(self) -> float:
        """Pixels, the same whatever boxes are coloured by, so that colours move nothing."""
        if self._zoom_box.isHidden():
            return 0.0
        box = self._zoom_box.height() + legend.MARGIN / 2
        return max(legend.room_for(self._legend), legend.room_for(self._plain), box)

    def wrap(self, scene: Scene, theme: Theme, heat: BoxColors | None, size: QSize) -> None:
        """Another scene, or another size of the canvas. A small one has no room for a legend."""
        if self._zoom_box.isHidden():
            return
        room = size.width() - self._left - 2 * legend.MARGIN
        self._plain = legend_of(scene, theme, None, room / legend.SCALE)
        self._legend = legend_of(scene, theme, heat, room / legend.SCALE) if heat else self._plain
        if self.height > MOST_SHARE * size.height():
            self._legend = self._plain = EMPTY

    def paint(self, painter: QPainter, theme: Theme, size: QSize, *, is_far: bool) -> None:
        """Paints the legend; the painter is in pixels of the canvas."""
        place = QRectF(self._left, 0, size.width() - self._left, size.height())
        legend.paint_legend(painter, self._legend, theme, place, is_far=is_far)

    @property
    def _left(self) -> int:
        return self._zoom_box.geometry().right()
