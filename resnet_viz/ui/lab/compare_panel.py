"""The first comparison: A, which is pinned, next to the network on screen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.cost.report import CostReport
from resnet_viz.core.wording import MINUS
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.tip import set_tip, triggers

if TYPE_CHECKING:
    from resnet_viz.core.lab.compare import ComparedMeasure, Comparison

NOTHING_PINNED = "Pin this network as A to compare it with every change you make."
TWIN = "Compare with the {block} twin"
COLUMNS = 5


class ComparePanel(QWidget):
    """Every cost of both networks with the difference; `pin_clicked`, `twin_clicked`."""

    pin_clicked = Signal()
    twin_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.headline = plain_label(NOTHING_PINNED)
        self.headline.setProperty("role", "heading")
        self.headline.setWordWrap(True)
        self.pin = QPushButton("Pin as A")
        self.pin.clicked.connect(self.pin_clicked)
        triggers(self.pin, "pin")
        self.twin = QPushButton(TWIN)
        set_tip(self.twin, "Pin this network as A and open it with the other block (Ctrl+J)")
        self.twin.clicked.connect(self.twin_clicked)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(22)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(COLUMNS, 1)
        top = QHBoxLayout()
        top.addWidget(self.headline, 1)
        top.addWidget(self.twin)
        top.addWidget(self.pin)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._table(), 1)

    def _table(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.addLayout(self._grid)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setAccessibleName("Costs of both networks")
        return scroll

    def show_reports(self, pinned: CostReport | None, current: CostReport) -> None:
        """Shows A next to the network on screen; None when nothing is pinned."""
        self._clear()
        self.pin.setText("Unpin A" if pinned else "Pin as A")
        if pinned is None:
            self.headline.setText(NOTHING_PINNED)
            return
        self.headline.setText(f"A: {pinned.network.title} vs B: {current.network.title}")
        from resnet_viz.core.lab.compare import compare  # not before something is pinned

        self._show(compare((pinned, current)))

    def show_twin(self, block: str) -> None:
        """Which block the twin of the network on screen has, '' where it has no twin."""
        self.twin.setText(TWIN.format(block=block))
        self.twin.setVisible(bool(block))

    def texts(self) -> list[list[str]]:
        """The rows as they are shown, for tests and screen readers."""
        rows = range(1, self._grid.rowCount() if self._grid.count() else 1)
        return [[self._text(row, column) for column in range(COLUMNS)] for row in rows]

    def _show(self, comparison: "Comparison") -> None:
        first, second = comparison.reports
        headings = (
            "",
            "A",
            "B (current)",
            "Change",
            "Difference",
        )
        for column, text in enumerate(headings):
            self._put(0, column, text, "muted")
        structures = [report.network.structure_text for report in (first, second)]
        for column, text in enumerate(("Block and stages", *structures)):
            self._put(1, column, text, "muted" if column == 0 else "")
        for row, compared in enumerate(comparison.measures, start=2):
            for column, text in enumerate(_cells(compared)):
                self._put(row, column, text, "muted" if column == 0 else "", compared.tip)

    def _put(self, row: int, column: int, text: str, role: str, tip: str = "") -> None:
        label = plain_label(text)
        set_tip(label, tip)
        label.setProperty("role", role)
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(label, row, column, side)

    def _text(self, row: int, column: int) -> str:
        item = self._grid.itemAtPosition(row, column)
        label = item.widget() if item else None
        return label.text() if isinstance(label, QLabel) else ""

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (label := item.widget()) is not None:
                label.hide()
                label.deleteLater()


def _cells(compared: "ComparedMeasure") -> tuple[str, ...]:
    difference = compared.differences[1]
    if difference is None:
        return (compared.title, *compared.texts, "", "")
    sign = "+" if difference > 0 else MINUS if difference < 0 else ""
    return (
        compared.title,
        *compared.texts,
        compared.change(1),
        f"{sign}{compared.text(abs(difference))}",
    )
