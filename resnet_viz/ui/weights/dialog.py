"""All parameters of the weights on screen with their figures, next to those of another file."""

from pathlib import PurePath

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.wording import counted
from resnet_viz.export.tables import text_of
from resnet_viz.export.weights import weights_table
from resnet_viz.ui.look.colors import Colors
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.tables.rows import show_as_rows
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.parts.typed_field import typed_field
from resnet_viz.ui.session.shown import Shown
from resnet_viz.ui.weights.histogram import ROOM, HistogramCell
from resnet_viz.ui.weights.model import SORT_ROLE, SPREAD, ParameterModel

SIZE = (1080, 620)
NAME_WIDTH = 250
FILTER_WIDTH = 200
LOOKING = "Looking at the weights …"


class WeightsDialog(QDialog):
    """`compare_asked`, `end_asked` and `save_asked` are the buttons; `layer_chosen` a row's."""

    compare_asked = Signal()
    end_asked = Signal()
    save_asked = Signal()
    layer_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Weights")
        screen = parent.screen().availableGeometry()
        self.resize(min(SIZE[0], screen.width() - 40), min(SIZE[1], screen.height() - 80))
        self.model = ParameterModel(self)
        self.sorted = QSortFilterProxyModel(self)
        self.sorted.setSourceModel(self.model)
        self.sorted.setSortRole(SORT_ROLE)
        self.sorted.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.table = QTableView()
        self.about, self.count = ElidedLabel(), plain_label()
        self.filter = typed_field()
        self.filter.setPlaceholderText("Filter parameters")
        self.filter.setAccessibleName("Filter parameters")
        self.filter.setFixedWidth(FILTER_WIDTH)
        self.filter.textChanged.connect(self._on_filter)
        self.histogram = HistogramCell(self.table)
        self.compare = _button("Compare with…", "Open a second file and show how far it differs")
        self.end = _button("End comparison", "Show the figures of one file again")
        self.copy = _button("Copy", "Copy the table to the clipboard, for a spreadsheet")
        self.save = _button("Save table…", "Save the table as CSV with exact values")
        self._set_up_table()
        self._lay_out()
        self._connect()

    def show_weights(self, shown: Shown, member_text: str) -> None:
        """The figures that there are of the network on screen; `member_text` names its files."""
        figures = shown.weighed
        self._figures = figures
        self.about.show_words(member_text if figures else LOOKING, member_text)
        self.model.show_figures(figures)
        is_compared = bool(figures and figures.against)
        self.end.setVisible(is_compared)
        for button in (self.copy, self.save):
            button.setEnabled(figures is not None)
        self._size_columns()
        self._show_count()

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        self.histogram.bar, self.histogram.zero = QColor(colors.bar), QColor(colors.muted)
        self.table.viewport().update()

    def select_layer(self, path: str) -> None:
        """Scrolls to the first parameter of a layer."""
        for place, row in enumerate(self.model.rows):
            if row.layer == path:
                index = self.sorted.mapFromSource(self.model.index(place, 0))
                self.table.selectRow(index.row())
                self.table.scrollTo(index)
                return

    def _on_filter(self, text: str) -> None:
        self.sorted.setFilterFixedString(text.strip())
        self._show_count()

    def _show_count(self) -> None:
        shown, every = self.sorted.rowCount(), self.model.rowCount()
        whole = counted(every, "tensor")
        self.count.setText(whole if shown == every else f"{shown} of {whole}")

    def _on_copy(self) -> None:
        if self._figures:
            QGuiApplication.clipboard().setText(text_of(weights_table(self._figures)))

    def _on_selected(self) -> None:
        for index in self.table.selectionModel().selectedRows():
            row = self.model.rows[self.sorted.mapToSource(index).row()]
            self.layer_chosen.emit(row.layer)

    def _size_columns(self) -> None:
        self.table.resizeColumnsToContents()
        self.table.setColumnWidth(0, min(self.table.columnWidth(0), NAME_WIDTH))

    def _set_up_table(self) -> None:
        self.table.setModel(self.sorted)
        show_as_rows(self.table, "Parameters of the weights")
        self.table.verticalHeader().setDefaultSectionSize(ROOM.height())
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.table.setItemDelegateForColumn(SPREAD, self.histogram)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.horizontalHeader().setMinimumSectionSize(60)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.about, 1)
        top.addWidget(self.count)
        top.addWidget(self.filter)
        below = QHBoxLayout()
        for button in (self.compare, self.end):
            below.addWidget(button)
        below.addStretch(1)
        close = _button("Close", "Close this list")
        close.clicked.connect(self.close)
        for button in (self.copy, self.save, close):
            below.addWidget(button)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addLayout(below)

    def _connect(self) -> None:
        self.compare.clicked.connect(self.compare_asked)
        self.end.clicked.connect(self.end_asked)
        self.save.clicked.connect(self.save_asked)
        self.copy.clicked.connect(self._on_copy)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())


def files_text(weights: str, against: str) -> str:
    """The names of the files whose weights are shown."""
    name = PurePath(weights).name
    return f"{name}, compared with {PurePath(against).name}" if against else name


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    set_tip(button, tip)
    return button
