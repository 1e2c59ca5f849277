"""The layers as Qt asks for them: a row each, its cells, their order, and which are left."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from resnet_viz.core.cost.measure import WHY_NOT_COUNTED
from resnet_viz.core.lab.layer_row import LayerRow
from resnet_viz.ui.costs.layer_rows import COLUMNS, LayerColumn, Sortable
from resnet_viz.ui.costs.layer_search import LayerSearch
from resnet_viz.ui.parts.tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
Formulas = Callable[[str], dict[str, str]]
"""Gives the worked formulas of a layer by its path."""
SORT_ROLE = Qt.ItemDataRole.UserRole
UP, DOWN = " ▴", " ▾"
ROOT = QModelIndex()
NATURAL = Qt.SortOrder.AscendingOrder
REVERSED = Qt.SortOrder.DescendingOrder


class LayerModel(QAbstractTableModel):
    """The layers that a search leaves, sorted.

    Qt's own model of that kind asks for every cell of every layer, which takes a third of a second
    for thousands; here both are done for all layers at once.
    """

    def __init__(
        self, parent: QObject, formulas_of: Formulas, name_of: Callable[[str], str]
    ) -> None:
        super().__init__(parent)
        self._name_of = name_of
        self._sorted_by, self._sign = 0, ""
        self.rows: tuple[LayerRow, ...] = ()
        self.search = LayerSearch(name_of)
        self._sought, self._sorting = "", (0, NATURAL)
        self._order: list[int] = []
        self._formulas_of = formulas_of

    def set_rows(self, rows: tuple[LayerRow, ...]) -> bool:
        """Replaces all rows. The same layers with other figures keep the selection.

        False where they can't, because a search leaves others of them than before.
        """
        is_same = [row.cost.path for row in rows] == [row.cost.path for row in self.rows]
        self.search.set_rows(rows)
        if not is_same:
            self.beginResetModel()
            self.rows = rows
            self._order = self._arranged()
            self.endResetModel()
            return True
        self.rows = rows
        is_kept = self._arrange()
        if self._order:
            end = self.index(len(self._order) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), end)
        return is_kept

    def filter_by(self, text: str) -> None:
        """Leaves only the layers that contain this text; nothing is selected any more."""
        self._sought = text
        if (order := self._arranged()) != self._order:
            self._reset(order)

    def sort(self, column: int, order: Qt.SortOrder = NATURAL) -> None:
        """Sorts by any column; by the first the layers are in their own order."""
        self._sorting = column, order
        self._arrange()

    def row_at(self, place: int) -> LayerRow:
        """The layer that is shown at a place."""
        return self.rows[self._order[place]]

    def shown_rows(self) -> list[LayerRow]:
        """The layers that are left, in the order shown."""
        return [self.rows[at] for at in self._order]

    def _arranged(self) -> list[int]:
        """The places in `rows` of what is left, in the order shown."""
        left = self.search.places_of(self._sought) if self._sought else range(len(self.rows))
        place, order = self._sorting
        column = COLUMNS[place]
        keys = [_sorted_by(column, self.rows[at]) if place else at for at in left]
        if place or order is REVERSED:
            return _sorted_places(left, keys, is_descending=order is REVERSED)
        return list(left)

    def _arrange(self) -> bool:
        """Puts the same layers in order, selection and all; False where they are not the same."""
        order = self._arranged()
        if sorted(order) != sorted(self._order):
            self._reset(order)
            return False
        if order != self._order:
            self.layoutAboutToBeChanged.emit()
            places = {at: row for row, at in enumerate(order)}
            kept = self.persistentIndexList()
            rows = [places[self._order[each.row()]] for each in kept]
            moved = [self.index(row, each.column()) for row, each in zip(rows, kept, strict=True)]
            self._order = order
            self.changePersistentIndexList(kept, moved)
            self.layoutChanged.emit()
        return True

    def _reset(self, order: list[int]) -> None:
        self.beginResetModel()
        self._order = order
        self.endResetModel()

    def show_sorted(self, place: int, *, is_descending: bool) -> None:
        """Says in a column's head that rows are sorted by it."""
        self._sorted_by = place
        self._sign = DOWN if is_descending else UP if place else ""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column, row = COLUMNS[index.column()], self.row_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == SORT_ROLE:
            return _sorted_by(column, row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column.is_number)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._worked(column, row)) or None
        return None

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


def _sorted_places(
    places: Sequence[int], keys: Sequence[Sortable], *, is_descending: bool
) -> list[int]:
    """The places by their keys; equal ones stay in their order."""
    pairs = sorted(zip(keys, places, strict=True), key=lambda pair: pair[0], reverse=is_descending)
    return [place for _, place in pairs]


def _sorted_by(column: LayerColumn, row: LayerRow) -> Sortable:
    """A value that Qt compares; one that is not known is below all others."""
    value = column.value(row)
    if value is None:
        return -1.0 if column.is_number else ""
    return value


def _alignment(is_number: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
