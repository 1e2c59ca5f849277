"""A menu whose keys are at its right edge, whatever the platform's style does with them."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QMenu, QStyleOptionMenuItem

RIGHT_GAP = 14
WRITTEN = QKeySequence.SequenceFormat.NativeText
FADED = 165  # how opaque a key is that is not pointed at, of 255
OFF = 90  # and that of an entry that can't be chosen


class Menu(QMenu):
    """The style draws everything but the keys; the room that it keeps for them is theirs."""

    def initStyleOption(self, option: QStyleOptionMenuItem, action: QAction) -> None:
        super().initStyleOption(option, action)
        option.text = option.text.split("\t")[0]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        for action in self.actions():
            if key := action.shortcut().toString(WRITTEN):
                rect = self.actionGeometry(action)
                if rect.intersects(event.rect()):
                    self._paint_key(painter, action, rect, key)

    def _paint_key(self, painter: QPainter, action: QAction, rect: QRect, key: str) -> None:
        role = QPalette.ColorRole
        color = QColor(self.palette().color(role.Text))
        color.setAlpha(FADED if action.isEnabled() else OFF)
        if action is self.activeAction() and action.isEnabled():
            color = self.palette().color(role.HighlightedText)
        painter.setPen(color)
        painter.setFont(self.font())
        alignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -RIGHT_GAP, 0), alignment, key)
