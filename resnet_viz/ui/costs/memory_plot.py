"""Live memory along the network, drawn by pyqtgraph; imported when first looked at."""

from collections.abc import Sequence
from math import log2

import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from resnet_viz.core.cost.memory import Moment
from resnet_viz.core.wording import bytes_text
from resnet_viz.ui.look.colors import Colors
from resnet_viz.ui.look.plot_colors import color_plot

HEADROOM = 1.3  # of the peak, for its name above it
TWO_LINES = 1.7  # the same for two lines
RECORDED = "Recorded, dashed: {}\nBy shapes: {}, {}"
UNITS = ("B", "KiB", "MiB", "GiB", "TiB")


class MemoryPlot(pyqtgraph.PlotWidget):  # type: ignore[misc]  # pyqtgraph is untyped
    """What is live while each layer runs, in order of the data flow; the peak is named."""

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.setAccessibleName("Live memory along the network")
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseEnabled(x=False, y=False)
        self._moments: tuple[Moment, ...] = ()
        self._recorded_bytes = 0
        self.set_colors(colors)

    def show_timeline(self, moments: Sequence[Moment], recorded_bytes: int = 0) -> None:
        """Draws a pass; bytes of activations and workspace, without weights and image.

        The curve is arithmetic. What a recorded pass had at most is a line next to it, 0 for none.
        """
        self._moments, self._recorded_bytes = tuple(moments), recorded_bytes
        self._draw()

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        self._colors = colors
        color_plot(self, colors)
        self._draw()

    def _draw(self) -> None:
        self.clear()
        if not self._moments:
            return
        sizes = [moment.total_bytes for moment in self._moments]
        unit = min(int(log2(max(*sizes, self._recorded_bytes, 1)) // 10), len(UNITS) - 1)
        heights = [size / 2 ** (10 * unit) for size in sizes]
        fill = QColor(self._colors.bar)
        fill.setAlpha(120)
        self.plot(
            range(len(heights) + 1),
            heights,
            stepMode="center",
            fillLevel=0,
            brush=fill,
            pen=pyqtgraph.mkPen(self._colors.accent, width=1.5),
        )
        self.setLabel("left", f"activations, {UNITS[unit]}")
        recorded = self._recorded_bytes / 2 ** (10 * unit)
        self.setLabel("bottom", "operation of the pass" if recorded else "layer index")
        if recorded:
            self._draw_recorded(recorded, len(heights))
        self._name_peak(sizes.index(max(sizes)), heights, recorded)

    def _draw_recorded(self, height: float, count: int) -> None:
        pen = pyqtgraph.mkPen(self._colors.muted, width=1.2, style=Qt.PenStyle.DashLine)
        self.addItem(pyqtgraph.PlotCurveItem([0, count], [height, height], pen=pen))

    def _name_peak(self, place: int, heights: Sequence[float], recorded: float) -> None:
        """Names the peak over it; of a recorded pass both figures, over both of them."""
        moment = self._moments[place]
        size = bytes_text(moment.total_bytes)
        words, at = f"{moment.path}: {size}", place + 0.5
        if recorded:  # two long lines, which have room from the left only
            both = bytes_text(self._recorded_bytes), size, moment.path
            words, at = RECORDED.format(*both), 0.0
        anchor = (0, 1) if at < len(heights) / 2 else (1, 1)
        text = pyqtgraph.TextItem(words, color=self._colors.ink, anchor=anchor)
        text.setPos(at, max(heights[place], recorded))
        self.addItem(text)
        top = max(*heights, recorded) * (TWO_LINES if recorded else HEADROOM)
        self.setYRange(0, top, padding=0)
