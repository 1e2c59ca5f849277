"""The models of a library as Qt asks for them: a row each, what a search leaves, its order."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from resnet_viz.core.lab.where import Condition, condition_of
from resnet_viz.core.models.listed import ListedCost
from resnet_viz.core.wording import NONE, digits_grouped, si
from resnet_viz.ui.models.backbone_costs import BackboneCosts
from resnet_viz.ui.parts.tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
HEADS = ("Name", "Parameters", "MACs")
COLUMNS = ("params", "macs")
SIGNS = "<>="
SORT_ROLE = Qt.ItemDataRole.UserRole
ROOT = QModelIndex()
UNKNOWN = "…"


class BackboneModel(QAbstractTableModel):
    """Names, and the costs that are known by now."""

    def __init__(self, costs: BackboneCosts) -> None:
        super().__init__(costs)
        self._costs = costs
        self._rows: dict[str, int] = {}
        costs.listed.connect(self._on_listed)
        costs.counted.connect(self._on_counted)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._costs.names)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        is_name = orientation is Qt.Orientation.Horizontal and section == 0
        if is_name and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        name = self._costs.names[index.row()]
        cost, column = self._costs.costs.get(name), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return name if column == 0 else _text(cost, column)
        if role == SORT_ROLE:
            return name if column == 0 else _value(cost, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(_tip(cost, column)) or None
        if role == Qt.ItemDataRole.TextAlignmentRole and column:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def cost_at(self, row: int) -> ListedCost | None:
        """What a model costs, None where that is not known yet."""
        return self._costs.costs.get(self._costs.names[row])

    def _on_listed(self) -> None:
        self.beginResetModel()
        self._rows = {name: row for row, name in enumerate(self._costs.names)}
        self.endResetModel()

    def _on_counted(self, name: str) -> None:
        row = self._rows.get(name)
        if row is not None:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADS) - 1))


class BackboneSearch(QSortFilterProxyModel):
    """Leaves what has all words in its name and keeps to the conditions, such as `params<30M`."""

    def __init__(self, model: BackboneModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._words: tuple[str, ...] = ()
        self._condition: Condition | None = None
        self.setSourceModel(model)
        self.setSortRole(SORT_ROLE)

    def search(self, text: str) -> None:
        """What is searched for; UserError for a condition that can't be read."""
        words, conditions = _split(text)
        found = condition_of(" and ".join(conditions), COLUMNS) if conditions else None
        self.beginFilterChange()
        self._words, self._condition = words, found
        self.endFilterChange()

    def names(self, first: int = 0, end: int | None = None) -> list[str]:
        """The names that are left, in the order shown."""
        last = self.rowCount() if end is None else min(end, self.rowCount())
        return [str(self.index(row, 0).data()) for row in range(max(first, 0), last)]

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        name = str(self._model.index(row, 0).data()).lower()
        if not all(word in name for word in self._words):
            return False
        if self._condition is None:
            return True
        cost = self._model.cost_at(row)
        return cost is None or (not cost.why and self._condition.chooses((cost.params, cost.macs)))


def _split(text: str) -> tuple[tuple[str, ...], list[str]]:
    """Words of names, and conditions."""
    parts = text.split()
    words = tuple(part.lower() for part in parts if not set(SIGNS) & set(part))
    return words, [part for part in parts if set(SIGNS) & set(part)]


def _value(cost: ListedCost | None, column: int) -> float:
    """Below all others where it is not known, or can't be."""
    return -1.0 if cost is None or cost.why else float(cost[column - 1])


def _text(cost: ListedCost | None, column: int) -> str:
    if cost is None:
        return UNKNOWN
    if cost.why:
        return NONE
    least = "≥ " if column == 2 and not cost.is_whole else ""
    return f"{least}{si(int(cost[column - 1]))}"


def _tip(cost: ListedCost | None, column: int) -> str:
    if cost is None or cost.why:
        return cost.why if cost else ""
    return digits_grouped(int(cost[column - 1])) if column else ""
