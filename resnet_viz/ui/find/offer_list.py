"""The palette's list: headings, offers, and their keys at the right."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from resnet_viz.ui.find.offer import Found, Offer

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW_LINES = 1.85
SIDE = 12
CORNER = 5
MOST_DETAIL = 0.55  # of the width


class OfferModel(QAbstractListModel):
    """Headings as texts, offers as they are; what can't be done now can't be chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[str | Offer, ...] = ()

    def show_found(self, found: Sequence[Found]) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        rows: list[str | Offer] = []
        for section, offers in found:
            rows += [str(section), *offers]
        self.rows = tuple(rows)
        self.endResetModel()

    def can_do(self, place: int) -> bool:
        """Whether there is an offer at a place that can be done now."""
        row = self.rows[place] if 0 <= place < len(self.rows) else ""
        return isinstance(row, Offer) and not row.reason

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else row.text
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(row, Offer):
            return ", ".join(filter(None, (row.text, row.detail, row.reason)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        able = flag.ItemIsEnabled | flag.ItemIsSelectable
        return able if self.can_do(index.row()) else flag.NoItemFlags


class OfferDelegate(QStyledItemDelegate):
    """Paints a heading small, an offer with its keys, one that can't be done with its reason."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, OfferModel)
        row, view = model.rows[index.row()], self.parent()
        assert isinstance(view, QListView)
        painter.save()
        if isinstance(row, str):
            _paint_heading(painter, option, view, row)
        else:
            _paint_offer(painter, option, view, row, is_current=view.currentIndex() == index)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, row_height(option.fontMetrics.height()))


def row_height(line: int) -> int:
    """The height of a row for a font's line."""
    return int(line * ROW_LINES)


def _paint_heading(
    painter: QPainter, option: QStyleOptionViewItem, view: QListView, text: str
) -> None:
    font = view.font()
    font.setPointSizeF(font.pointSizeF() * 0.85)
    font.setWeight(font.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(view.palette().color(QPalette.ColorRole.PlaceholderText))
    rect = option.rect.adjusted(SIDE, 0, -SIDE, -3)
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text)


def _paint_offer(
    painter: QPainter,
    option: QStyleOptionViewItem,
    view: QListView,
    offer: Offer,
    *,
    is_current: bool,
) -> None:
    role, palette = QPalette.ColorRole, view.palette()
    ink, faint = palette.color(role.Text), palette.color(role.PlaceholderText)
    if is_current:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(role.Highlight))
        painter.drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), CORNER, CORNER)
        ink = faint = palette.color(role.HighlightedText)
    elif offer.reason:
        ink = faint
    rect = option.rect.adjusted(SIDE, 0, -SIDE, 0)
    metrics, middle = view.fontMetrics(), Qt.AlignmentFlag.AlignVCenter
    detail = metrics.elidedText(
        offer.reason or offer.detail,
        Qt.TextElideMode.ElideRight,
        int(rect.width() * MOST_DETAIL),
    )
    painter.setFont(view.font())
    painter.setPen(faint)
    painter.drawText(rect, Qt.AlignmentFlag.AlignRight | middle, detail)
    painter.setPen(ink)
    room = rect.width() - metrics.horizontalAdvance(detail) - SIDE
    text = metrics.elidedText(offer.text, Qt.TextElideMode.ElideMiddle, room)
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | middle, text)
