"""The list of sweeps: name, how far each is, its size; shown, gone on with, deleted."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.lab.stored_sweep import StoredSweep, SweepState
from resnet_viz.core.text.letters import shown_text
from resnet_viz.core.timing.stored_run import moment_text
from resnet_viz.core.wording import bytes_text, digits_grouped
from resnet_viz.ui.parts.tables.rows import show_as_rows
from resnet_viz.ui.parts.tip import set_tip

HEADS = ("Name", "Networks", "Size", "Started", "Recipe")
NAME, NETWORKS, SIZE, STARTED = range(4)
NAME_WIDTH = 220
NUMBERS = (NETWORKS, SIZE)


class StoredList(QWidget):
    """Each signal carries the uuid of a sweep; `renamed` the name that a person typed too."""

    show_asked = Signal(str)
    resume_asked = Signal(str)
    deletion_asked = Signal(str)
    renamed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._sweeps: tuple[StoredSweep, ...] = ()
        self._running = ""
        self.table = QTableWidget(0, len(HEADS))
        self.open = _button("Show", "Show the networks of this sweep (Enter)")
        self.resume = _button("Resume", "Go on where this sweep was stopped")
        self.rename = _button("Rename", "Give this sweep another name (F2)")
        self.delete = _button("Delete…", "Delete this sweep (Del)")
        self._set_up()
        self._connect()
        self._on_selected()

    def show_sweeps(self, sweeps: Sequence[StoredSweep], running: str) -> None:
        """Shows the stored sweeps, of which one may be running; the selected one stays so."""
        selected = self.selected()
        self._sweeps, self._running = tuple(sweeps), running
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._sweeps))
        for row, sweep in enumerate(self._sweeps):
            self._fill(row, sweep)
        self.table.blockSignals(False)
        self.select(selected.uuid if selected else "")
        self._on_selected()

    def select(self, uuid: str) -> None:
        """Selects a sweep, the first where it is not there."""
        rows = [row for row, sweep in enumerate(self._sweeps) if sweep.uuid == uuid]
        if self._sweeps:
            self.table.setCurrentCell(rows[0] if rows else 0, NAME)

    def selected(self) -> StoredSweep | None:
        """The sweep that is selected."""
        row = self.table.currentRow()
        return self._sweeps[row] if 0 <= row < len(self._sweeps) else None

    def _fill(self, row: int, sweep: StoredSweep) -> None:
        done = digits_grouped(sweep.done)
        count = digits_grouped(sweep.count)
        progress = count if sweep.state is SweepState.DONE else f"{done} of {count}"
        started = moment_text(sweep.made_at)
        size = bytes_text(sweep.size_bytes)
        for column, text in enumerate((sweep.name, progress, size, started, sweep.recipe)):
            item = QTableWidgetItem(shown_text(text))
            set_tip(item, text)
            if column in NUMBERS:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if column != NAME:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            self.table.setItem(row, column, item)

    def _on_selected(self) -> None:
        sweep = self.selected()
        is_open = sweep is not None and sweep.state is SweepState.OPEN
        for button in (self.open, self.rename, self.delete):
            button.setEnabled(sweep is not None)
        self.resume.setEnabled(is_open and sweep is not None and sweep.uuid != self._running)

    def _emit(self, signal: str) -> None:
        if sweep := self.selected():
            getattr(self, signal).emit(sweep.uuid)

    def _on_rename(self) -> None:
        if item := self.table.item(self.table.currentRow(), NAME):
            self.table.editItem(item)

    def _on_edited(self, item: QTableWidgetItem) -> None:
        sweep = self._sweeps[item.row()]
        if item.column() == NAME and item.text().strip() not in ("", sweep.name):
            self.renamed.emit(sweep.uuid, item.text().strip())

    def _connect(self) -> None:
        self.table.itemSelectionChanged.connect(self._on_selected)
        self.table.itemChanged.connect(self._on_edited)
        self.table.cellDoubleClicked.connect(lambda *_: self._emit("show_asked"))
        self.open.clicked.connect(lambda: self._emit("show_asked"))
        self.resume.clicked.connect(lambda: self._emit("resume_asked"))
        self.delete.clicked.connect(lambda: self._emit("deletion_asked"))
        self.rename.clicked.connect(self._on_rename)
        for key, act in (
            (Qt.Key.Key_Return, lambda: self._emit("show_asked")),
            (Qt.Key.Key_Delete, lambda: self._emit("deletion_asked")),
            (Qt.Key.Key_F2, self._on_rename),
        ):
            shortcut = QShortcut(QKeySequence(key), self.table, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _set_up(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(HEADS)
        show_as_rows(table, "Stored sweeps")
        header = table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (NETWORKS, SIZE, STARTED):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        table.setColumnWidth(NAME, NAME_WIDTH)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.open, self.resume, self.rename, self.delete):
            row.addWidget(button)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(table, 1)
        lines.addLayout(row)


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    set_tip(button, tip)
    return button
