"""Bars on screen: next to each other by group, or stacked, each with its value on hover."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from resnet_viz.ui.charts.bars_item import WORD_PX, BarsItem, PaintedBar
from resnet_viz.ui.charts.frame import ChartFrame
from resnet_viz.ui.charts.legend import Entry, Legend
from resnet_viz.ui.charts.names_axis import NamesAxis
from resnet_viz.ui.charts.scale import Scale
from resnet_viz.ui.charts.surface import ChartSurface
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.parts.tip import show_tip

GROUP_WIDTH = 0.72  # of the distance between two groups
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
        self.item = BarsItem()
        self.surface.addItem(self.item, ignoreBounds=True)
        self.surface.box.setMouseEnabled(x=False, y=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ChartFrame(self.legend, self.surface))
        self.setFocusProxy(self.surface)
        self.surface.pointed.connect(self._on_pointed)
        self.surface.pressed.connect(self._on_pressed)
        self.surface.resized.connect(self._fit)

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
        self._fit()
        self._draw()

    def mark(self, groups: Sequence[int]) -> None:
        """The groups that are selected elsewhere: the others turn pale; none for no selection."""
        if frozenset(groups) != self._marked:
            self._marked = frozenset(groups)
            self._draw()

    def set_colors(self, colors: Colors) -> None:
        """The current colours of all but the series."""
        if colors is self._colors:
            return
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

    def _fit(self) -> None:
        """All bars in view, with room for a line of words above the highest."""
        most = max((bar.top for bar in self.bars), default=0.0) or 1.0
        room = max(self.surface.box.rect().height(), 2 * WORD_PX)
        high = most * (1 + WORD_PX / (room - WORD_PX))
        self.surface.show_range((-0.5, max(len(self._groups), 1) - 0.5), (0.0, high))

    def _draw(self) -> None:
        edge = self._colors.card if self._is_stacked else ""
        self.item.show_bars([self._painted(bar) for bar in self.bars], self._colors.muted, edge)

    def _painted(self, bar: Bar) -> PaintedBar:
        left, height = bar.middle - bar.width / 2, bar.top - bar.bottom
        fill = QColor(self._series[bar.slot[1]].color)
        if bar.slot == self._slot:
            fill = fill.lighter(125) if self._colors.picture.is_dark else fill.darker(115)
        if self._is_pale(bar):
            fill.setAlpha(PALE)
        words = "" if self._is_stacked else self._scale.text(float(f"{bar.top:.3g}"))
        return PaintedBar(QRectF(left, bar.bottom, bar.width, height), fill, words)

    def _is_pale(self, bar: Bar) -> bool:
        group = bar.slot[1] if self._is_stacked else bar.slot[0]
        return bool(self._marked) and group not in self._marked


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
