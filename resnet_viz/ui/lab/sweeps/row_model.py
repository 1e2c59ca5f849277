"""The networks of a sweep as Qt asks for them: texts are made of rows in sight only."""

from collections.abc import Sequence
from functools import lru_cache
from math import isnan
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from resnet_viz.core.lab.sweep.columns import BLOCKS, SweepColumns
from resnet_viz.core.lab.sweep.measures import BY_KEY
from resnet_viz.core.lab.sweep.recipe import spec_at
from resnet_viz.core.lab.sweep.swept import SHOWN
from resnet_viz.core.resnet.rules import dashed
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.core.wording import NONE, sentence
from resnet_viz.ui.parts.tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NETWORK, BLOCK, STAGES = "network", "block", "stages"
TITLES = {NETWORK: "Network", BLOCK: "Block", STAGES: "Stages"}
COSTS = (NETWORK, "depth", BLOCK, STAGES, *SHOWN)
TIMES = ("latency_ms",)
FAILED = "failed"  # its tip says why
CACHED = 4096  # networks whose texts are kept


class RowModel(QAbstractTableModel):
    """Rows of `SweepColumns` in an order of their indices."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.columns: SweepColumns | None = None
        self.order: Sequence[int] = ()
        self.keys: tuple[str, ...] = COSTS
        self._spec = lru_cache(maxsize=CACHED)(self._made_spec)

    def show_sweep(self, columns: SweepColumns | None, *, is_timed: bool) -> None:
        """Another sweep, of which no row is shown yet."""
        self.beginResetModel()
        self.columns, self.order = columns, ()
        self.keys = (*COSTS[:4], *TIMES, *COSTS[4:]) if is_timed else COSTS
        self._spec.cache_clear()
        self.endResetModel()

    def show_order(self, order: Sequence[int]) -> None:
        """Other rows, or the same in another order; rows that only come after are added."""
        shown = len(self.order)
        if shown and list(order) == list(self.order):
            last = self.index(shown - 1, len(self.keys) - 1)
            self.dataChanged.emit(self.index(0, 0), last)  # times may have come
            return
        if len(order) > shown and list(order[:shown]) == list(self.order):
            self.beginInsertRows(ROOT, shown, len(order) - 1)
            self.order = order
            self.endInsertRows()
            return
        self.beginResetModel()
        self.order = order
        self.endResetModel()

    def arch_of(self, index: int) -> str:
        """The text of a row's network."""
        return str(self._spec(index))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        key = self.keys[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(self.order[index.row()], key)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(key)
        if role == Qt.ItemDataRole.ToolTipRole:
            tip = self._tip(self.order[index.row()], key)
            return plain_tip(tip) if tip else None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        key = self.keys[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return TITLES.get(key) or BY_KEY[key].title
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(BY_KEY[key].tip) if key in BY_KEY else None
        return _side(key) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def text(self, index: int, key: str) -> str:
        """A cell's words, by its row's index and its column's key."""
        assert self.columns is not None
        if key == NETWORK:
            return self.arch_of(index)
        if key == BLOCK:
            return BLOCKS[self.columns.blocks[index]]
        if key == STAGES:
            return dashed(self._spec(index).stages)
        if key in TIMES and index in self.columns.untimed:
            return FAILED
        value = self.columns.values[key][index]
        return NONE if isnan(value) else BY_KEY[key].text(value)

    def _tip(self, index: int, key: str) -> str:
        """The whole network, or why it could not be timed."""
        if key == NETWORK:
            return self.arch_of(index)
        reason = self.columns.untimed.get(index, "") if self.columns and key in TIMES else ""
        return f"Couldn't be timed: {sentence(reason)}" if reason else ""

    def _made_spec(self, index: int) -> ResNetSpec:
        assert self.columns is not None
        return spec_at(self.columns.recipe, self.columns.places[index])


def _side(key: str) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if key in TITLES else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
