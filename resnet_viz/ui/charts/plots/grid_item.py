"""A grid as filled contours with lines and their values, painted as one item."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import pyqtgraph
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from resnet_viz.core.experiments.plot import Grid
from resnet_viz.diagram.chart.results.contours import Path, contour_lines, regions
from resnet_viz.diagram.chart.results.grid_marks import band_color
from resnet_viz.diagram.chart.results.looks import hue_color
from resnet_viz.ui.charts.plots.words import value_text
from resnet_viz.ui.look.colors import Colors

SPOT_PX = 5.0
SHARES = (0.5, 0.25, 0.75, 0.1, 0.9)  # of a line, where its value may be


class Contours(NamedTuple):
    """Of each level its region and its lines."""

    regions: tuple[tuple[Path, ...], ...]
    lines: tuple[tuple[Path, ...], ...]


@lru_cache(maxsize=8)
def contours_of(grid: Grid) -> Contours:
    """The contours of a grid, which is drawn again with each zoom."""
    return Contours(
        tuple(regions(grid.at, grid.rows, level) for level in grid.levels),
        tuple(contour_lines(grid.at, grid.rows, level) for level in grid.levels),
    )


class GridItem(pyqtgraph.GraphicsObject):  # type: ignore[misc]  # pyqtgraph is untyped
    """Paints in pixels, so that lines and words are as thick and large at any zoom."""

    def __init__(self, grid: Grid, colors: Colors) -> None:
        super().__init__()
        self._grid, self._colors = grid, colors
        found = contours_of(grid)
        self._areas = [_path(each) for each in found.regions]
        self._lines = [_path(each) for each in found.lines]
        self._longest = [max(each, key=len, default=()) for each in found.lines]

    def shows(self, grid: Grid | None, colors: Colors) -> bool:
        """Whether it is of this grid in these colours."""
        return grid == self._grid and colors is self._colors

    def boundingRect(self) -> QRectF:
        at = self._grid.at
        return QRectF(at[0], at[0], at[-1] - at[0], at[-1] - at[0]) if at else QRectF()

    def paint(self, painter: QPainter, *_: Any) -> None:
        to_pixels, theme = painter.worldTransform(), self._colors.picture
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        count = len(self._grid.levels)
        painter.setClipRect(to_pixels.mapRect(self.boundingRect()))
        painter.fillRect(
            to_pixels.mapRect(self.boundingRect()), QColor(band_color(theme, 0, count))
        )
        for rank, area in enumerate(self._areas, 1):
            painter.fillPath(to_pixels.map(area), QColor(band_color(theme, rank, count)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.ink), 1.0))
        for line in self._lines:
            painter.drawPath(to_pixels.map(line))
        self._write(
            painter, [[to_pixels.map(QPointF(*at)) for at in path] for path in self._longest]
        )
        for x, y in self._grid.spots:
            _spot(
                painter, to_pixels.map(QPointF(x, y)), hue_color(self._grid.hue, theme), theme.page
            )

    def _write(self, painter: QPainter, lines: Sequence[Sequence[QPointF]]) -> None:
        """The value of each level on its longest line, where no other value is."""
        metrics, taken = QFontMetricsF(painter.font()), list[QRectF]()
        for level, line in zip(self._grid.levels, lines, strict=True):
            text = value_text(level)
            room = metrics.boundingRect(text).adjusted(-3, -1, 3, 1)
            for share in SHARES if line else ():
                room.moveCenter(line[int(share * (len(line) - 1))])
                is_within = painter.clipBoundingRect().contains(room)
                if is_within and not any(room.intersects(each) for each in taken):
                    taken.append(QRectF(room))
                    ground = QColor(self._colors.card)
                    ground.setAlpha(215)
                    painter.fillRect(room, ground)
                    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
                    break


def _path(paths: Sequence[Path]) -> QPainterPath:
    found = QPainterPath()
    found.setFillRule(Qt.FillRule.WindingFill)
    for path in paths:
        found.moveTo(*path[0])
        for at in path[1:]:
            found.lineTo(*at)
    return found


def _spot(painter: QPainter, at: QPointF, color: str, rim: str) -> None:
    painter.setPen(QPen(QColor(rim), 1.5))
    painter.setBrush(QColor(color))
    painter.drawEllipse(at, SPOT_PX, SPOT_PX)
