"""How cells of what differs are painted: the sign of a kind, and a bar for a difference."""

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.core.lab.diff.table import DiffRow
from resnet_viz.core.lab.difference import Tendency
from resnet_viz.diagram.scene.marks import AS_MARKED, BADGE, SIGNS, Badge
from resnet_viz.diagram.scene.scene import Point
from resnet_viz.ui.lab.pictures.differs_model import ROW_ROLE, SHARE_ROLE, Index
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.paint.marks import paint_badge

SIGN_ROOM = 20  # pixels of a sign, left of a name
SIGN_SCALE = 1.5
TEXT_ROOM = 62  # pixels of a difference in words
BAR_ALPHA = 70  # of 255
BAR_SHARE = 0.5  # of a cell's height


class SignedName(QStyledItemDelegate):
    """The name of a stage or layer after the sign that its box has in the pictures."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.colors: Colors = LIGHT
        self.letters = ("A", "B")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: DiffRow = index.data(ROW_ROLE)
        own = QStyleOptionViewItem(option)
        own.rect = option.rect.adjusted(SIGN_ROOM, 0, 0, 0)
        super().paint(painter, own, index)
        kind = row.kind and AS_MARKED.get(row.kind, row.kind)
        if kind in SIGNS:
            assert kind is not None
            middle = QRectF(option.rect).center().y()
            paint_sign(painter, QPointF(option.rect.left() + 11, middle), kind, self)


def paint_sign(painter: QPainter, at: QPointF, kind: Kind, look: "SignedName") -> None:
    """The sign of a kind with its middle at a place; only-in signs are letters of networks."""
    letters = {Kind.ONLY_A: look.letters[0], Kind.ONLY_B: look.letters[1]}
    sign = letters.get(kind) or SIGNS[kind]
    painter.save()
    painter.translate(at)
    painter.scale(SIGN_SCALE, SIGN_SCALE)
    paint_badge(painter, Badge(Point(0.0, 0.0), kind), look.colors.picture, sign)
    painter.restore()


class ChangeBar(QStyledItemDelegate):
    """A difference in words, and a bar from a line: to the right for more, to the left for less."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.colors: Colors = LIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        share, row = float(index.data(SHARE_ROLE)), index.data(ROW_ROLE)
        room = QRectF(option.rect).adjusted(6, 0, -TEXT_ROOM, 0)
        if share and room.width() > BADGE * 2:
            self._paint_bar(painter, room, share, row.tendency)
        super().paint(painter, option, index)

    def _paint_bar(self, painter: QPainter, room: QRectF, share: float, tendency: Tendency) -> None:
        half, middle = room.width() / 2, room.center()
        height = room.height() * BAR_SHARE
        color = QColor(self.colors.good if tendency is Tendency.BETTER else self.colors.bad)
        color.setAlpha(BAR_ALPHA)
        left = middle.x() + min(0.0, share * half)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        bar = QRectF(left, middle.y() - height / 2, max(1.5, abs(share) * half), height)
        painter.drawRoundedRect(bar, 2, 2)
        painter.setPen(QPen(QColor(self.colors.muted), 1))
        top = QPointF(middle.x(), middle.y() - height / 2 - 2)
        painter.drawLine(top, QPointF(middle.x(), middle.y() + height / 2 + 2))
