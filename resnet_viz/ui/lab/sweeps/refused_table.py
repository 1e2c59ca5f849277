"""What can't be built of a recipe: the reasons, how often each, and the first of such networks."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from resnet_viz.core.wording import digits_grouped, sentence
from resnet_viz.ui.parts.tables.rows import show_as_rows
from resnet_viz.ui.parts.tip import set_tip

HEADS = ("Count", "Reason", "First of them")
MOST_ROWS = 500
REASON_WIDTH = 420


class RefusedTable(QTableWidget):
    """A row for each reason, the most frequent first."""

    def __init__(self) -> None:
        super().__init__(0, len(HEADS))
        self.setHorizontalHeaderLabels(HEADS)
        show_as_rows(self, "Combinations that can't be built", has_several=True)
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.setColumnWidth(1, REASON_WIDTH)

    def show_refused(self, refused: Mapping[str, tuple[int, str]]) -> None:
        """Shows the reasons, each with its count and the text of the first network."""
        most = sorted(refused.items(), key=lambda row: -row[1][0])[:MOST_ROWS]
        self.setRowCount(len(most))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, (reason, (times, first)) in enumerate(most):
            for column, text in enumerate((digits_grouped(times), sentence(reason), first)):
                item = QTableWidgetItem(text)
                set_tip(item, text)
                if not column:
                    item.setTextAlignment(right)
                self.setItem(row, column, item)
