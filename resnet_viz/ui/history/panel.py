"""The tab of stored runs: all that were ever timed here or brought from elsewhere."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.timing.stored_run import StoredRun, is_found
from resnet_viz.core.wording import counted, digits_grouped
from resnet_viz.ui.history.model import COLUMNS, DATE, NAME, RunModel
from resnet_viz.ui.look.colors import Colors
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.tables.rows import show_as_rows
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.parts.typed_field import typed_field

NOTHING_YET = "No runs yet. Every timed run (F5) is saved here."
NOTHING_FOUND = "No runs match '{}'."
FILTER_WIDTH = 240
LEAST_FILTER_WIDTH = 110
Listed = tuple[StoredRun, str]  # a run and the text that words are found in


class HistoryPanel(QWidget):
    """What a person does here comes as signals with the numbers of runs; `looked_at` when shown."""

    looked_at = Signal()
    run_opened = Signal(int)
    run_renamed = Signal(int, str)
    deletion_asked = Signal(object)
    export_asked = Signal()
    import_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._listed: tuple[Listed, ...] = ()
        self.model = RunModel(self)
        self.model.renamed.connect(self.run_renamed)
        self.table = QTableView()
        self.filter = typed_field()
        self.found = plain_label()
        self.empty = plain_label(NOTHING_YET)
        self.open = _button("Open", "Show the run's network with its times (Enter)")
        self.rename = _button("Rename", "Give the run another name (F2)")
        self.delete = _button("Delete", "Delete the selected runs (Del)")
        self.export = _button(
            "Export…", "Save the selected runs as JSON, or all if none is selected"
        )
        self.import_button = _button(
            "Import…", "Add the runs in a JSON file, from this or another machine"
        )
        self._set_up_table()
        self._lay_out()
        self._connect()
        self._show_found()

    def show_runs(self, listed: tuple[Listed, ...]) -> None:
        """Shows the stored runs; those that were selected stay so."""
        self._listed = listed
        self._show_found()

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        self.model.colors = colors
        self.table.viewport().update()

    def selected(self) -> list[int]:
        """The numbers of the selected runs."""
        indexes = self.table.selectionModel().selectedRows()
        return [self.model.runs[index.row()].id for index in indexes]

    def is_editing(self) -> bool:
        """Whether a name is being typed, which another list would break off."""
        return self.table.state() is QAbstractItemView.State.EditingState

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looked_at.emit()

    def _show_found(self) -> None:
        selected = self.selected()
        text = self.filter.text()
        found = [run for run, searched in self._listed if is_found(searched, text)]
        self.model.set_runs(found)
        self._select(selected)
        count = counted(len(self._listed), "run")
        self.found.setText(f"{digits_grouped(len(found))} of {count}" if text.strip() else count)
        self.empty.setText(NOTHING_FOUND.format(text) if self._listed else NOTHING_YET)
        self._stack.setCurrentWidget(self.table if found else self.empty)
        self._on_selected()

    def _select(self, numbers: Sequence[int]) -> None:
        flags = QItemSelectionModel.SelectionFlag
        rows = (row for row, run in enumerate(self.model.runs) if run.id in numbers)
        for row in rows:
            index = self.model.index(row, 0)
            self.table.selectionModel().select(index, flags.Select | flags.Rows)

    def _on_selected(self) -> None:
        count = len(self.selected())
        self.open.setEnabled(count == 1)
        self.rename.setEnabled(count == 1)
        self.delete.setEnabled(count > 0)
        self.export.setEnabled(bool(self._listed))

    def _on_open(self) -> None:
        if len(selected := self.selected()) == 1:
            self.run_opened.emit(selected[0])

    def _on_rename(self) -> None:
        rows = self.table.selectionModel().selectedRows(NAME)
        if len(rows) == 1:
            self.table.setCurrentIndex(rows[0])
            self.table.edit(rows[0])

    def _on_delete(self) -> None:
        if selected := self.selected():
            self.deletion_asked.emit(selected)

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _: self._show_found())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())
        self.table.doubleClicked.connect(lambda _: self._on_open())
        self.open.clicked.connect(self._on_open)
        self.rename.clicked.connect(self._on_rename)
        self.delete.clicked.connect(self._on_delete)
        self.export.clicked.connect(self.export_asked)
        self.import_button.clicked.connect(self.import_asked)
        for key, act in (
            (Qt.Key.Key_Return, self._on_open),
            (Qt.Key.Key_Enter, self._on_open),
            (Qt.Key.Key_F2, self._on_rename),
            (Qt.Key.Key_Delete, self._on_delete),
        ):
            shortcut = QShortcut(QKeySequence(key), self.table, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        show_as_rows(table, "Stored runs", has_several=True)  # F2 edits the name, wherever it is
        table.sortByColumn(DATE, Qt.SortOrder.DescendingOrder)
        table.setSortingEnabled(True)
        header = table.horizontalHeader()
        header.setStretchLastSection(True)
        letter = table.fontMetrics().averageCharWidth()
        for place, column in enumerate(COLUMNS):
            table.setColumnWidth(place, letter * column.letters)

    def _lay_out(self) -> None:
        self.filter.setPlaceholderText("Filter runs")
        self.filter.setAccessibleName("Filter runs")
        set_tip(self.filter, "Runs with each of these words anywhere in their row")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(LEAST_FILTER_WIDTH)
        self.filter.setMaximumWidth(FILTER_WIDTH)
        self.found.setProperty("role", "muted")
        self.empty.setProperty("role", "muted")
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        top = QHBoxLayout()
        top.setContentsMargins(10, 6, 10, 0)
        self.found.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        top.addWidget(self.filter, 1)
        top.addWidget(self.found, 1)
        for button in (self.open, self.rename, self.delete, self.export, self.import_button):
            top.addWidget(button)
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(self._stack, 1)
        for page in (
            self.table,
            self.empty,
        ):  # once in a widget: never a window
            self._stack.addWidget(page)


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    set_tip(button, tip)
    button.setAccessibleDescription(tip)
    return button
