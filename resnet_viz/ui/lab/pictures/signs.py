"""A legend of the signs that mark what differs."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.diagram.scene.marks import AS_MARKED, MARK_WORDS, SIGNS, Badge
from resnet_viz.diagram.scene.scene import Point
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.paint.marks import paint_badge
from resnet_viz.ui.parts.flow import Flow

ROOM = 20  # pixels of the sign
SCALE = 1.5  # pixels for a point of it


class SignsLegend(QWidget):
    """Says what each sign means that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._signs = {kind: _Sign(kind) for kind in SIGNS}
        flow = Flow(self, spacing=10)
        for each in self._signs.values():
            flow.addWidget(each)

    def show_kinds(self, kinds: Iterable[Kind], letters: Sequence[str]) -> None:
        """The kinds of differences that are shown, and the letters of both networks."""
        found = {AS_MARKED.get(kind, kind) for kind in kinds}
        named = dict(zip((Kind.ONLY_A, Kind.ONLY_B), letters, strict=False))
        for kind, each in self._signs.items():
            each.show_letter(named.get(kind, ""))
            each.setVisible(kind in found)

    def set_colors(self, colors: Colors) -> None:
        """The colours in force."""
        for each in self._signs.values():
            each.colors = colors
            each.update()


class _Sign(QWidget):
    """One sign with its words."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.colors: Colors = LIGHT
        self._kind, self._sign, self._words = kind, SIGNS[kind], MARK_WORDS[kind]
        self.setAccessibleName(self._words)
        self.hide()

    def show_letter(self, letter: str) -> None:
        """The letter of the network that a sign is about, '' for a sign that is about both."""
        if letter:
            self._sign, self._words = letter, f"only in {letter}"
            self.setAccessibleName(self._words)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(ROOM + metrics.horizontalAdvance(self._words) + 2, metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, room = QPainter(self), QRectF(self.rect())
        painter.save()
        painter.translate(QPointF(8, room.center().y()))
        painter.scale(SCALE, SCALE)
        paint_badge(painter, Badge(Point(0, 0), self._kind), self.colors.picture, self._sign)
        painter.restore()
        painter.setPen(QColor(self.colors.muted))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room.adjusted(ROOM, 0, 0, 0), side, self._words)
        painter.end()
