"""One plot on screen: its title, its axes and data, tips and keys."""

import numpy as np
import pyqtgraph
from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from resnet_viz.core.experiments.plot import Mark, Plot
from resnet_viz.diagram.chart.results.scales import Axes
from resnet_viz.ui.charts.names_axis import NamesAxis
from resnet_viz.ui.charts.plots.grid_item import GridItem
from resnet_viz.ui.charts.plots.level_items import LevelItems
from resnet_viz.ui.charts.plots.placed import Ends, Placed, ends_of, placed_series, scales_of
from resnet_viz.ui.charts.plots.ranges import grown, is_loose, is_out
from resnet_viz.ui.charts.plots.series_item import SeriesItem
from resnet_viz.ui.charts.plots.words import grid_text, hatched_text, point_text, spoken
from resnet_viz.ui.charts.points import nearest
from resnet_viz.ui.charts.surface import LOW_PX, ChartSurface
from resnet_viz.ui.look.colors import Colors
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.tip import show_tip

REACH_PX = 14.0
POINTED_PX = 13
LEAST_WIDTH = 200
NOTHING = "Nothing measured yet"
KEYS = "Arrow keys go from value to value, Enter chooses one, plus and minus zoom, 0 shows all"
Slot = tuple[int, int]
NO_SLOT: Slot = (-1, -1)


