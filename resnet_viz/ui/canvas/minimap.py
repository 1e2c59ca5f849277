"""The whole scene in small, in a corner, while the view shows only a part of it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.ui.paint.scene_painter import ScenePainter
from resnet_viz.ui.parts.tip import set_tip

WIDEST = 190.0  # pixels
HIGHEST = 130.0  # pixels
MOST_SHARE = 0.3  # of the canvas, across and down
PAD = 6.0  # pixels inside of its edge
MARGIN = 12  # pixels to the canvas's edge
LEAST_HEIGHT = 220  # pixels of the canvas, below which it would hide what it is an overview of


class Minimap(QWidget):
    """A widget over the canvas; `center_asked` carries a place of the scene."""

    center_asked = Signal(QPointF)

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._canvas = parent
        self._painter: ScenePainter | None = None
        self._pixmap = QPixmap()
        self._theme = theme
        self._scale = 1.0
        self._whole = QRectF()
        self._view = QRectF()
        self.setAccessibleName("Overview")
        set_tip(self, "Overview: click to move there")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def show_scene(self, painter: ScenePainter, theme: Theme, foot: float) -> None:
        """Another scene; it is drawn when it is seen."""
        scene = painter.scene
        self._painter, self._theme = painter, theme
        self._whole = QRectF(0, 0, scene.width, scene.height)
        self.follow(foot)
        self.show_view(self._view)

    def show_view(self, view: QRectF) -> None:
        """Marks the part in view; it hides for everything, or a low canvas."""
        self._view = view
        is_part = not self._whole.isEmpty() and not view.contains(self._whole)
        self.setVisible(is_part and self._canvas.height() >= LEAST_HEIGHT)
        self.update()

    def follow(self, foot: float) -> None:
        """Stays in the corner, above what is at the bottom, and small on a small canvas."""
        if self._whole.isEmpty():
            return
        room = self._canvas.size()
        widest = min(WIDEST, room.width() * MOST_SHARE)
        highest = min(HIGHEST, (room.height() - foot) * MOST_SHARE)
        self._scale = min(widest / self._whole.width(), highest / self._whole.height())
        size = (self._whole.size() * self._scale).toSize().expandedTo(QSize(12, 12))
        self._pixmap = QPixmap()
        self.resize(size.width() + round(2 * PAD), size.height() + round(2 * PAD))
        low = room.height() - self.height() - round(foot) - MARGIN
        self.move(room.width() - self.width() - MARGIN, low)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.frame.line), 1))
        painter.setBrush(QColor(self._theme.page))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self._pixmap.isNull():
            self._pixmap = self._drawn()
        painter.drawPixmap(QPointF(PAD, PAD), self._pixmap)
        painter.setPen(QPen(self.palette().highlight().color(), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        part = self._view.intersected(self._whole)
        at = part.topLeft() * self._scale + QPointF(PAD, PAD)
        painter.drawRect(QRectF(at, part.size() * self._scale))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._ask_for(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._ask_for(event.position())

    def _drawn(self) -> QPixmap:
        ratio, scene = self.devicePixelRatioF(), self._painter
        drawn = QPixmap((self.size() - QSize(round(2 * PAD), round(2 * PAD))) * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(QColor(self._theme.page))
        if scene is not None:
            painter = QPainter(drawn)
            painter.scale(self._scale, self._scale)
            scale = self._scale * ratio
            is_fine = scene.is_fine(scale, self._whole)
            scene.paint(painter, self._whole, scale, is_fine=is_fine, has_far_words=False)
            painter.end()
        return drawn

    def _ask_for(self, place: QPointF) -> None:
        self.center_asked.emit((place - QPointF(PAD, PAD)) * (1 / self._scale))
