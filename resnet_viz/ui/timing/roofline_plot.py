"""The roofline of a timed run, drawn by pyqtgraph; imported when first looked at.

Both axes are logarithmic: what is handed to pyqtgraph are the logarithms, the axes name the values.
"""

from collections.abc import Sequence
from html import escape
from math import log10, sqrt
from typing import Any, NamedTuple

import pyqtgraph
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QFont
from PySide6.QtWidgets import QToolTip

from resnet_viz.core.graph.paths import is_within_any
from resnet_viz.core.timing.bounds import speed_text
from resnet_viz.core.timing.known_digits import known_share, known_text
from resnet_viz.core.timing.measurement import LayerTime
from resnet_viz.core.timing.roofline import Ceilings, UnderRoof
from resnet_viz.diagram.scene.legend import OPERATION_WORDS
from resnet_viz.ui.look.colors import Colors
from resnet_viz.ui.look.plot_colors import color_plot
from resnet_viz.ui.parts.tip import show_tip

LEAST_SIZE = 7.0  # pixels, of a point
MOST_SIZE = 20.0
RING = 6.0  # pixels, how much wider it is than its point
RING_WIDTH = 2.0
MARGIN = 0.3  # decades around what is drawn
TOP_MARGIN = 0.5  # decades above, where the roof's name is
OWN_WORDS = {"add": "residual sum", "scale": "squeeze-and-excitation", "sigmoid": "activation"}
SMALL_PX = 480  # of a plot in which speeds have no room: they are in the figures next to it
INSET = 0.06  # decades from the end of a roof to its name
LEGEND_GAP = 12  # pixels from the edges of the plot
GROUND_ALPHA = 190  # of 255: what the legend covers shows through, its words can be read
MOST_TOLD = 4  # layers in one tip


class Placed(NamedTuple):
    """A layer of a run and where it is under the roof.

    `error` is the relative one that its time is rounded by, 0 of a reliable run.
    """

    time: LayerTime
    roof: UnderRoof
    error: float = 0.0

    @property
    def at(self) -> tuple[float, float]:
        """Logarithms of its intensity and of its speed."""
        return log10(self.roof.intensity), log10(self.roof.gflops_per_s)


class LogAxis(pyqtgraph.AxisItem):  # type: ignore[misc]  # pyqtgraph is untyped
    """Names the decades by their values."""

    def __init__(self, side: str) -> None:
        super().__init__(side)
        self.setLogMode(x=True, y=True)
        self.enableAutoSIPrefix(False)

    def tickStrings(self, values: Sequence[float], _: float, __: float) -> list[str]:
        return [f"{10**each:,.6g}" if abs(each - round(each)) < 1e-6 else "" for each in values]


