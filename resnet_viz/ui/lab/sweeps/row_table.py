"""The table of a sweep's networks: sorted by its heads, opened by a double click or Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTableView

from resnet_viz.ui.lab.sweeps.row_model import NETWORK, RowModel
from resnet_viz.ui.lab.sweeps.shown_sweep import ShownSweep
from resnet_viz.ui.parts.tables.rows import DENSE_LINES, show_as_rows

NETWORK_LETTERS, LETTERS = 38, 13
PAUSE_MS = 200  # between two times that rows which came are sorted in
ROWS_A_MS = 100  # of many rows: sorting them again takes a hundredth of that
MOST_SELECTED = 1000  # rows, after a brush over many points


class RowTable(QTableView):
    """`selected` carries the indices of the selected rows, `opened` that of one."""

    selected = Signal(object)
    opened = Signal(int)

    def __init__(self, sweep: ShownSweep) -> None:
        super().__init__()
        self._sweep = sweep
        self.rows = RowModel(self)
        self._key, self._is_descending = "", False
        self._is_selecting = False
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self.refresh)
        self._set_up()
        sweep.grew.connect(self._on_grew)
        sweep.chosen_changed.connect(self.refresh)

    def begin(self) -> None:
        """Another sweep is shown."""
        self._key = ""
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.rows.show_sweep(self._sweep.columns, is_timed=self._sweep.is_timed)
        self._size_columns()
        self.refresh()

    def refresh(self) -> None:
        """Shows the chosen rows in order; those that were selected stay so."""
        kept = self.selection()
        order = self._sweep.order(self._key, is_descending=self._is_descending)
        self.rows.show_order(order)
        self.select_rows(kept)

    def selection(self) -> list[int]:
        """The indices of the selected rows."""
        return [self.rows.order[index.row()] for index in self.selectionModel().selectedRows()]

    def select_rows(self, indices: Sequence[int], *, is_shown: bool = False) -> None:
        """Selects rows by their indices without a signal; the first comes into sight on request."""
        wanted = set(indices[:MOST_SELECTED])
        if wanted == set(self.selection()):
            return
        rows = [row for row, index in enumerate(self.rows.order) if index in wanted]
        chosen, last = QItemSelection(), len(self.rows.keys) - 1
        for row in rows:
            chosen.select(self.rows.index(row, 0), self.rows.index(row, last))
        self._is_selecting = True
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._is_selecting = False
        if rows and is_shown:
            self.scrollTo(self.rows.index(rows[0], 0))

    def _on_grew(self, _: object) -> None:
        if not self._later.isActive():
            self._later.start(PAUSE_MS + len(self.rows.order) // ROWS_A_MS)

    def _on_head(self, section: int) -> None:
        key = self.rows.keys[section]
        self._is_descending = key == self._key and not self._is_descending
        self._key = key
        order = Qt.SortOrder.DescendingOrder if self._is_descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(section, order)
        self.refresh()

    def _on_selection(self) -> None:
        if not self._is_selecting:
            self.selected.emit(self.selection())

    def _on_open(self) -> None:
        if chosen := self.selection():
            self.opened.emit(chosen[0])

    def _size_columns(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        for place, key in enumerate(self.rows.keys):
            letters = NETWORK_LETTERS if key == NETWORK else LETTERS
            self.setColumnWidth(place, letter * letters)

    def _set_up(self) -> None:
        self.setModel(self.rows)
        show_as_rows(self, "Networks of the sweep", has_several=True, lines=DENSE_LINES)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sectionClicked.connect(self._on_head)
        self.selectionModel().selectionChanged.connect(lambda *_: self._on_selection())
        self.doubleClicked.connect(lambda _: self._on_open())
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), self, self._on_open)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
