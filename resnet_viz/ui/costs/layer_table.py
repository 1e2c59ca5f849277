"""The table of all layers: sorts, filters, and keeps its selection in step with the diagram."""

from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.measure import WHY_NOT_COUNTED
from resnet_viz.core.lab.layer_row import LayerRow
from resnet_viz.session.arrangement import Sorting
from resnet_viz.ui.costs.layer_rows import COLUMNS, LayerColumn, Sortable

Index = QModelIndex | QPersistentModelIndex
Formulas = Callable[[str], dict[str, str]]
"""Gives the worked formulas of a layer by its path."""
SORT_ROLE = Qt.ItemDataRole.UserRole
ROOT = QModelIndex()
ROW_HEIGHT_LINES = 1.75
NATURAL = Qt.SortOrder.AscendingOrder
REVERSED = Qt.SortOrder.DescendingOrder


class LayerModel(QAbstractTableModel):
    """The rows as Qt asks for them."""

    def __init__(self, parent: QObject, formulas_of: Formulas) -> None:
        super().__init__(parent)
        self.rows: tuple[LayerRow, ...] = ()
        self._formulas_of = formulas_of

    def set_rows(self, rows: tuple[LayerRow, ...]) -> None:
        """Replaces all rows; the same layers with other figures keep the selection."""
        if [row.cost.path for row in rows] == [row.cost.path for row in self.rows]:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column, row = COLUMNS[index.column()], self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == SORT_ROLE:
            return _sorted_by(column, row) if index.column() else index.row()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column.is_number)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._worked(column, row) or None
        return None

    def _worked(self, column: LayerColumn, row: LayerRow) -> str:
        """The formula behind a number, and that of its share of the whole network's."""
        if column.key and column.value(row) is None:
            return WHY_NOT_COUNTED
        formula = self._formulas_of(row.cost.path).get(column.key, "") if column.key else ""
        return "\n".join(filter(None, (formula, column.share_text(row))))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column.is_number and not column.is_bar)
        return None


class LayerOrder(QSortFilterProxyModel):
    """Sorts by any column; by the first the layers are in their own order, without sorting."""

    def sort(self, column: int, order: Qt.SortOrder = NATURAL) -> None:
        super().sort(-1 if column == 0 and order is NATURAL else column, order)


