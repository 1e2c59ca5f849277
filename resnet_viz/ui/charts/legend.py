"""The legend of a chart, next to it and never over its data."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from resnet_viz.diagram.chart.chart import cross_of, outline_of_dot
from resnet_viz.diagram.chart.colors import Hatch, SeriesLook, Shape
from resnet_viz.diagram.chart.legend import Entry as Sign
from resnet_viz.diagram.chart.legend import Sample
from resnet_viz.diagram.scene.scene import Point
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.emptying import empty
from resnet_viz.ui.parts.flow import Flow

SWATCH, LINE_SWATCH = 10, 30  # pixels
MARK = 3.6  # pixels: the radius of a mark
WIDEST = 200  # pixels of one entry
SIDE_WIDTH = 164  # pixels of a legend at the right
SWATCH_GAP = 6
QWIDGETSIZE_MAX = 16_777_215  # Qt's own largest width
GAP = 14
HATCHED = Qt.BrushStyle.BDiagPattern


class Entry(NamedTuple):
    """A colour and what has it; `sign` is how it is drawn where that is more than a colour."""

    color: str
    text: str
    sign: Sign | None = None


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
        empty(self._flow)
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


class SignSwatch(QWidget):
    """A line with its dashes and mark, a dot of its shape, or a bar with its hatch."""

    def __init__(self, sign: Sign) -> None:
        super().__init__()
        self._sign = sign
        self.setFixedSize(LINE_SWATCH if sign.sample is Sample.LINE else SWATCH + 2, SWATCH + 2)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter, look = QPainter(self), self._sign.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room, color = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), QColor(look.color)
        if self._sign.sample in (Sample.BAR, Sample.SWATCH):
            painter.setPen(QPen(color, 1))
            painter.setBrush(QBrush(color) if look.hatch is Hatch.NONE else QBrush(color, HATCHED))
            painter.drawRect(room)
            return
        pen = QPen(color, 2)
        if self._sign.sample is Sample.LINE:
            if look.dash:
                pen.setDashPattern([max(each, 1.0) for each in look.dash])
            painter.setPen(pen)
            y = room.center().y()
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
        if self._sign.sample is Sample.DOT or self._sign.has_marker:
            _draw_mark(painter, room.center(), look)


def _draw_mark(painter: QPainter, at: QPointF, look: SeriesLook) -> None:
    painter.setPen(QPen(QColor(look.color), 2))
    if look.shape is Shape.CROSS:
        for path in cross_of(Point(at.x(), at.y()), MARK):
            painter.drawLine(*(QPointF(*each) for each in path))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.color))
    if look.shape is Shape.CIRCLE:
        painter.drawEllipse(at, MARK, MARK)
    else:
        corners = outline_of_dot(Point(at.x(), at.y()), MARK * 1.2, look.shape)
        painter.drawPolygon([QPointF(*each) for each in corners])


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
    row.addWidget(SignSwatch(entry.sign) if entry.sign else Swatch(entry.color))
    row.addWidget(words)
    return made
