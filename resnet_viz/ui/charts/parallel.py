"""Parallel coordinates of thousands of networks, brushed on each axis."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from resnet_viz.core.wording import counted
from resnet_viz.ui.charts import brushes as brushing
from resnet_viz.ui.charts.line_layer import LineLayer, draw_lines, mixed
from resnet_viz.ui.charts.parallel_axes import (
    Axes,
    Dimension,
    paint_axis,
    paint_brush,
    ranges_of,
    shares_of,
)
from resnet_viz.ui.charts.scale import Floats, Places
from resnet_viz.ui.charts.scatter import BLOCK_GROUPS, Group
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.parts.tip import show_tip

REACH_PX = 7.0
PALE, STRONG, FAINT = 0.45, 0.85, 0.16  # of a colour on the ground: all, selected, the others
MEMBER_PX, HALO_PX, LETTER_PX = 2.6, 6.0, 9.0
NO_LINE = -1
ACCESSIBLE_KEYS = (
    "Left and right choose an axis, up and down move what is selected on it, "
    "plus and minus make it larger or smaller, Delete removes it, Escape removes all"
)
KEYS = Qt.Key


class ParallelChart(QWidget):
    """A line for each network through its values on all axes; a drag along an axis brushes it.

    `brushed` carries the indices of the lines within all brushes, None without a brush; `hovered`
    that of the line under the pointer, −1 for none; `clicked` that of the line a person opens.
    """

    brushed = Signal(object)
    hovered = Signal(int)
    clicked = Signal(int)

    def __init__(self, tip_of: Callable[[int], str], colors: Colors = LIGHT) -> None:
        super().__init__()
        self._tip_of, self._colors = tip_of, colors
        self._axes = Axes((), (), 1.0, 1.0)
        self._indices: Places = np.empty(0, np.int64)
        self._groups: Places = np.empty(0, np.int64)
        self._kinds: tuple[Group, ...] = BLOCK_GROUPS
        self._shares: Floats = np.empty((0, 0))
        self._members: tuple[tuple[str, str, Floats], ...] = ()
        self.brushes: dict[int, brushing.Part] = {}
        self._axis, self._drag, self._hovered = 0, (NO_LINE, 0.0), NO_LINE
        self._marked: Places = np.empty(0, np.int64)
        self.all_lines, self.chosen_lines = LineLayer(self), LineLayer(self)
        for layer in (self.all_lines, self.chosen_lines):
            layer.grown.connect(self.update)
        self.setAccessibleDescription(ACCESSIBLE_KEYS)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 120)

    def show_lines(
        self,
        dimensions: Sequence[Dimension],
        indices: Iterable[int],
        columns: Sequence[npt.ArrayLike],
        groups: npt.ArrayLike,
        kinds: Sequence[Group] = BLOCK_GROUPS,
    ) -> None:
        """Shows a line for each index: a column of values for each axis; brushes stay."""
        self._indices = np.fromiter(indices, np.int64)
        self._groups, self._kinds = np.asarray(groups, np.int64), tuple(kinds)
        axes = tuple(dimensions)
        places = np.empty((len(self._indices), len(axes)))
        for number, (each, values) in enumerate(zip(axes, columns, strict=True)):
            places[:, number] = each.scale.placed(values)
        if axes != self._axes.dimensions:
            self.brushes, self._axis = {}, 0
        ranges = ranges_of(places, axes)
        self._axes = Axes(axes, ranges, self.width(), self.height())
        self._shares = shares_of(places, ranges)
        self._members, self._hovered = (), NO_LINE
        self._start_layers()
        if self.brushes:
            self.brushed.emit(self.chosen())

    def show_members(self, members: Sequence[tuple[str, str, Sequence[float]]]) -> None:
        """The members of the comparison: letter, colour and a value for each axis."""
        dimensions, ranges = self._axes.dimensions, self._axes.ranges
        self._members = tuple(
            (letter, color, shares_of(_placed(dimensions, values), ranges))
            for letter, color, values in members
        )
        self.update()

    def mark(self, indices: Iterable[int]) -> None:
        """Draws lines that are selected elsewhere above the others."""
        self._marked = np.flatnonzero(np.isin(self._indices, np.fromiter(indices, np.int64)))
        self.update()

    def chosen(self) -> Places:
        """The indices of the lines within all brushes."""
        return self._indices[brushing.passing(self._shares, self.brushes)]

    def clear_brushes(self) -> None:
        """All lines are chosen."""
        self._brush({})

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        if colors is self._colors:
            return
        self._colors = colors
        self._start_layers()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._axes = self._axes._replace(width=self.width(), height=self.height())
        self._start_layers()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._colors.card))
        painter.drawPixmap(0, 0, self.all_lines.picture)
        if self.brushes:
            painter.drawPixmap(0, 0, self.chosen_lines.picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(len(self._axes.dimensions)):
            is_on = number == self._axis and self.hasFocus()
            paint_axis(painter, self._axes, number, self._colors, is_on=is_on)
        for number, part in self.brushes.items():
            paint_brush(painter, self._axes, number, part, self._colors)
        lit = self._marked if self._hovered == NO_LINE else np.append(self._marked, self._hovered)
        draw_lines(painter, self._axes.xs, self._ys(lit), self._colors.ink, 2.0)
        for letter, color, shares in self._members:
            self._paint_member(painter, letter, color, self._axes.ys(shares))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        axis = self._axes.axis_near(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and axis >= 0:
            self._axis, self._drag = axis, (axis, self._axes.share_at(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        axis, begin = self._drag
        if axis == NO_LINE:
            near = self._axes.axis_near(event.position().x()) >= 0
            self.setCursor(Qt.CursorShape.SizeVerCursor if near else Qt.CursorShape.ArrowCursor)
            self._hover(NO_LINE if near else self._line_at(event.position()), event)
            return
        end = self._axes.share_at(event.position().y())
        self._brush(brushing.with_part(self.brushes, axis, begin, end))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        axis, begin = self._drag
        self._drag = NO_LINE, 0.0
        if axis != NO_LINE:
            if abs(self._axes.share_at(event.position().y()) - begin) < brushing.LEAST:
                self._brush(brushing.without(self.brushes, axis))
        elif (line := self._line_at(event.position())) != NO_LINE:
            self.clicked.emit(int(self._indices[line]))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(NO_LINE, None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        axes, key = len(self._axes.dimensions), Qt.Key(event.key())
        moves = {KEYS.Key_Up: 1, KEYS.Key_Down: -1}
        widths = {KEYS.Key_Plus: 1, KEYS.Key_Minus: -1}
        if key in (KEYS.Key_Left, KEYS.Key_Right) and axes:
            self._axis = (self._axis + (1 if key == KEYS.Key_Right else -1)) % axes
            self._say()
            self.update()
        elif key in moves and axes:
            self._brush(brushing.shifted(self.brushes, self._axis, moves[key]))
        elif key in widths and axes:
            self._brush(brushing.widened(self.brushes, self._axis, widths[key]))
        elif key in (KEYS.Key_Delete, KEYS.Key_Backspace):
            self._brush(brushing.without(self.brushes, self._axis))
        elif key == KEYS.Key_Escape and self.brushes:
            self.clear_brushes()
        else:
            event.ignore()

    def _brush(self, brushes: dict[int, brushing.Part]) -> None:
        if brushes == self.brushes:
            return
        had, self.brushes = bool(self.brushes), brushes
        if had != bool(brushes):
            self._start_layer(self.all_lines, self._every(), FAINT if brushes else PALE)
        self._start_chosen()
        self._say()
        self.brushed.emit(self.chosen() if brushes else None)

    def _start_layers(self) -> None:
        self._start_layer(self.all_lines, self._every(), FAINT if self.brushes else PALE)
        self._start_chosen()
        self._say()
        self.update()

    def _start_chosen(self) -> None:
        chosen = np.flatnonzero(brushing.passing(self._shares, self.brushes))
        self._start_layer(self.chosen_lines, chosen if self.brushes else chosen[:0], STRONG)
        self.update()

    def _start_layer(self, layer: LineLayer, lines: Places, share: float) -> None:
        draw = partial(self._draw, share=share)
        layer.start(lines, self.size(), self.devicePixelRatioF(), draw)

    def _draw(self, painter: QPainter, lines: Places, share: float) -> None:
        for number, kind in enumerate(self._kinds):
            own = lines[self._groups[lines] == number]
            color = mixed(kind.color(self._colors.picture), self._colors.card, share)
            draw_lines(painter, self._axes.xs, self._ys(own), color)

    def _every(self) -> Places:
        return np.arange(len(self._indices))

    def _ys(self, lines: Places) -> Floats:
        return self._axes.ys(self._shares[lines])

    def _line_at(self, at: QPointF) -> int:
        """The line nearest to the pointer, by its height there; of brushed ones where some are."""
        xs = self._axes.xs
        if len(xs) < 2 or not xs[0] <= at.x() < xs[-1] or not len(self._indices):
            return NO_LINE
        left = int(np.searchsorted(xs, at.x(), side="right")) - 1
        along = (at.x() - xs[left]) / (xs[left + 1] - xs[left])
        shares = self._shares[:, left] * (1 - along) + self._shares[:, left + 1] * along
        far = np.abs(self._axes.ys(shares) - at.y())
        far[~(np.isfinite(far) & brushing.passing(self._shares, self.brushes))] = np.inf
        line = int(far.argmin())
        return line if far[line] <= REACH_PX else NO_LINE

    def _hover(self, line: int, event: QMouseEvent | None) -> None:
        if line == self._hovered:
            return
        self._hovered = line
        index = int(self._indices[line]) if line != NO_LINE else NO_LINE
        if event is None or line == NO_LINE:
            QToolTip.hideText()
        else:
            show_tip(event.globalPosition().toPoint(), self._tip_of(index), self)
        self.update()
        self.hovered.emit(index)

    def _paint_member(self, painter: QPainter, letter: str, color: str, ys: Floats) -> None:
        for shade, width in ((self._colors.card, HALO_PX), (color, MEMBER_PX)):
            draw_lines(painter, self._axes.xs, ys[np.newaxis], shade, width)
        if not np.isfinite(ys[-1]):
            return
        at = QPointF(float(self._axes.xs[-1]) + LETTER_PX + 6, float(ys[-1]))
        painter.setPen(QPen(QColor(color), 2))
        painter.setBrush(QColor(self._colors.card))
        painter.drawEllipse(at, LETTER_PX, LETTER_PX)
        place = QRectF(at.x() - LETTER_PX, at.y() - LETTER_PX, 2 * LETTER_PX, 2 * LETTER_PX)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letter)

    def _say(self) -> None:
        """Says for screen readers what is shown and brushed."""
        titles = [each.scale.title for each in self._axes.dimensions]
        words = f"{counted(len(self._indices), 'network')} over {', '.join(titles)}"
        if self.brushes:
            words += f". {len(self.chosen())} selected"
        if titles:
            words += f". Axis in focus: {titles[self._axis]}"
        self.setAccessibleName(f"Parallel coordinates of {words}")


def _placed(dimensions: Sequence[Dimension], values: Sequence[float]) -> Floats:
    pairs = zip(dimensions, values, strict=True)
    return np.array([float(each.scale.placed(value)) for each, value in pairs])