class ShareBar(QStyledItemDelegate):
    """A bar as long as the share, the longest of all layers filling the cell."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.color = QColor()
        self.longest = 1.0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        share = float(index.data(SORT_ROLE))
        cell = QRectF(option.rect)
        if share > 0:
            room = cell.adjusted(8, cell.height() * 0.25, -62, -cell.height() * 0.25)
            room.setWidth(max(2.0, room.width() * share / self.longest))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.color)
            painter.drawRoundedRect(room, 3, 3)
        super().paint(painter, option, index)


class LayerTable(QTableView):
    """`layer_selected` carries the path that a person selects, `sorting_chosen` a `Sorting`."""

    layer_selected = Signal(str)
    sorting_chosen = Signal(object)

    def __init__(self, formulas_of: Formulas = lambda path: {}) -> None:
        super().__init__()
        self.layers = LayerModel(self, formulas_of)
        self.sorted = LayerOrder(self)
        self.sorted.setSourceModel(self.layers)
        self.sorted.setSortRole(SORT_ROLE)
        self.sorted.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.sorted.setFilterKeyColumn(-1)
        self.bar = ShareBar(self)
        self._is_told = False
        self._chosen = ""
        self._has_times = False
        self._convention = Convention.MACS
        self.setModel(self.sorted)
        self._set_look()
        self.selectionModel().currentRowChanged.connect(self._on_current_row)
        self.horizontalHeader().sortIndicatorChanged.connect(
            lambda: self.sorting_chosen.emit(self._sorting())
        )
        QShortcut(QKeySequence.StandardKey.Copy, self, self.copy_rows).setContext(
            Qt.ShortcutContext.WidgetShortcut
        )

    def set_rows(self, rows: tuple[LayerRow, ...]) -> None:
        """Shows these layers; the columns of times only when there are times."""
        self._has_times = any(row.time for row in rows)
        shares = [row.time.share for row in rows if row.time]
        self.bar.longest = max([*shares, 1e-9])
        self.layers.set_rows(rows)
        self._hide_columns()

    def set_convention(self, convention: Convention) -> None:
        """Shows the work of the layers as this convention counts it."""
        if convention is not self._convention:
            self._convention = convention
            self._hide_columns()

    def _hide_columns(self) -> None:
        for place, column in enumerate(COLUMNS):
            is_other = column.convention not in (None, self._convention)
            self.setColumnHidden(place, is_other or (column.is_time and not self._has_times))
        self._size_columns()

    def show_sorting(self, sorting: Sorting) -> None:
        """Sorts as a session has it; by a column that is not here, in the layers' own order."""
        if sorting != self._sorting():
            titles = [column.title for column in COLUMNS]
            place = titles.index(sorting.column) if sorting.column in titles else 0
            self.sortByColumn(place, REVERSED if sorting.is_descending else NATURAL)

    def _sorting(self) -> Sorting:
        header = self.horizontalHeader()
        place, is_descending = header.sortIndicatorSection(), header.sortIndicatorOrder() != NATURAL
        return Sorting(COLUMNS[place].title if place else "", is_descending)

    def set_bar_color(self, color: str) -> None:
        """The colour of the bars of the share of time."""
        self.bar.color = QColor(color)
        self.viewport().update()

    def filter_by(self, text: str) -> None:
        """Shows only the layers that contain this text in any column."""
        self._is_told = True  # Qt makes a neighbour current where the chosen one is hidden
        self.sorted.setFilterFixedString(text)
        self.select(self._chosen)

    def select(self, path: str) -> None:
        """Selects a layer from outside, without telling anybody; '' selects none."""
        self._is_told = True
        self._chosen = path
        rows = self.layers.rows
        place = next((i for i, row in enumerate(rows) if row.cost.path == path), -1)
        index = self.sorted.mapFromSource(self.layers.index(place, 0))
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag
            is_seen = self.viewport().rect().contains(self.visualRect(index))
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            hint = QAbstractItemView.ScrollHint
            self.scrollTo(index, hint.EnsureVisible if is_seen else hint.PositionAtCenter)
        else:
            self.clearSelection()
        self._is_told = False

    def shown_paths(self) -> list[str]:
        """The paths of the layers that are left by the filter, in the order shown."""
        return [str(self.sorted.index(row, 0).data()) for row in range(self.sorted.rowCount())]

    def selected_path(self) -> str:
        """The path of the selected layer, '' when there is none."""
        indexes = self.selectionModel().selectedRows()
        return str(indexes[0].data()) if indexes else ""

    def copy_rows(self, paths: Collection[str] = ()) -> None:
        """Copies the columns shown as tab-separated text for a spreadsheet, numbers exactly.

        Where layers are named it is their rows, else those that are left by the filter.
        """
        shown = [place for place in range(len(COLUMNS)) if not self.isColumnHidden(place)]
        lines = ["\t".join(COLUMNS[place].title for place in shown)]
        places = (self.sorted.index(row, 0) for row in range(self.sorted.rowCount()))
        left = [self.layers.rows[self.sorted.mapToSource(place).row()] for place in places]
        named = [row for row in self.layers.rows if row.cost.path in paths]
        for row in named if paths else left:
            lines.append("\t".join(_exact(COLUMNS[place], row) for place in shown))
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_columns()

    def _size_columns(self) -> None:
        """Each column as wide as its figures; what room is left goes to one of them."""
        letter = self.fontMetrics().averageCharWidth()
        shown = [place for place in range(len(COLUMNS)) if not self.isColumnHidden(place)]
        widths = {place: letter * COLUMNS[place].letters for place in shown}
        widest = next((place for place in shown if COLUMNS[place].is_bar), 1)
        widths[widest] += max(0, self.viewport().width() - sum(widths.values()))
        for place, width in widths.items():
            self.setColumnWidth(place, width)

    def _on_current_row(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_told:
            self._chosen = str(current.siblingAtColumn(0).data())
            self.layer_selected.emit(self._chosen)

    def _set_look(self) -> None:
        self.setAccessibleName("Layers")
        self.setSortingEnabled(True)
        self.sortByColumn(0, NATURAL)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        height = int(self.fontMetrics().height() * ROW_HEIGHT_LINES)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(False)
        for place, column in enumerate(COLUMNS):
            if column.is_bar:
                self.setItemDelegateForColumn(place, self.bar)


def _sorted_by(column: LayerColumn, row: LayerRow) -> Sortable:
    """A value that Qt compares; one that is not known is below all others."""
    value = column.value(row)
    if value is None:
        return -1.0 if column.is_number else ""
    return value


def _exact(column: LayerColumn, row: LayerRow) -> str:
    """A number as a spreadsheet reads it; nothing for one that is not known."""
    if not column.is_number:
        return column.text(row)
    value = column.value(row)
    return "" if value is None else str(value)


def _alignment(is_number: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
