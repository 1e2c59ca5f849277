"""Live memory along the network, drawn by pyqtgraph; imported when first looked at."""

from collections.abc import Sequence
from math import log2

import pyqtgraph
from PySide6.QtGui import QColor

from resnet_viz.core.cost.memory import Moment
from resnet_viz.core.wording import bytes_text
from resnet_viz.ui.look.colors import Colors
from resnet_viz.ui.look.plot_colors import color_plot

HEADROOM = 1.3  # of the peak, for its name above it
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
        self.set_colors(colors)

    def show_timeline(self, moments: Sequence[Moment]) -> None:
        """Draws a pass; bytes of activations and workspace, without weights and image."""
        self._moments = tuple(moments)
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
        unit = min(int(log2(max(*sizes, 1)) // 10), len(UNITS) - 1)
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
        self.setLabel("bottom", "layer index")
        self._name_peak(sizes.index(max(sizes)), heights)

    def _name_peak(self, place: int, heights: Sequence[float]) -> None:
        moment = self._moments[place]
        words = f"{moment.path}: {bytes_text(moment.total_bytes)}"
        anchor = (0, 1) if place < len(heights) / 2 else (1, 1)
        text = pyqtgraph.TextItem(words, color=self._colors.ink, anchor=anchor)
        text.setPos(place + 0.5, heights[place])
        self.addItem(text)
        self.setYRange(0, max(heights) * HEADROOM, padding=0)