class PlotPanel(QWidget):
    """`picked` carries the place x that a person chooses.

    What a person zoomed to stays while values come; else all values are in view.
    """

    picked = Signal(float)

    def __init__(self, plot: Plot, axes: Axes, colors: Colors) -> None:
        super().__init__()
        self.plot, self._axes, self._colors = plot, axes, colors
        self._placed: tuple[Placed, ...] = ()
        self._slot, self._is_own_range = NO_SLOT, False
        self._grid: GridItem | None = None
        self._scales: object = None
        self.title, self.note = ElidedLabel(), ElidedLabel()
        self.title.setProperty("role", "heading")
        self.note.setProperty("role", "muted")
        self.names = NamesAxis() if plot.x.names else None
        self.surface = ChartSurface(colors, bottom=self.names)
        self.item, self.levels = SeriesItem(), LevelItems(self.surface)
        self.surface.addItem(self.item, ignoreBounds=True)
        self.pointed = pyqtgraph.ScatterPlotItem(size=POINTED_PX, brush=None)
        self.pointed.setZValue(10)
        self.surface.addItem(self.pointed, ignoreBounds=True)
        self._lay_out()
        self.show_plot(plot, axes)

    @property
    def is_zoomed(self) -> bool:
        """Whether a person chose the part that is shown."""
        return self._is_own_range

    def takes(self, plot: Plot) -> bool:
        """Whether a plot may be shown here in place of the one that is."""
        return not plot.images and bool(plot.x.names) == (self.names is not None)

    def show_plot(self, plot: Plot, axes: Axes) -> None:
        """Shows a plot: with the same key a later one of the same run."""
        is_same = plot.key == self.plot.key and plot.title == self.plot.title
        if self._placed and (plot, axes) == (self.plot, self._axes):
            return
        first = not self._placed and self._grid is None
        self.plot, self._axes = plot, axes
        self.title.show_words(plot.title)
        self.note.show_words(plot.note)
        self.note.setVisible(bool(plot.note))
        if (scales := scales_of(plot, axes)) != self._scales:
            self._scales = scales
            self.surface.show_scales(*scales)
        if self.names is not None:
            self.names.show_names(plot.x.names)
        if (words := spoken(plot)) != self.surface.accessibleName():
            self.surface.setAccessibleName(words)
        if not is_same or first:
            self._is_own_range, self._slot = False, NO_SLOT
        self._draw()
        self._make_room(is_other=not is_same or first)

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        if colors is not self._colors:
            self._colors = colors
            self.surface.set_colors(colors)
            self._draw()

    def fit(self) -> None:
        """All values in view."""
        self._is_own_range = False
        self._show(ends_of(self._axes))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        if step := steps.get(Qt.Key(event.key())):
            self._step(*step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._slot != NO_SLOT:
            self._pick(self._slot)
        elif event.key() == Qt.Key.Key_0:
            self.fit()
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self._is_own_range = True
            factor = 0.8 if event.key() == Qt.Key.Key_Plus else 1.25
            self.surface.box.scaleBy((factor, factor))
        else:
            event.ignore()

    def _step(self, lines: int, points: int) -> None:
        filled = [place for place, each in enumerate(self._placed) if each.xs.size]
        if not filled:
            return
        line, point = self._slot
        place = filled.index(line) if line in filled else 0
        line = filled[(place + lines) % len(filled)]
        last = len(self._placed[line].xs) - 1
        self._hover((line, min(max(point + points, 0), last)))

    def _draw(self) -> None:
        plot = self.plot
        self._placed = placed_series(plot, self._axes)
        nothing = "" if plot.grid else NOTHING
        self.item.show(self._placed, self._axes, self._colors, nothing)
        self._draw_grid()
        self.levels.show(self.plot, self._axes, self._colors)
        if self._slot != NO_SLOT and not self._is_there(self._slot):
            self._slot = NO_SLOT
        self._draw_pointed()

    def _is_there(self, slot: Slot) -> bool:
        line, point = slot
        return line < len(self._placed) and point < len(self._placed[line].xs)

    def _draw_grid(self) -> None:
        grid, colors = self.plot.grid, self._colors
        if self._grid is not None:
            if self._grid.shows(grid, colors):
                return
            self.surface.removeItem(self._grid)
            self._grid = None
        if grid is not None and grid.at:
            self._grid = GridItem(grid, colors)
            self.surface.addItem(self._grid, ignoreBounds=True)

    def _make_room(self, *, is_other: bool) -> None:
        """All values are in view; what is shown moves only where they leave it or fill little."""
        if self._is_own_range:
            return
        wanted = ends_of(self._axes)
        if is_other or self.plot.grid is not None:
            self._show(wanted)
            return
        shown = Ends(*self.surface.shown_range())
        pairs = list(zip(wanted, shown, strict=True))
        if any(is_out(*pair) or is_loose(*pair) for pair in pairs):
            self._show(Ends(*(grown(*pair) for pair in pairs)))

    def _show(self, ends: Ends) -> None:
        self.surface.show_range(ends.x, ends.y)

    def _on_moved(self) -> None:
        self._is_own_range = True

    def _on_pointed(self, at: QPointF | None) -> None:
        if at is None:
            self._hover(NO_SLOT)
        elif self.plot.grid is not None:
            self._tell_grid(at)
        elif (slot := self._slot_at(at)) != NO_SLOT or not self._tell_hatched(at):
            self._hover(slot)

    def _on_pressed(self, at: QPointF) -> None:
        if (slot := self._slot_at(at)) != NO_SLOT:
            self._pick(slot)

    def _pick(self, slot: Slot) -> None:
        line, point = slot
        self.picked.emit(self._placed[line].series.points[point][0])

    def _slot_at(self, at: QPointF) -> Slot:
        """The bar in whose column the pointer is, else the nearest point within reach."""
        best, found = REACH_PX, NO_SLOT
        place = self.surface.box.mapSceneToView(at)
        for line, each in enumerate(self._placed):
            if each.series.mark is Mark.BARS:
                inside = np.abs(each.xs + each.shift - place.x()) <= each.width / 2
                if inside.any():
                    return line, int(np.flatnonzero(inside)[0])
                continue
            px, py = self.surface.pixels(each.xs, each.ys)
            point = nearest(px, py, (at.x(), at.y()), best)
            if point >= 0:
                best = float(np.hypot(px[point] - at.x(), py[point] - at.y()))
                found = line, point
        return found

    def _tell_hatched(self, at: QPointF) -> bool:
        """Says why a place has no bar."""
        x = self.surface.box.mapSceneToView(at).x()
        for each in self._placed:
            for place in each.series.hatched:
                if abs(place + each.shift - x) <= each.width / 2:
                    show_tip(QCursor.pos(), hatched_text(self.plot, each.series, place), self)
                    return True
        return False

    def _tell_grid(self, at: QPointF) -> None:
        grid, place = self.plot.grid, self.surface.box.mapSceneToView(at)
        assert grid is not None
        along = np.array(grid.at)
        if not along.size or not (along[0] <= place.x() <= along[-1]):
            return
        column, row = (int(np.abs(along - each).argmin()) for each in (place.x(), place.y()))
        if row < len(grid.rows) and column < len(grid.rows[row]):
            show_tip(QCursor.pos(), grid_text(self.plot, grid, column, row), self)

    def _hover(self, slot: Slot) -> None:
        if slot == self._slot:
            return
        self._slot = slot
        self._draw_pointed()
        if slot == NO_SLOT:
            QToolTip.hideText()
        else:
            series = self._placed[slot[0]].series
            words = point_text(self.plot, series, series.points[slot[1]])
            show_tip(self._place_of_tip(slot), words, self)

    def _place_of_tip(self, slot: Slot) -> QPoint:
        if self.surface.underMouse():
            return QCursor.pos()
        each = self._placed[slot[0]]
        px, py = self.surface.pixels(*(values[slot[1] :][:1] for values in (each.xs, each.ys)))
        return self.surface.on_screen(QPointF(px[0], py[0]))

    def _draw_pointed(self) -> None:
        line, point = self._slot
        if self._slot == NO_SLOT:
            self.pointed.setData(x=[], y=[])
            return
        each = self._placed[line]
        pen = pyqtgraph.mkPen(self._colors.ink, width=1.6)
        shift = each.shift if each.series.mark is Mark.BARS else 0.0
        xs, ys = each.xs[point : point + 1] + shift, each.ys[point : point + 1]
        self.pointed.setData(x=xs, y=ys, pen=pen)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for label in (self.title, self.note):
            column.addWidget(label)
        column.addWidget(self.surface, 1)
        self.surface.setMinimumSize(LEAST_WIDTH, LOW_PX)  # the title of its axis is never on values
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusProxy(self.surface)
        self.surface.setAccessibleDescription(KEYS)
        self.surface.pointed.connect(self._on_pointed)
        self.surface.pressed.connect(self._on_pressed)
        self.surface.moved.connect(self._on_moved)
