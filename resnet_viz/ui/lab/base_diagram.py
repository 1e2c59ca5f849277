"""The diagram of A, next to that of the network which the controls change."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.parts.flow import Flow
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.tip import set_tip, triggers

EMPTY = "Keep a network as A, then change it: both are drawn next to each other."
PIN, TWIN = "Pin this network as A", "Compare with the {block} twin"


class BaseDiagram(QFrame):
    """Shows A's picture, or how to get an A.

    `pin_clicked`, `twin_clicked`, `swap_clicked` and `end_clicked` are what a person does here,
    `looked_at` says that it is in sight again.
    """

    pin_clicked = Signal()
    twin_clicked = Signal()
    swap_clicked = Signal()
    end_clicked = Signal()
    looked_at = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.title = plain_label()
        self.title.setProperty("role", "crumb")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.canvas = Canvas(lambda scene, item_id: "")
        self.canvas.setAccessibleName("Diagram of A")
        self.twin = _button(TWIN, self.twin_clicked)
        self._pages = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 3, 3, 3)
        column.addLayout(self._pages)
        self._pages.addWidget(self._empty_page())
        self._pages.addWidget(self._picture_page())

    def show_base(self, title: str) -> None:
        """The title of A, '' where nothing is compared."""
        self.title.setText(f"A: {title}")
        self._pages.setCurrentIndex(1 if title else 0)

    def show_twin(self, block: str) -> None:
        """Which block the twin of the network on screen has, '' where it has no twin."""
        self.twin.setText(TWIN.format(block=block))
        self.twin.setVisible(bool(block))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looked_at.emit()

    def _empty_page(self) -> QWidget:
        page, words = QWidget(), plain_label(EMPTY)
        words.setWordWrap(True)
        words.setProperty("role", "muted")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(1)
        column.addWidget(words)
        pin = _button(PIN, self.pin_clicked)
        triggers(pin, "pin")
        set_tip(self.twin, "This network as A, and its twin with the other block next to it")
        for button in (self.twin, pin):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _picture_page(self) -> QWidget:
        page, bar = QWidget(), QWidget()
        row = Flow(bar)
        row.setContentsMargins(10, 0, 10, 2)
        swap = _button("Swap A and B", self.swap_clicked)
        set_tip(swap, "Swap the two networks: the one that you change becomes A")
        end = _button("Unpin A", self.end_clicked)
        set_tip(end, "End the comparison and keep B")
        row.addWidget(swap)
        row.addWidget(end)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.title.setContentsMargins(12, 6, 12, 0)
        column.addWidget(self.title)
        column.addWidget(bar)
        column.addWidget(self.canvas, 1)
        return page


def _button(text: str, clicked: SignalInstance) -> QPushButton:
    button = QPushButton(text)
    button.clicked.connect(clicked)
    return button
