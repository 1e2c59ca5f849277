"""The layers as Qt asks for them: a row each, its cells, its order."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from resnet_viz.core.cost.measure import WHY_NOT_COUNTED
from resnet_viz.core.lab.layer_row import LayerRow
from resnet_viz.ui.costs.layer_rows import COLUMNS, LayerColumn, Sortable
from resnet_viz.ui.parts.tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
Formulas = Callable[[str], dict[str, str]]
"""Gives the worked formulas of a layer by its path."""
SORT_ROLE = Qt.ItemDataRole.UserRole
FILTER_ROLE = Qt.ItemDataRole.UserRole + 1
UP, DOWN = " ▴", " ▾"
ROOT = QModelIndex()
NATURAL = Qt.SortOrder.AscendingOrder
REVERSED = Qt.SortOrder.DescendingOrder


class LayerModel(QAbstractTableModel):
    """The rows as Qt asks for them."""

    def __init__(
        self, parent: QObject, formulas_of: Formulas, name_of: Callable[[str], str]
    ) -> None:
        super().__init__(parent)
        self._name_of = name_of
        self._sorted_by, self._sign = 0, ""
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

    def show_sorted(self, place: int, *, is_descending: bool) -> None:
        """Says in a column's head that rows are sorted by it."""
        self._sorted_by = place
        self._sign = DOWN if is_descending else UP if place else ""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

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
        if role == FILTER_ROLE:
            return self._searched(column, row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._worked(column, row)) or None
        return None

    def _searched(self, column: LayerColumn, row: LayerRow) -> str:
        """What a search looks through: a layer has its path and the name of its stage."""
        text = column.text(row)
        return f"{text} {self._name_of(row.cost.path)}" if column.word == "layer" else text

    def _worked(self, column: LayerColumn, row: LayerRow) -> str:
        """The formula behind a number, and that of its share of the whole network's."""
        if column.word == "layer":
            return self._name_of(row.cost.path)
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
            return column.title + (self._sign if section == self._sorted_by else "")
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(column.tip)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column.is_number and not column.is_bar)
        return None


class LayerOrder(QSortFilterProxyModel):
    """Sorts by any column; by the first the layers are in their own order, without sorting."""

    def sort(self, column: int, order: Qt.SortOrder = NATURAL) -> None:
        super().sort(-1 if column == 0 and order is NATURAL else column, order)


def _sorted_by(column: LayerColumn, row: LayerRow) -> Sortable:
    """A value that Qt compares; one that is not known is below all others."""
    value = column.value(row)
    if value is None:
        return -1.0 if column.is_number else ""
    return value


def _alignment(is_number: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
