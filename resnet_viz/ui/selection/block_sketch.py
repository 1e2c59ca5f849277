"""A small picture of a residual block, on the card of the selection."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.tree import BlockView
from resnet_viz.diagram.layout.block_figure import BlockFigure, block_figure
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.ui.paint.block_figure import height_for, paint_block

MOST_HEIGHT = 360  # pixels, at which the words of a projection with SE can be read


class BlockSketch(QWidget):
    """As high as the block needs at this width, and hidden without a block."""

    def __init__(self, theme_of: Callable[[], Theme]) -> None:
        super().__init__()
        self._theme_of = theme_of
        self._figure: BlockFigure | None = None
        self.hide()

    def show_block(self, graph: Graph, block: BlockView | None) -> None:
        """Shows a block; nothing for None."""
        self._figure = block_figure(graph, block) if block else None
        self.setAccessibleName(self._figure.text if self._figure else "")
        self.setVisible(block is not None)
        self._fit()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._figure is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_block(painter, QRectF(self.rect()), self._figure, self._theme_of())
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._figure is not None and self.width() > 0:
            height = min(MOST_HEIGHT, round(height_for(self.width(), self._figure)))
            if height != self.height():
                self.setFixedHeight(height)
