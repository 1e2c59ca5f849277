"""A small bar that is as long as a share of its room."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

HEIGHT = 8  # pixels
STRENGTH = 130  # of 255


class ShareBar(QWidget):
    """Shows a share, 0 to 1."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = share
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(30, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(8, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._share <= 0:
            return
        color = QColor(self.palette().color(QPalette.ColorRole.Highlight))
        color.setAlpha(STRENGTH)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(color)
        width = max(2.0, self.width() * min(1.0, self._share))
        painter.drawRoundedRect(QRectF(0, 0, width, self.height()), 3, 3)
        painter.end()
