"""The parameters of a file of weights as Qt asks for them: a row each."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from resnet_viz.core.weights.figures import TensorFigures, WeightsFigures
from resnet_viz.core.weights.measures import WeightMeasure
from resnet_viz.core.wording import digits_grouped, shape_text
from resnet_viz.export.weights import measures_of
from resnet_viz.ui.parts.tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROLE = Qt.ItemDataRole
SORT_ROLE = ROLE.UserRole
BINS_ROLE = ROLE.UserRole + 1
HEADS = ("Parameter", "Shape", "Histogram", "Numbers")
SPREAD, COUNT = 2, 3  # places of columns
NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
WORDS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ParameterModel(QAbstractTableModel):
    """Names, shapes, histograms, and the figures that there are."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[TensorFigures, ...] = ()
        self.measures: tuple[WeightMeasure, ...] = ()

    def show_figures(self, figures: WeightsFigures | None) -> None:
        """Replaces all rows; columns of a second file are there only with one."""
        self.beginResetModel()
        self.rows = figures.tensors if figures else ()
        self.measures = measures_of(figures) if figures else ()
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(HEADS) + len(self.measures)

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        row, place = self.rows[index.row()], index.column()
        if role == ROLE.TextAlignmentRole:
            return WORDS if place <= SPREAD else NUMBERS
        if role == ROLE.DisplayRole:
            return self._text(row, place)
        if role == SORT_ROLE:
            return self._sorted_by(row, place, index.row())
        if role == BINS_ROLE:
            return row
        if role == ROLE.ToolTipRole:
            return plain_tip(row.name if place == 0 else "") or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == ROLE.TextAlignmentRole:
            return WORDS if section <= SPREAD else NUMBERS
        measure = self._measure(section)
        if role == ROLE.ToolTipRole:
            return plain_tip(measure.tip if measure else "") or None
        if role != ROLE.DisplayRole:
            return None
        return measure.title if measure else HEADS[section]

    def _measure(self, place: int) -> WeightMeasure | None:
        at = place - len(HEADS)
        return self.measures[at] if 0 <= at < len(self.measures) else None

    def _text(self, row: TensorFigures, place: int) -> str:
        if measure := self._measure(place):
            return measure.text_of(row)
        return (row.name, shape_text(row.shape), "", digits_grouped(row.count))[place]

    def _sorted_by(self, row: TensorFigures, place: int, at: int) -> float:
        if measure := self._measure(place):
            value = measure.value(row)
            return float("-inf") if value is None else value
        return row.count if place == COUNT else at
