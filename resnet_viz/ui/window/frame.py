"""The columns and rows of the window: what is hidden, and how the room is shared."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from resnet_viz.session.arrangement import Places, Side, Workspace
from resnet_viz.ui.window.cards import GAP, card, scroll_area, stacked
from resnet_viz.ui.window.workspaces import WORKSPACES

NARROW = 1140  # below this the costs move to the left column, and the right one comes when asked
LEFT_WIDTH, LEFT_LEAST = 320, 300
RIGHT_WIDTH, RIGHT_LEAST = 284, 272
MIDDLE_LEAST = 340
TOP_HEIGHT = 106  # that of cards, which are made after the first paint
MOST_PIXELS = 100_000
MAIN_LEAST, TABS_LEAST = 300, 130  # what a small window gives middle and tabs at first


class Frame(QWidget):
    """Something at the left, a middle above tabs, and costs above what scrolls at the right.

    A workspace may have something on top of all that.

    In a narrow window the costs are in the left column, so that they are always in sight.
    `arranged` says that a person moved or hid something.
    """

    arranged = Signal()

    def __init__(self, left: QWidget, main: QWidget, below: QWidget, costs: QWidget) -> None:
        super().__init__()
        self._costs = costs
        self._places = Places(Workspace.EXPLORE)
        self._is_right_asked = False
        self.rows = QSplitter(Qt.Orientation.Vertical)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        at_left, at_right, framed = QWidget(), QWidget(), card(below)
        self._left_room, self._right_room = stacked(at_left), stacked(at_right)
        self._left_room.addWidget(left, 1)
        self._right_room.addWidget(costs)
        self._selection = scroll_area()
        self._right_room.addWidget(card(self._selection), 1)
        self._sides = {
            Side.LEFT: at_left,
            Side.MAIN: main,
            Side.BELOW: framed,
            Side.RIGHT: at_right,
            Side.TOP: QWidget(),
        }
        self._top_room = stacked(self._sides[Side.TOP])
        self._sides[Side.TOP].setMinimumHeight(TOP_HEIGHT)
        self._lay_out()
        for splitter in (self.columns, self.rows):
            splitter.splitterMoved.connect(self._on_moved)

    def put_selection(self, selection: QWidget) -> None:
        """Puts what is selected into its place, below the costs."""
        selection.setObjectName("inside")
        self._selection.setWidget(selection)

    def put_on_top(self, part: QWidget) -> None:
        """Puts a part above everything else, where room was kept for it."""
        self._top_room.addWidget(part)
        self._sides[Side.TOP].setMinimumHeight(0)

    @property
    def places(self) -> Places:
        """Where a person put everything in the workspace in front."""
        return self._places

    def show_places(self, places: Places) -> None:
        """Shows the sides of a workspace as a person left them."""
        self._places = places
        self._show_sides()
        self._give_room()

    def is_shown(self, side: Side) -> bool:
        """Whether a side is on screen."""
        return not self._sides[side].isHidden()

    def has(self, side: Side) -> bool:
        """Whether the workspace in front has something at a side that can be hidden."""
        row = WORKSPACES[self._places.workspace]
        both = bool(row.main and row.tabs)
        has = {
            Side.LEFT: bool(row.left),
            Side.MAIN: both,
            Side.BELOW: both,
            Side.TOP: bool(row.top),
            Side.RIGHT: row.has_right,
        }
        return has[side]

    def toggle(self, side: Side) -> None:
        """Hides a side, or shows it again; the middle always keeps one of its two."""
        hidden = set(self._places.hidden) - {side}
        if self.is_shown(side):
            hidden.add(side)
        if {Side.MAIN, Side.BELOW} <= hidden:
            hidden -= {Side.MAIN, Side.BELOW} - {side}
        self._is_right_asked = side is Side.RIGHT or self._is_right_asked
        ordered = tuple(each for each in Side if each in hidden)
        self._places = replace(self._places, hidden=ordered)
        self._show_sides()
        self.arranged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_sides()
        self._give_room()

    def _show_sides(self) -> None:
        hidden = self._places.hidden
        for side, widget in self._sides.items():
            widget.setVisible(self._has(side) and side not in hidden)
        has_right = WORKSPACES[self._places.workspace].has_right
        is_left = has_right and self._is_narrow() and self.is_shown(Side.LEFT)
        room = self._left_room if is_left else self._right_room
        if room.indexOf(self._costs) < 0:
            room.insertWidget(1 if is_left else 0, self._costs)
        if has_right and not is_left and Side.RIGHT not in hidden:
            self._sides[Side.RIGHT].show()

    def _has(self, side: Side) -> bool:
        """Whether there is something to show at a side, and room for it."""
        row = WORKSPACES[self._places.workspace]
        has = {Side.LEFT: row.left, Side.MAIN: row.main, Side.BELOW: row.tabs, Side.TOP: row.top}
        has_room = row.has_right and (not self._is_narrow() or self._is_right_asked)
        return bool(has.get(side, has_room))

    def _is_narrow(self) -> bool:
        return self.width() < NARROW and bool(WORKSPACES[self._places.workspace].left)

    def _on_moved(self) -> None:
        columns, rows = tuple(self.columns.sizes()), tuple(self.rows.sizes())
        if self.sender() is self.columns:
            self._places = replace(self._places, columns=columns)
        else:
            self._places = replace(self._places, rows=rows)
        self.arranged.emit()

    def _give_room(self) -> None:
        """The sizes that a person gave, else those of the workspace in a window of this size."""
        columns, rows = list(self._places.columns), list(self._places.rows)
        if len(columns) != self.columns.count():
            middle = max(MIDDLE_LEAST, self.width() - LEFT_WIDTH - RIGHT_WIDTH - 4 * GAP)
            columns = [LEFT_WIDTH, middle, RIGHT_WIDTH]
        if len(rows) != self.rows.count():
            height = self.height() - GAP - self._top_height()
            share = round(height * WORKSPACES[self._places.workspace].share)
            tabs = max(min(share, height - MAIN_LEAST), TABS_LEAST)
            rows = [height - tabs, tabs]
        self.columns.setSizes(_possible(columns))
        self.rows.setSizes(_possible(rows))

    def _top_height(self) -> int:
        top = self._sides[Side.TOP]
        if top.isHidden():
            return 0
        return max(top.sizeHint().height(), top.minimumHeight()) + GAP

    def _lay_out(self) -> None:
        sides = self._sides
        self.rows.addWidget(sides[Side.MAIN])
        self.rows.addWidget(sides[Side.BELOW])
        for widget in (sides[Side.LEFT], self.rows, sides[Side.RIGHT]):
            self.columns.addWidget(widget)
        for splitter in (self.columns, self.rows):
            splitter.setHandleWidth(GAP)
            splitter.setChildrenCollapsible(False)
        sides[Side.LEFT].setMinimumWidth(LEFT_LEAST)
        sides[Side.RIGHT].setMinimumWidth(RIGHT_LEAST)
        self.rows.setMinimumWidth(MIDDLE_LEAST)
        self.rows.setStretchFactor(0, 1)
        self.columns.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 4, GAP, 2)
        column.setSpacing(GAP)
        column.addWidget(sides[Side.TOP])
        column.addWidget(self.columns, 1)


def _possible(sizes: list[int]) -> list[int]:
    """The sizes as far as Qt takes them; a file may have any."""
    return [min(max(size, 0), MOST_PIXELS) for size in sizes]
