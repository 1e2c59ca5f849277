"""The columns of the layer table: which are shown, how wide, in what order; a person's choice."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QMenu, QTableView

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.graph.path_cut import least_cut
from resnet_viz.core.lab.layer_row import LayerRow
from resnet_viz.core.wording import counted
from resnet_viz.ui.costs.layer_columns import (
    chosen,
    fitting,
    longest_texts,
    needs_met,
    offered,
    telling_rows,
    widest,
)
from resnet_viz.ui.costs.layer_rows import COLUMNS, LayerColumn, Needs

SORT_SIGN = " ▾"
CELL_ROOM = 24  # pixels left and right of a text, as the style has them
BAR_ROOM = 60  # pixels of a bar next to its figure
NAME_LETTERS = 13  # of the column of names, which are cut in the middle where they are longer
MOST_NAME_LETTERS = 24  # at most, where fewer would cut names where they differ
MOST_TURNS = 3


class TableColumns(QObject):
    """Keeps the columns of a table; `columns_chosen` carries their words when a person chose.

    `views_wanted` asks for layers that compute nothing as rows, or to leave them out again.

    Without a choice there are as many columns as have room, the most important first; what room is
    left goes to the names, or to a bar.
    """

    columns_chosen = Signal(object)
    views_wanted = Signal()

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table, self._header = table, table.horizontalHeader()
        self._words: tuple[str, ...] = ()
        self._convention, self._met = Convention.MACS, frozenset[Needs]()
        self._widths: dict[int, int] = {}
        self._is_arranging = False
        self._has_views, self._view_count = False, 0
        self._header.setSectionsMovable(True)
        self._header.setFirstSectionMovable(False)
        self._header.sectionMoved.connect(self._on_moved)

    def measure(self, rows: Sequence[LayerRow]) -> None:
        """Other layers: columns are as wide as these need them."""
        self._met = needs_met(rows)
        telling = telling_rows(rows)
        self._widths = {place: self._width_of(each, telling) for place, each in enumerate(COLUMNS)}
        self.arrange()

    def set_convention(self, convention: Convention) -> None:
        """Shows the work of the layers as this convention counts it."""
        if convention is not self._convention:
            self._convention = convention
            self.arrange()

    def show_choice(self, words: Sequence[str]) -> None:
        """Shows the columns that a person chose, in that order; as many as fit for none."""
        if tuple(words) != self._words:
            self._words = tuple(words)
            self.arrange()

    def show_views(self, *, is_on: bool, count: int) -> None:
        """Whether layers that compute nothing are among the rows, and how many there are."""
        self._has_views, self._view_count = is_on, count

    def copied(self) -> tuple[int, ...]:
        """The columns of a copy: those that were chosen, else all that there are."""
        return chosen(self._offered(), self._words) if self._words else self._offered()

    def shown(self) -> tuple[int, ...]:
        """The columns that are shown, in the order shown."""
        places = sorted(range(len(COLUMNS)), key=self._header.visualIndex)
        return tuple(place for place in places if not self._table.isColumnHidden(place))

    def fill_menu(self, menu: QMenu) -> None:
        """Adds an entry for each column, ticked where it is shown, and one for the first ones."""
        shown = self.shown()
        for place in self._offered()[1:]:
            entry = menu.addAction(COLUMNS[place].title)
            entry.setCheckable(True)
            entry.setChecked(place in shown)
            entry.triggered.connect(lambda _, place=place: self.toggle(place))
        menu.addSeparator()
        entry = menu.addAction("Columns that fit")
        entry.setCheckable(True)
        entry.setChecked(not self._words)
        entry.triggered.connect(lambda _: self._choose(()))
        if self._view_count:
            self._add_views(menu)

    def _add_views(self, menu: QMenu) -> None:
        menu.addSeparator()
        entry = menu.addAction(f"{counted(self._view_count, 'view')}, which compute nothing")
        entry.setCheckable(True)
        entry.setChecked(self._has_views)
        entry.triggered.connect(lambda _: self.views_wanted.emit())

    def toggle(self, place: int) -> None:
        """Hides a column, or shows it after the others."""
        shown = self.shown()
        kept = [each for each in shown if each != place] if place in shown else [*shown, place]
        self._choose([COLUMNS[each].word for each in kept])

    def arrange(self) -> None:
        """Shows, orders and sizes the columns for the room that there is."""
        if not self._widths or self._is_arranging:
            return
        arranged = 0
        for _ in range(MOST_TURNS):  # other columns may bring a scroll bar, which takes room
            if arranged == (arranged := self._table.viewport().width()):
                break
            self._arrange_in(arranged)

    def _arrange_in(self, room: int) -> None:
        there = self._offered()
        wanted = (
            chosen(there, self._words)
            if self._words
            else fitting({place: self._widths[place] for place in there}, room)
        )
        self._is_arranging = True
        for place in range(len(COLUMNS)):
            self._table.setColumnHidden(place, place not in wanted)
        rest = (place for place in range(len(COLUMNS)) if place not in wanted)
        for target, place in enumerate((*wanted, *rest)):
            self._header.moveSection(self._header.visualIndex(place), target)
        self._size(wanted, room)
        self._is_arranging = False

    def _size(self, places: Sequence[int], room: int) -> None:
        left = max(0, room - sum(self._widths[place] for place in places))
        bar = next((place for place in places if COLUMNS[place].is_bar), None)
        names = min(left, self._name_width() - self._widths[0]) if bar is not None else left
        for place in places:
            extra = names if place == 0 else left - names if place == bar else 0
            self._table.setColumnWidth(place, self._widths[place] + extra)

    def _offered(self) -> tuple[int, ...]:
        return offered(self._convention, self._met)

    def _choose(self, words: Sequence[str]) -> None:
        self.show_choice(words)
        self.columns_chosen.emit(self._words)

    def _on_moved(self) -> None:
        if not self._is_arranging:
            self._words = tuple(COLUMNS[place].word for place in self.shown())
            self.columns_chosen.emit(self._words)

    def _width_of(self, column: LayerColumn, rows: Sequence[LayerRow]) -> int:
        metrics, heads = self._table.fontMetrics(), QFontMetrics(self._bold())
        head = heads.horizontalAdvance(column.title + SORT_SIGN) + CELL_ROOM
        if column.word == "layer":
            self._names = longest_texts(column, rows)
            needed = max((len(least_cut(row.cost.path)) for row in rows), default=0)
            letters = min(max(needed, NAME_LETTERS), MOST_NAME_LETTERS)
            room = metrics.averageCharWidth() * letters + CELL_ROOM
            return max(head, min(self._name_width(), room))
        texts = widest(longest_texts(column, rows), metrics.horizontalAdvance) + CELL_ROOM
        return max(head, texts + (BAR_ROOM if column.is_bar else 0))

    def _name_width(self) -> int:
        """The room that the longest name takes."""
        metrics = self._table.fontMetrics()
        return widest(self._names, metrics.horizontalAdvance) + CELL_ROOM

    def _bold(self) -> QFont:
        font = self._header.font()
        font.setWeight(QFont.Weight.DemiBold)
        return font
