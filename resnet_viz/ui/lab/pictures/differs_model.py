"""What differs between two networks as Qt asks for it: a row for a stage, a layer or a total."""

from collections.abc import Sequence
from math import log2
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from resnet_viz.core.graph.paths import is_inside
from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.core.lab.diff.table import DiffRow
from resnet_viz.core.lab.difference import Tendency
from resnet_viz.diagram.chart.colors import LETTERS, member_color
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.parts.tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROLE = Qt.ItemDataRole
ROW_ROLE = ROLE.UserRole
SHARE_ROLE = ROLE.UserRole + 1  # of the longest bar, −1 to 1
LEAST_SPAN = log2(1.25)  # the least change that the longest bar shows, as a power of two
MOST_SPAN = 2.0  # and at most: four times as much
NAME, OURS, THEIRS, CHANGE = range(4)


class DiffersModel(QAbstractTableModel):
    """Rows of a diff under the letters of both networks."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[DiffRow, ...] = ()
        self.letters = ("A", "B")
        self._span = LEAST_SPAN
        self._colors: Colors = LIGHT

    def show_rows(self, rows: Sequence[DiffRow], letters: tuple[str, str]) -> None:
        """Replaces all that is shown."""
        self.beginResetModel()
        self.rows, self.letters = tuple(rows), letters
        spans = (abs(log2(row.ratio)) for row in rows if row.ratio)
        self._span = min(max(max(spans, default=0.0), LEAST_SPAN), MOST_SPAN)
        self.endResetModel()

    def set_colors(self, colors: Colors) -> None:
        """The colours of more, of less, and of the networks."""
        self._colors = colors
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, CHANGE))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, CHANGE)

    def place_of(self, path: str, side: int) -> int:
        """The row with a path of A (side 0) or B (side 1), else the first in it; −1 for none."""
        paths = [(row.paths_a, row.paths_b)[side] for row in self.rows]
        own = (place for place, each in enumerate(paths) if path in each)
        inside = (
            place for place, each in enumerate(paths) if any(is_inside(one, path) for one in each)
        )
        return next(own, next(inside, -1)) if path else -1

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else CHANGE + 1

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role == ROLE.DisplayRole:
            return (row.title, row.a, row.b, row.difference)[column]
        if role == ROLE.TextAlignmentRole:
            return _side(column)
        if role == ROLE.ToolTipRole:
            return plain_tip(self._said(row))
        if role == ROLE.AccessibleTextRole:
            return self._said(row) if column == NAME else None
        if role == ROW_ROLE:
            return row
        if role == SHARE_ROLE:
            return self._share(row)
        if role == ROLE.ForegroundRole:
            return self._ink(row, column)
        is_bold = row.is_heading or row.kind is None
        return _bold() if role == ROLE.FontRole and is_bold else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        ours, theirs = (letter or "Base" for letter in self.letters)
        if role == ROLE.DisplayRole:
            return ("", ours, theirs, f"{theirs} against {ours}")[section]
        if role == ROLE.TextAlignmentRole:
            return _side(section)
        if role == ROLE.ForegroundRole and section in (OURS, THEIRS):
            letter = self.letters[section - OURS]
            color = letter and member_color(LETTERS.index(letter), self._colors.picture)
            return QColor(color or self._colors.ink)
        return None

    def texts(self) -> list[list[str]]:
        """All cells as they are shown, for tests."""
        return [[row.title, row.a, row.b, row.difference] for row in self.rows]

    def _share(self, row: DiffRow) -> float:
        if not row.ratio:
            return 0.0
        return max(-1.0, min(1.0, log2(row.ratio) / self._span))

    def _ink(self, row: DiffRow, column: int) -> QColor | None:
        if column == CHANGE:
            tones = {Tendency.BETTER: self._colors.good, Tendency.WORSE: self._colors.bad}
            return QColor(tones.get(row.tendency, self._colors.muted))
        return QColor(self._colors.muted) if row.kind is Kind.SAME else None

    def _said(self, row: DiffRow) -> str:
        """The row in words, with the letters of the networks."""
        ours, theirs = (letter or "the base" for letter in self.letters)
        words = {Kind.ONLY_A: f"only in {ours}", Kind.ONLY_B: f"only in {theirs}"}
        what = words.get(row.kind, row.words) if row.kind else row.words
        parts = (row.title, what, f"{ours} {row.a}", f"{theirs} {row.b}", row.difference)
        return "\n".join(filter(None, parts))


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _bold() -> QFont:
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font
