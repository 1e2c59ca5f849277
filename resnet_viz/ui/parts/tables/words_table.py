"""Any table of words, as the exports have it: a row can be chosen by its first cell."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from resnet_viz.ui.parts.tables.rows import show_as_rows
from resnet_viz.ui.parts.tip import set_tip

if TYPE_CHECKING:
    from resnet_viz.export.table import Table


class WordsTable(QTableWidget):
    """`row_chosen` carries the first word of the row that a person selects.

    `tip` gives what is said of a cell, by its row's first word and its column's key.
    """

    row_chosen = Signal(str)

    def __init__(self, name: str, tip: Callable[[str, str], str] = lambda word, key: "") -> None:
        super().__init__()
        self._tip = tip
        self._keys: tuple[str, ...] = ()
        show_as_rows(self, name)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setStretchLastSection(True)
        self.cellClicked.connect(lambda row, _: self.row_chosen.emit(self.word(row)))

    def show_table(self, table: "Table", name: Callable[[str], str] = lambda word: word) -> None:
        """Shows the words of a table, its totals as the last row; `name` writes the first word."""
        rows = [*table.texts, *([table.total] if table.total else [])]
        self.clear()
        self._keys = tuple(head.key for head in table.heads)
        self.setRowCount(len(rows))
        self.setColumnCount(len(table.heads))
        for place, head in enumerate(table.heads):
            item = QTableWidgetItem(head.title)
            item.setTextAlignment(_side(head.is_number))
            set_tip(item, head.tip)
            self.setHorizontalHeaderItem(place, item)
        for row, words in enumerate(rows):
            for place, (word, head) in enumerate(zip(words, table.heads, strict=True)):
                item = QTableWidgetItem(word if place else name(word))
                item.setData(Qt.ItemDataRole.UserRole, word)
                item.setTextAlignment(_side(head.is_number))
                self.setItem(row, place, item)

    def show_nothing(self) -> None:
        """No rows and no columns."""
        self.clear()
        self.setRowCount(0)
        self.setColumnCount(0)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            item = self.itemAt(event.pos())
            if item is not None:
                tip = self._tip(self.word(item.row()), self._keys[item.column()])
                set_tip(item, tip or self._cut_text(item))
        return super().viewportEvent(event)

    def _cut_text(self, item: QTableWidgetItem) -> str:
        """The words of a cell that has no room for all of them, '' of any other."""
        is_cut = self.sizeHintForIndex(self.indexFromItem(item)).width() > self.visible_width(item)
        return item.text() if is_cut else ""

    def visible_width(self, item: QTableWidgetItem) -> int:
        """How much of a cell is in sight."""
        return self.visualItemRect(item).intersected(self.viewport().rect()).width()

    def word(self, row: int, column: int = 0) -> str:
        """The table's word in a cell, whatever name it is shown by."""
        item = self.item(row, column)
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""


def _side(is_number: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
