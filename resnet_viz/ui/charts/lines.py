"""Lines on screen: sums along the depth of networks, or a measure against what is varied."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pyqtgraph
from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from resnet_viz.ui.charts.frame import ChartFrame
from resnet_viz.ui.charts.legend import Entry, Legend
from resnet_viz.ui.charts.points import nearest
from resnet_viz.ui.charts.scale import Floats, Scale, spread_of
from resnet_viz.ui.charts.surface import ChartSurface
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.parts.tip import show_tip

REACH_PX = 14.0
MARGIN = 0.04
FEW = 24  # points of a line, each of which has a mark
MARK_PX, POINTED_PX = 6, 12
Slot = tuple[int, int]
NO_SLOT: Slot = (-1, -1)


class LineSeries(NamedTuple):
    """A line through points in the order of x; `dash` in widths of the line, none for solid."""

    title: str
    color: str
    xs: Sequence[float]
    ys: Sequence[float]
    dash: tuple[float, ...] = ()


class LineChart(QWidget):
    """`clicked` carries the line and the point that a person opens.

    `hovered` that of the point near the pointer or the keyboard's, −1 and −1 for none; `tip_of`
    gives its words when they are shown.
    """

    clicked = Signal(int, int)
    hovered = Signal(int, int)

    def __init__(self, tip_of: Callable[[int, int], str], colors: Colors = LIGHT) -> None:
        super().__init__()
        self._tip_of, self._colors = tip_of, colors
        self._scales = Scale(""), Scale("")
        self._series: tuple[LineSeries, ...] = ()
        self._places: tuple[tuple[Floats, Floats], ...] = ()
        self._slot = NO_SLOT
        self.legend, self.surface = Legend(), ChartSurface(colors)
        self.pointed = pyqtgraph.ScatterPlotItem(size=POINTED_PX, brush=None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ChartFrame(self.legend, self.surface))
        self.setFocusProxy(self.surface)
        self.surface.pointed.connect(self._on_pointed)
        self.surface.pressed.connect(self._on_pressed)

    def show_lines(self, series: Sequence[LineSeries], x: Scale, y: Scale) -> None:
        """Shows the lines whole; a scale that isn't logarithmic begins at 0 upwards."""
        self._series, self._scales, self._slot = tuple(series), (x, y), NO_SLOT
        self._places = tuple((x.placed(each.xs), y.placed(each.ys)) for each in series)
        self.surface.show_scales(x, y)
        self.surface.setAccessibleName(f"{y.title} against {x.title}")
        self.legend.show_entries([Entry(each.color, each.title) for each in series])
        self.fit()
        self._draw()

    def fit(self) -> None:
        """All of every line in view."""
        nothing = np.empty(0)
        xs = np.concatenate([nothing, *(each for each, _ in self._places)])
        ys = np.concatenate([nothing, *(each for _, each in self._places)])
        low, high = spread_of(ys, MARGIN)
        low = low if self._scales[1].is_log else min(0.0, low + MARGIN * (high - low))
        self.surface.show_range(spread_of(xs, MARGIN / 2), (low, high))

    def set_colors(self, colors: Colors) -> None:
        """The current colours of all but the lines."""
        if colors is self._colors:
            return
        self._colors = colors
        self.surface.set_colors(colors)
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        if (step := steps.get(Qt.Key(event.key()))) and self._series:
            self._step(*step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._slot != NO_SLOT:
            self.clicked.emit(*self._slot)
        elif event.key() == Qt.Key.Key_0:
            self.fit()
        else:
            event.ignore()

    def _step(self, lines: int, points: int) -> None:
        line, point = self._slot
        line = (max(line, 0) + lines) % len(self._series)
        last = len(self._series[line].xs) - 1
        self._hover((line, min(max(point + points, 0), last)) if last >= 0 else NO_SLOT)

    def _on_pointed(self, at: QPointF | None) -> None:
        self._hover(NO_SLOT if at is None else self._slot_at(at))

    def _on_pressed(self, at: QPointF) -> None:
        if (slot := self._slot_at(at)) != NO_SLOT:
            self.clicked.emit(*slot)

    def _slot_at(self, at: QPointF) -> Slot:
        """The line and the point that are nearest to the pointer within reach."""
        best, found = REACH_PX, NO_SLOT
        for line, (xs, ys) in enumerate(self._places):
            px, py = self.surface.pixels(xs, ys)
            point = nearest(px, py, (at.x(), at.y()), best)
            if point >= 0:
                best = float(np.hypot(px[point] - at.x(), py[point] - at.y()))
                found = line, point
        return found

    def _hover(self, slot: Slot) -> None:
        if slot == self._slot:
            return
        self._slot = slot
        self._draw_pointed()
        if slot == NO_SLOT:
            QToolTip.hideText()
        else:
            show_tip(self._place_of_tip(slot), self._tip_of(*slot), self)
        self.hovered.emit(*slot)

    def _place_of_tip(self, slot: Slot) -> QPoint:
        if self.surface.underMouse():
            return QCursor.pos()
        xs, ys = self._places[slot[0]]
        px, py = self.surface.pixels(xs[slot[1] :][:1], ys[slot[1] :][:1])
        return self.surface.on_screen(QPointF(px[0], py[0]))

    def _draw(self) -> None:
        self.surface.clear()
        self.pointed = pyqtgraph.ScatterPlotItem(size=POINTED_PX, brush=None)
        for series, (xs, ys) in zip(self._series, self._places, strict=True):
            pen = pyqtgraph.mkPen(series.color, width=2.2)
            if series.dash:
                pen.setDashPattern(series.dash)
            curve = pyqtgraph.PlotCurveItem(xs, ys, pen=pen, antialias=True, connect="finite")
            self.surface.addItem(curve, ignoreBounds=True)
            if len(xs) <= FEW:
                marks = pyqtgraph.ScatterPlotItem(
                    x=xs, y=ys, size=MARK_PX, pen=None, brush=series.color
                )
                self.surface.addItem(marks, ignoreBounds=True)
        self.surface.addItem(self.pointed, ignoreBounds=True)
        self._draw_pointed()

    def _draw_pointed(self) -> None:
        line, point = self._slot
        if self._slot == NO_SLOT:
            self.pointed.setData(x=[], y=[])
            return
        xs, ys = self._places[line]
        pen = pyqtgraph.mkPen(self._colors.ink, width=1.6)
        self.pointed.setData(x=xs[point : point + 1], y=ys[point : point + 1], pen=pen)
