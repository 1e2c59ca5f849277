"""One residual block painted into a rectangle, as large as it has room for."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from resnet_viz.diagram.layout.block_figure import BlockFigure
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.ui.paint.scene_painter import ScenePainter

MOST_SCALE = 1.6  # letters of a figure are not blown up beyond those of the page


def paint_block(painter: QPainter, rect: QRectF, figure: BlockFigure, theme: Theme) -> None:
    """Paints a block in the middle of a rectangle of the painter, in a theme's colours."""
    scene = figure.scene
    scale = scale_in(rect, figure)
    left = rect.x() + (rect.width() - scene.width * scale) / 2
    top = rect.y() + (rect.height() - scene.height * scale) / 2
    painter.save()
    painter.translate(left, top)
    painter.scale(scale, scale)
    whole = QRectF(0, 0, scene.width, scene.height)
    ScenePainter(scene, theme, None).paint(painter, whole, scale, is_fine=True)
    painter.restore()


def scale_in(rect: QRectF, figure: BlockFigure) -> float:
    """Pixels for each point of a block in a rectangle."""
    scene = figure.scene
    return min(rect.width() / scene.width, rect.height() / scene.height, MOST_SCALE)


def height_for(width: float, figure: BlockFigure) -> float:
    """The pixels that a block is high in so much width."""
    return figure.scene.height * min(width / figure.scene.width, MOST_SCALE)
