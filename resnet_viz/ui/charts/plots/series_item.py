"""All series of a plot as one item: pyqtgraph's own items are too slow for curves that grow."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph
from pyqtgraph.functions import arrayToQPolygonF
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QTransform

from resnet_viz.core.experiments.plot import Mark
from resnet_viz.diagram.chart.chart import cross_of, outline_of_dot
from resnet_viz.diagram.chart.colors import SeriesLook, Shape
from resnet_viz.diagram.chart.results.looks import PALE, mixed, series_look
from resnet_viz.diagram.chart.results.scales import Axes
from resnet_viz.diagram.scene.scene import Point
from resnet_viz.ui.charts.plots.placed import Placed, ends_of
from resnet_viz.ui.charts.scale import Floats
from resnet_viz.ui.look.colors import LIGHT, Colors

WIDTH_PX, THIN_PX = 2.0, 1.0
MARK_PX, DOT_PX, THIN_DOT_PX, FLOOR_PX, CROSS_PX = 3.5, 4.5, 3.0, 4.5, 6.5  # radii
MARKS, ALL_MARKED = 7, 12  # on a line; points of a line that all have a mark
GAP = 0.04  # of a bar's width
THIN_ALPHA = 0.6
Places = npt.NDArray[np.int64]


class SeriesItem(pyqtgraph.GraphicsObject):  # type: ignore[misc]  # pyqtgraph is untyped
    """Paints in pixels, so that lines and marks are as large at any zoom."""

    def __init__(self) -> None:
        super().__init__()
        self._placed: tuple[Placed, ...] = ()
        self._axes: Axes | None = None
        self._colors, self._nothing = LIGHT, ""

    def show(self, placed: Sequence[Placed], axes: Axes, colors: Colors, nothing: str = "") -> None:
        """Draws other values; `nothing` is written where there are none."""
        self._nothing = nothing
        self._placed, self._axes, self._colors = tuple(placed), axes, colors
        self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> QRectF:
        rect = self.viewRect()
        return QRectF() if rect is None else QRectF(rect)

    def viewRangeChanged(self) -> None:
        self.prepareGeometryChange()

    def paint(self, painter: QPainter, *_: Any) -> None:
        if self._axes is None:
            return
        to_pixels = painter.worldTransform()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        count = max(len(self._placed), 1)
        bars = [each for each in self._placed if each.series.mark is Mark.BARS]
        for each in bars:
            _paint_bars(painter, each, self._axes, self._colors, to_pixels)
        for is_thin in (True, False):
            for number, each in enumerate(self._placed):
                if each not in bars and each.series.is_thin is is_thin:
                    self._paint(painter, each, to_pixels, number / count)
        painter.setOpacity(1.0)
        if not any(len(each.xs) or each.series.hatched for each in self._placed):
            painter.setPen(QColor(self._colors.muted))
            room = to_pixels.mapRect(self.boundingRect())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._nothing)

    def _paint(self, painter: QPainter, each: Placed, to_pixels: QTransform, shift: float) -> None:
        assert self._axes is not None
        series, look = each.series, series_look(each.series, self._colors.picture)
        xs, ys = _pixels(each.xs, each.ys, to_pixels)
        known = _known(each, self._axes)
        painter.setOpacity(THIN_ALPHA if series.is_thin else 1.0)
        if series.mark is Mark.DOTS:
            radius = THIN_DOT_PX if series.is_thin else DOT_PX
            _paint_marks(painter, xs[known], ys[known], look, radius)
        else:
            painter.setPen(_pen(look, THIN_PX if series.is_thin else WIDTH_PX))
            for piece in _pieces(known):
                painter.drawPolyline(arrayToQPolygonF(xs[piece], ys[piece]))
            if not series.is_thin or len(xs) == 1:
                some = _some(np.flatnonzero(known), shift)
                _paint_marks(painter, xs[some], ys[some], look, MARK_PX)
        lost = look._replace(shape=Shape.WEDGE)
        _paint_marks(painter, xs[~known], ys[~known], lost, FLOOR_PX)
        if series.is_broken:
            crossed = look._replace(shape=Shape.CROSS)
            _paint_marks(painter, xs[-1:], ys[-1:], crossed, CROSS_PX)


def _pixels(xs: Floats, ys: Floats, to_pixels: QTransform) -> tuple[Floats, Floats]:
    return xs * to_pixels.m11() + to_pixels.dx(), ys * to_pixels.m22() + to_pixels.dy()


def _known(placed: Placed, axes: Axes) -> npt.NDArray[np.bool_]:
    """Which points have a place on the axis."""
    if not axes.y.is_log:
        return np.ones(len(placed.xs), np.bool_)
    return np.array([y >= axes.y.low for _, y in placed.series.points], np.bool_)


def _pieces(known: npt.NDArray[np.bool_]) -> Iterator[Places]:
    """Runs of two points and more that have a place."""
    places = np.flatnonzero(known)
    runs = np.split(places, np.flatnonzero(np.diff(places) > 1) + 1)
    return (run for run in runs if len(run) > 1)


def _some(places: Places, shift: float) -> Places:
    """A few of them in even steps; those of another line are at other places."""
    if len(places) <= ALL_MARKED:
        return places
    step = len(places) / MARKS
    return places[[int((number + shift) * step) for number in range(MARKS)]]


def _pen(look: SeriesLook, width: float) -> QPen:
    pen = QPen(QColor(look.color), width)
    if look.dash:
        pen.setDashPattern([max(each, 1.0) for each in look.dash])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _paint_marks(
    painter: QPainter, xs: Floats, ys: Floats, look: SeriesLook, radius: float
) -> None:
    if look.shape is Shape.CROSS:
        painter.setPen(QPen(QColor(look.color), 2))
        for at in zip(xs.tolist(), ys.tolist(), strict=True):
            for begin, end in cross_of(Point(*at), radius):
                painter.drawLine(QPointF(*begin), QPointF(*end))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.color))
    for at in zip(xs.tolist(), ys.tolist(), strict=True):
        if look.shape is Shape.CIRCLE:
            painter.drawEllipse(QPointF(*at), radius, radius)
        else:
            corners = outline_of_dot(Point(*at), 1.2 * radius, look.shape)
            painter.drawPolygon([QPointF(*each) for each in corners])
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_bars(
    painter: QPainter, each: Placed, axes: Axes, colors: Colors, to_pixels: QTransform
) -> None:
    look, half = series_look(each.series, colors.picture), each.width * (1 - GAP) / 2
    low, high = ends_of(axes).y
    base = low if axes.y.is_log else min(max(0.0, low), high)

    def bar(x: float, top: float) -> QRectF:
        middle = x + each.shift
        return to_pixels.mapRect(QRectF(middle - half, base, 2 * half, top - base).normalized())

    pale, weak = set(each.series.pale), mixed(look.color, colors.card, PALE)
    painter.setOpacity(1.0)
    painter.setPen(QPen(QColor(look.color), 1))
    for (x, _), top in zip(each.series.points, each.ys.tolist(), strict=True):
        painter.setBrush(QColor(weak if x in pale else look.color))
        painter.drawRect(bar(x, top))
    painter.setPen(QPen(QColor(colors.muted), 0.7))
    painter.setBrush(QBrush(QColor(colors.muted), Qt.BrushStyle.BDiagPattern))
    for x in each.series.hatched:
        painter.drawRect(bar(x, high))
    painter.setBrush(Qt.BrushStyle.NoBrush)
