"""The measures of a comparison as Qt asks for them: a row each, networks side by side."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from resnet_viz.core.lab.difference import Tendency
from resnet_viz.core.lab.measure_rows import MeasureCell, MeasureRow
from resnet_viz.diagram.chart.colors import LETTERS, member_color
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.parts.tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
MOST_LETTERS = 26  # of a title in the head of a column
MORE, LESS = "▲", "▼"
ROLE = Qt.ItemDataRole


class MeasuredName(NamedTuple):
    """A network over its columns: its letter, '' for a base that is not shown, and its title."""

    letter: str
    title: str

    @property
    def head(self) -> str:
        """Both, cut in the middle where that is long: models of a library differ at the end."""
        whole = f"{self.letter or 'Base'}  {self.title}"
        kept = (MOST_LETTERS - 1) // 2
        return whole if len(whole) <= MOST_LETTERS else f"{whole[:kept]}…{whole[-kept:]}"


class MeasuresModel(QAbstractTableModel):
    """A measure a row; a network has a column of values and, but for the base, of differences."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[MeasureRow, ...] = ()
        self.names: tuple[MeasuredName, ...] = ()
        self.base = 0
        self._columns: tuple[tuple[int, bool], ...] = ()  # whose, and whether a difference
        self._colors: Colors = LIGHT

    def show_rows(
        self, rows: Sequence[MeasureRow], names: Sequence[MeasuredName], base: int
    ) -> None:
        """Replaces all that is shown."""
        self.beginResetModel()
        self.rows, self.names, self.base = tuple(rows), tuple(names), base
        self._columns = tuple(
            (place, is_difference)
            for place in range(len(names))
            for is_difference in ((False,) if place == base else (False, True))
        )
        self.endResetModel()

    def set_colors(self, colors: Colors) -> None:
        """The colours of what is better, worse, and of the networks."""
        self._colors = colors
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or not self.names else len(self._columns) + 1

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROLE.TextAlignmentRole:
            return _side(index.column())
        if index.column() == 0:
            return self._of_measure(row, role)
        place, is_difference = self._columns[index.column() - 1]
        cell = row.cells[place]
        if role == ROLE.ToolTipRole:
            return plain_tip(cell.tip or row.tip)
        return self._of_difference(cell, role) if is_difference else self._of_value(cell, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == ROLE.TextAlignmentRole:
            return _side(section)
        if section == 0:
            return "Measure" if role == ROLE.DisplayRole else None
        place, is_difference = self._columns[section - 1]
        name = self.names[place]
        if role == ROLE.DisplayRole:
            base = self.names[self.base].letter or "base"
            return f"against {base}" if is_difference else name.head
        if role == ROLE.ToolTipRole:
            return plain_tip(name.title)
        if role == ROLE.ForegroundRole and name.letter and not is_difference:
            return QColor(member_color(LETTERS.index(name.letter), self._colors.picture))
        return None

    def texts(self) -> list[list[str]]:
        """All cells as they are shown, for tests."""
        return [
            [str(self.data(self.index(row, column)) or "") for column in range(self.columnCount())]
            for row in range(self.rowCount())
        ]

    def _of_measure(self, row: MeasureRow, role: int) -> Any:
        if role == ROLE.DisplayRole:
            return row.title
        if role == ROLE.ToolTipRole:
            return plain_tip(row.tip)
        return QColor(self._colors.muted) if role == ROLE.ForegroundRole else None

    def _of_value(self, cell: MeasureCell, role: int) -> Any:
        return cell.text if role == ROLE.DisplayRole else None

    def _of_difference(self, cell: MeasureCell, role: int) -> Any:
        if role == ROLE.DisplayRole:
            return " ".join(filter(None, (cell.difference, self._arrow(cell))))
        if role == ROLE.AccessibleTextRole:
            return ", ".join(filter(None, (cell.difference, cell.tendency)))
        if role == ROLE.ForegroundRole:
            tones = {Tendency.BETTER: self._colors.good, Tendency.WORSE: self._colors.bad}
            return QColor(tones.get(cell.tendency, self._colors.muted))
        if role == ROLE.FontRole and cell.tendency:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    def _arrow(self, cell: MeasureCell) -> str:
        """Which way it differs, which says without colour too whether that is better."""
        if cell.sign == 0:
            return ""
        return MORE if cell.sign > 0 else LESS


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
