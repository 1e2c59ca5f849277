"""Bars on screen: next to each other by group, or stacked, each with its value on hover."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pyqtgraph
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from resnet_viz.ui.charts.frame import ChartFrame
from resnet_viz.ui.charts.legend import Entry, Legend
from resnet_viz.ui.charts.names_axis import NamesAxis
from resnet_viz.ui.charts.scale import Scale
from resnet_viz.ui.charts.surface import ChartSurface
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.parts.tip import show_tip

GROUP_WIDTH = 0.72  # of the distance between two groups
HEADROOM = 1.08  # of the highest bar
GAP_PX = 4  # between the words above two bars
PALE = 70  # of 255, of bars next to what is selected
Slot = tuple[int, int]
NO_SLOT: Slot = (-1, -1)


class BarSeries(NamedTuple):
    """One colour of bars: a value for each group, None where there is none, and their tips."""

    title: str
    color: str
    values: tuple[float | None, ...]
    tips: tuple[str, ...]


class Bar(NamedTuple):
    """A bar in places of the axes; `slot` is its group and its series."""

    slot: Slot
    middle: float
    width: float
    bottom: float
    top: float


class BarChart(QWidget):
    """`clicked` carries the group and the series of a bar that a person opens.

    `hovered` that of the bar under the pointer or the keyboard's, −1 and −1 for none.
    """

    clicked = Signal(int, int)
    hovered = Signal(int, int)

    def __init__(self, colors: Colors = LIGHT) -> None:
        super().__init__()
        self._colors, self._scale = colors, Scale("")
        self._groups: tuple[str, ...] = ()
        self._series: tuple[BarSeries, ...] = ()
        self._is_stacked, self._marked = False, frozenset[int]()
        self._slot = NO_SLOT
        self.bars: tuple[Bar, ...] = ()
        self.names = NamesAxis()
        self.legend, self.surface = Legend(), ChartSurface(colors, bottom=self.names)
        self.surface.box.setMouseEnabled(x=False, y=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ChartFrame(self.legend, self.surface))
        self.setFocusProxy(self.surface)
        self.surface.pointed.connect(self._on_pointed)
        self.surface.pressed.connect(self._on_pressed)
        self.surface.resized.connect(self._draw)

    def show_bars(
        self,
        groups: Sequence[str],
        series: Sequence[BarSeries],
        scale: Scale,
        *,
        is_stacked: bool = False,
    ) -> None:
        """Shows a value of each series in each group, on one scale from 0."""
        self._groups, self._series = tuple(groups), tuple(series)
        self._scale, self._is_stacked = scale, is_stacked
        self.bars = tuple(bars_of(self._series, len(groups), is_stacked=is_stacked))
        self._slot = NO_SLOT
        self.names.show_names(groups)
        self.surface.show_scales(Scale(""), scale)
        self.surface.setAccessibleName(f"Bars of {scale.title}: {', '.join(groups)}")
        self.legend.show_entries([Entry(each.color, each.title) for each in series])
        most = max((bar.top for bar in self.bars), default=0.0)
        self.surface.show_range((-0.5, max(len(groups), 1) - 0.5), (0.0, most * HEADROOM or 1.0))
        self._draw()

    def mark(self, groups: Sequence[int]) -> None:
        """The groups that are selected elsewhere: the others turn pale; none for no selection."""
        if frozenset(groups) != self._marked:
            self._marked = frozenset(groups)
            self._draw()

    def set_colors(self, colors: Colors) -> None:
        """The current colours of all but the series."""
        self._colors = colors
        self.surface.set_colors(colors)
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if (step := steps.get(Qt.Key(event.key()))) and self.bars:
            slots = [bar.slot for bar in self.bars]
            now = slots.index(self._slot) + step if self._slot in slots else 0
            self._hover(self.bars[now % len(slots)])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._slot != NO_SLOT:
            self.clicked.emit(*self._slot)
        else:
            event.ignore()

    def _on_pointed(self, at: QPointF | None) -> None:
        self._hover(None if at is None else self._bar_at(at))

    def _on_pressed(self, at: QPointF) -> None:
        if bar := self._bar_at(at):
            self.clicked.emit(*bar.slot)

    def _bar_at(self, at: QPointF) -> Bar | None:
        """The bar in whose column the pointer is, above a short one too; of a stack its part."""
        place = self.surface.box.mapSceneToView(at)
        column = [bar for bar in self.bars if abs(place.x() - bar.middle) <= bar.width / 2]
        inside = [bar for bar in column if bar.bottom <= place.y() <= bar.top]
        return next(iter(inside), None if self._is_stacked else next(iter(column), None))

    def _hover(self, bar: Bar | None) -> None:
        slot = bar.slot if bar else NO_SLOT
        if slot == self._slot:
            return
        self._slot = slot
        if bar is None:
            QToolTip.hideText()
        else:
            at = self.surface.box.mapViewToScene(QPointF(bar.middle, bar.top))
            words = self._series[slot[1]].tips[slot[0]]
            show_tip(self.surface.on_screen(at), words, self)
        self._draw()
        self.hovered.emit(*slot)

    def _draw(self) -> None:
        self.surface.clear()
        for number, series in enumerate(self._series):
            for is_pale in (False, True):
                own = [bar for bar in self.bars if bar.slot[1] == number]
                self._draw_series(
                    [bar for bar in own if self._is_pale(bar) == is_pale], series.color, is_pale
                )
        if not self._is_stacked:
            self._write_values()

    def _is_pale(self, bar: Bar) -> bool:
        group = bar.slot[1] if self._is_stacked else bar.slot[0]
        return bool(self._marked) and group not in self._marked

    def _draw_series(self, bars: Sequence[Bar], color: str, is_pale: bool) -> None:
        fill = QColor(color)
        if is_pale:
            fill.setAlpha(PALE)
        pointed = QColor(color).lighter(125) if self._colors.picture.is_dark else fill.darker(115)
        edge = pyqtgraph.mkPen(self._colors.card, width=1) if self._is_stacked else None
        if bars:
            item = pyqtgraph.BarGraphItem(
                x=[bar.middle for bar in bars],
                width=[bar.width for bar in bars],
                y0=[bar.bottom for bar in bars],
                y1=[bar.top for bar in bars],
                pen=edge,
                brushes=[pointed if bar.slot == self._slot else fill for bar in bars],
            )
            self.surface.addItem(item, ignoreBounds=True)

    def _write_values(self) -> None:
        """The value above each bar where the bars are wide enough for it."""
        (left, right), _ = self.surface.shown_range()
        px = self.surface.box.rect().width() / (right - left)
        metrics = QFontMetricsF(self.font())
        words = [self._value_text(bar.top) for bar in self.bars]
        widest = max(map(metrics.horizontalAdvance, words), default=0.0)
        if all(bar.width * px >= widest + GAP_PX for bar in self.bars):
            for bar, text in zip(self.bars, words, strict=True):
                item: Any = pyqtgraph.TextItem(text, color=self._colors.muted, anchor=(0.5, 0.9))
                item.setPos(bar.middle, bar.top)
                self.surface.addItem(item, ignoreBounds=True)

    def _value_text(self, value: float) -> str:
        return self._scale.text(float(f"{value:.3g}"))


def bars_of(series: Sequence[BarSeries], groups: int, *, is_stacked: bool) -> list[Bar]:
    """Where each bar is: groups at 0, 1, 2 …, what has no value has no bar."""
    bars = []
    width = GROUP_WIDTH / (1 if is_stacked else max(len(series), 1))
    for group in range(groups):
        below = 0.0
        for number, each in enumerate(series):
            value = each.values[group]
            if value is None:
                continue
            shift = 0.0 if is_stacked else (number - (len(series) - 1) / 2) * width
            thin = width * (1.0 if is_stacked else 0.92)
            bars.append(Bar((group, number), group + shift, thin, below, below + value))
            below += value if is_stacked else 0.0
    return bars
