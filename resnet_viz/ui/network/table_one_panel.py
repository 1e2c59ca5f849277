"""The paper's table 1 as a live tab: a column for each network of the family, a click opens it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from resnet_viz.core.graph.network import Network
from resnet_viz.core.resnet.network import network_of, spec_of
from resnet_viz.core.resnet.table_one import TableCell, TableColumn, TableOne, table_one
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.parts.tables.instead import Instead
from resnet_viz.ui.parts.tip import set_tip

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole
CURRENT_ROLE = Qt.ItemDataRole.UserRole + 1
BRACKET = 4.0  # pixels, how far a bracket's ends reach inwards
GAP = 6.0  # pixels
PAD = 7.0  # pixels
FIRST_HEADS = ("Layer", "Output")
NOT_LISTED = "This table lists residual networks, and the network on screen is not one of them."
LARGE = "font-size: 13pt"
EMPTY = TableCell(())  # of a place that is not filled yet


class TableOnePanel(QTableWidget):
    """`network_chosen` carries the network of the column that a person clicks."""

    network_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.colors = LIGHT
        self._network: Network | None = None
        self._is_whole = False
        self._table: TableOne | None = None
        self._instead = Instead(self)
        self.setAccessibleName("Architecture table")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().sectionClicked.connect(self._choose)
        self.cellClicked.connect(lambda _, column: self._choose(column))
        self.cellActivated.connect(lambda _, column: self._choose(column))
        self.setItemDelegate(CellPainter(self))

    def show_network(self, network: Network) -> None:
        """Shows a network among its family, when the tab is looked at."""
        self._network = network
        if self.isVisible():
            self._fill()

    def show_large(self) -> None:
        """Large enough for a room of people, and never scrolled by itself."""
        self._is_whole = True
        self.setStyleSheet(LARGE)
        self.ensurePolished()

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        self.colors = colors
        self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self._stretch()

    def _fill(self) -> None:
        if self._network is None:
            return
        self._instead.show_text("" if self._network.structure else NOT_LISTED)
        if self._network.structure is None:
            self._table = None
            self.setRowCount(0)
            self.setColumnCount(0)
            return
        table = table_one(spec_of(self._network))
        if table == self._table:
            return
        self._table = table
        self.setColumnCount(len(FIRST_HEADS) + len(table.columns))
        self.setRowCount(len(table.rows))
        for place, head in enumerate(FIRST_HEADS):
            self.setHorizontalHeaderItem(place, QTableWidgetItem(head))
        for row, (name, size) in enumerate(zip(table.rows, table.sizes, strict=True)):
            self.setItem(row, 0, _item(TableCell((name,)), is_current=False))
            self.setItem(row, 1, _item(TableCell((size,) if size else ()), is_current=False))
        for place, column in enumerate(table.columns, start=len(FIRST_HEADS)):
            self._fill_column(place, column)
        self.resizeRowsToContents()
        self._stretch()

    def _fill_column(self, place: int, column: TableColumn) -> None:
        head = QTableWidgetItem(f"● {column.title}" if column.is_current else column.title)
        text = str(column.spec)
        set_tip(head, "On screen" if column.is_current else f"Click to open {text}")
        self.setHorizontalHeaderItem(place, head)
        for row, cell in enumerate(column.cells):
            self.setItem(row, place, _item(cell, is_current=column.is_current))

    def _stretch(self) -> None:
        """Columns as wide as they need, and what room is left shared among the networks."""
        self.resizeColumnsToContents()
        places = range(len(FIRST_HEADS), self.columnCount())
        used = self.horizontalHeader().length()
        spare = max(0, self.viewport().width() - used) // max(1, len(places))
        for place in places:
            self.setColumnWidth(place, self.columnWidth(place) + spare)
        if self._is_whole:
            bar = self.horizontalScrollBar().sizeHint().height()
            self.setFixedHeight(
                self.verticalHeader().length() + self.horizontalHeader().height() + bar
            )

    def _choose(self, place: int) -> None:
        number = place - len(FIRST_HEADS)
        if self._table and number >= 0:
            column = self._table.columns[number]
            if not column.is_current:
                self.network_chosen.emit(network_of(column.spec))


class CellPainter(QStyledItemDelegate):
    """A block's layers in brackets with their count after them, as the paper prints it."""

    def __init__(self, table: TableOnePanel) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell: TableCell = index.data(CELL_ROLE) or EMPTY
        metrics = QFontMetricsF(option.font)
        widest = max((metrics.horizontalAdvance(line) for line in cell.lines), default=0.0)
        if cell.count:
            widest += 4 * GAP + metrics.horizontalAdvance(_count_text(cell))
        widest = max(widest, metrics.horizontalAdvance(cell.above))
        lines = max(1, len(cell.lines) + bool(cell.above))
        height = metrics.lineSpacing() * lines + 2 * PAD + (GAP if cell.above else 0)
        return QSize(round(widest + 2 * PAD), round(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: TableCell = index.data(CELL_ROLE) or EMPTY
        colors, metrics = self._table.colors, QFontMetricsF(option.font)
        painter.save()
        painter.setFont(option.font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(option.rect)
        if index.data(CURRENT_ROLE):
            painter.fillRect(room, QColor(colors.accent_soft))
        painter.setPen(QPen(QColor(colors.border), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        is_name = index.column() < len(FIRST_HEADS)
        painter.setPen(QColor(colors.muted if is_name else colors.ink))
        _draw_cell(painter, metrics, cell, room)
        painter.restore()


def _draw_cell(painter: QPainter, metrics: QFontMetricsF, cell: TableCell, room: QRectF) -> None:
    line = metrics.lineSpacing()
    height = line * len(cell.lines) + (line + GAP if cell.above else 0.0)
    y = room.top() + (room.height() - height) / 2
    if cell.above:
        painter.drawText(
            QRectF(room.left(), y, room.width(), line), Qt.AlignmentFlag.AlignCenter, cell.above
        )
        y += line + GAP
    widest = max((metrics.horizontalAdvance(text) for text in cell.lines), default=0.0)
    count = metrics.horizontalAdvance(_count_text(cell)) + GAP if cell.count else 0.0
    box = QRectF(0, y, widest + 2 * GAP, line * len(cell.lines))
    box.moveLeft(room.left() + (room.width() - box.width() - count) / 2)
    for place, text in enumerate(cell.lines):
        row = QRectF(box.left(), y + place * line, box.width(), line)
        painter.drawText(row, Qt.AlignmentFlag.AlignCenter, text)
    if cell.count:
        _draw_brackets(painter, box)
        tail = QRectF(box.right() + GAP, box.top(), count, box.height())
        painter.drawText(tail, Qt.AlignmentFlag.AlignVCenter, _count_text(cell))


def _draw_brackets(painter: QPainter, box: QRectF) -> None:
    for x, inwards in ((box.left(), BRACKET), (box.right(), -BRACKET)):
        corners = (
            (x + inwards, box.top()),
            (x, box.top()),
            (x, box.bottom()),
            (x + inwards, box.bottom()),
        )
        painter.drawPolyline(QPolygonF([QPointF(*corner) for corner in corners]))


def _count_text(cell: TableCell) -> str:
    return f"× {cell.count}"


def _item(cell: TableCell, *, is_current: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(str(cell))
    item.setData(CELL_ROLE, cell)
    item.setData(CURRENT_ROLE, is_current)
    return item
