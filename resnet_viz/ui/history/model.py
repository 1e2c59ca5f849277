"""The stored runs as Qt asks for them: the columns of the exports, the name to be edited."""

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from resnet_viz.core.text.letters import shown_text
from resnet_viz.core.timing.stored_run import StoredRun, listed_text, moment_text
from resnet_viz.export.runs import RUN_COLUMNS
from resnet_viz.export.table import Column
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.parts.tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
FIRST = ("id", "name", "arch")  # a run that was given another name still says its network
COLUMNS: tuple[Column[StoredRun], ...] = tuple(
    sorted(
        (column for column in RUN_COLUMNS if column.text),
        key=lambda column: FIRST.index(column.key) if column.key in FIRST else len(FIRST),
    )
)
KEYS = tuple(column.key for column in COLUMNS)
NAME, DATE, TRUST = map(KEYS.index, ("name", "started_at", "is_trusted"))


class RunModel(QAbstractTableModel):
    """`renamed` carries a run's number and the name that a person typed.

    It sorts by itself, in a millisecond where Qt's own sorting asks for each value many times.
    """

    renamed = Signal(int, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.runs: tuple[StoredRun, ...] = ()
        self.colors: Colors = LIGHT
        self._sorted_by, self._is_descending = DATE, True

    def set_runs(self, runs: Sequence[StoredRun]) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self.runs = self._in_order(runs)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by, self._is_descending = column, order is Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        numbers = [self.runs[index.row()].id for index in before]
        self.runs = self._in_order(self.runs)
        rows = {run.id: row for row, run in enumerate(self.runs)}
        pairs = zip(numbers, before, strict=True)
        after = [self.index(rows[number], index.column()) for number, index in pairs]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.runs)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column, run = COLUMNS[index.column()], self.runs[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            return column.text(run) if column.text else None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_text(column.text(run)) if column.text else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return run_tip(run)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == TRUST:
            return QColor(self.colors.good if run.is_trusted else self.colors.warn)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == TRUST:
            return "reliable" if run.is_trusted else "unreliable"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(COLUMNS[section].tip)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(COLUMNS[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        is_name = index.isValid() and index.column() == NAME
        return flags | Qt.ItemFlag.ItemIsEditable if is_name else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        run = self.runs[index.row()]
        if role != Qt.ItemDataRole.EditRole or str(value).strip() == run.name:
            return False
        self.renamed.emit(run.id, str(value))  # the list is read again once it is written
        return True

    def _in_order(self, runs: Sequence[StoredRun]) -> tuple[StoredRun, ...]:
        value = COLUMNS[self._sorted_by].value
        return tuple(sorted(runs, key=value, reverse=self._is_descending))  # type: ignore[arg-type]  # a column's values are all of one kind


def run_tip(run: StoredRun) -> str:
    """All that is listed of a run; what a file brought is shown as it is, not as HTML."""
    settings = [run.precision, f"batch {run.batch}", f"{run.threads} threads", run.options]
    lines = (
        run.name,
        run.arch,
        ", ".join(filter(None, settings)),
        f"{listed_text(run, run.median_ms, 2)} ms, "
        f"{listed_text(run, run.images_per_s, 1)} images/s",
        ", ".join(filter(None, (run.device, run.host))),
        ", ".join(filter(None, (f"torch {run.torch}", run.system))),
        moment_text(run.started_at),
    )
    return "<br>".join(escape(shown_text(line)) for line in lines if line)


def _alignment(column: Column[StoredRun]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
