"""The legend of a chart, next to it and never over its data."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.flow import Flow

SWATCH = 10  # pixels
WIDEST = 200  # pixels of one entry
SIDE_WIDTH = 164  # pixels of a legend at the right
SWATCH_GAP = 6
QWIDGETSIZE_MAX = 16_777_215  # Qt's own largest width
GAP = 14


class Entry(NamedTuple):
    """A colour and what has it."""

    color: str
    text: str


class Legend(QWidget):
    """Entries in a row above the chart, or below each other at its right."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()
        self._most = WIDEST
        self._flow = Flow(self, spacing=GAP)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Shows other entries."""
        if tuple(entries) == self.entries:
            return
        self.entries = tuple(entries)
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for entry in self.entries:
            self._flow.addWidget(_entry_row(entry, self._most))
        self.setAccessibleName("Legend: " + ", ".join(entry.text for entry in self.entries))
        self.setVisible(bool(self.entries))

    def show_side(self, *, is_right: bool) -> None:
        """Whether it is at the right of the chart."""
        self._most = SIDE_WIDTH - SWATCH - SWATCH_GAP if is_right else WIDEST
        self.setMinimumWidth(SIDE_WIDTH if is_right else 0)
        self.setMaximumWidth(SIDE_WIDTH if is_right else QWIDGETSIZE_MAX)
        for words in self.findChildren(_Words):
            words.bound(self._most)


class Swatch(QWidget):
    """A round spot of a colour."""

    def __init__(self, color: str) -> None:
        super().__init__()
        self._color = QColor(color)
        self.setFixedSize(SWATCH, SWATCH)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color)
        painter.drawEllipse(QRectF(self.rect()))


class _Words(ElidedLabel):
    """As wide as its words where there is room for them."""

    most = WIDEST

    def bound(self, most: int) -> None:
        """At most so many pixels."""
        self.most = most
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = min(self.fontMetrics().horizontalAdvance(self.words) + 2, self.most)
        return QSize(width, super().sizeHint().height())


def _entry_row(entry: Entry, most: int) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SWATCH_GAP)
    words = _Words()
    words.bound(most)
    words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    words.show_words(entry.text)
    row.addWidget(Swatch(entry.color))
    row.addWidget(words)
    return made
