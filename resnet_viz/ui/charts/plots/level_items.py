"""Lines across a plot and upright ones; words of those across are at the right of the data."""

from typing import Any, NamedTuple

import numpy as np
import pyqtgraph
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication, QGraphicsSimpleTextItem

from resnet_viz.core.experiments.plot import Plot
from resnet_viz.diagram.chart.results.looks import hue_color
from resnet_viz.diagram.chart.results.scales import Axes
from resnet_viz.diagram.chart.results.spread import spread_apart
from resnet_viz.ui.charts.plots.placed import ends_of, scales_of
from resnet_viz.ui.charts.surface import ChartSurface
from resnet_viz.ui.look.colors import Colors

ABOVE_ALL = 5  # so that no bar covers a line
GROUND_ALPHA = 190  # of what is below words
UPRIGHT_AT = 0.96  # of a line, where its words are
NEXT = [(0, 0.5), (1, 0.5)]  # of words at an upright line
MOST_LETTERS = 28  # of words at a line
RIGHT_PX, GAP_PX = 12, 5  # what is at the right of the data anyway, before words
WIDEST = 0.35  # of a chart that words may take


class LevelWords(NamedTuple):
    """Words and the place on the axis of their line."""

    item: QGraphicsSimpleTextItem
    at: float


class LevelItems(QObject):
    """Draws them again only where they are other than before."""

    def __init__(self, surface: ChartSurface) -> None:
        super().__init__(surface)
        self._surface = surface
        self._key: object = None
        self._lines: list[Any] = []
        self.words: list[LevelWords] = []
        surface.resized.connect(self._place)
        surface.box.sigRangeChanged.connect(lambda *_: self._place())

    def show(self, plot: Plot, axes: Axes, colors: Colors) -> None:
        """The levels and the marked places of a plot."""
        key = plot.levels, plot.marked, axes.y.is_log, colors
        if key == self._key:
            return
        self._key = key
        self._clear()
        x, y = scales_of(plot, axes)
        for level in sorted(plot.levels, reverse=True):
            color = hue_color(level.hue, colors.picture)
            at = float(np.nan_to_num(y.placed(level.y), nan=ends_of(axes).y[0]))
            self._add(_line(at, 0, color))
            if level.text:
                self._write(_cut(level.text), at, color)
        for mark in plot.marked:
            line = _line(float(x.placed(mark.x)), 90, colors.ink)
            if mark.text:
                _label(line, mark.text, colors)
            self._add(line)
        self._make_room()

    def _add(self, line: Any) -> None:
        line.setZValue(ABOVE_ALL)
        self._surface.addItem(line, ignoreBounds=True)
        self._lines.append(line)

    def _write(self, text: str, at: float, color: str) -> None:
        item = QGraphicsSimpleTextItem(text)
        item.setFont(QFont(QApplication.font()))
        item.setBrush(QColor(color))
        self._surface.scene().addItem(item)
        self.words.append(LevelWords(item, at))

    def _clear(self) -> None:
        for line in self._lines:
            self._surface.removeItem(line)
        for each in self.words:
            self._surface.scene().removeItem(each.item)
        self._lines.clear()
        self.words.clear()

    def _make_room(self) -> None:
        widest = max((each.item.boundingRect().width() for each in self.words), default=-GAP_PX)
        room = min(widest + GAP_PX, WIDEST * self._surface.width()) if self.words else 0
        self._surface.getPlotItem().layout.setContentsMargins(4, 8, RIGHT_PX + room, 2)
        self._place()

    def _place(self) -> None:
        """Each at the height of its line, moved apart where they would meet."""
        (_, _), (low, high) = self._surface.shown_range()
        box = self._surface.box
        rect = box.mapRectToScene(box.rect())
        shown = [each for each in self.words if low <= each.at <= high]
        for each in self.words:
            each.item.setVisible(each in shown)
        wanted = [rect.bottom() - (each.at - low) / (high - low) * rect.height() for each in shown]
        line = QFontMetricsF(QApplication.font()).height()
        for each, y in zip(shown, spread_apart(wanted, rect.bottom(), line), strict=True):
            each.item.setPos(rect.right() + GAP_PX, y - line / 2)


def _label(line: Any, text: str, colors: Colors) -> None:
    ground = QColor(colors.card)
    ground.setAlpha(GROUND_ALPHA)
    words = _literal(_cut(text))
    pyqtgraph.InfLineLabel(
        line, words, position=UPRIGHT_AT, anchors=NEXT, color=colors.ink, fill=ground
    )


def _cut(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"


def _literal(text: str) -> str:
    """Words that pyqtgraph, which fills in a value, leaves as they are."""
    return text.replace("{", "{{").replace("}", "}}")


def _line(at: float, angle: int, color: str) -> Any:
    pen = pyqtgraph.mkPen(color, width=1.2, style=Qt.PenStyle.DashLine)
    return pyqtgraph.InfiniteLine(at, angle=angle, pen=pen, movable=False)
