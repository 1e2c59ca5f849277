"""What an experiment found on screen: its plots as panels, with one legend above them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.experiments.plot import Plot
from resnet_viz.diagram.chart.results.cleaned import cleaned
from resnet_viz.diagram.chart.results.scales import Axes, axes_of
from resnet_viz.ui.charts.legend import Legend
from resnet_viz.ui.charts.plots.legend_entries import screen_entries
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.parts.tip import triggers

if TYPE_CHECKING:
    from resnet_viz.ui.charts.plots.images_panel import ImagesPanel
    from resnet_viz.ui.charts.plots.plot_panel import PlotPanel

    Panel = PlotPanel | ImagesPanel

PAUSE_MS = 100  # at least between two redraws
PANEL_PX = 330  # of a panel that is next to another
MOST_ACROSS = 3
TOP_RIGHT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight


class PlotsView(QWidget):
    """`picked` carries the plot's key and the place x that a person chooses in it.

    A panel stays while plots of its key come, with what a person zoomed to in it.
    """

    picked = Signal(str, float)

    def __init__(self, colors: Colors = LIGHT) -> None:
        super().__init__()
        self._colors, self.plots = colors, tuple[Plot, ...]()
        self.panels: list[Panel] = []
        self._across = 0
        self._since, self._pause = QElapsedTimer(), QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._draw)
        self._rest = QTimer(self, singleShot=True, interval=0)  # a panel or contours take a frame
        self._rest.timeout.connect(self._draw)
        self.legend, self.export = Legend(), QPushButton("Export…")
        triggers(self.export, "export_result")
        room = QWidget()
        self._grid = QGridLayout(room)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self.area = QScrollArea()
        self.area.setObjectName("column")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self.legend, 1)
        head.addWidget(self.export, 0, TOP_RIGHT)
        column.addLayout(head)
        column.addWidget(self.area, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_plots(self, plots: Sequence[Plot]) -> None:
        """Shows plots: at once where there was a pause, else the newest of them after it."""
        self.plots = tuple(plots)
        left = PAUSE_MS - self._since.elapsed() if self._since.isValid() else 0
        if left <= 0:
            self._draw()
        elif not self._pause.isActive():
            self._pause.start(left)

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        if colors is self._colors:
            return
        self._colors = colors
        for panel in self.panels:
            panel.set_colors(colors)
        shown = tuple(map(cleaned, self.plots))
        self._show_legend(shown, axes_of(shown))

    def fit(self) -> None:
        """All values of every plot in view."""
        for panel in self.panels:
            panel.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _draw(self) -> None:
        self._pause.stop()
        self._since.restart()
        shown = tuple(map(cleaned, self.plots))
        axes = axes_of(shown)
        panels: list[Panel] = []
        has_made = False
        for number, (plot, each) in enumerate(zip(shown, axes, strict=True)):
            kept = self.panels[number] if number < len(self.panels) else None
            if kept is not None and not kept.takes(plot):
                kept = None
            is_slow = kept is None or (plot.grid is not None and kept.plot.grid != plot.grid)
            if has_made and is_slow:
                self._rest.start()
                panels += self.panels[number : len(shown)]
                break
            has_made |= is_slow
            if kept is None:
                kept = self._made(plot, each)
            else:
                kept.show_plot(plot, each)
            panels.append(kept)
        if panels != self.panels:
            self._replace(panels)
        self._show_legend(shown, axes)

    def _made(self, plot: Plot, axes: Axes) -> "Panel":
        """A panel; what draws it is slow to import, and first needed here."""
        if plot.images:
            from resnet_viz.ui.charts.plots.images_panel import ImagesPanel

            return ImagesPanel(plot, self._colors)
        from resnet_viz.ui.charts.plots.plot_panel import PlotPanel

        panel = PlotPanel(plot, axes, self._colors)
        panel.picked.connect(lambda x: self.picked.emit(panel.plot.key, x))
        return panel

    def _replace(self, panels: "list[Panel]") -> None:
        for panel in self.panels:
            if panel not in panels:
                self._grid.removeWidget(panel)
                panel.hide()
                panel.deleteLater()
        self.panels, self._across = panels, 0
        self._arrange()

    def _arrange(self) -> None:
        """As many panels in a row as have room; four are two above two."""
        count = len(self.plots)
        across = max(1, min(MOST_ACROSS, self.width() // PANEL_PX, count))
        if count == 4:
            across = min(across, 2)
        if across == self._across:
            return
        self._across = across
        for number, panel in enumerate(self.panels):
            self._grid.addWidget(panel, number // across, number % across)
        for row in range(max(self._grid.rowCount(), count)):
            self._grid.setRowStretch(row, int(row * across < count))
        for column in range(max(self._grid.columnCount(), across)):
            self._grid.setColumnStretch(column, int(column < across))

    def _show_legend(self, shown: Sequence[Plot], axes: Sequence[Axes]) -> None:
        self.legend.show_entries(screen_entries(shown, axes, self._colors))