class RooflinePlot(pyqtgraph.PlotWidget):  # type: ignore[misc]  # pyqtgraph is untyped
    """`layer_selected` carries the path of the point that a person clicks on.

    Points are as large as their layers' share of the time; the selected ones are ringed.
    """

    layer_selected = Signal(str)

    def __init__(self, colors: Colors) -> None:
        super().__init__(axisItems={side: LogAxis(side) for side in ("left", "bottom")})
        self.setAccessibleName("Roofline: speed of each layer over its operations for each byte")
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setLabel("left", "GFLOP/s")
        self.setLabel("bottom", "FLOPs for each byte moved")
        gap = -LEGEND_GAP, -LEGEND_GAP
        self.legend = self.addLegend(offset=gap, colCount=2, verSpacing=-4)
        self._placed: tuple[Placed, ...] = ()
        self._most_share = 1.0
        self._ceilings: Ceilings | None = None
        self._selected: tuple[str, ...] = ()
        self._is_small = False
        self._ring = pyqtgraph.ScatterPlotItem()
        self.set_colors(colors)

    def show_layers(self, placed: Sequence[Placed], ceilings: Ceilings) -> None:
        """Draws a run; a layer without arithmetic has no place on a logarithmic scale."""
        self._placed = tuple(each for each in placed if each.roof.gflops_per_s > 0)
        self._most_share = max((each.time.share for each in self._placed), default=0.0) or 1.0
        self._ceilings = ceilings
        self._draw()
        self._fit()

    def select(self, paths: Sequence[str]) -> None:
        """Rings some layers, or all in some blocks or stages."""
        self._selected = tuple(paths)
        self._draw_ring()

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        self._colors = colors
        color_plot(self, colors)
        self.legend.setLabelTextColor(colors.ink)
        ground = QColor(colors.card)
        ground.setAlpha(GROUND_ALPHA)
        self.legend.setBrush(ground)
        self._draw()

    def mouseDoubleClickEvent(self, event: Any) -> None:
        super().mouseDoubleClickEvent(event)
        self._fit()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        if hasattr(self, "_placed"):
            self._place_legend()
        is_small = self.width() < SMALL_PX
        if hasattr(self, "_is_small") and is_small != self._is_small:
            self._is_small = is_small
            self._draw()

    def _draw(self) -> None:
        self.clear()
        if self._ceilings is None or not self._placed:
            return
        self._draw_roofs(self._ceilings)
        self._ring = pyqtgraph.ScatterPlotItem()
        self.addItem(self._ring)
        words = {op_text(each.time.op): each.time.op for each in self._placed}
        for name, op in words.items():
            self._draw_points(name, op)
        self._draw_ring()

    def _draw_points(self, name: str, op: str) -> None:
        placed = [each for each in self._placed if op_text(each.time.op) == name]
        color = QColor(self._colors.picture.tint_of(op).line)
        fill = QColor(color)
        fill.setAlpha(110)
        points = pyqtgraph.ScatterPlotItem(
            pos=[each.at for each in placed],
            data=placed,
            size=[self._size(each) for each in placed],
            pen=pyqtgraph.mkPen(color, width=1.2),
            brush=fill,
            hoverable=True,
            hoverPen=pyqtgraph.mkPen(self._colors.ink, width=1.6),
            tip=None,
            name=escape(name),  # the legend reads HTML
        )
        points.sigClicked.connect(self._on_clicked)
        points.sigHovered.connect(self._on_hovered)
        self.addItem(points)

    def _draw_roofs(self, ceilings: Ceilings) -> None:
        """The compute roof from the nearest ridge on, and under it what memory allows."""
        peak = ceilings.fastest_compute
        top = log10(peak.gflops_per_s)
        left, right, bottom, _ = self._frame()
        cache, memory = ceilings.cache, ceilings.main_memory
        for roof, name in ((memory, "main memory"), (cache, "cache")):
            slope = log10(roof.gigabytes_per_s)
            begin, end = max(left, bottom - slope), top - slope
            is_outer = roof is cache
            style = Qt.PenStyle.DashLine if is_outer else Qt.PenStyle.SolidLine
            self._draw_line([begin, end], [begin + slope, top], style)
            words = name if self._is_small else f"{name}: {speed_text(roof.gigabytes_per_s)} GB/s"
            x = begin + INSET if is_outer else end - INSET
            self._write(words, (x, x + slope), (0, 1) if is_outer else (1, 0), along=(1, 1))
        ridge = top - log10(cache.gigabytes_per_s)
        self._draw_line([ridge, right], [top, top], Qt.PenStyle.SolidLine)
        speed = f"compute: {speed_text(peak.gflops_per_s)} GFLOP/s, {peak.kernel}"
        words, above_line = ("compute", 0) if self._is_small else (speed, 1)
        self._write(words, (right - INSET, top), (1, above_line))  # below it a small plot has room

    def _draw_line(self, xs: list[float], ys: list[float], style: Qt.PenStyle) -> None:
        pen = pyqtgraph.mkPen(self._colors.accent, width=1.6, style=style)
        self.addItem(pyqtgraph.PlotCurveItem(xs, ys, pen=pen, antialias=True))

    def _write(
        self,
        words: str,
        at: tuple[float, float],
        anchor: tuple[float, float],
        along: tuple[float, float] | None = None,
    ) -> None:
        text = pyqtgraph.TextItem(
            words, color=self._colors.muted, anchor=anchor, rotateAxis=along and QPointF(*along)
        )
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        text.setFont(font)
        text.setPos(*at)
        self.addItem(text, ignoreBounds=True)

    def _draw_ring(self) -> None:
        chosen = self._chosen()
        self._ring.setData(
            pos=[each.at for each in chosen],
            size=[self._size(each) + RING for each in chosen],
            pen=pyqtgraph.mkPen(self._colors.ink, width=RING_WIDTH),
            brush=None,
        )

    def _chosen(self) -> list[Placed]:
        chosen = frozenset(self._selected)
        return [each for each in self._placed if is_within_any(each.time.path, chosen)]

    def _size(self, placed: Placed) -> float:
        """Its area goes by the layer's share of the time."""
        return max(LEAST_SIZE, MOST_SIZE * sqrt(placed.time.share / self._most_share))

    def _frame(self) -> tuple[float, float, float, float]:
        """Left, right, bottom and top of what is drawn: all points, the ridges, the roof."""
        assert self._ceilings is not None
        peak = log10(self._ceilings.fastest_compute.gflops_per_s)
        ridge = peak - log10(self._ceilings.main_memory.gigabytes_per_s)
        xs, ys = zip(*(each.at for each in self._placed), strict=True)
        return (
            min(*xs, ridge) - MARGIN,
            max(*xs, ridge) + MARGIN,
            min(*ys, peak) - MARGIN,
            max(*ys, peak) + TOP_MARGIN,
        )

    def _fit(self) -> None:
        if self._ceilings is not None and self._placed:
            left, right, bottom, top = self._frame()
            self.setLimits(xMin=left, xMax=right, yMin=bottom, yMax=top)
            self.setRange(xRange=(left, right), yRange=(bottom, top), padding=0)
            self._place_legend()

    def _place_legend(self) -> None:
        """Below at the side where it covers fewer points."""
        if self._ceilings is None or not self._placed:
            return
        left, right, bottom, top = self._frame()
        room, size = self.getViewBox().rect(), self.legend.boundingRect()
        if not (room.width() and room.height()):
            return
        high = bottom + (top - bottom) * (size.height() + LEGEND_GAP) / room.height()
        wide = (right - left) * (size.width() + LEGEND_GAP) / room.width()
        low = [x for x, y in (each.at for each in self._placed) if y < high]
        is_left = sum(x < left + wide for x in low) < sum(x > right - wide for x in low)
        corner, gap = (0, 1) if is_left else (1, 1), LEGEND_GAP if is_left else -LEGEND_GAP
        self.legend.anchor(corner, corner, (gap, -LEGEND_GAP))

    def _on_clicked(self, _: Any, points: Sequence[Any], __: Any) -> None:
        if len(points):
            self.layer_selected.emit(points[0].data().time.path)

    def _on_hovered(self, _: Any, points: Sequence[Any], __: Any) -> None:
        if len(points):
            told = [point_tip(point.data()) for point in points[:MOST_TOLD]]
            more = len(points) - len(told)
            words = "\n\n".join(told) + (f"\n\n… and {more} more" if more else "")
            show_tip(QCursor.pos(), words, self)
        else:
            QToolTip.hideText()


def op_text(op: str) -> str:
    """An operation as the legend names it."""
    return OWN_WORDS.get(op) or OPERATION_WORDS.get(op) or op.replace("_", " ")


def point_tip(placed: Placed) -> str:
    """The layer of a point and its figures."""
    time, roof, error = placed
    return (
        f"{time.path}: {known_text(time.median_ms, error, 3)} ms, "
        f"{known_share(time.share, error, 1)} of the time\n"
        f"{speed_text(roof.gflops_per_s)} GFLOP/s of {speed_text(roof.roof_gflops_per_s)} "
        f"at {speed_text(roof.intensity)} FLOPs/byte\n"
        f"{roof.bound}-bound, {roof.ceiling_share:.0%} of this machine's measured ceiling"
    )
