"""The tab of other counters: why others say another number, or torchinfo's own table."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resnet_viz.ui.parts.choice import ButtonRow

WHY, SUMMARY = "why", "summary"
PAGES = ((WHY, "Why others say another number"), (SUMMARY, "torchinfo's table"))


class CountersPanel(QWidget):
    """Shows one of both: each needs the whole width for its words."""

    def __init__(self, peers: QWidget, summary: QWidget) -> None:
        super().__init__()
        self._pages = QStackedWidget(self)  # a layout would show its first page as a window
        for page in (peers, summary):
            self._pages.addWidget(page)
        self.choice = ButtonRow(PAGES, self.show_page)
        top = QHBoxLayout()
        top.setContentsMargins(10, 6, 10, 0)
        top.addWidget(self.choice)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        self.show_page(WHY)

    def show_page(self, word: str) -> None:
        """Shows the page of a word."""
        self._pages.setCurrentIndex([key for key, _ in PAGES].index(word))
        self.choice.show_value(word)
