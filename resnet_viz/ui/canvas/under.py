"""What is under a place of the canvas: a box, a shortcut, a sign that folds."""

from typing import NamedTuple

from PySide6.QtCore import QPointF

from resnet_viz.core.graph.paths import block_of_shortcut, sum_path
from resnet_viz.diagram.scene.scene import Item, ShortcutPicture
from resnet_viz.ui.paint import fold_signs
from resnet_viz.ui.paint.placement import Placement
from resnet_viz.ui.paint.scene_painter import ScenePainter

SHORTCUT_REACH_PX = 5.0


class Under(NamedTuple):
    """A place in pixels of the widget, on what is painted there; each is worked out when asked."""

    painter: ScenePainter | None
    placement: Placement
    place: QPointF

    @property
    def item(self) -> Item | None:
        """The box."""
        if self.painter is None:
            return None
        point = self.placement.to_scene(self.place)
        return self.painter.item_at(point.x(), point.y())

    @property
    def shortcut(self) -> ShortcutPicture | None:
        """The shortcut whose line is here or close by."""
        if self.painter is None:
            return None
        reach = SHORTCUT_REACH_PX / self.placement.scale
        return self.painter.shortcut_at(self.placement.to_scene(self.place), reach)

    @property
    def path(self) -> str:
        """What a click here selects: a box, the sum that a shortcut ends in, or ''."""
        if item := self.item:
            return item.id
        shortcut = self.shortcut
        return sum_path(block_of_shortcut(shortcut.id)) if shortcut else ""

    @property
    def sign(self) -> str:
        """What a sign here expands or collapses, '' for none."""
        scale = self.placement.scale
        if self.painter is None or scale < fold_signs.LEAST_SCALE:
            return ""
        return fold_signs.marked_at(self.painter.scene, self.placement.to_scene(self.place), scale)

    @property
    def opened(self) -> str:
        """What a double click here expands or collapses, '' for the empty ground."""
        if self.painter is None:
            return ""
        if item := self.item:
            return item.id
        return fold_signs.titled_at(self.painter.scene, self.placement.to_scene(self.place)) or ""
