"""Parallel axes: where each is, and how it is painted with its title, ticks and brushed part."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from resnet_viz.ui.charts.brushes import Part
from resnet_viz.ui.charts.scale import Floats, Scale, spread_of
from resnet_viz.ui.charts.value_axis import axis_ticks
from resnet_viz.ui.look.colors import Colors

LEFT_PX, RIGHT_PX, TOP_PX, BOTTOM_PX = 86.0, 54.0, 28.0, 12.0
GRIP_PX = 14.0  # of an axis on each side, where a drag brushes it
BRUSH_PX = 12.0  # width of a brushed part
MARGIN = 0.02
Align = Qt.AlignmentFlag


class Dimension(NamedTuple):
    """An axis: its scale, or the names of the values 0, 1, 2 …"""

    scale: Scale
    names: tuple[str, ...] = ()


class Axes(NamedTuple):
    """The axes of a chart in a rectangle of so many pixels, with the range of each in places."""

    dimensions: tuple[Dimension, ...]
    ranges: tuple[tuple[float, float], ...]
    width: float
    height: float

    @property
    def xs(self) -> Floats:
        """Where each axis is, in pixels."""
        return np.linspace(LEFT_PX, max(self.width - RIGHT_PX, LEFT_PX), len(self.dimensions))

    @property
    def room(self) -> float:
        """How long an axis is, in pixels."""
        return max(self.height - TOP_PX - BOTTOM_PX, 1.0)

    def ys(self, shares: Floats) -> Floats:
        """Pixels from the top of shares of an axis, 0 at its lower end."""
        return np.asarray(TOP_PX + (1 - shares) * self.room)

    def share_at(self, y: float) -> float:
        """The share of an axis that is so many pixels from the top."""
        return 1 - (y - TOP_PX) / self.room

    def axis_near(self, x: float) -> int:
        """The axis that a pointer is on, −1 for none."""
        if not self.dimensions:
            return -1
        far = np.abs(self.xs - x)
        return int(far.argmin()) if far.min() <= GRIP_PX else -1


def shares_of(places: Floats, ranges: tuple[tuple[float, float], ...]) -> Floats:
    """Where values are on their axes, 0 at the lower end and 1 at the upper."""
    low = np.array([each for each, _ in ranges])
    high = np.array([each for _, each in ranges])
    return np.asarray((places - low) / (high - low))


def ranges_of(places: Floats, dimensions: tuple[Dimension, ...]) -> tuple[tuple[float, float], ...]:
    """The range of each axis: all of its values, or of its names."""
    return tuple(
        (-0.5, len(each.names) - 0.5) if each.names else spread_of(places[:, number], MARGIN)
        for number, each in enumerate(dimensions)
    )


def paint_axis(painter: QPainter, axes: Axes, number: int, colors: Colors, *, is_on: bool) -> None:
    """One axis; `is_on` for the one that keys move the brush of."""
    x, dimension = float(axes.xs[number]), axes.dimensions[number]
    painter.setPen(QPen(QColor(colors.accent if is_on else colors.muted), 2 if is_on else 1))
    painter.drawLine(QPointF(x, TOP_PX), QPointF(x, TOP_PX + axes.room))
    metrics = QFontMetricsF(painter.font())
    gap = float(axes.xs[1] - axes.xs[0]) if len(axes.dimensions) > 1 else axes.width
    painter.setPen(QColor(colors.accent if is_on else colors.ink))
    left, right = max(x - gap / 2 + 4, 0.0), min(x + gap / 2 - 4, axes.width - 2)
    title = metrics.elidedText(dimension.scale.title, Qt.TextElideMode.ElideRight, right - left)
    half = metrics.horizontalAdvance(title) / 2
    begin = min(max(x - half, left), right - 2 * half)
    place = QRectF(begin, 2, 2 * half + 1, TOP_PX - 8)
    painter.drawText(place, Align.AlignCenter, title)
    for share, text in words_of(axes, number):
        _paint_word(painter, QPointF(x, float(axes.ys(np.array(share)))), text, colors)


def words_of(axes: Axes, number: int) -> list[tuple[float, str]]:
    """The words along an axis, each at its share of it."""
    dimension, (low, high) = axes.dimensions[number], axes.ranges[number]
    if dimension.names:
        places = [(float(place), name) for place, name in enumerate(dimension.names)]
    else:
        ticks = axis_ticks(dimension.scale, low, high, axes.room, is_upright=True)
        places = [(float(dimension.scale.placed(each.value)), each.text) for each in ticks]
    return [((place - low) / (high - low), text) for place, text in places if text]


def paint_brush(painter: QPainter, axes: Axes, number: int, part: Part, colors: Colors) -> None:
    """The brushed part of an axis."""
    x = float(axes.xs[number])
    bottom, top = axes.ys(np.array(part))
    fill = QColor(colors.accent)
    fill.setAlpha(60)
    painter.setBrush(fill)
    painter.setPen(QPen(QColor(colors.accent), 1.5))
    painter.drawRoundedRect(QRectF(x - BRUSH_PX / 2, top, BRUSH_PX, bottom - top), 3, 3)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_word(painter: QPainter, at: QPointF, text: str, colors: Colors) -> None:
    """A word left of an axis on a ground of its own, so that lines don't cross it."""
    metrics = QFontMetricsF(painter.font())
    width, height = metrics.horizontalAdvance(text) + 4, metrics.height() - 2
    place = QRectF(at.x() - width - 5, at.y() - height / 2, width, height)
    ground = QColor(colors.card)
    ground.setAlpha(235)
    painter.fillRect(place, ground)
    painter.setPen(QColor(colors.muted))
    painter.drawText(place, Align.AlignCenter, text)
    painter.drawLine(QPointF(at.x() - 4, at.y()), at)
