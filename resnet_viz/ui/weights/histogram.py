"""The histogram of a parameter as small bars in a cell."""

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from resnet_viz.core.weights.figures import TensorFigures
from resnet_viz.ui.weights.model import BINS_ROLE, Index

ROOM = QSize(168, 26)
SIDE, TOP = 6, 3  # pixels left free


class HistogramCell(QStyledItemDelegate):
    """Bars from the smallest number to the largest, and a line where zero is."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.bar, self.zero = QColor(), QColor()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return ROOM

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row = index.data(BINS_ROLE)
        if isinstance(row, TensorFigures) and row.bins:
            room = QRectF(option.rect).adjusted(SIDE, TOP, -SIDE, -TOP)
            painter.save()
            painter.setPen(Qt.PenStyle.NoPen)
            for bar in bars(row.bins, room):
                painter.fillRect(bar, self.bar)
            if row.minimum < 0 < row.maximum:
                at = room.left() + room.width() * -row.minimum / (row.maximum - row.minimum)
                painter.fillRect(QRectF(at, room.top(), 1, room.height()), self.zero)
            painter.restore()


def bars(bins: tuple[int, ...], room: QRectF) -> list[QRectF]:
    """A bar for each bin that is not empty, the fullest as high as the room."""
    width, most = room.width() / len(bins), max(bins)
    found = []
    for place, count in enumerate(bins):
        if count:
            height = max(1.0, room.height() * count / most)
            left = room.left() + place * width
            found.append(QRectF(left, room.bottom() - height, max(1.0, width - 0.5), height))
    return found
