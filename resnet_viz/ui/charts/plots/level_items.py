"""Lines across a plot and upright ones, with their words, as items of pyqtgraph."""

from typing import Any

import numpy as np
import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from resnet_viz.core.experiments.plot import Plot
from resnet_viz.diagram.chart.results.looks import hue_color
from resnet_viz.diagram.chart.results.scales import Axes
from resnet_viz.ui.charts.plots.placed import ends_of, scales_of
from resnet_viz.ui.charts.surface import ChartSurface
from resnet_viz.ui.look.colors import Colors

MOST_LETTERS = 40  # of words at a line
ABOVE_ALL = 5  # so that no bar covers words
GROUND_ALPHA = 190  # of what is below words
ACROSS_AT, UPRIGHT_AT = 0.995, 0.96  # of a line, where its words are
ABOVE, BELOW = [(1, 1), (1, 1)], [(1, 0), (1, 0)]  # anchors of words at a line across
NEXT = [(0, 0.5), (1, 0.5)]  # of words at an upright line


class LevelItems:
    """Draws them again only where they are other than before."""

    def __init__(self, surface: ChartSurface) -> None:
        self._surface = surface
        self._key: object = None
        self._lines: list[Any] = []

    def show(self, plot: Plot, axes: Axes, colors: Colors) -> None:
        """The levels and the marked places of a plot."""
        floor = ends_of(axes).y[0]
        key = plot.levels, plot.marked, axes.y.is_log, colors
        if key == self._key:
            return
        self._key = key
        for line in self._lines:
            self._surface.removeItem(line)
        self._lines.clear()
        x, y = scales_of(plot, axes)
        for number, level in enumerate(sorted(plot.levels)):
            color = hue_color(level.hue, colors.picture)
            at = float(np.nan_to_num(y.placed(level.y), nan=floor))
            line = _line(at, 0, color)
            self._add(line, level.text, (ABOVE, BELOW)[number % 2], color, colors)
        for mark in plot.marked:
            line = _line(float(x.placed(mark.x)), 90, colors.ink)
            self._add(line, mark.text, NEXT, colors.ink, colors)

    def _add(self, line: Any, text: str, anchors: object, color: str, colors: Colors) -> None:
        if text:
            ground = QColor(colors.card)
            ground.setAlpha(GROUND_ALPHA)
            at = UPRIGHT_AT if line.angle else ACROSS_AT
            pyqtgraph.InfLineLabel(
                line, _literal(text), position=at, anchors=anchors, color=color, fill=ground
            )
        line.setZValue(ABOVE_ALL)
        self._surface.addItem(line, ignoreBounds=True)
        self._lines.append(line)


def _literal(text: str) -> str:
    """Words that pyqtgraph, which fills in a value, leaves as they are; long ones are cut."""
    text = text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"
    return text.replace("{", "{{").replace("}", "}}")


def _line(at: float, angle: int, color: str) -> Any:
    pen = pyqtgraph.mkPen(color, width=1.2, style=Qt.PenStyle.DashLine)
    return pyqtgraph.InfiniteLine(at, angle=angle, pen=pen, movable=False)
