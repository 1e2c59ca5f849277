"""A label that never needs more room than there is: its words are cut, a tip has them whole."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from resnet_viz.ui.parts.tip import set_tip

FONTS = (QEvent.Type.FontChange, QEvent.Type.StyleChange)


class ElidedLabel(QLabel):
    """Shows `words`, cut in the middle or at the end, or `brief` ones where all have no room."""

    def __init__(self, mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle) -> None:
        super().__init__()
        self._mode = mode
        self.words, self._brief = "", ""
        self._tip = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_words(self, words: str, tip: str = "", brief: str = "") -> None:
        """Shows other words; without a tip of their own they are the tip where they are cut."""
        self.words, self._tip, self._brief = words, tip, brief
        self._cut()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in FONTS and hasattr(self, "words"):
            self._cut()

    def _cut(self) -> None:
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        is_brief = bool(self._brief) and metrics.horizontalAdvance(self.words) > room
        shown = self._brief if is_brief else self.words
        cut = metrics.elidedText(shown, self._mode, room)
        if cut != self.text():
            self.setText(cut)
        self.setAccessibleName(self.words)
        set_tip(self, self._tip or (self.words if cut != self.words else ""))
