"""A scatter of thousands of networks, drawn by pyqtgraph; imported when first looked at."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from resnet_viz.diagram.chart.colors import BLOCKS, block_color
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.ui.charts.frame import ChartFrame
from resnet_viz.ui.charts.legend import Entry, Legend
from resnet_viz.ui.charts.points import NO_POINTS, Points, nearest, next_towards, within
from resnet_viz.ui.charts.scale import Scale, spread_of
from resnet_viz.ui.charts.scatter_items import Limit, MemberMark, ScatterItems, alpha_for
from resnet_viz.ui.charts.surface import ChartSurface
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.parts.tip import show_tip

REACH_PX = 8.0  # from the pointer to the point that it tells
MARGIN = 0.05  # of the range, around all points
SLACK = 0.25  # of the range, added where points stream out of it, so that it seldom moves
NO_POINT = -1
KEYS = "Arrow keys go from point to point, Enter opens one, plus and minus zoom, 0 shows all"
STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
Range = tuple[float, float]


class Group(NamedTuple):
    """A kind of points: its name, and its colour in a theme of pictures."""

    title: str
    color: Callable[[Theme], str]


BLOCK_GROUPS = tuple(Group(block, partial(block_color, block)) for block in BLOCKS)


class ScatterChart(QWidget):
    """Points by their indices, as `add_points` had them.

    `hovered` carries the index of the point under the pointer or the keyboard's, −1 for none;
    `clicked` that of the point a person opens, `brushed` those in the rectangle that a person drew
    with Shift, none where the rectangle is taken back. `tip_of` gives the words of a point when
    they are shown.
    """

    hovered = Signal(int)
    clicked = Signal(int)
    brushed = Signal(object)

    def __init__(
        self, tip_of: Callable[[int], str], colors: Colors = LIGHT, *, has_titles: bool = True
    ) -> None:
        super().__init__()
        self._tip_of, self._colors = tip_of, colors
        self._points, self._greyed = NO_POINTS, np.empty(0, np.bool_)
        self._scales = Scale(""), Scale("")
        self._groups: tuple[Group, ...] = BLOCK_GROUPS
        self._limits: dict[str, Limit] = {}
        self._hovered, self._is_own_range = NO_POINT, False
        self.legend = Legend()
        self.surface = ChartSurface(colors, has_titles=has_titles)
        self.items = ScatterItems(self.surface, colors)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ChartFrame(self.legend, self.surface))
        self.setFocusProxy(self.surface)
        self.surface.setAccessibleDescription(KEYS)
        self.surface.pointed.connect(self._on_pointed)
        self.surface.pressed.connect(self._on_pressed)
        self.surface.moved.connect(self._on_moved)
        self.surface.box.brushed.connect(self._on_brushed)
        self.show_axes(*self._scales)

    def show_axes(self, x: Scale, y: Scale, groups: Sequence[Group] = BLOCK_GROUPS) -> None:
        """Other axes and kinds of points: the chart is empty until points are added."""
        self._scales, self._groups = (x, y), tuple(groups)
        self._points, self._greyed = NO_POINTS, np.empty(0, np.bool_)
        self._limits, self._hovered, self._is_own_range = {}, NO_POINT, False
        self.surface.show_scales(x, y)
        self.items.clear(len(groups))
        self._show_words()
        self._draw_points()

    def add_points(
        self,
        indices: Iterable[int],
        xs: npt.ArrayLike,
        ys: npt.ArrayLike,
        groups: npt.ArrayLike,
    ) -> None:
        """Further points by values on the axes and the numbers of their groups, some 500 a time.

        What has no place on a logarithmic axis is not drawn. The range stays where all have room
        in it, and wherever a person panned or zoomed to.
        """
        x, y = self._scales
        more = Points(
            np.fromiter(indices, np.int64), x.placed(xs), y.placed(ys), np.asarray(groups, np.int64)
        )
        self._points = self._points.joined(more)
        greyed = self._beyond(more)
        self._greyed = np.concatenate((self._greyed, greyed))
        before = self._points.indices.size - more.indices.size
        if alpha_for(before) != alpha_for(self._points.indices.size):
            self.items.show_colors(self._shades(), self._points.indices.size)
        self.items.add(more, greyed)
        self._make_room(is_first=self._points.indices.size == more.indices.size)
        self._show_words()

    def show_greyed(self, indices: Iterable[int]) -> None:
        """Greys those that break a limit which neither axis shows."""
        chosen = np.isin(self._points.indices, np.fromiter(indices, np.int64))
        self._grey(self._beyond(self._points) | chosen)

    def show_limit(self, axis: str, value: float | None, *, is_most: bool = True) -> None:
        """A limit on `x` or `y`: what is beyond is greyed and shaded; None takes it away."""
        scale = self._scales[axis == "y"]
        before = self._beyond(self._points)
        self._limits.pop(axis, None)
        if value is not None:
            words = f"{'over' if is_most else 'under'} {scale.text(value)}"
            self._limits[axis] = Limit(axis, float(scale.placed(value)), is_most, words)
        self.items.show_limits(tuple(self._limits.values()))
        self._grey((self._greyed & ~before) | self._beyond(self._points))

    def show_front(
        self, points: Sequence[tuple[float, float]], *, is_x_maximised: bool = False
    ) -> None:
        """The best of both axes as stairs, by their values; none for no front."""
        x, y = self._scales
        places = sorted(points)
        xs = x.placed([each for each, _ in places])
        ys = y.placed([each for _, each in places])
        self.items.show_stairs(xs, ys, is_x_maximised=is_x_maximised)

    def mark(self, indices: Iterable[int]) -> None:
        """Rings the points that are selected elsewhere."""
        chosen = np.isin(self._points.indices, np.fromiter(indices, np.int64))
        self.items.show_rings(self._points.xs[chosen], self._points.ys[chosen])

    def show_members(self, members: Sequence[tuple[str, str, float, float]]) -> None:
        """The members of the comparison by letter, colour and their values on both axes."""
        x, y = self._scales
        self.items.show_members(
            [
                MemberMark(letter, color, float(x.placed(at)), float(y.placed(height)))
                for letter, color, at, height in members
            ]
        )

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        if colors is self._colors:
            return
        self._colors = colors
        self.surface.set_colors(colors)
        self.items.set_colors(colors)
        self._show_words()
        self._draw_points()

    def fit(self) -> None:
        """All points in view, and further ones too while they stream in."""
        self._is_own_range = False
        self.surface.show_range(*self._wanted(MARGIN))

    def select_by_drag(self, *, is_on: bool) -> None:
        """Whether a drag selects without Shift."""
        self.surface.box.is_brushing = is_on

    def shown_range(self) -> tuple[Range, Range]:
        """The values at the edges of what is shown."""
        return tuple(  # type: ignore[return-value]  # two axes, two ends
            (scale.value(low), scale.value(high))
            for scale, (low, high) in zip(self._scales, self.surface.shown_range(), strict=True)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if step := STEPS.get(Qt.Key(event.key())):
            self._step(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._hovered != NO_POINT:
            self.clicked.emit(self._hovered)
        elif event.key() == Qt.Key.Key_Escape:
            self.brushed.emit(np.empty(0, np.int64))
        elif event.key() == Qt.Key.Key_0:
            self.fit()
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self._zoom(0.8 if event.key() == Qt.Key.Key_Plus else 1.25)
        else:
            event.ignore()

    def _zoom(self, factor: float) -> None:
        self._on_moved()
        self.surface.box.scaleBy((factor, factor))

    def _step(self, step: tuple[int, int]) -> None:
        """The keyboard's point goes to the next one; from none to the nearest to the middle."""
        xs, ys = self.surface.pixels(self._points.xs, self._points.ys)
        place = self._points.place_of(self._hovered)
        if place < 0:
            middle = self.surface.box.sceneBoundingRect().center()
            place = nearest(xs, ys, (middle.x(), middle.y()), float("inf"))
        else:
            place = next_towards(xs, -ys, place, step)
        if place >= 0:
            at = QPointF(xs[place], ys[place])
            self._hover(place, self.surface.on_screen(at))

    def _on_pointed(self, at: QPointF | None) -> None:
        member = None if at is None else self.items.member_at(at)
        place = NO_POINT if at is None or member is not None else self._place_at(at)
        self._hover(place, QCursor.pos())
        if member is not None:
            pairs = zip(self._scales, (member.x, member.y), strict=True)
            lines = (f"{each.title}: {each.text(each.value(where))}" for each, where in pairs)
            show_tip(QCursor.pos(), "\n".join((member.letter, *lines)), self)

    def _on_pressed(self, at: QPointF) -> None:
        if (place := self._place_at(at)) >= 0:
            self.clicked.emit(int(self._points.indices[place]))

    def _on_moved(self) -> None:
        self._is_own_range = True

    def _on_brushed(self, place: QRectF) -> None:
        low, high = (place.left(), place.top()), (place.right(), place.bottom())
        chosen = within(self._points.xs, self._points.ys, low, high)
        self.brushed.emit(self._points.indices[chosen])

    def _place_at(self, at: QPointF) -> int:
        xs, ys = self.surface.pixels(self._points.xs, self._points.ys)
        return nearest(xs, ys, (at.x(), at.y()), REACH_PX)

    def _hover(self, place: int, at: QPoint) -> None:
        index = int(self._points.indices[place]) if place >= 0 else NO_POINT
        if index == self._hovered:
            return
        self._hovered = index
        self.items.show_pointed(self._points, place)
        if index == NO_POINT:
            QToolTip.hideText()
        else:
            show_tip(at, self._tip_of(index), self)
        self.hovered.emit(index)

    def _beyond(self, points: Points) -> npt.NDArray[np.bool_]:
        beyond = np.zeros(points.indices.size, np.bool_)
        for limit in self._limits.values():
            places = points.xs if limit.axis == "x" else points.ys
            beyond |= places > limit.at if limit.is_most else places < limit.at
        return beyond

    def _grey(self, greyed: npt.NDArray[np.bool_]) -> None:
        """Draws all points again where others are greyed: with thousands that takes long."""
        if not np.array_equal(greyed, self._greyed):
            self._greyed = greyed
            self._draw_points()

    def _draw_points(self) -> None:
        self.items.show_points(self._points, self._greyed, self._shades())

    def _shades(self) -> list[str]:
        return [group.color(self._colors.picture) for group in self._groups]

    def _make_room(self, *, is_first: bool) -> None:
        if self._is_own_range:
            return
        shown = zip(self._wanted(0.0), self.surface.shown_range(), strict=True)
        if is_first or any(_is_out(wanted, now) for wanted, now in shown):
            self.surface.show_range(*self._wanted(SLACK))

    def _wanted(self, margin: float) -> tuple[Range, Range]:
        return spread_of(self._points.xs, margin), spread_of(self._points.ys, margin)

    def _show_words(self) -> None:
        counts = np.bincount(self._points.groups, minlength=len(self._groups))
        entries = [
            Entry(group.color(self._colors.picture), group.title)
            for group, count in zip(self._groups, counts, strict=True)
            if count
        ]
        self.legend.show_entries(entries)
        x, y = self._scales
        words = f"{y.title} against {x.title}, {self._points.indices.size} networks"
        self.surface.setAccessibleName(words)


def _is_out(bounds: Range, shown: Range) -> bool:
    return bounds[0] < shown[0] or bounds[1] > shown[1]
