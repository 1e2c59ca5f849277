"""The figure of two blocks, as large as there is room for its words."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_viz.core.lab.block_pair import BlockPair
from resnet_viz.diagram.layout.pair_figure import colors_of
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.export.blocks import figured_blocks, pair_scene
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.paint.scene_painter import ScenePainter

SCALE = 1.2  # pixels for each point: the least words have 8 points
LEAST_SCALE = 1.13  # at which they have 9 pixels


class PairView(QWidget):
    """Paints two blocks; never so small that its words can't be read."""

    def __init__(self) -> None:
        super().__init__()
        self._pair: BlockPair | None = None
        self._theme: Theme = LIGHT.picture
        self._painter: ScenePainter | None = None
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        self._theme = colors.picture
        self._prepare()

    def show_pair(self, pair: BlockPair) -> None:
        """Shows a pair."""
        self._pair = pair
        self.setAccessibleName(_spoken(pair))
        self._prepare()

    def _prepare(self) -> None:
        if self._pair is None:
            return
        scene = pair_scene(self._pair)
        colors = colors_of(scene, figured_blocks(self._pair), self._theme)
        self._painter = ScenePainter(scene, self._theme, colors)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self._sized(SCALE)

    def minimumSizeHint(self) -> QSize:
        return self._sized(LEAST_SCALE)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._painter is None:
            return
        scene = self._painter.scene
        scale = min(SCALE, max(LEAST_SCALE, self.width() / scene.width))
        painter = QPainter(self)
        painter.scale(scale, scale)
        whole = QRectF(0, 0, scene.width, scene.height)
        ratio = self.devicePixelRatioF()
        self._painter.paint(painter, whole, scale * ratio, is_fine=True, has_far_words=False)
        painter.end()

    def _sized(self, scale: float) -> QSize:
        if self._painter is None:
            return QSize(0, 0)
        scene = self._painter.scene
        return QSize(round(scene.width * scale), round(scene.height * scale))


def _spoken(pair: BlockPair) -> str:
    """The figure in words, for who can't see it."""
    parts = []
    for block in figured_blocks(pair):
        rows = ", ".join(f"{row.label}: {row.detail}" for row in block.rows)
        parts.append(f"{block.title}. {rows}. {block.totals[0]}.")
    return " ".join(parts)
