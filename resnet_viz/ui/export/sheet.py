"""Paints a file before it is written: its page made small, or its first lines."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontDatabase, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame

from resnet_viz.diagram.requests import Preview

SIDE, LEAST_SIDE = 340, 250
SQUARE = 8  # of the pattern that shows through


class Sheet(QFrame):
    """Paints a preview in the middle of the room it has."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setMinimumSize(LEAST_SIDE, LEAST_SIDE * 2 // 3)
        self._pixmap = QPixmap()
        self._text = "Preparing the preview…"
        self._is_code = False

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def has_picture(self) -> bool:
        """Whether there is more to see than words."""
        return not self._pixmap.isNull()

    def text(self) -> str:
        """The first lines that are shown, '' for a picture."""
        return self._text

    def show_preview(self, preview: Preview) -> None:
        """Takes the picture or the text of a preview."""
        self._pixmap = QPixmap()
        self._pixmap.loadFromData(preview.png) if preview.png else None
        self._text, self._is_code = preview.text, True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        room = self.rect().adjusted(10, 10, -10, -10)
        if self._pixmap.isNull():
            self._paint_text(painter, room)
        else:
            self._paint_picture(painter, room)
        painter.end()

    def _paint_picture(self, painter: QPainter, room: QRect) -> None:
        size = self._pixmap.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPoint(0, 0), size)
        place.moveCenter(room.center())
        if self._pixmap.hasAlphaChannel():
            painter.fillRect(place, _pattern())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, self._pixmap)
        painter.setPen(self.palette().mid().color())
        painter.drawRect(place.adjusted(-1, -1, 0, 0))

    def _paint_text(self, painter: QPainter, room: QRect) -> None:
        if self._is_code:
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            font.setPointSizeF(self.font().pointSizeF() * 0.8)
            painter.setFont(font)
        painter.setClipRect(room)
        painter.setPen(self.palette().placeholderText().color())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._text)


def _pattern() -> QBrush:
    """Squares as behind anything transparent."""
    tile = QPixmap(2 * SQUARE, 2 * SQUARE)
    tile.fill(QColor("#ffffff"))
    painter = QPainter(tile)
    for at in (QPoint(0, 0), QPoint(SQUARE, SQUARE)):
        painter.fillRect(QRect(at, QSize(SQUARE, SQUARE)), QColor("#dfe3e8"))
    painter.end()
    return QBrush(tile)
