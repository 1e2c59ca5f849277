"""A small figure of one residual block."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_viz.diagram.layout.block_figure import BlockFigure
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.paint.block_figure import paint_block

SCALE = 1.15  # pixels for each point


class BlockView(QWidget):
    """Shows a block as large as the words around it."""

    def __init__(self) -> None:
        super().__init__()
        self.colors = LIGHT
        self._figure: BlockFigure | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_figure(self, figure: BlockFigure | None) -> None:
        """Shows a block, or nothing."""
        self._figure = figure
        self.setVisible(figure is not None)
        self.setAccessibleName(figure.text if figure else "")
        self.updateGeometry()
        self.update()

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        self.colors = colors
        self.update()

    def sizeHint(self) -> QSize:
        if self._figure is None:
            return QSize(0, 0)
        scene = self._figure.scene
        return QSize(round(scene.width * SCALE), round(scene.height * SCALE))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._figure is None:
            return
        painter = QPainter(self)
        paint_block(painter, QRectF(self.rect()), self._figure, self.colors.picture)
        painter.end()
