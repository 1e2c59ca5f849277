"""What a scatter draws: points of one brush a kind, a front as stairs, limits, members, rings."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyqtgraph
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont

from resnet_viz.ui.charts.points import Points
from resnet_viz.ui.charts.scale import Floats, Mask
from resnet_viz.ui.charts.surface import ChartSurface
from resnet_viz.ui.look.colors import Colors

POINT_PX, RING_PX, POINTED_PX, MEMBER_PX = 6, 11, 13, 19
ALPHAS = ((500, 190), (2_000, 140), (5_000, 100))  # of 255, up to so many points: dense ones show
LEAST_ALPHA = 70


class Limit(NamedTuple):
    """A limit at a place of the axis `x` or `y`, and its words."""

    axis: str
    at: float
    is_most: bool
    words: str


class MemberMark(NamedTuple):
    """A member of the comparison: its letter, its colour, where it is."""

    letter: str
    color: str
    x: float
    y: float


class ScatterItems:
    """The items of one chart, each kind above the one before."""

    def __init__(self, surface: ChartSurface, colors: Colors) -> None:
        self._surface, self._colors = surface, colors
        self._shades: list[pyqtgraph.LinearRegionItem] = []
        self.kinds: list[Any] = []
        self.grey = self._scatter(POINT_PX)
        self.stairs = pyqtgraph.PlotCurveItem(antialias=True)
        surface.addItem(self.stairs, ignoreBounds=True)
        self.rings = self._scatter(RING_PX)
        self.pointed = self._scatter(POINTED_PX)
        for height, item in enumerate((self.stairs, self.rings, self.pointed), start=10):
            item.setZValue(height)
        self._limits: tuple[Limit, ...] = ()
        surface.box.sigRangeChanged.connect(self._stretch_shades)
        self._members: tuple[MemberMark, ...] = ()
        self._member_items: list[Any] = []
        self.set_colors(colors)

    def clear(self, kinds: int) -> None:
        """Nothing but empty axes, for so many kinds of points."""
        for item in self.kinds:
            self._surface.removeItem(item)
        self.kinds = [self._scatter(POINT_PX) for _ in range(kinds)]
        for place, item in enumerate(self.kinds):
            item.setZValue(1 + place)
        for item in (self.grey, self.rings, self.pointed):
            item.setData(x=[], y=[])
        self.stairs.setData([], [])
        self.show_limits(())
        self.show_members(())

    def add(self, points: Points, greyed: Mask) -> None:
        """Further points."""
        for item, chosen in self._split(points, greyed):
            if chosen.any():
                item.addPoints(x=points.xs[chosen], y=points.ys[chosen])

    def show_points(self, points: Points, greyed: Mask, colors: Sequence[str]) -> None:
        """All points, each kind in a colour of its own."""
        self.show_colors(colors, points.indices.size, is_shown=False)
        for item, chosen in self._split(points, greyed):
            item.setData(x=points.xs[chosen], y=points.ys[chosen])

    def show_colors(self, colors: Sequence[str], count: int, *, is_shown: bool = True) -> None:
        """The colours of all kinds, for so many points; shown at once, or with the next points."""
        alpha = alpha_for(count)
        for item, color in zip(
            (self.grey, *self.kinds), (self._colors.muted, *colors), strict=True
        ):
            shade = _clear(color, alpha if item is not self.grey else alpha // 2)
            item.setBrush(shade, update=is_shown)

    def show_rings(self, xs: Floats, ys: Floats) -> None:
        """Rings around what is selected."""
        known = np.isfinite(xs) & np.isfinite(ys)
        self.rings.setData(x=xs[known], y=ys[known])

    def show_pointed(self, points: Points, place: int) -> None:
        """A ring around what the pointer is on; −1 for none."""
        shown = [place] if place >= 0 else []
        self.pointed.setData(x=points.xs[shown], y=points.ys[shown])

    def show_stairs(self, xs: Floats, ys: Floats, *, is_x_maximised: bool) -> None:
        """The front through points in the order of x: its corners are worse than both points."""
        corners_x = xs[:-1] if is_x_maximised else xs[1:]
        corners_y = ys[1:] if is_x_maximised else ys[:-1]
        self.stairs.setData(_between(xs, corners_x), _between(ys, corners_y))

    def show_limits(self, limits: Sequence[Limit]) -> None:
        """A dashed line at each limit, and a shade over all that is beyond."""
        self._limits = tuple(limits)
        for item in self._shades:
            self._surface.removeItem(item)
        self._shades = [self._shade(limit) for limit in limits]
        self._stretch_shades()

    def show_members(self, members: Sequence[MemberMark]) -> None:
        """Letters in circles."""
        self._members = tuple(members)
        for item in self._member_items:
            self._surface.removeItem(item)
        self._member_items = []
        for member in members:
            if np.isfinite(member.x) and np.isfinite(member.y):
                self._add_member(member)

    def member_at(self, at: QPointF) -> MemberMark | None:
        """The member whose circle the pointer is on, the one above the others."""
        for member in reversed(self._members):
            x, y = self._surface.pixels(np.array(member.x), np.array(member.y))
            if np.hypot(x - at.x(), y - at.y()) <= MEMBER_PX / 2:
                return member
        return None

    def set_colors(self, colors: Colors) -> None:
        """The current colours of all but the kinds of points."""
        self._colors = colors
        ink = pyqtgraph.mkPen(colors.ink, width=1.5)
        self.stairs.setPen(pyqtgraph.mkPen(colors.ink, width=1.6))
        for item in (self.rings, self.pointed):
            item.setPen(ink)
            item.setBrush(None)
        self.show_limits(self._limits)
        self.show_members(self._members)

    def _scatter(self, size: int) -> Any:
        item = pyqtgraph.ScatterPlotItem(size=size, pen=None)
        self._surface.addItem(item, ignoreBounds=True)
        return item

    def _split(self, points: Points, greyed: Mask) -> list[tuple[Any, Mask]]:
        """Each item with the points that it draws."""
        known = np.isfinite(points.xs) & np.isfinite(points.ys)
        kinds = [
            (item, known & ~greyed & (points.groups == kind))
            for kind, item in enumerate(self.kinds)
        ]
        return [(self.grey, known & greyed), *kinds]

    def _shade(self, limit: Limit) -> Any:
        orientation = "vertical" if limit.axis == "x" else "horizontal"
        line = pyqtgraph.mkPen(self._colors.muted, width=1.2, style=Qt.PenStyle.DashLine)
        item = pyqtgraph.LinearRegionItem((limit.at, limit.at), orientation, movable=False)
        item.setBrush(_clear(self._colors.muted, 28))
        inner, outer = item.lines if limit.is_most else reversed(item.lines)
        inner.setPen(line)
        outer.setPen(None)
        item.setZValue(-2)
        words = pyqtgraph.InfLineLabel(
            inner,
            limit.words,
            position=0.94,
            color=self._colors.muted,
            fill=self._colors.card,
            anchors=[(0, 0.5), (0, 0.5)] if limit.axis == "x" else [(0.5, 1), (0.5, 1)],
        )
        words.setZValue(3)
        self._surface.addItem(item, ignoreBounds=True)
        return item

    def _stretch_shades(self) -> None:
        """Shades go to the edge of what is shown: far beyond it Qt paints wrongly."""
        for limit, item in zip(self._limits, self._shades, strict=True):
            low, high = self._surface.shown_range()[limit.axis == "y"]
            ends = (
                (limit.at, max(high, limit.at)) if limit.is_most else (min(low, limit.at), limit.at)
            )
            item.setRegion(ends)

    def _add_member(self, member: MemberMark) -> None:
        circle = self._scatter(MEMBER_PX)
        circle.setPen(pyqtgraph.mkPen(member.color, width=2.2))
        circle.setBrush(QColor(self._colors.card))
        circle.setData(x=[member.x], y=[member.y])
        letter = pyqtgraph.TextItem(member.letter, color=member.color, anchor=(0.5, 0.5))
        font = QFont(self._surface.font())
        font.setBold(True)
        letter.setFont(font)
        letter.setPos(member.x, member.y)
        self._surface.addItem(letter, ignoreBounds=True)
        for height, item in ((20, circle), (21, letter)):
            item.setZValue(height)
            self._member_items.append(item)


def alpha_for(count: int) -> int:
    """How opaque each of so many points is, of 255."""
    return next((alpha for most, alpha in ALPHAS if count <= most), LEAST_ALPHA)


def _between(ends: Floats, corners: Floats) -> Floats:
    """Ends with the corners that follow them."""
    joined = np.empty(ends.size + corners.size)
    joined[::2], joined[1::2] = ends, corners
    return joined


def _clear(color: str, alpha: int) -> QColor:
    shade = QColor(color)
    shade.setAlpha(alpha)
    return shade
